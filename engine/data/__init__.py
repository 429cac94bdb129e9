"""Data: files, queries and data frames in, typed columns and a report on their quality out."""

from .quality import AccountFaults, Example, FieldQuality, Loss, Quality
from .reading import read_data
from .tables import DataSet, DataTable, Input

__all__ = [
    "AccountFaults",
    "DataSet",
    "DataTable",
    "Example",
    "FieldQuality",
    "Input",
    "Loss",
    "Quality",
    "read_data",
]
