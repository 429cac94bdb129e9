"""Faults in how the tokens of an expression follow each other: what is missing between, before and after them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .compiled import Fault
from .refusals import AFTER_OPERAND, SUBSCRIPT, refused, unreadable
from .tokens import ALLOWED_SIGNS, Sort, Token

_BEFORE_OPERAND = frozenset({"not", "+", "-", "(", "["})


def order_faults(tokens: Sequence[Token]) -> Iterator[Fault]:
    """All faults of order, for tokens that are each right by themselves."""
    yield from _neighbours(tokens)
    yield from _gaps(tokens)
    yield from _choices(tokens)


def _neighbours(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Two values beside each other, and what looks like asking a value for a part of it."""
    for left, right in pairwise(tokens):
        if right.text == "[" and left.closes_operand:
            yield refused(SUBSCRIPT, "[", right.offset)
        elif left.closes_operand and right.opens_operand and right.text not in AFTER_OPERAND:
            texts = left.sort is right.sort is Sort.TEXT
            missing = "A comma is missing" if texts else "An operator is missing"
            expected = "a comma" if texts else "and, or, ==, > or another operator"
            yield unreadable(
                f"{missing} between {left.text} and {right.text}", right.offset, right.text, expected
            )


def _gaps(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Operators with nothing after them or before them."""
    for index, token in enumerate(tokens):
        if token.sort is Sort.OPERATOR or (token.sort is Sort.SIGN and token.text in ALLOWED_SIGNS - {","}):
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            before = tokens[index - 1] if index else None
            yield from _gap_after(token, after)
            yield from _gap_before(token, before)


def _gap_after(token: Token, after: Token | None) -> Iterator[Fault]:
    follows = after is not None and (after.opens_operand or after.text in _BEFORE_OPERAND)
    if follows or (after is not None and after.sort is Sort.SIGN and after.text not in ALLOWED_SIGNS):
        return
    if not (token.text == "not" and after is not None and after.text == "in"):
        yield unreadable(
            f"Something is missing after {token.text}",
            token.offset,
            token.text,
            "a name, a value or a condition",
        )


def _gap_before(token: Token, before: Token | None) -> Iterator[Fault]:
    starts = before is None or before.text in {"(", "[", ","}
    if starts and token.text not in _BEFORE_OPERAND:
        yield unreadable(
            f"Something is missing before {token.text}",
            token.offset,
            token.text,
            "a name, a value or a condition",
        )


def _choices(tokens: Sequence[Token]) -> Iterator[Fault]:
    """An if without its else."""
    opened: list[Token] = []
    for token in tokens:
        if token.text == "if" and token.sort is Sort.OPERATOR:
            opened.append(token)
        elif token.text == "else" and token.sort is Sort.OPERATOR:
            if not opened:
                yield unreadable("An else without an if", token.offset, token.text, "a if condition else b")
            del opened[-1:]
    for token in opened:
        fix = "write else and the other value; None for a missing value"
        yield unreadable("An if without an else", token.offset, token.text, "a if condition else b", fix)
