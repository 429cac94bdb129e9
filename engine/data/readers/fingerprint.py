"""A hash of what a table holds, for sources that are no file."""

import hashlib
from collections.abc import Mapping

import pyarrow as pa

from ..raw import ArrowArray, RawColumn
from .native import kind_of


def fingerprint(columns: Mapping[str, RawColumn]) -> str:
    """SHA-256 over the columns in order of their names, each value with its kind, in the order of the rows."""
    digest = hashlib.sha256()
    for header in sorted(columns):
        digest.update(f"{header}\0".encode())
        for part in columns[header].parts:
            for content in _plain(part):
                digest.update(content)
    return digest.hexdigest()


def _plain(part: ArrowArray) -> list[bytes]:
    """The kind, which values are missing, and the values, free of how Arrow happens to store them."""
    kind = kind_of(part)
    missing = part.is_null().to_numpy(zero_copy_only=False).tobytes()
    if kind == "text":
        texts = "\0".join(part.dictionary_decode().fill_null("").to_pylist())
        return [b"text", missing, texts.encode(errors="surrogatepass")]
    numbers = part.cast(pa.int32()) if kind == "date" else part
    values = numbers.cast(pa.float64(), safe=False).fill_null(0.0).to_numpy(zero_copy_only=False)
    return [kind.encode(), missing, values.astype("<f8").tobytes()]
