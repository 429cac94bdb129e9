"""All that reasoning finds about the rules of a plan."""

from collections.abc import Callable, Iterator, Mapping

from ..findings import Finding
from ..plan.plan import Plan
from .conditions import check_conditions
from .criteria import check_criteria
from .following import folded
from .knockouts import check_knockouts
from .matrices import check_matrices
from .playbooks import check_playbooks
from .rfm import check_rfm
from .rulebook import Rulebook
from .segments import check_segments
from .telling import finding, named
from .tiers import check_tiers

CHECKS: Mapping[str, Callable[[Rulebook], Iterator[Finding]]] = {
    "knockouts": check_knockouts,
    "criteria": check_criteria,
    "segments": check_segments,
    "matrices": check_matrices,
    "tiers": check_tiers,
    "rfm": check_rfm,
    "playbooks": check_playbooks,
    "conditions": check_conditions,
}


def findings_of(plan: Plan) -> tuple[Finding, ...]:
    """What no account can reach, what covers what, and who is left over; only what is certain. No data is read.

    Each comes with what shows it. What merely follows from another is told there. The work is bounded: what took too many steps is told in one note.
    """
    book = Rulebook(plan)
    found = [one for check in CHECKS.values() for one in check(book)]
    if book.gave_up or book.exhausted:
        found.append(_gave_up(book))
    return tuple(sorted(folded(book, list(dict.fromkeys(found))), key=Finding.sort_key))


def _gave_up(book: Rulebook) -> Finding:
    parts = list(dict.fromkeys(book.gave_up))
    return finding(
        book.ruleset,
        "N449",
        parts[0] if parts else "",
        "the rules are too many, or too entangled, to be compared with each other one by one",
        expected="rules of which sikta can tell whether they cover each other",
        found=f"not compared in full: {named(parts)}" if parts else "not everything was compared",
        fix="nothing is wrong; gaps and rules that never come may be there without being told",
    )
