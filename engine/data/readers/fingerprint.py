"""A hash of what rows hold, for sources that are no file, however they are cut into blocks."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...expressions.arrays import floats_of, values_of
from ..raw import ArrowArray, RawColumn
from .native import Kind, kind_of

_KINDS: tuple[Kind, ...] = ("text", "number", "date", "boolean")


@dataclass(slots=True, eq=False)
class _Hashes:
    """Of the values of one kind in a column: which rows lack one, how long texts are, and the values."""

    missing: Any = field(default_factory=hashlib.sha256)
    sizes: Any = field(default_factory=hashlib.sha256)
    values: Any = field(default_factory=hashlib.sha256)
    rows: int = 0

    def skip(self, rows: int) -> None:
        """Rows without a value of this kind."""
        self.missing.update(b"\1" * rows)
        self.rows += rows

    def add(self, part: ArrowArray, kind: Kind) -> None:
        self.missing.update(values_of(part.is_null()).tobytes())
        for hashed, content in zip((self.values, self.sizes), _plain(part.drop_null(), kind), strict=False):
            hashed.update(content)
        self.rows += len(part)


class Fingerprint:
    """SHA-256 over the columns in order of their names, each value with its kind, in the order of the rows."""

    def __init__(self) -> None:
        self._columns: dict[str, dict[Kind, _Hashes]] = {}
        self._rows = 0

    def add(self, columns: Mapping[str, RawColumn], rows: int) -> None:
        """The next rows."""
        for header, column in columns.items():
            kinds = self._columns.setdefault(header, {})
            for part in column.parts:
                if part.null_count < len(part):  # an empty part has no kind of its own
                    self._add(kinds.setdefault(kind_of(part), _Hashes()), part)
        self._rows += rows

    def _add(self, hashes: _Hashes, part: ArrowArray) -> None:
        hashes.skip(self._rows - hashes.rows)
        hashes.add(part, kind_of(part))

    def hexdigest(self) -> str:
        whole = hashlib.sha256()
        for header in sorted(self._columns):
            whole.update(f"{header}\0".encode(errors="surrogatepass"))
            for kind in _KINDS:
                if kind in self._columns[header]:
                    hashes = self._columns[header][kind]
                    hashes.skip(self._rows - hashes.rows)
                    parts = (hashes.missing, hashes.sizes, hashes.values)
                    whole.update(kind.encode() + b"".join(part.digest() for part in parts))
        return whole.hexdigest()


def _plain(values: ArrowArray, kind: Kind) -> Iterator[bytes]:
    """Values without nulls, free of how Arrow happens to store them; of texts their bytes and how long each is."""
    if kind == "text":
        texts = values.dictionary_decode().cast(pa.large_binary())
        yield b"".join(_bytes(texts))
        yield np.asarray(pc.binary_length(texts), dtype="<i8").tobytes()
        return
    numbers = values.cast(pa.int32()) if kind == "date" else values
    yield floats_of(numbers).astype("<f8").tobytes()


def _bytes(texts: ArrowArray) -> Iterator[bytes]:
    """The bytes of texts one after the other, as they lie in memory."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = texts.buffers()[2]
    if data is not None and len(texts):
        yield data.slice(int(offsets[0]), int(offsets[-1] - offsets[0])).to_pybytes()
