"""What has to hold: demands on single values, joined by and and or; and whether all of it can hold at once.

Three-valued conditions become plain ones here. A demand says what a value may be, missing among it, so that "surely
true", "surely false" and their opposites are each made of demands alone, and nothing is ever turned round.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .possible import Possible


@dataclass(frozen=True, slots=True)
class Demand:
    """A value, by its name or by how it is computed, is among those allowed."""

    of: str
    allowed: Possible


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; of no parts: always."""

    parts: "tuple[Claim, ...]" = ()


@dataclass(frozen=True, slots=True)
class Some:
    """One part holds at least; of no parts: never."""

    parts: "tuple[Claim, ...]" = ()


Claim: TypeAlias = Demand | All | Some
Facts: TypeAlias = Mapping[str, Possible]
"""What is left of each value that was asked about."""

ALWAYS, NEVER = All(), Some()


def both(*parts: Claim) -> Claim:
    """All of several claims, flat."""
    flat = [item for part in parts for item in (part.parts if isinstance(part, All) else (part,))]
    if any(isinstance(item, Some) and not item.parts for item in flat):
        return NEVER
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def either(*parts: Claim) -> Claim:
    """One of several claims at least, flat."""
    flat = [item for part in parts for item in (part.parts if isinstance(part, Some) else (part,))]
    if any(isinstance(item, All) and not item.parts for item in flat):
        return ALWAYS
    return flat[0] if len(flat) == 1 else Some(tuple(flat))


def asked_about(claim: Claim) -> Iterator[str]:
    """The values that a claim speaks of, as often as it does."""
    if isinstance(claim, Demand):
        yield claim.of
    else:
        for part in claim.parts:
            yield from asked_about(part)


class TooMuchError(Exception):
    """The question takes more steps than may be spent on it."""


@dataclass(slots=True)
class Budget:
    """How many steps may still be taken."""

    steps: int
    spent: int = field(default=0)

    def spend(self, steps: int = 1) -> None:
        self.spent += steps
        if self.spent > self.steps:
            raise TooMuchError


_DEEPEST = 200
"""Choices inside one another; a question with more is too much."""


def solve(claims: Sequence[Claim], budget: Budget, facts: Facts | None = None) -> Facts | None:
    """What is left of each value where all claims hold at once; None where they cannot.

    The values are taken as independent of each other, so that None is certain. Raises TooMuchError.
    """
    return _solve(list(claims), dict(facts or {}), budget, 0)


def _solve(claims: list[Claim], facts: dict[str, Possible], budget: Budget, depth: int) -> Facts | None:
    if depth > _DEEPEST:
        raise TooMuchError
    choices = _taken(claims, facts, budget)
    while choices:
        narrowed = [_left(choice, facts, budget) for choice in choices]
        if any(not parts for parts in narrowed):
            return None
        sure = [parts[0] for parts in narrowed if len(parts) == 1]
        choices = [Some(tuple(parts)) for parts in narrowed if len(parts) > 1 and parts != [ALWAYS]]
        if not sure:
            break
        more = _taken(sure, facts, budget)
        if more is None:
            return None
        choices += more
    if choices is None:
        return None
    if not choices:
        return facts
    choices.sort(key=lambda choice: len(choice.parts))
    first, rest = choices[0], choices[1:]
    for part in first.parts:
        found = _solve([part, *rest], dict(facts), budget, depth + 1)
        if found is not None:
            return found
    return None


def _taken(claims: Sequence[Claim], facts: dict[str, Possible], budget: Budget) -> list[Some] | None:
    """Takes plain demands into the facts and gives the choices; None where a demand leaves nothing."""
    choices: list[Some] = []
    pending = list(claims)
    while pending:
        budget.spend()
        claim = pending.pop()
        if isinstance(claim, All):
            pending += claim.parts
        elif isinstance(claim, Some):
            choices.append(claim)
        else:
            before = facts.get(claim.of)
            left = claim.allowed if before is None else before.meet(claim.allowed)
            if left.empty:
                return None
            facts[claim.of] = left
    return choices


def _left(choice: Some, facts: Facts, budget: Budget) -> list[Claim]:
    """The parts of a choice that the facts do not rule out; one that they grant already stands for all."""
    parts: list[Claim] = []
    for part in choice.parts:
        budget.spend()
        verdict = _verdict(part, facts)
        if verdict is True:
            return [ALWAYS]
        if verdict is None:
            parts.append(part)
    return parts


def _verdict(part: Claim, facts: Facts) -> bool | None:
    """True where the facts grant a part of a choice, False where they rule it out; None where it is open."""
    if isinstance(part, All):
        verdicts = [_verdict(item, facts) for item in part.parts]
        if False in verdicts:
            return False
        return True if all(verdicts) else None
    if isinstance(part, Some):
        return None if part.parts else False
    before = facts.get(part.of)
    if before is None:
        return False if part.allowed.empty else None
    left = before.meet(part.allowed)
    return False if left.empty else True if left == before else None
