"""The file that a workbook is packed into, and what its library leaves open where there is no room for it."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError


class _PackedFile(io.BufferedWriter):
    """A file that goes on as if all were well once it could not be written, and keeps that fault for its end.

    The library for archives puts its end into the file also when nobody waits for it any more, and complains on the
    screen, where nobody can catch it, when that fails. It seeks from the beginning only.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path, "w"))
        self.fault: OSError | None = None
        self._place = 0

    def write(self, data: Any) -> int:
        self._place += len(data)
        self._try(lambda: super(_PackedFile, self).write(data))
        return len(data)

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        self._try(lambda: super(_PackedFile, self).seek(place, whence))
        self._place = place
        return place

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        self._try(super().flush)

    def _try(self, step: Callable[[], object]) -> None:
        if self.fault is None and not self.closed:
            try:
                step()
            except OSError as fault:
                self.fault = fault


@contextmanager
def packed(path: Path, options: dict[str, Any]) -> Iterator[Workbook]:
    """A workbook that stands in its file when the block ends. Raises OSError where there is no room for it.

    Whatever happens, none of its files is left open.
    """
    with _PackedFile(path) as file:
        book = Workbook(file, options)
        try:
            yield book
            book.close()
        except FileCreateError as fault:
            raise fault.args[0] from fault
        finally:
            _let_go(book)
    if file.fault is not None:
        raise file.fault


def _let_go(book: Workbook) -> None:
    """Close what the library opened for the sheets; what did not fit into these files is lost anyway."""
    sheets = book.worksheets()
    opened = [each for part in (book, *sheets) for each in (part.fh, getattr(part, "row_data_fh", None))]
    for each in opened:
        if each is not None:
            with suppress(OSError):
                each.close()
