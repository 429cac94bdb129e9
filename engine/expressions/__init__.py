"""Expressions: from their text to a typed tree, its columns, its sentence in a language.

The kernel, which computes over columns, is `engine.expressions.kernel`; it is not imported here, so that checking
a ruleset starts quickly.
"""

from .compiled import Compiled, ExpressionError, Fault, Scope
from .typing import compile_expression

__all__ = ["Compiled", "ExpressionError", "Fault", "Scope", "compile_expression"]
