"""What is wrong with a template, in words, at its line."""

import re
from collections.abc import Iterable
from traceback import walk_tb

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from ....findings import Finding, Place
from ....findings.nearest import nearest
from .budget import OverBudgetError
from .sources import MissingTemplateError, UnreadableTemplateError
from .unknown import UnknownNameError

FAULTS = (
    TemplateNotFound, TemplateSyntaxError, SecurityError, UndefinedError, TypeError, ValueError, ArithmeticError,
    LookupError, AttributeError, RecursionError, MemoryError, SyntaxError,
)  # fmt: skip
"""What a template can raise, whatever stands in it: Jinja's own errors, and Python's where an operation does not fit."""


def template_fault(
    error: BaseException, file: str, given: Iterable[str] = (), filters: Iterable[str] = ()
) -> Finding:
    """The finding for an error that a template raised. `file` is shown where the error does not tell its own place;
    `given` are the names that the template could use, `filters` its filters.
    """
    if isinstance(error, TemplateNotFound):
        return _unusable(error)
    if isinstance(error, TemplateSyntaxError):
        return _unreadable(error, file, filters)
    place = _place(error, file)
    if isinstance(error, UnknownNameError):
        return _unknown(error, place, given)
    if isinstance(error, SecurityError):
        return _refused(error, place)
    return Finding("E701", f"The template failed: {_words(error)}", place, fix=_MEND)


def _unusable(error: TemplateNotFound) -> Finding:
    if isinstance(error, UnreadableTemplateError):
        return Finding(
            "E706", f"The template cannot be used: {error.message}", Place(str(error.name)), fix=_UTF8
        )
    return Finding("E705", f"There is no template {error.name}", Place(str(error.name)), fix=_NAME)


def _refused(error: SecurityError, place: Place) -> Finding:
    if isinstance(error, OverBudgetError):
        fix = "Write less, or loop over fewer rows: templates of this size are refused to keep a run quick"
        return Finding("E704", f"The template was stopped: {error.message}", place, fix=fix)
    return Finding("E703", f"The template was refused: {error.message}", place, fix=_PLAIN)


_MEND = "Mend that line of the template"
_NAME = "Check the name of the file"
_UTF8 = "Save it as UTF-8 text inside the ruleset's folder of templates"
_PLAIN = "Templates print and loop over plain values: texts, numbers, lists and maps"


def _unreadable(error: TemplateSyntaxError, file: str, filters: Iterable[str]) -> Finding:
    excerpt = (error.source or "").split("\n")[error.lineno - 1 : error.lineno]
    place = Place(error.filename or error.name or file, error.lineno, excerpt=excerpt[0] if excerpt else None)
    message = (error.message or "it cannot be read").rstrip(".")
    if isinstance(error, MissingTemplateError):
        return Finding("E705", f"The template cannot be read: {message}", place, fix=_NAME)
    named = re.match(r"No (filter|test) named '(\w+)'", message)
    if not named:
        return Finding("E702", f"The template cannot be read: {message}", place, fix=_MEND)
    known = sorted(filters)
    return Finding(
        "E703",
        f"The template was refused: it uses the {named[1]} {named[2]}, which is not available",
        place,
        expected=f"one of {', '.join(known)}" if named[1] == "filter" else "",
        fix=_nearest(named[2], known) or f"Leave the {named[1]} out",
    )


def _unknown(error: UnknownNameError, place: Place, given: Iterable[str]) -> Finding:
    if not error.name:
        return Finding("E701", f"The template failed: {str(error.message).rstrip('.')}", place, fix=_MEND)
    known = sorted(error.known or given)
    fix = _nearest(error.name, known) or "Use one of the names that the template is given"
    return Finding(
        "E707", f"The template failed: {error.message}", place, expected=f"one of {', '.join(known)}", fix=fix
    )


def _nearest(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    return f"Did you mean {near}?" if near else ""


def _place(error: BaseException, file: str) -> Place:
    """The deepest line of a template on the way to the error."""
    lines = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if "__jinja_template__" in frame.f_globals or frame.f_code.co_filename.endswith((".j2", ".md"))
    ]
    return Place(*lines[-1]) if lines else Place(file)


def _words(error: BaseException) -> str:
    if isinstance(error, RecursionError | MemoryError):
        return "it nests too deep"
    if isinstance(error, ZeroDivisionError):
        return "it divides by zero"
    if isinstance(error, TypeError):
        return f"it does something that these values are not made for ({error})"
    if isinstance(error, ValueError) and "digits" in str(error):
        return "it has a number with too many digits"
    return str(error).rstrip(".") or type(error).__name__
