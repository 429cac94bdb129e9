"""Standings as facts: figures that can be written in any language."""

from itertools import zip_longest

from ....analysis.standing import Standing
from ..facts import Figure, Named, StandingFacts
from .wording import figure


def standing_facts(standing: Standing) -> StandingFacts:
    """Why an account is in a segment, or what the segment means, as facts."""
    return StandingFacts(
        by=standing.by,
        about=standing.about,
        measures=tuple(
            Named(term.title, figure(value, term))
            for term, value in zip_longest(standing.terms, standing.values)
        ),
        at_least=_bound(standing, standing.at_least),
        below=_bound(standing, standing.below),
        flow=standing.flow,
        tolerance=standing.tolerance,
        bins=standing.bins,
        most=standing.most,
        beyond=standing.beyond,
    )


def _bound(standing: Standing, value: float | None) -> Figure | None:
    """A bound as a value of what is ranked, or as a share."""
    if value is None:
        return None
    return (
        figure(value, standing.terms[0])
        if standing.by in ("value", "otherwise")
        else Figure(value, "percent")
    )
