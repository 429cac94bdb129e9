"""Sections of the language that are read and checked, but not computed yet."""

from collections.abc import Iterator

from ...findings import Finding
from .look import Look

_LATER = {
    "opportunities": "opportunities",
    "best_customers": "best_customers",
    "rankings": "rankings",
    "buying_committee": "buying_committee",
}


def check_sections(look: Look) -> Iterator[Finding]:
    for section, attribute in _LATER.items():
        if getattr(look.ruleset, attribute):
            yield Finding(
                "N901",
                f"{section} is read and checked but not computed yet",
                look.key_place(section),
                path=section,
            )
