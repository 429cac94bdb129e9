"""Every measurement, one after the other; at the end tables in Markdown.

python benchmarks/run.py [--quick] [--accounts 10000,100000] [--rounds 5] [--only sikta,polars_hand]
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from contestants import CONTESTANTS, DEFAULT, HERE, PYTHON, RESULT
from engines import ENGINES, KERNEL, installed, prepare
from generate import generate
from memory import LIMIT, limited
from report import Line, lines_of, per_account, times, verdicts
from rounds import check_equal, fresh, rounds
from startup import startup

SIZES, QUICK = (10_000, 100_000, 1_000_000), (1_000, 10_000)
SCORED, SLOW = 100_000, 1_000
"""How many accounts the row engines score; how many the slow one does."""

SLOWEST = "celpy"
LARGE = 10_000_000


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure sikta against its rivals.")
    parser.add_argument(
        "--quick", action="store_true", help="Few accounts, one round: to see that all works."
    )
    parser.add_argument("--accounts", help="Numbers of accounts, with commas.")
    parser.add_argument("--rounds", type=int, help="Rounds of each; 5 by default.")
    parser.add_argument(
        "--only", help="Who takes part, with commas; the first is what the others must equal."
    )
    parser.add_argument(
        "--large", action="store_true", help="Also 10 million accounts with a limit of memory."
    )
    parser.add_argument("--folder", type=Path, default=HERE / ".data", help="Where data and results go.")
    return parser.parse_args()


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def data_for(count: int, folder: Path) -> Path:
    """The data of so many accounts, made where it is not there yet."""
    data = folder / str(count)
    if not (data / "orders.parquet").exists():
        tell(f"making {count:,} accounts")
        generate(count, data)
    return data


def taking_part(only: str | None) -> list[str]:
    """The ids of those that can run, sikta's default engine first."""
    wanted = only.split(",") if only else list(CONTESTANTS)
    absent = [id_ for id_ in wanted if not CONTESTANTS[id_].can_run]
    if absent:
        tell(f"not installed: {', '.join(absent)}")
    return [id_ for id_ in wanted if id_ not in absent]


def scoring(data: Path, folder: Path, count: int) -> dict[str, float]:
    """Seconds per account of the kernel and of each row engine, after their results were compared."""
    results = fresh(folder / "out" / "scoring")
    subprocess.run(CONTESTANTS[DEFAULT].command(data, results), check=True)
    found = {}
    for name in (KERNEL, *installed()):
        scored = min(count, SLOW if name == SLOWEST else count)
        prepare(data, results / RESULT, scored)
        command = [PYTHON, str(HERE / "engines.py"), name, str(data)]
        said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if said["different"]:
            raise SystemExit(f"{name} and the kernel differ for {said['different']:,} accounts")
        found[name] = median(said["seconds"]) / scored
        tell(f"{name}: {found[name] * 1e6:.2f} µs an account")
    return found


def main() -> None:
    asked = arguments()
    counts = (
        [int(each) for each in asked.accounts.split(",")]
        if asked.accounts
        else QUICK
        if asked.quick
        else SIZES
    )
    number = asked.rounds or (1 if asked.quick else 5)
    ids, out = taking_part(asked.only), asked.folder / "out"
    found = {}
    for count in counts:
        data = data_for(count, asked.folder)
        check_equal(ids, data, out, tell)
        found[count] = rounds(ids, data, out, number, tell, quiet=not asked.quick)
    lines = list(lines_of(found))
    scored = QUICK[0] if asked.quick else SCORED
    by_engine = scoring(data_for(scored, asked.folder), asked.folder, scored)
    lines += [*_scoring_line(by_engine), *_startup_lines(number, quiet=not asked.quick)]
    if asked.large:
        lines.append(_memory_line(data_for(LARGE, asked.folder), out))
    tables = [verdicts(lines), *(times(count, each) for count, each in found.items()), per_account(by_engine)]
    print("\n\n".join(tables))


def _scoring_line(found: dict[str, float]) -> Sequence[Line]:
    rivals = {name: found[name] for name in ENGINES if name in found}
    if not rivals:
        return ()
    quickest = min(rivals, key=rivals.__getitem__)
    return [
        Line(
            f"scoring an account ÷ {quickest}, the quickest row engine",
            1 / 150,
            found[KERNEL] / rivals[quickest],
        )
    ]


def _startup_lines(number: int, *, quiet: bool) -> list[Line]:
    limits = (0.2, 0.4)
    measured = startup(number, quiet=quiet).items()
    return [Line(name, limit, seconds, " s") for (name, seconds), limit in zip(measured, limits, strict=True)]


def _memory_line(data: Path, out: Path) -> Line:
    return Line(
        f"peak memory, DuckDB, {LARGE:,} accounts, limit {LIMIT}", 4.0, limited(data, out).peak / 1e9, " GB"
    )


if __name__ == "__main__":
    main()
