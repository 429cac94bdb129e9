"""What has to be computed before what; a rule that needs itself is shown as a path."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..findings import Finding
from ..rules.model import Lookup, Matrix, Ruleset

SECTIONS = ("metrics", "scores", "segmentations")


def parts(ruleset: Ruleset) -> tuple[str, ...]:
    """What is computed per account, in file order: `metrics.ID`, `knockouts`, `scores.ID`, `segmentations.ID`."""
    return (
        *(f"metrics.{id}" for id in ruleset.metrics),
        "knockouts",
        *(f"scores.{id}" for id in ruleset.scores),
        *(f"segmentations.{id}" for id in ruleset.segmentations),
    )


def part_of(name: str, ruleset: Ruleset) -> str | None:
    """The part that gives a name its value; None for a field or a parameter."""
    if name == "knocked_out":
        return "knockouts"
    for section in SECTIONS:
        if name in getattr(ruleset, section):
            return f"{section}.{name}"
    return None


def needs(ruleset: Ruleset, names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Per part the parts that it needs. `names` are the names that a part's expressions over accounts use."""
    used = {part: list(names.get(part, ())) for part in parts(ruleset)}
    for metric in ruleset.metrics.values():
        if isinstance(metric.source, Lookup):
            used[f"metrics.{metric.id}"].append(metric.source.by)
    for segmentation in ruleset.segmentations.values():
        if isinstance(segmentation, Matrix):
            used[f"segmentations.{segmentation.id}"] += [*segmentation.axes, "knocked_out"]
    return {part: _distinct(part_of(name, ruleset) for name in found) for part, found in used.items()}


def _distinct(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in found if part is not None))


def in_order(needed: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The parts, each after what it needs, and the cycles found (each as a path that ends where it began).

    Depth-first over a stack of its own, so that a long chain of metrics meets no limit of recursion.
    """
    ordered: list[str] = []
    cycles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in needed:
        trail: dict[str, Iterator[str]] = {} if start in done else {start: iter(needed[start])}
        while trail:
            part = next(reversed(trail))
            following = next(trail[part], None)
            if following is None:
                del trail[part]
                done.add(part)
                ordered.append(part)
            elif following in trail:
                path = list(trail)
                cycles.append((*path[path.index(following) :], following))
            elif following not in done:
                trail[following] = iter(needed.get(following, ()))
    return tuple(ordered), tuple(cycles)


def cycle_finding(ruleset: Ruleset, cycle: Sequence[str]) -> Finding:
    """A rule that needs its own result."""
    names = [part.rpartition(".")[2] if part != "knockouts" else "knocked_out" for part in cycle]
    return Finding(
        code="E451",
        message=f'"{names[0]}" needs its own result',
        place=ruleset.positions.place(cycle[0]),
        path=cycle[0],
        expected="each rule to use only what is known before it",
        found=" → ".join(names),
        fix=f'take one of these names out of the rule that follows it, for example "{names[1]}" out of "{names[0]}"',
    )
