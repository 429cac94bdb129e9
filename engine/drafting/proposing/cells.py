"""The four segments of a matrix of two scores, with what a seller has to decide in each."""

from collections.abc import Mapping
from typing import TypeAlias

from ...reporting.languages import Translator

Cells: TypeAlias = Mapping[str, tuple[str, tuple[str, str], str]]
"""Per segment its title, its levels on the two axes, and what a seller has to find out or do."""


def cells_by_money(_: Translator) -> Cells:
    """By what accounts could be worth, and what they bring now."""
    return {
        "invest": (_("Invest"), ("high", "high"), _("To decide: grow our share there?")),
        "win_over": (_("Win over"), ("high", "low"), _("To decide: find out why they buy elsewhere?")),
        "keep": (_("Keep"), ("low", "high"), _("To decide: keep them content at low cost?")),
        "serve_lean": (_("Serve lean"), ("low", "low"), _("To decide: serve them without visits?")),
    }


def cells_by_rating(_: Translator) -> Cells:
    """By what accounts could be worth, and how they are rated."""
    return {
        "visit": (_("Visit first"), ("high", "high"), _("To decide: agree on a first step together?")),
        "qualify": (
            _("Find out what they need"),
            ("high", "low"),
            _("To decide: find a reason to talk?"),
        ),
        "phone": (
            _("Serve by telephone"),
            ("low", "high"),
            _("To decide: answer what they ask, without visits?"),
        ),
        "serve_lean": (_("Serve lean"), ("low", "low"), _("To decide: keep them informed, no more?")),
    }
