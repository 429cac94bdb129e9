"""The bytes of a text file, read within limits."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ...findings import SiktaError
from ..raw import Origin
from . import faults

LONGEST_LINE = 16 * 2**20
LARGEST_UNPACKED = 8 * 2**30
HIGHEST_RATIO = 200
_SAFE_UNPACKED = 128 * 2**20


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, unpacked; `digest` is the SHA-256 of the file as it lies on the disk."""

    data: bytes
    digest: str


def read_content(path: Path, origin: Origin) -> Content:
    """Read a text file, also one packed by gzip. Raises SiktaError where it is unreadable or beyond the limits."""
    with reading(origin):
        digest = file_digest(path)
        packed = path.stat().st_size if path.suffix.lower() == ".gz" else None
        with gzip.open(path) if packed is not None else path.open("rb") as stream:
            return Content(b"".join(_blocks(stream, packed, origin)), digest)


@contextmanager
def reading(origin: Origin) -> Iterator[None]:
    """Turn what the operating system says of a file into a finding."""
    try:
        yield
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise SiktaError([faults.damaged(origin, "gzip")]) from error
    except PermissionError as error:
        raise SiktaError([faults.no_permission(origin)]) from error
    except OSError as error:
        raise SiktaError([faults.unreadable(origin, error.strerror or "it is damaged")]) from error


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _blocks(stream: "IO[bytes] | gzip.GzipFile", packed: int | None, origin: Origin) -> Iterator[bytes]:
    size = lines = 0
    while block := stream.read(LONGEST_LINE):
        size += len(block)
        if packed is not None and is_bomb(size, packed):
            raise SiktaError([faults.unpacks_too_large(origin)])
        if len(block) == LONGEST_LINE and b"\n" not in block and b"\r" not in block:
            raise SiktaError([faults.line_too_long(origin, lines + 1, LONGEST_LINE)])
        lines += block.count(b"\n")
        yield block


def is_bomb(size: int, packed: int) -> bool:
    """Whether bytes unpack to more than tables do."""
    return size > LARGEST_UNPACKED or (size > _SAFE_UNPACKED and size > HIGHEST_RATIO * packed)
