"""The bytes of a text file, read chunk by chunk within limits."""

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from ...findings import SiktaError
from ..raw import Origin
from . import faults
from .archive import only_table

CHUNK = 16 * 2**20
"""So many bytes of text are in memory at a time, with what is made of them."""

LONGEST_LINE = 16 * 2**20
LARGEST_UNPACKED = 8 * 2**30
HIGHEST_RATIO = 200
_SAFE_UNPACKED = 128 * 2**20


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes of a file, unpacked; `last` where nothing follows."""

    data: bytes
    last: bool


def read_chunks(path: Path, origin: Origin, head: int | None = None) -> Iterator[Chunk]:
    """The bytes of a text file, also of one packed by gzip or zip; at least one chunk, of `head` bytes the first.

    Raises SiktaError where it is unreadable or beyond the limits.
    """
    with reading(origin), opened(path, origin) as (stream, packed):
        blocks = _blocks(stream, packed, origin, head or CHUNK)
        block = next(blocks, b"")
        for following in blocks:
            yield Chunk(block, last=False)
            block = following
        yield Chunk(block, last=True)


@contextmanager
def opened(path: Path, origin: Origin) -> Iterator[tuple[IO[bytes], int | None]]:
    """The stream of a file, and how many bytes it has where it is packed."""
    size = path.stat().st_size
    match path.suffix.lower():
        case ".gz":
            with gzip.open(path) as unpacked:
                yield cast("IO[bytes]", unpacked), size
        case ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(only_table(archive, origin)) as unpacked:
                yield unpacked, size
        case _:
            with path.open("rb") as stream:
                yield stream, None


@contextmanager
def reading(origin: Origin) -> Iterator[None]:
    """Turn what the operating system says of a file into a finding."""
    try:
        yield
    except (gzip.BadGzipFile, zlib.error, EOFError, zipfile.BadZipFile, NotImplementedError) as error:
        kind = "zip" if origin.name.lower().endswith(".zip") else "gzip"
        raise SiktaError([faults.damaged(origin, kind)]) from error
    except PermissionError as error:
        raise SiktaError([faults.no_permission(origin)]) from error
    except OSError as error:
        raise SiktaError([faults.unreadable(origin, error.strerror or "it is damaged")]) from error


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _blocks(stream: IO[bytes], packed: int | None, origin: Origin, head: int) -> Iterator[bytes]:
    size, wanted = 0, min(head, CHUNK)
    while block := stream.read(wanted):
        size += len(block)
        if packed is not None and is_bomb(size, packed):
            raise SiktaError([faults.unpacks_too_large(origin)])
        wanted = CHUNK
        yield block


def is_bomb(size: int, packed: int) -> bool:
    """Whether bytes unpack to more than tables do."""
    return size > LARGEST_UNPACKED or (size > _SAFE_UNPACKED and size > HIGHEST_RATIO * packed)
