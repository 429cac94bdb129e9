"""What a reviewer thinks in: scores, knock-outs, the data, what people read."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from ....rules.editing import Edit
from ...languages import translator

Topic: TypeAlias = Literal[
    "scores",
    "segments",
    "knockouts",
    "parameters",
    "metrics",
    "data",
    "playbooks",
    "analyses",
    "tests",
    "texts",
]

TOPICS: tuple[Topic, ...] = (
    "scores",
    "segments",
    "knockouts",
    "parameters",
    "metrics",
    "data",
    "playbooks",
    "analyses",
    "tests",
    "texts",
)
"""In the order in which a reviewer reads them."""

_SECTIONS: Mapping[str, Topic] = {
    "scores": "scores",
    "segmentations": "segments",
    "knockouts": "knockouts",
    "parameters": "parameters",
    "metrics": "metrics",
    "tables": "data",
    "as_of": "data",
    "playbooks": "playbooks",
    "opportunities": "analyses",
    "best_customers": "analyses",
    "rankings": "analyses",
    "buying_committee": "analyses",
    "reports": "analyses",
    "tests": "tests",
}
_READ = frozenset(("title", "definition", "owner", "source", "review_by", "reason", "judgement"))


def topic_of(edit: Edit) -> Topic:
    """The topic of an edit. What only people read, such as titles and owners, is a topic of its own."""
    section = edit.path[0]
    apart = section in {"tests", "playbooks", "parameters"}
    described = edit.path[-1] in _READ and bool(edit.path[2:]) and not apart
    return "texts" if described else _SECTIONS.get(section, "texts")


def topic_title(topic: Topic, language: str) -> str:
    """The heading of a topic."""
    _ = translator(language)
    titles: Mapping[Topic, str] = {
        "scores": _("Scores"),
        "segments": _("Segments"),
        "knockouts": _("Knock-outs"),
        "parameters": _("Parameters"),
        "metrics": _("Metrics"),
        "data": _("Data"),
        "playbooks": _("Playbooks"),
        "analyses": _("Analyses"),
        "tests": _("Tests of the rules"),
        "texts": _("Titles, owners and goals"),
    }
    return titles[topic]
