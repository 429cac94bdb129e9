"""What looks for rules that decide nothing have in common, and how they tell of them."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from ...evaluation.results import Results
from ...findings import Finding
from ...plan.plan import Plan


class Look(Protocol):
    """Looks at some parts of the rules, in one stretch of accounts after the other."""

    def add(self, results: Results) -> None: ...

    def notes(self, accounts: int) -> Iterator[Finding]: ...


def note(plan: Plan, code: str, path: str, message: str, *, found: str = "") -> Finding:
    """A note that a part of the rules decides nothing."""
    fix = "nothing is wrong in the rules themselves: look whether this is what you expect of these accounts"
    return Finding(code, message, plan.ruleset.positions.place(path), path, found=found, fix=fix)


def listed(ids: Sequence[str]) -> str:
    """`"a"`, `"a" or "b"`, `"a", "b" or "c"`."""
    quoted = [f'"{id}"' for id in ids]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
