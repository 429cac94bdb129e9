"""Arrow arrays of plain values, built from their bytes.

`pyarrow.array` looks whether what it is given belongs to pandas, and imports pandas for that, which takes longer than a
whole run over a small company. These functions give the same arrays without asking.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

ArrowArray: TypeAlias = Any  # pyarrow has no types of its own
Mask: TypeAlias = NDArray[np.bool_]


def array_of(values: NDArray[Any], missing: Mask | None = None) -> ArrowArray:
    """An array of numbers or truths that shares their memory; null where `missing`."""
    data = (
        np.packbits(values, bitorder="little") if values.dtype == np.bool_ else np.ascontiguousarray(values)
    )
    buffers = [_validity(missing), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), buffers)


def texts_of(words: Sequence[str | None], kind: Any = None) -> ArrowArray:
    """An array of texts, `large_string` where no `kind` is given; None is null. For vocabularies, not for rows."""
    kind = pa.large_string() if kind is None else kind
    offset = np.int32 if pa.types.is_string(kind) else np.int64
    coded = [word.encode() if word is not None else b"" for word in words]
    ends = np.cumsum([0, *map(len, coded)], dtype=offset)
    missing = np.array([word is None for word in words], dtype=np.bool_)
    buffers = [_validity(missing), pa.py_buffer(ends), pa.py_buffer(b"".join(coded))]
    return pa.Array.from_buffers(kind, len(coded), buffers)


def listed(values: Sequence[Any], kind: Any) -> ArrowArray:
    """An array of a few plain values of one kind; None is null."""
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return texts_of(values, kind)
    missing = np.array([value is None for value in values], dtype=np.bool_)
    plain = [0 if value is None else value for value in values]
    return array_of(np.array(plain, dtype=kind.to_pandas_dtype()), missing)


def give_back() -> None:
    """Let the system have the memory of Arrow's arrays that are gone, which would else be kept for later ones."""
    pa.default_memory_pool().release_unused()


def _validity(missing: Mask | None) -> Any:
    return (
        pa.py_buffer(np.packbits(~missing, bitorder="little"))
        if missing is not None and missing.any()
        else None
    )


def values_of(array: ArrowArray) -> NDArray[Any]:
    """The values of an array without nulls as NumPy has them, in the same memory where that can be; truths as truths."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    start, end = array.offset, array.offset + len(array)
    data = array.buffers()[1]
    if pa.types.is_boolean(array.type):
        bits = np.frombuffer(data or b"", np.uint8)
        return np.unpackbits(bits, count=end, bitorder="little")[start:].view(np.bool_)
    kind = np.int32 if pa.types.is_date32(array.type) else array.type.to_pandas_dtype()
    return np.frombuffer(data or b"", kind)[start:end]


def floats_of(array: ArrowArray) -> NDArray[np.float64]:
    """The numbers of an array as float64, NaN where null."""
    numbers = array if pa.types.is_float64(array.type) else array.cast(pa.float64(), safe=False)
    return values_of(filled(numbers, np.nan))


def one(value: float | str | None, kind: Any) -> Any:
    """A value as Arrow's functions take it; None is null."""
    if value is None:
        return pa.nulls(1, kind)[0]
    array = texts_of([value], kind) if isinstance(value, str) else array_of(np.array([value])).cast(kind)
    return array[0]


def filled(array: ArrowArray, value: float | str) -> ArrowArray:
    """The array with a value in place of its nulls."""
    return array.fill_null(one(value, array.type)) if array.null_count else array
