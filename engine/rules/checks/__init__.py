"""Whether a ruleset makes sense, as far as that shows without expressions and without data."""

from collections.abc import Callable, Iterator

from ...findings import Finding
from ..model import Ruleset
from .bands import check_points
from .fields import check_fields
from .goals import check_goals
from .ids import check_ids
from .languages import check_languages
from .look import Look
from .matrix import check_matrices
from .paths import check_paths
from .references import check_references
from .sections import check_sections
from .tables import check_tables
from .tiers import check_otherwise, check_rfm, check_tiers

__all__ = ["CHECKS", "check_sense"]

CHECKS: dict[str, Callable[[Look], Iterator[Finding]]] = {
    "ids": check_ids,
    "tables": check_tables,
    "fields": check_fields,
    "references": check_references,
    "points": check_points,
    "matrices": check_matrices,
    "tiers": check_tiers,
    "otherwise": check_otherwise,
    "rfm": check_rfm,
    "goals": check_goals,
    "languages": check_languages,
    "paths": check_paths,
    "sections": check_sections,
}


def check_sense(ruleset: Ruleset, left_out: frozenset[str]) -> tuple[Finding, ...]:
    """Everything that contradicts itself or names what does not exist. Names that were left out are no fault."""
    look = Look(ruleset, left_out)
    return tuple(finding for check in CHECKS.values() for finding in check(look))
