"""What the expression language leaves out, and what to write in its place."""

from dataclasses import dataclass

from .compiled import Change, Fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """A construct that is not part of the language: what is wrong, and how to say it here.

    `instead` is what to write in its place, where that says the same.
    """

    message: str
    fix: str
    instead: str = ""


def currency_sign(sign: str) -> Refusal:
    """The refusal of a currency's sign that stands beside no number."""
    return Refusal(f"{sign} has no meaning here", f"write names and numbers without {sign}")


SIGNS: dict[str, Refusal] = {
    "=": Refusal("A single = does not compare", "use == to compare", "=="),
    "===": Refusal("=== is not an operator here", "use == to compare", "=="),
    "<>": Refusal("<> is not an operator here", "use != for unequal", "!="),
    "=<": Refusal("=< is not an operator here", "write <=", "<="),
    "=>": Refusal("=> is not an operator here", "write >=", ">="),
    "!": Refusal("! is not an operator here", "write not", "not"),
    ";": Refusal("A rule is one expression only", "keep one expression; join conditions with and / or"),
    "~": Refusal("~ is not an operator here", "write not", "not"),
    "&": Refusal("& is not an operator here", "write and", "and"),
    "&&": Refusal("&& is not an operator here", "write and", "and"),
    "|": Refusal("| is not an operator here", "write or", "or"),
    "||": Refusal("|| is not an operator here", "write or", "or"),
    "^": Refusal("^ is not an operator here", "multiply a value by itself, such as growth * growth"),
    "**": Refusal("Powers are not part of the language", "multiply a value by itself, such as growth * growth"),
    "//": Refusal("// is not an operator here", "use / to divide, and round( ) for a whole number"),
    "%": Refusal("% is not an operator here", "write a share as a fraction: 0.8 for 80%"),
    ":=": Refusal("Nothing can be named inside an expression", "make it a metric, and use the metric's name"),
    "<<": Refusal("<< is not an operator here", "use < for less than"),
    ">>": Refusal(">> is not an operator here", "use > for more than"),
    "@": Refusal("@ is not an operator here", "put text between quotes"),
    ":": Refusal("A colon has no meaning here", "put the expression between quotes if it holds a text with a colon"),
    "#": Refusal("A comment cannot stand inside an expression", "put the comment on a line of its own"),
    "\\": Refusal("A backslash has no meaning here", "leave it out"),
    "`": Refusal("A back quote has no meaning here", "write names without quotes, and text between double quotes"),
    "$": currency_sign("$"),
    "?": Refusal("? has no meaning here", "write: a if condition else b"),
    "{": Refusal("Curly brackets are not part of the language", "write a list between [ and ]"),
    "}": Refusal("Curly brackets are not part of the language", "write a list between [ and ]"),
    ".": Refusal("Nothing can be asked of a value with a point", "use a function of the language, such as lower(name)"),
    "...": Refusal("... has no meaning here", "write the expression in full"),
}  # fmt: skip

WORDS: dict[str, Refusal] = {
    "lambda": Refusal(
        "Functions cannot be made inside an expression", "make it a metric, and use the metric's name"
    ),
    "for": Refusal(
        "Loops are not part of the language", "use a function such as average(x) or contains_any(x, [...])"
    ),
    "AND": Refusal("AND is written in small letters", "write and", "and"),
    "OR": Refusal("OR is written in small letters", "write or", "or"),
    "NOT": Refusal("NOT is written in small letters", "write not", "not"),
    "IN": Refusal("IN is written in small letters", "write in", "in"),
    "IS": Refusal("IS is written in small letters", "write is", "is"),
    "like": Refusal("like is not an operator here", "use contains(name, part) or starts_with(name, part)"),
    "LIKE": Refusal("LIKE is not an operator here", "use contains(name, part) or starts_with(name, part)"),
    "equals": Refusal("equals is not an operator here", "use == to compare", "=="),
    "then": Refusal("then is not part of the language", "write: a if condition else b"),
}
_IN_OTHER_LANGUAGES = {
    "and": ("en", "och", "und", "et"),
    "or": ("of", "eller", "oder", "ou"),
}
_OPERATORS = {
    word: Refusal(f"{word} is not an operator here", f"write {meant}", meant)
    for meant, words in _IN_OTHER_LANGUAGES.items()
    for word in words
}
WORDS |= _OPERATORS
NEGATIONS: dict[str, Refusal] = {
    word: Refusal(f"{word} is not an operator here", "write not", "not") for word in ("niet", "inte", "nicht")
}
"""Words that are refused only before an operand."""

AFTER_OPERAND = frozenset({"like", "LIKE", "equals", "then", *_OPERATORS})
"""Words that are refused only where an operator should stand, so that a field may still have such a name."""

PREFIXES = Refusal(
    "Text has no letter in front of its quotes", "write plain text between quotes; values cannot be put in"
)
SUBSCRIPT = Refusal(
    "Nothing can be picked out of a value with [ ]", "use a function of the language, or a metric"
)
TUPLE = Refusal("A list stands between square brackets", 'write it as ["NL", "BE"]')
KEYWORD = Refusal(
    "This word is not part of the language", "use and, or, not, in, is None, if ... else and functions"
)
TRIPLE = Refusal("Text stands between single or double quotes", 'write one quote on each side, such as "NL"')
BACKSLASH = Refusal("A backslash has no meaning inside text", "write the character itself")


def refused(refusal: Refusal, found: str, offset: int) -> Fault:
    """The fault for a construct outside the language, `found` where it stands."""
    change = Change(offset, len(found), refusal.instead) if refusal.instead else None
    return Fault(
        "E304", refusal.message, offset, max(len(found), 1), found=found, fix=refusal.fix, change=change
    )


def refused_amount(found: str, number: str, offset: int, sure: bool) -> Fault:
    """The fault for a number with the sign of a currency, and the number to write in its place.

    `sure` tells that no sign in it may stand for decimals as well as for thousands.
    """
    message = "A number stands without the sign of a currency"
    fix = f"write {number}" if number else "write digits only, with a point before decimals"
    change = Change(offset, len(found), number) if number and sure else None
    return Fault("E304", message, offset, len(found), found=found, fix=fix, change=change)


def unreadable(
    message: str, offset: int, found: str = "", expected: str = "", fix: str = "", instead: str = ""
) -> Fault:
    """The fault for an expression that cannot be read; `instead` is what to write in place of what was found."""
    change = Change(offset, len(found), instead) if instead else None
    return Fault("E301", message, offset, max(len(found), 1), expected, found, fix, change)


def too_large(message: str, offset: int, expected: str, found: str) -> Fault:
    """The fault for an expression beyond the budgets."""
    fix = "split it: make parts of it metrics, and use their names"
    return Fault("E302", message, offset, 1, expected, found, fix)
