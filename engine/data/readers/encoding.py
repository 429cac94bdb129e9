"""Which characters the bytes of a text file stand for."""

import codecs
import re
from dataclasses import dataclass

from ...findings import Finding, SiktaError
from ..raw import Origin
from . import faults

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WITHOUT_MARK = {"utf-16": "utf-16-le"}  # as Windows writes it; Python would take the machine's own order
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LONGEST_SIGN = 4
_WINDOWS = "Windows-1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in UTF-8 without a byte order mark, its lines ended by one line feed; `encoding` as people call it."""

    data: bytes
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, declared: str | None, origin: Origin) -> Decoded:
    """A whole text, as a `Decoder` gives it."""
    decoder = Decoder(declared, origin)
    text = decoder.feed(data, last=True)
    return Decoded(text, decoder.encoding, decoder.findings)


class Decoder:
    """Detects the encoding (UTF-8, UTF-16 with its mark, else Windows-1252), or takes the declared one.

    Text that was taken for UTF-8 may turn out to be Windows-1252 as long as nothing in it told the two apart.
    Raises SiktaError for NUL bytes, for mixed encodings, and for bytes that the encoding does not have.
    """

    def __init__(self, declared: str | None, origin: Origin) -> None:
        self.encoding = declared or "UTF-8"
        self.findings: tuple[Finding, ...] = ()
        self._origin, self._declared = origin, declared
        self._reader: codecs.IncrementalDecoder | None = None
        self._begun = False
        self._lines = 0  # line feeds in the bytes before this chunk
        self._ended = 0  # line feeds in the text before this chunk
        self._several: int | None = None  # the line with the first sign of several bytes, as UTF-8 has them
        self._odd: int | None = None  # the first line that is not in UTF-8
        self._tail = b""  # bytes of the chunk before that may belong to a sign of this one
        self._held = b""  # a carriage return whose line feed may follow

    def feed(self, data: bytes, *, last: bool) -> bytes:
        """The text of the next bytes in UTF-8, its lines ended by one line feed."""
        if not self._begun:
            data = self._begin(data)
        text = self._decoded(data, last=last)
        self._lines += data.count(b"\n")
        return self._with_line_feeds(text, last=last)

    def _begin(self, data: bytes) -> bytes:
        """Look at the mark that a text may begin with."""
        self._begun = True
        if data[:2] in _UTF16:
            self.encoding = "UTF-16"
            self._reader = codecs.getincrementaldecoder(_UTF16[data[:2]])()
            return data[2:]
        if self._declared:
            self._reader = self._as_declared(self._declared)
            return data
        self._reader = codecs.getincrementaldecoder("utf-8")()
        return data.removeprefix(codecs.BOM_UTF8)

    def _as_declared(self, declared: str) -> codecs.IncrementalDecoder:
        name = _WITHOUT_MARK.get(declared.lower(), declared)
        try:
            b"".decode(name)  # knows which codecs are of text
            return codecs.getincrementaldecoder(name)()
        except LookupError as error:
            raise SiktaError([faults.unknown_encoding(self._origin, declared)]) from error

    def _decoded(self, data: bytes, *, last: bool) -> bytes:
        if self._reader is None or self.encoding != "UTF-8" or self._declared:
            return self._transcoded(data, last=last)
        pending, _ = self._reader.getstate()
        whole = (pending if isinstance(pending, bytes) else b"") + data
        try:
            self._reader.decode(data, final=last)
        except UnicodeDecodeError as error:
            self._odd = self._line(error)
            self._become_windows()
            return self._transcoded(whole, last=last)
        kept, _ = self._reader.getstate()
        self._note_several(whole)
        return whole[: len(whole) - len(kept)] if isinstance(kept, bytes) else whole

    def _note_several(self, data: bytes) -> None:
        if self._several is None and not data.isascii() and (found := _SEVERAL_BYTES.search(data)):
            self._several = self._lines + data.count(b"\n", 0, found.start()) + 1

    def _become_windows(self) -> None:
        self.encoding = _WINDOWS
        self._reader = codecs.getincrementaldecoder("cp1252")()
        self.findings = (faults.read_as_windows(self._origin, self._odd or 1),)

    def _transcoded(self, data: bytes, *, last: bool) -> bytes:
        self._refuse_mixed(data)
        assert self._reader is not None  # noqa: S101  chosen when the text began
        try:
            text = self._reader.decode(data, final=last)
        except UnicodeDecodeError as error:
            raise SiktaError([faults.undecodable(self._origin, self.encoding, self._line(error))]) from error
        if self._declared and not self._lines:
            text = text.removeprefix("\ufeff")
        return text.encode("utf-8")

    def _refuse_mixed(self, data: bytes) -> None:
        """Windows-1252 of which part is clearly UTF-8: then two files were glued together."""
        if self._odd is None:
            return
        whole = self._tail + data
        before = self._lines - self._tail.count(b"\n")
        self._tail = whole[1 - _LONGEST_SIGN :]
        if self._several is None and (found := _SEVERAL_BYTES.search(whole)):
            self._several = before + whole.count(b"\n", 0, found.start()) + 1
        if self._several is not None:
            raise SiktaError([faults.mixed_encodings(self._origin, self._several, self._odd)])

    def _line(self, error: UnicodeDecodeError) -> int:
        """The line of a byte that stands for nothing. What a decoder kept of the chunk before is part of its error."""
        return self._lines + error.object.count(b"\n", 0, error.start) + 1

    def _with_line_feeds(self, text: bytes, *, last: bool) -> bytes:
        text, self._held = self._held + text, b""
        if not last and text.endswith(b"\r"):
            text, self._held = text[:-1], b"\r"
        nul = text.find(b"\0")
        if nul >= 0:
            line = self._ended + text.count(b"\n", 0, nul) + 1
            raise SiktaError([faults.nul_bytes(self._origin, line, text.count(b"\0"))])
        self._ended += text.count(b"\n")
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
