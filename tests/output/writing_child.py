"""Writes folders of results over and over until it is stopped: run as a process of its own by the tests.

Every folder holds twenty files that all say the same round, so that a mixture of two rounds shows.
"""

import sys
from pathlib import Path

from sikta.engine.reporting.output import OutputFolder

FILES = 20
SIZE = 2_000


def write_round(target: Path, round_: int) -> None:
    with OutputFolder(target) as folder:
        (folder / "briefs").mkdir()
        for number in range(FILES):
            name = f"briefs/{number}.txt" if number % 2 else f"{number}.txt"
            (folder / name).write_text(f"{round_}\n" * SIZE, encoding="utf-8")
        (folder / "run.json").write_text('{"program": {"name": "sikta"}}\n', encoding="utf-8")


if __name__ == "__main__":
    first = int(sys.argv[2])
    for each in range(first, first + int(sys.argv[3])):
        write_round(Path(sys.argv[1]), each)
        print(each, flush=True)
