"""The hash of a source: of files in a thread beside reading, of other rows as they pass by."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from ..raw import Origin, RawTable
from .content import file_digest, reading
from .fingerprint import Fingerprint

Blocks = Callable[[], Iterator[RawTable]]


class FileDigest:
    """SHA-256 of a file, computed in a thread from the moment that its rows are first asked for."""

    def __init__(self, path: Path, origin: Origin) -> None:
        self._path, self._origin = path, origin
        self._found: Future[str] | None = None

    def start(self) -> None:
        """Begin, unless it has begun already."""
        if self._found is None:
            thread = ThreadPoolExecutor(1, thread_name_prefix="digest")
            self._found = thread.submit(file_digest, self._path)
            thread.shutdown(wait=False)

    def __call__(self) -> str:
        """The hash in hexadecimal. Raises SiktaError where the file cannot be read."""
        self.start()
        assert self._found is not None  # noqa: S101  begun in the line before
        with reading(self._origin):
            return self._found.result()

    def beside(self, blocks: Blocks) -> Blocks:
        """The same blocks, with this hash begun when they are first asked for."""

        def walked() -> Iterator[RawTable]:
            self.start()
            return blocks()

        return walked


class RowDigest:
    """A hash of what rows hold, for sources that are no file: of the first walk through all of their blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._found: str | None = None

    def blocks(self) -> Iterator[RawTable]:
        """The blocks, each looked at as it passes by while the hash is not known."""
        if self._found is not None:
            yield from self._blocks()
            return
        fingerprint = Fingerprint()
        for block in self._blocks():
            fingerprint.add(block.columns, len(block))
            yield block
        self._found = fingerprint.hexdigest()

    def __call__(self) -> str:
        """The hash in hexadecimal; the rows are read for it where nobody has walked through all of them."""
        for _ in self.blocks() if self._found is None else ():
            pass
        return self._found or ""


def digest_of_parts(names: Sequence[str], digests: Sequence[Callable[[], str]]) -> str:
    """One hash of a source that has several files: over their names and hashes, in order."""
    lines = (f"{name}\0{digest()}\n" for name, digest in zip(names, digests, strict=True))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
