"""Everything the documents of one run say."""

from dataclasses import dataclass

from .account import AccountFacts
from .header import Header
from .overview import Overview
from .playbook import PlaybookFacts
from .segment import SegmentFacts


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a run. `accounts` are those with a card, by key; `templates` is the name of the ruleset's own
    folder of templates.
    """

    header: Header
    overview: Overview
    segments: tuple[SegmentFacts, ...]
    accounts: tuple[AccountFacts, ...]
    playbooks: tuple[PlaybookFacts, ...]
    templates: str | None = None
