"""One edit of a ruleset in words: what it is about, what it was and what it becomes."""

from .marks import as_html, as_markdown, as_plain, parts_of
from .topics import TOPICS, Topic, topic_of, topic_title
from .wording import Wording

__all__ = [
    "TOPICS",
    "Topic",
    "Wording",
    "as_html",
    "as_markdown",
    "as_plain",
    "parts_of",
    "topic_of",
    "topic_title",
]
