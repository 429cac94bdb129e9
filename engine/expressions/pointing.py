"""A field written with its table and a point, which is how other languages name it."""

import re
from dataclasses import replace

from .compiled import Fault
from .draft import Draft

_POINTED = re.compile(r"\b(?P<table>[^\W\d]\w*)(?P<point>\.)(?P<field>[^\W\d]\w*)")


def about_table(draft: Draft, fault: Fault) -> Fault:
    """A point between a table and a field of it, with the way to reach that field; any other fault as it is."""
    match = _POINTED.search(draft.source.text, 0) if fault.found == "." else None
    while match is not None and match.start("point") != fault.offset:
        match = _POINTED.search(draft.source.text, match.end("table"))
    advice = draft.scope.tables.get(match["table"]) if match else None
    if match is None or advice is None:
        return fault
    written = f"{match['table']}.{match['field']}"
    return replace(
        fault,
        message="A field is not named with its table and a point",
        offset=match.start(),
        length=len(written),
        found=written,
        fix=advice.format(field=match["field"]),
    )
