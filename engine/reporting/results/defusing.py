"""Text that a spreadsheet would run is made harmless, so that data from outside stays data."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from .arrow import Array, Table

RUN = r"^[=+\-@\t\r]"
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


UNPRINTABLE = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{fffe}\\x{ffff}]"
"""Characters that XML, and so a workbook, has no place for."""


def defused(table: Table) -> Table:
    """The table with a `'` before every text that a spreadsheet would run; numbers, dates and truths are untouched."""
    return _with_text(table, _defused)


def printable(table: Table) -> Table:
    """The table with one kind of line end, and every character that a workbook cannot hold as the sign for that."""
    return _with_text(table, _printable)


def _with_text(table: Table, change: Callable[[Array], Array]) -> Table:
    columns = zip(table.column_names, table.itercolumns(), strict=True)
    return pa.table({name: _changed(column, change) for name, column in columns})


def _changed(column: Array, change: Callable[[Array], Array]) -> Array:
    """A column with its texts changed; where they are codes into words, only each word is looked at."""
    if pa.types.is_string(column.type):
        return change(column)
    if not pa.types.is_dictionary(column.type):
        return column
    whole = column.unify_dictionaries().combine_chunks()
    parts = whole.chunks if isinstance(whole, pa.ChunkedArray) else [whole]
    spread = [change(part.dictionary).take(part.indices) for part in parts]
    return pa.chunked_array(spread, pa.string())


def _defused(texts: Array) -> Array:
    return pc.if_else(
        pc.match_substring_regex(texts, RUN), pc.binary_join_element_wise("'", texts, ""), texts
    )


def _printable(texts: Array) -> Array:
    lines = pc.replace_substring_regex(texts, "\r\n?", "\n")  # XML has one kind of line end
    return pc.replace_substring_regex(lines, UNPRINTABLE, "\ufffd")
