"""Two rulesets on the same data: who moves, how much money, and by which edit."""

from .attribution import Attribution, attribute
from .comparison import Comparison, compare
from .grounds import Witness
from .movement import Movement
from .places import Place
from .review import Draft, Review
from .sides import Side
from .sums import Sum

__all__ = [
    "Attribution",
    "Comparison",
    "Draft",
    "Movement",
    "Place",
    "Review",
    "Side",
    "Sum",
    "Witness",
    "attribute",
    "compare",
]
