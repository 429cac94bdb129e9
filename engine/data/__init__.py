"""Data: files, queries and data frames in, typed columns and a report on their quality out."""

from .opening import Opened
from .quality import AccountFaults, Example, FieldQuality, Loss, Quality
from .reading import open_data, read_data
from .tables import DataSet, DataTable, Input, StreamedTable

__all__ = [
    "AccountFaults",
    "DataSet",
    "DataTable",
    "Example",
    "FieldQuality",
    "Input",
    "Loss",
    "Opened",
    "Quality",
    "StreamedTable",
    "open_data",
    "read_data",
]
