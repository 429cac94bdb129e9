"""What was measured, as tables in Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contestants import CONTESTANTS, DEFAULT
from rounds import Round, middle, ratio


@dataclass(frozen=True, slots=True)
class Line:
    """One measure with the most that it may be; both in the same unit."""

    measure: str
    limit: float
    found: float
    unit: str = ""

    @property
    def held(self) -> bool:
        return self.found <= self.limit


def lines_of(found: Mapping[int, Sequence[Round]]) -> Iterable[Line]:
    """The ratios, from the rounds by number of accounts; those for which both took part."""
    limits = {10_000: 2.0, 100_000: 1.5, 1_000_000: 1.0}
    for count, limit in limits.items():
        yield from _ratio(found, count, DEFAULT, "polars_hand", limit)
    yield from _ratio(found, 1_000_000, "sikta_polars", "polars_hand", 1.1)
    yield from _ratio(found, 1_000_000, "sikta_duckdb", "duckdb_hand", 1.1)
    yield from _ratio(found, 1_000_000, DEFAULT, "pandas_hand", 0.3)
    yield from _ratio(found, 1_000_000, "sikta_spark", "pyspark_hand", 1.2)
    yield from _growth(found)


def _ratio(
    found: Mapping[int, Sequence[Round]], count: int, of: str, to: str, limit: float
) -> Iterable[Line]:
    rounds = found.get(count, ())
    if rounds and {of, to} <= set(rounds[0]):
        names = f"{CONTESTANTS[of].name} ÷ {CONTESTANTS[to].name}"
        yield Line(f"{names}, {count:,} accounts", limit, ratio(rounds, of, to))


def _growth(found: Mapping[int, Sequence[Round]]) -> Iterable[Line]:
    """How the time grows from the second largest number of accounts to the largest, where that is ten times as many."""
    counts = sorted(found)[-2:]
    if counts[:-1] and counts[1] == 10 * counts[0]:
        few, many = (middle(found[count], DEFAULT).wall for count in counts)
        yield Line(f"{counts[1]:,} accounts ÷ {counts[0]:,}, default engine", 11.0, many / few)


def verdicts(lines: Iterable[Line]) -> str:
    """Every measure with its limit."""
    rows = [
        f"| {line.measure} | {_figure(line.limit)}{line.unit} | {_figure(line.found)}{line.unit} | "
        f"{'yes' if line.held else '**no**'} |"
        for line in lines
    ]
    return "\n".join(["| measure | at most | measured | held |", "|---|---:|---:|---|", *rows])


def _figure(value: float) -> str:
    return f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def times(count: int, rounds: Sequence[Round]) -> str:
    """Everybody's medians for one number of accounts, the quickest first."""
    ids = sorted(rounds[0], key=lambda id_: middle(rounds, id_).wall)
    rows = []
    for id_ in ids:
        one = middle(rounds, id_)
        fastest, slowest = (pick(each[id_].wall for each in rounds) for pick in (min, max))
        beside = f"{ratio(rounds, id_, 'polars_hand'):.2f}" if "polars_hand" in rounds[0] else ""
        rows.append(
            f"| {CONTESTANTS[id_].name} | {one.wall:.2f} | {fastest:.2f}–{slowest:.2f} | {one.cpu:.2f} | "
            f"{one.peak / 1e6:,.0f} | {beside} |"
        )
    head = "| who | seconds | from–to | processor seconds | peak MB | ÷ Polars by hand |"
    title = f"**{count:,} accounts**, medians of {len(rounds)} rounds"
    return "\n".join([title, "", head, "|---|---:|---:|---:|---:|---:|", *rows])


def per_account(seconds: Mapping[str, float]) -> str:
    """Microseconds that scoring an account takes, by engine."""
    rows = [
        f"| {name} | {each * 1e6:,.2f} |" for name, each in sorted(seconds.items(), key=lambda one: one[1])
    ]
    return "\n".join(["| engine | microseconds per account |", "|---|---:|", *rows])
