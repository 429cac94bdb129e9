"""Segmentations by rules: segments that nobody comes to, accounts that nobody takes, bounds that do not count."""

from collections.abc import Iterator
from itertools import combinations

from ..expressions.demands import ALWAYS, All, Claim, Demand, both
from ..expressions.possible import Numbers
from ..expressions.types import NUMBER, Kind
from ..expressions.world import Outcome
from ..findings import Finding
from ..rules.model import Rules
from .rulebook import Rulebook
from .shadows import Shadow, Turn, shadowed
from .telling import finding, named
from .witness import example, in_words

_MOST_COMPARED = 40


def check_segments(book: Rulebook) -> Iterator[Finding]:
    for segmentation in book.ruleset.segmentations.values():
        if isinstance(segmentation, Rules):
            given = book.claim(f"segmentations.{segmentation.id}.for", Outcome.TRUE)
            if book.impossible(f"segmentations.{segmentation.id}.for", given):
                continue  # nobody comes to any of them; that is told of the for: itself
            if segmentation.overlapping:
                yield from _impossible_ones(book, segmentation)
            else:
                yield from _in_turn(book, segmentation, given)


def _turns(book: Rulebook, segmentation: Rules) -> list[Turn]:
    path = f"segmentations.{segmentation.id}.segments"
    turns = [
        Turn(
            id,
            book.claim(f"{path}.{id}.when", Outcome.TRUE),
            book.claim(f"{path}.{id}.when", Outcome.NOT_TRUE),
        )
        for id, segment in segmentation.segments.items()
        if not segment.otherwise
    ]
    rest = [id for id, segment in segmentation.segments.items() if segment.otherwise]
    return turns + [Turn(id, ALWAYS, both(ALWAYS)) for id in rest[:1]]


def _in_turn(book: Rulebook, segmentation: Rules, given: Claim) -> Iterator[Finding]:
    turns = _turns(book, segmentation)
    shadows = shadowed(book, f"segmentations.{segmentation.id}", given, turns)
    for shadow in shadows:
        if not _is_told(book, segmentation, shadow.turn.id):
            yield _unreachable(book, segmentation, shadow)
    if all(turn.true is not ALWAYS for turn in turns):
        yield from _gap(book, segmentation, given, turns)
    gone = {shadow.turn.id for shadow in shadows}
    yield from _bounds(book, segmentation, [turn for turn in turns if turn.id not in gone])


def _is_told(book: Rulebook, segmentation: Rules, id: str) -> bool:
    """Whether the condition alone shows that it is never true, which is told where it stands (W302)."""
    compiled = book.plan.expressions.get(f"segmentations.{segmentation.id}.segments.{id}.when")
    return compiled is not None and compiled.always is False


def _impossible_ones(book: Rulebook, segmentation: Rules) -> Iterator[Finding]:
    for id in segmentation.segments:
        path = f"segmentations.{segmentation.id}.segments.{id}"
        if not _is_told(book, segmentation, id) and book.impossible(path, book.member(segmentation, id)):
            yield _unreachable(book, segmentation, Shadow(Turn(id, ALWAYS, ALWAYS), ()))


def _unreachable(book: Rulebook, segmentation: Rules, shadow: Shadow) -> Finding:
    id, by = shadow.turn.id, shadow.by
    path = f"segmentations.{segmentation.id}.segments.{id}"
    segment = segmentation.segments[id]
    if segment.otherwise:
        why = "the segments above it already take every account" if by or not segmentation.overlapping else (
            "every account is in one of the others"
        )  # fmt: skip
        fix = "take it out, or narrow what stands above it"
    elif by:
        verb = "already takes" if len(by) == 1 else "together already take"
        why = f"{named(by)} above it {verb} every account that it asks for"
        fix = f"move it above {named(by[:1])}, or take it out"
    else:
        why = "no account can be what it asks for"
        fix = "change what it asks for, or take it out"
    return finding(
        book.ruleset,
        "W421",
        path,
        f'the segment "{id}" can never be reached: {why}',
        found=_conditions(segmentation, (*by[:3], id)),
        fix=fix,
    )


def _conditions(segmentation: Rules, ids: tuple[str, ...]) -> str:
    """What segments ask for, side by side."""
    asked = [(id, segmentation.segments[id].when) for id in ids]
    return "; ".join(f'"{id}" asks for {" ".join(when.split())}' for id, when in asked if when)


def _gap(book: Rulebook, segmentation: Rules, given: Claim, turns: list[Turn]) -> Iterator[Finding]:
    path = f"segmentations.{segmentation.id}"
    left = (given, *(turn.not_true for turn in turns))
    known = example(book, path, *left)
    some = known if known is not None else example(book, path, *left, missing=True)
    if some is None:
        return
    yield finding(
        book.ruleset,
        "W424" if known is not None else "N424",
        path,
        f'some accounts fit no segment of "{segmentation.id}"'
        if known is not None
        else f'accounts of which too little is known fit no segment of "{segmentation.id}"',
        expected="a segment for every account that the segmentation is for",
        found=f"{in_words(some)} fits none",
        fix='add a last segment with "otherwise: true"',
    )


def _bounds(book: Rulebook, segmentation: Rules, turns: list[Turn]) -> Iterator[Finding]:
    """Two stretches of one number that overlap in part: the bound of the later one is not where it says."""
    stretches = [(turn.id, _stretch(book, turn.true)) for turn in turns[:_MOST_COMPARED]]
    for (earlier, one), (later, two) in combinations(stretches, 2):
        shared = _shared(one, two)
        if shared is not None:
            yield _overlap(book, segmentation, earlier, later, shared)


def _stretch(book: Rulebook, claim: Claim) -> Demand | None:
    """The one stretch of one number that a claim is about; None for all others."""
    parts = claim.parts if isinstance(claim, All) else (claim,)
    demands = [part for part in parts if isinstance(part, Demand)]
    if len(demands) < len(parts) or len({demand.of for demand in demands}) != 1 or book.exhausted:
        return None
    (left,) = (book.facts(claim) or {"": demands[0].allowed}).values()
    is_number = book.plan.types.get(demands[0].of, NUMBER).kind is Kind.NUMBER
    one = is_number and isinstance(left.known, Numbers) and len(left.known.spans) == 1
    return Demand(demands[0].of, left) if one and not left.missing else None


def _shared(earlier: Demand | None, later: Demand | None) -> Numbers | None:
    """What two stretches of one number share, where each also has numbers of its own; None for all others."""
    if earlier is None or later is None or earlier.of != later.of:
        return None
    one, two = earlier.allowed.known, later.allowed.known
    if not isinstance(one, Numbers) or not isinstance(two, Numbers):
        return None
    alone = (one.meet(two.rest()), two.meet(one.rest()))
    shared = one.meet(two)
    return shared if not shared.empty and not any(part.empty for part in alone) else None


def _overlap(book: Rulebook, segmentation: Rules, earlier: str, later: str, shared: Numbers) -> Finding:
    path = f"segmentations.{segmentation.id}.segments.{later}"
    span = shared.hull
    stretch = f"{span.low:g}" if span.low == span.high else f"{span.low:g} to {span.high:g}"
    return finding(
        book.ruleset,
        "W433",
        path,
        f'"{earlier}" and "{later}" both ask for the accounts from {stretch}, and "{earlier}" takes them',
        expected="segments that meet at one number",
        found=_conditions(segmentation, (earlier, later)),
        fix=f'let "{later}" begin where "{earlier}" ends',
    )
