"""How a date format is written that was put in the letters of another language or program."""

import re
from collections.abc import Mapping

_YEAR_DIGITS = 4
_MOST_DIGITS = 2
_TIME = re.compile(r"[ T]+[Hhut]{1,2}[:.]?mm.*$")
# Years as jaar, Jahr, år, année or año, days as dag, day, día or Tag; a jour begins like a jaar, and is not told.
_LETTERS: Mapping[str, str] = {**dict.fromkeys("yjåa", "Y"), "m": "M", **dict.fromkeys("dt", "D")}
_OF_PROGRAMS: Mapping[str, str] = {"%Y": "YYYY", "%m": "MM", "%d": "DD"}
_NO_CENTURY = "export the dates with years of four digits, and write them YYYY"


def mend_date_pattern(written: str) -> str:
    """The format that was meant; where it cannot be told, an example."""
    bare = _TIME.sub("", written.strip())
    for sign, token in _OF_PROGRAMS.items():
        bare = bare.replace(sign, token)
    meant = re.sub(r"[^\W\d_]", lambda letter: _LETTERS.get(letter[0].lower(), letter[0]), bare)
    runs = [run[0] for run in re.finditer(r"([^\W\d_])\1*", meant)]
    lengths = {run[0]: len(run) for run in runs}
    if sorted(lengths) != ["D", "M", "Y"] or len(runs) != len(lengths):
        return "write the pattern that the dates are in, such as DD-MM-YYYY"
    if lengths["Y"] != _YEAR_DIGITS:
        return _NO_CENTURY
    if max(lengths["D"], lengths["M"]) > _MOST_DIGITS:
        return "export the dates with months and days in digits"
    return f"write {meant}"
