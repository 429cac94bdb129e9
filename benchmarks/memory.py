"""The most memory that a run on DuckDB takes when a limit is set, of the whole tree of processes.

python benchmarks/memory.py DATA OUT [LIMIT]
"""

import sys
from pathlib import Path

from contestants import CONTESTANTS
from process import Measured, once
from rounds import fresh

LIMIT = "4GB"


def limited(data: Path, out: Path, limit: str = LIMIT) -> Measured:
    """One run with the limit, what does not fit in a folder beside the results."""
    spill = fresh(out / "spill")
    command = CONTESTANTS["sikta_duckdb"].command(data, fresh(out / "limited"))
    return once([*command, "--memory", limit, "--spill", str(spill)])


if __name__ == "__main__":
    found = limited(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
    print(f"{found.peak / 1e9:.2f} GB at most, {found.wall:.1f} s")
