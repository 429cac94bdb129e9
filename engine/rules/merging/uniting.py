"""Files of one ruleset united: the same sections, other ids."""

from ...findings import Finding
from ..nodes import Entry, Map
from . import faults

# Below these keys an id's parts may be spread over files, too.
_SPREAD = {"tables": "fields", "scores": "criteria", "segmentations": "segments"}


def united(first: Map, second: Map, findings: list[Finding], path: tuple[str, ...] = ()) -> Map:
    """Both maps in one, in the order of the files. A key that both have, and that is no collection, is a finding."""
    entries = dict(first.entries)
    for key, entry in second.entries.items():
        known = entries.get(key)
        inner = (*path, key)
        if known is None:
            entries[key] = entry
        elif isinstance(known.value, Map) and isinstance(entry.value, Map) and _collects(inner):
            entries[key] = Entry(known.key, united(known.value, entry.value, findings, inner))
        else:
            findings.append(faults.in_two_files(inner, known.key.place, entry.key))
    return Map(entries, first.place)


def _collects(path: tuple[str, ...]) -> bool:
    """Whether the map at a path is a collection that several files may fill."""
    match path:
        case (_,):
            return True
        case (section, _):
            return section in _SPREAD
        case (section, _, inner):
            return _SPREAD.get(section) == inner
        case _:
            return False
