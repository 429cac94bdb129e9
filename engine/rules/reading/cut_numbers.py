"""Numbers that a comma has cut in two: inside { } `60,5` is 60, and a key 5 without a value."""

import re
from dataclasses import dataclass, replace

from ...findings import Finding, Place, Repair
from ..nodes import Scalar, ScalarValue

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?P<rest>(?:,[0-9]+)+)(?P<decimals>\.[0-9]+)?(?P<percent> ?%)?(?![\w.%])"
)
_NEAR = 40
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


@dataclass(frozen=True, slots=True)
class CutNumber:
    """A number in pieces: what stands before its first comma, how it is to be written, and which piece was looked at."""

    first: str
    meant: str
    is_first_piece: bool


def cut_number(piece: Scalar) -> CutNumber | None:
    """The number that a key of digits is a piece of; None where it is none."""
    line, column = piece.place.excerpt or "", (piece.place.column or 1) - 1
    # Only what stands near: a line may be as long as the file.
    for match in _NUMBER.finditer(line, max(column - _NEAR, 0), column + _NEAR):
        if match.end("whole") < column < match.end():
            before = line[match.end("whole") : column]
            return CutNumber(match["whole"], _meant(match), before == ",")
    return None


def _meant(match: re.Match[str]) -> str:
    """Commas before groups of three digits separate thousands, one other comma stands before decimals."""
    whole, rest = match["whole"], match["rest"]
    tail = (match["decimals"] or "") + (match["percent"] or "").strip()
    if _THOUSANDS.fullmatch(whole + rest):
        return (whole + rest).replace(",", "") + tail
    if rest.count(",") == 1 and not match["decimals"]:
        return whole.replace(".", "") + rest.replace(",", ".") + tail
    return ""


def cut_at_comma(piece: Scalar, number: CutNumber, before: ScalarValue = None) -> Finding:
    """The finding about a number in pieces. `before` is the number under the same key one item earlier, in a list."""
    return Finding(
        "E109",
        f'the comma before "{piece.text}" ends the text that it was meant to be a part of',
        piece.place,
        fix=f"write {number.meant}",
        repair=_repair(piece, number, before),
    )


def _repair(piece: Scalar, number: CutNumber, before: ScalarValue) -> Repair | None:
    """The number as it was meant, unless its comma may stand before decimals as well as thousands.

    It parts thousands for sure where the number before it in an ascending list lies between the two.
    """
    place, written = piece.place, f"{number.first},{piece.text}"
    doubtful = _THOUSANDS.fullmatch(written) and not _lies_between(written, before)
    if place.column is None or doubtful:
        return None
    whole = replace(place, column=place.column - len(number.first) - 1, length=len(written))
    return Repair.at(whole, number.meant) if _is_written(whole, written) else None


def _lies_between(written: str, before: ScalarValue) -> bool:
    if not isinstance(before, (int, float)) or isinstance(before, bool):
        return False
    return float(written.replace(",", ".", 1).replace(",", "")) < before < float(written.replace(",", ""))


def _is_written(place: Place, text: str) -> bool:
    start = (place.column or 1) - 1
    return (place.excerpt or "")[start : start + len(text)] == text
