"""Faults of an expression that can be told from its tokens, before Python's reader sees it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from .compiled import Change, Fault
from .ordering import order_faults
from .refusals import (
    AFTER_OPERAND,
    BACKSLASH,
    KEYWORD,
    NEGATIONS,
    PREFIXES,
    SIGNS,
    TRIPLE,
    WORDS,
    refused,
    unreadable,
)
from .tokens import ALLOWED_SIGNS, REFUSED_WORDS, Sort, Token, argument_signs

Tokens: TypeAlias = Sequence[Token]

_PERCENT = re.compile(r"\d+(\.\d+)?")
_NUMBER = re.compile(r"(0|[1-9]\d*)?(\.\d+)?([eE][+-]?\d+)?")
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}(\.\d+)?")
"""Groups of digits as a comma parts them in thousands."""

_PAIRS = {")": "(", "]": "["}


def token_faults(tokens: Tokens) -> Iterator[Fault]:
    """All faults that tokens show; how they stand together is looked at only when each is right by itself."""
    found = [fault for check in _CHECKS for fault in check(tokens)]
    return iter(found) if found else order_faults(tokens)


def _signs(tokens: Tokens) -> Iterator[Fault]:
    arguments = argument_signs(tokens)
    for token in tokens:
        is_sign = token.sort is Sort.SIGN or token.text in "{}"
        if not is_sign or token.text in ALLOWED_SIGNS or token.offset in arguments:
            continue
        if token.text in {'"', "'"}:
            yield unreadable(
                "A text is not closed",
                token.offset,
                token.text,
                fix=f"add {token.text} at the end of the text",
            )
        else:
            yield _sign(tokens, token)


def _sign(tokens: Tokens, token: Token) -> Fault:
    """A sign that the language does not have; after a number, % is the share that was meant."""
    index = tokens.index(token)
    fault = _spaced(refused(SIGNS.get(token.text, KEYWORD), token.text, token.offset), tokens, index)
    before, after = tokens[index - 1] if index else None, tokens[index + 1 : index + 2]
    divides = after and (after[0].opens_operand or after[0].sort is Sort.OPENING)
    if token.text != "%" or before is None or divides or not _PERCENT.fullmatch(before.text):
        return fault
    share = f"{float(f'{before.text}e-2'):g}"
    change = Change(before.offset, token.end - before.offset, share)
    return replace(
        fault, message="A share is written as a fraction here", fix=f"write {share}", change=change
    )


def _spaced(fault: Fault, tokens: Tokens, index: int) -> Fault:
    """A sign that becomes a word keeps clear of the words beside it."""
    if fault.change is None or not fault.change.new.isalpha():
        return fault
    token = tokens[index]
    before = " " if index and tokens[index - 1].end == token.offset else ""
    after = " " if index + 1 < len(tokens) and tokens[index + 1].offset == token.end else ""
    return replace(fault, change=replace(fault.change, new=f"{before}{fault.change.new}{after}"))


def _words(tokens: Tokens) -> Iterator[Fault]:
    for index, token in enumerate(tokens):
        if token.sort is not Sort.NAME:
            continue
        if token.text in REFUSED_WORDS:
            yield refused(WORDS.get(token.text, KEYWORD), token.text, token.offset)
        elif token.text in WORDS and (
            token.text not in AFTER_OPERAND or (index and tokens[index - 1].closes_operand)
        ):
            yield refused(WORDS[token.text], token.text, token.offset)
        elif token.text in NEGATIONS and _stands_before_operand(token, tokens[index + 1 : index + 2]):
            yield refused(NEGATIONS[token.text], token.text, token.offset)


def _stands_before_operand(token: Token, after: Tokens) -> bool:
    """Whether a value follows, or a bracket that is not the call of a function."""
    opens = bool(after) and (after[0].text in {"(", "in", "None"} and after[0].offset > token.end)
    return opens or (bool(after) and after[0].opens_operand and after[0].text not in AFTER_OPERAND)


def _numbers(tokens: Tokens) -> Iterator[Fault]:
    told = {token.offset for run in _comma_runs(tokens) for token in run}
    for token in tokens:
        if token.sort is Sort.NUMBER and token.offset not in told and not _NUMBER.fullmatch(token.text):
            yield unreadable(
                "A number that cannot be read",
                token.offset,
                token.text,
                "digits, with a point before decimals, such as 1250.5",
                _mended_number(token.text),
                token.text.replace("_", "")
                if "_" in token.text and _NUMBER.fullmatch(token.text.replace("_", ""))
                else "",
            )


def _commas(tokens: Tokens) -> Iterator[Fault]:
    """`0,5` and `1,000` where no list or call makes the comma a separator."""
    for run in _comma_runs(tokens):
        texts = [token.text for token in run]
        thousands = _FIRST_GROUP.fullmatch(texts[0]) and all(map(_GROUP.fullmatch, texts[1:]))
        meant = "".join(texts) if thousands else ".".join(texts)
        yield unreadable(
            "A comma stands inside a number",
            run[0].offset,
            ",".join(texts),
            "a number such as 1250.5",
            f"write {meant}" if thousands or len(run) == 2 else "",  # noqa: PLR2004
            meant if _is_sure(texts, meant) and (thousands or len(run) == 2) else "",  # noqa: PLR2004
        )


def _is_sure(texts: list[str], meant: str) -> bool:
    """Whether the commas can only have been meant in one way: `1,000` may be a thousand, or one with decimals."""
    if len(texts) > 2:  # noqa: PLR2004
        return bool(meant)
    return not (_FIRST_GROUP.fullmatch(texts[0]) and _GROUP.fullmatch(texts[1]))


def _comma_runs(tokens: Tokens) -> list[list[Token]]:
    """Numbers with nothing but a comma between them, outside brackets."""
    runs: list[list[Token]] = []
    depth = 0
    for left, comma, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        depth += (left.sort is Sort.OPENING) - (left.sort is Sort.CLOSING)
        beside = (
            left.sort is right.sort is Sort.NUMBER and left.end == comma.offset and comma.end == right.offset
        )
        if comma.text == "," and depth == 0 and beside:
            if runs and runs[-1][-1] is left:
                runs[-1].append(right)
            else:
                runs.append([left, right])
    return runs


def _mended_number(text: str) -> str:
    plain = text.replace("_", "").lstrip("0") or "0"
    return f"write {plain}" if _NUMBER.fullmatch(plain) else "write digits only; text stands between quotes"


def _texts(tokens: Tokens) -> Iterator[Fault]:
    for token in tokens:
        if token.sort is Sort.TEXT and "\\" in token.text:
            yield refused(BACKSLASH, "\\", token.offset + token.text.index("\\"))
    for left, right in pairwise(tokens):
        touching = left.end == right.offset
        if right.sort is Sort.TEXT and left.sort is Sort.NAME and touching:
            yield refused(PREFIXES, left.text, left.offset)
        elif left.sort is right.sort is Sort.TEXT and touching and left.text in {'""', "''"}:
            yield refused(TRIPLE, left.text + right.text[0], left.offset)


def _brackets(tokens: Tokens) -> Iterator[Fault]:
    opened: list[Token] = []
    for token in tokens:
        if token.sort is Sort.OPENING and token.text != "{":
            opened.append(token)
        elif (wanted := _PAIRS.get(token.text)) and (not opened or opened.pop().text != wanted):
            yield unreadable(f"A {token.text} too many", token.offset, token.text, f"a {wanted} before it")
            return
    for token in opened:
        closing = ")" if token.text == "(" else "]"
        yield unreadable(
            f"A {token.text} that is not closed", token.offset, token.text, f"a {closing} after it"
        )


Check: TypeAlias = Callable[[Tokens], Iterator[Fault]]

_CHECKS: tuple[Check, ...] = (_signs, _words, _numbers, _commas, _texts, _brackets)
