"""What a part of the ruleset is called, by its path."""

from ..comparison.edits.marks import as_plain
from ..comparison.edits.things import container_of, thing_of
from ..comparison.edits.titles import Titles
from .speaker import Speaker


def place_name(path: str, speaker: Speaker) -> str:
    """The deepest named part that a path leads to, with what holds it: `Revenue potential › Number of employees`."""
    thing = thing_of(tuple(path.split(".")))
    if not thing.path:
        return path
    titles = Titles((speaker.ruleset,), speaker.language)
    held = as_plain(titles.where(thing.path)) if container_of(thing.path) else ""
    return " › ".join(part for part in (held, titles.plain(thing.path)) if part)
