"""Values that are older than their field allows."""

import datetime as dt

import numpy as np

from ..expressions.calendar import shift_date
from ..expressions.columns import Dates, Mask
from ..rules.model import Field
from .contract import CleanTable


def outdated(clean: CleanTable, field: Field, as_of: dt.date) -> Mask | None:
    """Rows with a value whose `updated` date lies more than `max_age` before the day the model looks from.

    A value of unknown date is not called outdated. None where the field has no such age.
    """
    updated = clean.columns.get(field.updated or "")
    if field.max_age is None or not isinstance(updated, Dates):
        return None
    oldest = shift_date(as_of, -field.max_age.count, field.max_age.unit)
    with np.errstate(invalid="ignore"):
        old = updated.values < np.datetime64(oldest, "D").astype(np.int64)
    return old & ~clean.columns[field.id].missing
