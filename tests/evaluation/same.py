"""Whether two results are the same in every part."""

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np


def difference(left: Any, right: Any, where: str = "results") -> str | None:
    """The first place at which two results differ, arrays value by value (NaN is NaN); None where none does."""
    parts, others = _parts(left), _parts(right)
    if parts is None or others is None:
        return None if _equal(left, right) else f"{where}: {left!r} and {right!r}"
    if type(left) is not type(right) or list(parts) != list(others):
        return f"{where}: {type(left).__name__} of {list(parts)} and {type(right).__name__} of {list(others)}"
    found = (difference(part, others[name], f"{where}.{name}") for name, part in parts.items())
    return next(filter(None, found), None)


def _parts(value: Any) -> dict[str, Any] | None:
    """What a value consists of, in order; None for one that is compared as it is."""
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value) if field.compare]
        later = [name for name, each in vars(type(value)).items() if isinstance(each, cached_property)]
        return {name: getattr(value, name) for name in (*names, *later)}
    if isinstance(value, Mapping):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, tuple | list):
        return {str(index): part for index, part in enumerate(value)}
    return None


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=left.dtype.kind == "f")
    return bool(left == right)
