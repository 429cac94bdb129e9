"""The tables as the company's systems export them: CSV, the Dutch CSV, Parquet and a workbook."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.styles import Font

from .world import World

SHEETS = ("needs", "panel")
LONG_AGO = "2026-06-30T00:00:00Z"


def _csv(table: pd.DataFrame, path: Path) -> None:
    text = table.copy()
    for name in {"amount", "list_price", "unit_cost"} & set(table.columns):
        text[name] = [f"{value:.2f}" for value in table[name]]
    path.write_bytes(text.to_csv(index=False, lineterminator="\n").encode())


def _dutch_csv(visits: pd.DataFrame, path: Path) -> None:
    """Semicolons, decimal commas, points for thousands, days first, and the code page of an old Windows."""
    text = visits.copy()
    text["datum"] = [f"{day:%d-%m-%Y}" for day in visits["datum"]]
    text["uren"] = [f"{hours:.2f}".replace(".", ",") for hours in visits["uren"]]
    text["kosten"] = [f"{cost:,.2f}".translate(str.maketrans(",.", ".,")) for cost in visits["kosten"]]
    path.write_bytes(text.to_csv(index=False, sep=";", lineterminator="\r\n").encode("cp1252"))


def _parquet(lines: pd.DataFrame, path: Path) -> None:
    """Small types: the file is a third of the same lines in CSV. Its footer names the version that wrote it."""
    table = pa.Table.from_pandas(lines, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, path, compression="zstd")


def _unstamped(workbook: bytes) -> bytes:
    """The same workbook without the time and the version of its maker, packed so that the bytes are always the same."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            text = re.sub(rb"(<Application>)[^<]*", rb"\1Microsoft Excel", old.read(name))
            text = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", LONG_AGO.encode(), text)
            new.writestr(zipfile.ZipInfo(name, (2026, 6, 30, 0, 0, 0)), text)
    return out.getvalue()


def _workbook(tables: dict[str, pd.DataFrame], path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in SHEETS:
        sheet = book.create_sheet(name)
        sheet.append(list(tables[name].columns))
        for row in tables[name].itertuples(index=False):
            sheet.append(list(row))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, width in zip("ABCDE", (18, 32, 12, 12, 20), strict=True):
            sheet.column_dimensions[column].width = width
    out = BytesIO()
    book.save(out)
    path.write_bytes(_unstamped(out.getvalue()))


def write(world: World, folder: Path) -> None:
    """Write every table into the folder, over what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    own = {"visits", "order_lines", *SHEETS}
    for name, table in world.tables.items():
        if name not in own:
            _csv(table, folder / f"{name}.csv")
    _dutch_csv(world.tables["visits"], folder / "visits.csv")
    _parquet(world.tables["order_lines"], folder / "order_lines.parquet")
    _workbook(world.tables, folder / "workshops.xlsx")
