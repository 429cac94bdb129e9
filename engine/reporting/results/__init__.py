"""Results as files: accounts, segments and quality as tables, and the record of the run."""

from .accounts import accounts_table
from .again import accounts_in, accounts_written
from .quality import losses_table, quality_table
from .record import run_record
from .segments import segments_table
from .writing import FORMATS, write_results, write_stretches

__all__ = [
    "FORMATS",
    "accounts_in",
    "accounts_table",
    "accounts_written",
    "losses_table",
    "quality_table",
    "run_record",
    "segments_table",
    "write_results",
    "write_stretches",
]
