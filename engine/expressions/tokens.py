"""An expression cut into words, numbers, texts and signs, each with its place: for help where Python's reader gives none."""

import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

OPERATOR_WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else"})
LITERAL_WORDS = frozenset({"True", "False", "None", "true", "false"})
REFUSED_WORDS = frozenset(keyword.kwlist) - OPERATOR_WORDS - LITERAL_WORDS

ALLOWED_SIGNS = frozenset({"+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", ","})


class Sort(Enum):
    """What a token is."""

    NAME = "name"
    OPERATOR = "operator"  # a word that is an operator: and, or, not, in, is, if, else
    NUMBER = "number"
    TEXT = "text"
    OPENING = "opening"
    CLOSING = "closing"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression; `offset` in characters of the whole text."""

    sort: Sort
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    @property
    def opens_operand(self) -> bool:
        return self.sort in {Sort.NAME, Sort.NUMBER, Sort.TEXT}

    @property
    def closes_operand(self) -> bool:
        return self.opens_operand or self.sort is Sort.CLOSING


_PATTERN = re.compile(
    r"""
    (?P<text>    "[^"]*" | '[^']*' )
  | (?P<number>  (?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+(?!\w) | \d[\w.]* | \.\d[\w.]* )
  | (?P<name>    [^\W\d]\w* )
  | (?P<opening> [(\[{] )
  | (?P<closing> [)\]}] )
  | (?P<sign>    \*\*=? | // | :=  | ===? | !=  | <> | <[=<] | >[=>] | =[<>] | && | \|\| | \.\.\. | \S )
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of a text in order; white space falls away. Never fails: a stray character is a sign."""
    for match in _PATTERN.finditer(text):
        sort = Sort(match.lastgroup)
        if sort is Sort.NAME and match.group() in OPERATOR_WORDS:
            sort = Sort.OPERATOR
        yield Token(sort, match.group(), match.start())


def argument_signs(tokens: Sequence[Token]) -> set[int]:
    """Offsets of the = in named arguments such as `by=industry`."""
    found: set[int] = set()
    calls: list[bool] = []
    for index, token in enumerate(tokens):
        if token.sort is Sort.OPENING:
            calls.append(token.text == "(" and index > 0 and tokens[index - 1].sort is Sort.NAME)
        elif token.sort is Sort.CLOSING:
            del calls[-1:]
        elif token.text == "=" and calls and calls[-1] and _names_argument(tokens[index - 2 : index]):
            found.add(token.offset)
    return found


def _names_argument(before: Sequence[Token]) -> bool:
    return len(before) == 2 and before[0].text in {"(", ","} and before[1].sort is Sort.NAME  # noqa: PLR2004
