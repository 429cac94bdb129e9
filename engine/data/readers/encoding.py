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


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file in UTF-8 without a byte order mark, its lines ended by one line feed; `encoding` as people call it."""

    data: bytes
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, declared: str | None, origin: Origin) -> Decoded:
    """Detect the encoding (UTF-8, UTF-16 with its mark, else Windows-1252), or take the declared one.

    Raises SiktaError for NUL bytes, for mixed encodings, and for bytes that the encoding does not have.
    """
    if data[:2] in _UTF16:
        return _finished(_transcoded(data, _UTF16[data[:2]], origin), "UTF-16", origin)
    if declared:
        return _finished(_transcoded(data, declared, origin), declared, origin)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(data, error.start, origin)
    return _finished(data, "UTF-8", origin)


def _windows(data: bytes, offset: int, origin: Origin) -> Decoded:
    """Windows-1252, unless part of the text is clearly UTF-8: then two files were glued together."""
    several = _SEVERAL_BYTES.search(data)
    if several:
        raise SiktaError([faults.mixed_encodings(origin, _line(data, several.start()), _line(data, offset))])
    decoded = _finished(_transcoded(data, "Windows-1252", origin), "Windows-1252", origin)
    note = faults.read_as_windows(origin, _line(data, offset))
    return Decoded(decoded.data, decoded.encoding, (note,))


def _transcoded(data: bytes, encoding: str, origin: Origin) -> bytes:
    try:
        return (
            data.decode(_WITHOUT_MARK.get(encoding.lower(), encoding)).removeprefix("\ufeff").encode("utf-8")
        )
    except UnicodeDecodeError as error:
        raise SiktaError([faults.undecodable(origin, encoding, _line(data, error.start))]) from error
    except LookupError as error:
        raise SiktaError([faults.unknown_encoding(origin, encoding)]) from error


def _finished(data: bytes, encoding: str, origin: Origin) -> Decoded:
    nul = data.find(b"\0")
    if nul >= 0:
        raise SiktaError([faults.nul_bytes(origin, _line(data, nul), data.count(b"\0"))])
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return Decoded(data, encoding)


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
