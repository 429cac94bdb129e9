"""One value as YAML text. Values come from strangers' files, so whatever is not surely plain is quoted."""

import json
import re

_SAFE = re.compile(r"""[^\W\d][\w ./()+%€\-=<>*']*(?: == "[^"\\{}\[\],#:&]*")?""")
_MEANT_OTHERWISE = frozenset(
    ("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity", "none")
)
_LONGEST_REMARK = 4_000


class Plain(str):
    """A text that is written as it stands, such as `80%`, `12 months` or a date. Only for the program's own words."""

    __slots__ = ()


def scalar(value: object) -> str:
    """A number, boolean or text in YAML 1.2, on one line, in a block and between brackets alike."""
    if isinstance(value, Plain):
        return str(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    return _text(str(value))


def _number(value: float) -> str:
    short = f"{value:.12g}"
    return f"{value:.0f}" if "e+" in short else short


def _text(text: str) -> str:
    if _SAFE.fullmatch(text) and text.isprintable() and text == text.strip() and not _is_word(text):
        return text
    if '"' in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return "".join(_escaped(sign) for sign in json.dumps(text, ensure_ascii=False))


def _is_word(text: str) -> bool:
    return text.casefold() in _MEANT_OTHERWISE


def _escaped(sign: str) -> str:
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  the end of four digits


def comment_text(text: str) -> str:
    """A text for a comment: on one line, without signs that cannot be seen."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    short = " ".join(seen.split())
    return short if len(short) <= _LONGEST_REMARK else f"{short[: _LONGEST_REMARK - 1]}…"
