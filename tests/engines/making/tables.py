"""Tables with their data, and how they are handed over: as text files, Parquet files or data frames."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from .cells import Cell, Value

Form: TypeAlias = Literal["csv", "parquet", "pandas", "polars", "pyarrow"]
FORMS: tuple[Form, ...] = ("csv", "csv", "parquet", "pandas", "polars", "pyarrow")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its entry under `tables:`, its cells by field, and the form it is handed over in.

    `types` are Arrow types by field, for forms that have types.
    """

    entry: dict[str, Any]
    columns: dict[str, list[Cell]]
    form: Form
    types: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def header(self, name: str) -> str:
        return str(self.entry["fields"].get(name, {}).get("column", name))

    def in_order(self, order: list[int]) -> "Sheet":
        """The same with its rows in another order."""
        moved = {name: [cells[row] for row in order] for name, cells in self.columns.items()}
        return Sheet(self.entry, moved, self.form, self.types)

    def arrow(self) -> Any:
        columns = {self.header(name): _array(cells, self.types[name]) for name, cells in self.columns.items()}
        return pa.table(columns)

    def frame(self) -> Any:
        """As a data frame of the library that the form names."""
        return FRAMES[self.form](self.arrow())

    def write(self, folder: Path) -> None:
        """As the file that its entry names; nothing for a frame."""
        if self.form == "parquet":
            pq.write_table(self.arrow(), folder / self.entry["file"], row_group_size=max(len(self) // 3, 1))
        elif self.form == "csv":
            encoding = self.entry.get("encoding", "utf-8")
            (folder / self.entry["file"]).write_bytes(self.csv().encode(encoding))

    def csv(self) -> str:
        """In the style that the table declares."""
        style = Style(self.entry)
        out = io.StringIO()
        writer = csv.writer(
            out, delimiter={"tab": "\t"}.get(style.delimiter, style.delimiter), lineterminator="\r\n"
        )
        writer.writerow([self.header(name) for name in self.columns])
        writer.writerows(
            zip(*([style.written(cell) for cell in cells] for cells in self.columns.values()), strict=True)
        )
        return out.getvalue()


def _polars(table: Any) -> Any:
    import polars as pl

    return pl.from_arrow(table)


FRAMES: Mapping[Form, Callable[[Any], Any]] = {
    "pandas": lambda table: table.to_pandas(),
    "polars": _polars,
    "pyarrow": lambda table: table,
}


def _array(cells: list[Cell], kind: Any) -> Any:
    values = [cell.native for cell in cells]
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.date32()).cast(kind)
    return pa.array([_whole(value) for value in values] if pa.types.is_integer(kind) else values, kind)


def _whole(value: Value) -> int | None:
    """A number or a key as a whole number; what is none is missing."""
    whole = isinstance(value, str) or (isinstance(value, float) and value.is_integer())
    return int(value) if whole and isinstance(value, str | float) else None


class Style:
    """How a text file writes numbers and dates, and which word stands for missing."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.delimiter: str = entry.get("delimiter", ",")
        self.decimal: str = entry.get("decimal", ".")
        self.thousands: str = entry.get("thousands", "")
        self.missing: str = entry.get("missing_values", [""])[0]
        self.date: str = entry.get("date_format", "YYYY-MM-DD")

    def written(self, cell: Cell) -> str:
        if cell.text is not None:
            return cell.text
        match cell.native:
            case None:
                return self.missing
            case float():
                return self._number(cell.native)
            case dt.date():
                year, month, day = f"{cell.native:%Y-%m-%d}".split("-")
                return self.date.replace("YYYY", year.zfill(4)).replace("MM", month).replace("DD", day)
            case _:
                return str(cell.native)

    def _number(self, value: float) -> str:
        plain = f"{Decimal(repr(value)):{',' if self.thousands else ''}f}".removesuffix(".0")
        signs = {",": self.thousands, ".": self.decimal}
        return "".join(signs.get(sign, sign) for sign in plain)
