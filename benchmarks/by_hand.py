"""One rival in this process.

python benchmarks/by_hand.py polars_hand DATA OUT
"""

import sys
from importlib import import_module

if __name__ == "__main__":
    rival, data, out = sys.argv[1:]
    import_module(f"rivals.{rival}").run(data, out)
