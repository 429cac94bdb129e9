"""From the text of an expression to its tree, within budgets of length, size and depth."""

import ast
from collections.abc import Sequence
from functools import lru_cache

from .characters import strange_characters
from .compiled import ExpressionError, Fault
from .reading import token_faults
from .refusals import KEYWORD, TUPLE, refused, too_large, unreadable
from .tokens import LITERAL_WORDS, REFUSED_WORDS, Sort, Token, argument_signs, tokenize

MAX_LENGTH = 2_000
MAX_TOKENS = 800
MAX_DEPTH = 60

_ALLOWED = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd, ast.BinOp, ast.Add, ast.Sub,
    ast.Mult, ast.Div, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot,
    ast.In, ast.NotIn, ast.IfExp, ast.Call, ast.keyword, ast.Name, ast.Load, ast.Constant, ast.List,
)  # fmt: skip


class Source:
    """An expression's text, and where in it a node of its tree stands.

    Python counts bytes of UTF-8 from the first character that is not white space; people count characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = "".join(" " if character.isspace() else character for character in text).strip()
        self.start = len(text) - len(text.lstrip())
        self._bytes = None if text.isascii() else self.line.encode()

    def offset(self, column: int) -> int:
        if self._bytes is not None:
            column = len(self._bytes[:column].decode(errors="ignore"))
        return self.start + column

    def span(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        """Offset and length of a node, in characters of the text."""
        start, end = self.offset(node.col_offset), self.offset(node.end_col_offset or node.col_offset)
        return start, max(end - start, 1)

    def written(self, node: ast.expr | ast.keyword) -> str:
        """The node as the user wrote it."""
        start, length = self.span(node)
        return self.text[start : start + length]


def parse(text: str) -> ast.expr:
    """The tree of an expression, of allowed nodes only.

    Raises ExpressionError with every fault of characters, signs and layout; hostile text is refused at once.
    """
    faults = _size_faults(text) or tuple(strange_characters(text))
    if faults:
        raise ExpressionError(faults)
    tokens = tuple(tokenize(text))
    faults = _depth_faults(tokens) or tuple(sorted(token_faults(tokens), key=lambda fault: fault.offset))
    if faults:
        raise ExpressionError(faults)
    tree = _tree(Source(text))
    faults = tuple(_tree_faults(tree, Source(text)))
    if faults:
        raise ExpressionError(faults)
    return tree


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """The names that an expression uses, each once, functions left out; also where it cannot be read. Never raises."""
    return tuple(dict.fromkeys(token.text for token in name_tokens(text)))


def name_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of an expression that are names of values; none where it is too long to be looked at."""
    if len(text) > MAX_LENGTH:
        return ()
    tokens = tuple(tokenize(text))
    signs = argument_signs(tokens)
    beside = [None, *tokens, None]
    return tuple(
        token
        for before, token, after in zip(beside, beside[1:], beside[2:], strict=False)
        if token is not None and _is_value(token, before, after) and not (after and after.offset in signs)
    )


def _is_value(token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether a name stands for a value: not a function, a keyword, a letter before a text, or a part of a value."""
    if token.sort is not Sort.NAME or token.text in LITERAL_WORDS | REFUSED_WORDS:
        return False
    prefix = after is not None and after.sort is Sort.TEXT and token.end == after.offset
    called = after is not None and after.text in {"(", "."}
    return not prefix and not called and (before is None or before.text != ".")


def _size_faults(text: str) -> tuple[Fault, ...]:
    if not text.strip():
        return (unreadable("The expression is empty", 0, expected="a name, a value or a condition"),)
    if len(text) > MAX_LENGTH:
        found = f"{len(text):,} characters"
        return (too_large("The expression is too long", 0, f"at most {MAX_LENGTH:,} characters", found),)
    return ()


def _depth_faults(tokens: Sequence[Token]) -> tuple[Fault, ...]:
    """Faults of size that the tokens show, so that a hostile text never reaches a reader that calls itself."""
    if len(tokens) > MAX_TOKENS:
        found = f"{len(tokens):,}"
        return (
            too_large(
                "The expression is too long", 0, f"at most {MAX_TOKENS} names, values and signs", found
            ),
        )
    depth = prefixes = 0
    for token in tokens:
        depth += (token.sort is Sort.OPENING) - (token.sort is Sort.CLOSING)
        prefixes = prefixes + 1 if token.text in {"-", "+", "not"} else 0
        if max(depth, prefixes) > MAX_DEPTH:
            return (_too_deep(token.offset),)
    return ()


def _too_deep(offset: int) -> Fault:
    return too_large(
        "The expression is too deep", offset, f"at most {MAX_DEPTH} levels", f"more than {MAX_DEPTH}"
    )


def _tree(source: Source) -> ast.expr:
    try:
        return ast.parse(source.line, mode="eval").body
    except SyntaxError as error:
        offset = source.offset((error.offset or 1) - 1)
    except (ValueError, RecursionError, MemoryError):
        offset = 0
    token = source.text[offset : offset + 1]
    message = (
        f"The expression cannot be read from {token} on" if token.strip() else "The expression cannot be read"
    )
    raise ExpressionError((unreadable(message, min(offset, len(source.text)), token),))


def _tree_faults(tree: ast.expr, source: Source) -> list[Fault]:
    faults: list[Fault] = []
    level: list[ast.AST] = [tree]
    for _ in range(MAX_DEPTH):
        if not level:
            return faults
        faults += [_refused_node(node, source) for node in level if not isinstance(node, _ALLOWED)]
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return [_too_deep(0)]


def _refused_node(node: ast.AST, source: Source) -> Fault:
    if not isinstance(node, ast.expr):
        return refused(KEYWORD, "", source.start)
    start, _ = source.span(node)
    return refused(TUPLE if isinstance(node, ast.Tuple) else KEYWORD, source.written(node), start)
