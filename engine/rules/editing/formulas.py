"""Expressions compared as such: blanks, brackets, quotation marks and ways to write a number say nothing."""

import ast
import re
from functools import lru_cache

_LONGEST = 5_000
"""Longer texts are compared as written: an expression of that length is a fault anyway."""

_PARTS = re.compile(r"""("[^"\n]*"|'[^'\n]*')|([^\W\d]\w*)(?=\s*(\(|=(?!=))?)""")
"""A text in quotation marks; a name, and what makes it the name of a function or of its argument."""


@lru_cache(maxsize=8_192)
def formula(text: str) -> str:
    """What an expression says; where it cannot be read, the expression with its blanks evened out."""
    even = " ".join(text.split())
    if len(text) > _LONGEST:
        return even
    try:
        tree = ast.parse(f"({text})", mode="eval")
        for node in ast.walk(tree):
            _even_out(node)
        return ast.dump(tree)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return even


def _even_out(node: ast.AST) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
        node.value = float(node.value) if abs(node.value) < 2**53 else node.value


def renamed_in(text: str, old: str, new: str) -> str:
    """The expression with one name in place of another, where it names a value."""

    def replaced(found: re.Match[str]) -> str:
        return new if found[2] == old and not found[3] else found[0]

    return _PARTS.sub(replaced, text)


def text_renamed_in(text: str, old: str, new: str) -> str:
    """The expression with one text in quotation marks in place of another."""

    def replaced(found: re.Match[str]) -> str:
        quote = found[0][0]
        return f"{quote}{new}{quote}" if found[1] and found[0][1:-1] == old else found[0]

    return _PARTS.sub(replaced, text)


def names_in(text: str) -> frozenset[str]:
    """The names of values in an expression."""
    return frozenset(found[2] for found in _PARTS.finditer(text) if found[2] and not found[3])
