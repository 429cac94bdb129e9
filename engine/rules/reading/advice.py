"""What to say of each complaint of the YAML parser, in words for people who do not know YAML's grammar."""

from typing import NamedTuple

import yaml

from .lines import above, indentation


class Advice(NamedTuple):
    message: str
    fix: str = ""
    expected: str = ""


QUOTE_COMPARISON = Advice(
    "> and | begin a text of several lines in YAML, so this comparison must be quoted",
    'put the whole text in quotes, such as ">= 100"',
)
TAB = Advice(
    "a tab stands at the beginning of the line",
    "replace each tab by blanks, as many as the lines beside it begin with",
    "blanks",
)
TWO_COLONS = Advice(
    "a second colon stands in this text, or the lines above and below do not begin in the same column",
    "put the text in quotes; or align the keys that belong together",
)
COLON_IN_TEXT = Advice("a second colon stands in this text", "put the whole text in quotes")
INDENTATION = Advice(
    "this line does not begin where the lines that it belongs to begin",
    "align it with the keys above",
)
LEFT_OVER = Advice("something is left over on this line", "put the whole text in quotes")
OPEN_QUOTE = Advice(
    "a quotation mark is opened here and never closed", "close it with the same quotation mark"
)
IN_BRACKETS = "put a text in quotes that itself has brackets, a comma or a colon"
OPEN_LIST = Advice("a [ is not closed, or a comma is missing", f"write , or ]; {IN_BRACKETS}", "a comma or ]")
OPEN_MAP = Advice("a { is not closed, or a comma is missing", f"write , or }}; {IN_BRACKETS}", "a comma or }")
NO_COLON = Advice("a key has no colon", "write a colon and a blank behind the key", "a colon")
LEFT_OUT = Advice("this character cannot begin a text", "put the whole text in quotes")
REFERENCE = Advice("* and & have a meaning of their own in YAML", "put the whole text in quotes")
ESCAPE = Advice(
    "a backslash inside double quotes has a meaning of its own in YAML",
    "use single quotes, or write the backslash twice",
)
ITEM = Advice(
    "a line among the items of a list does not begin with a dash",
    "write - before it, or align it with its key",
)
NO_DASH = Advice(ITEM.message, "write - before it")
TAG = Advice("! begins a tag of YAML, which rulesets do not use", "put the whole text in quotes")
DIRECTIVE = Advice("% at the beginning of a line has a meaning of its own in YAML", "delete the line")

# Words of libyaml and of PyYAML's own parser, which differ; the first that occurs decides.
_ADVICE: tuple[tuple[str, str, Advice], ...] = (
    ("block scalar", "", QUOTE_COMPARISON),
    ("", "violates indentation", TAB),
    ("", r"character '\t'", TAB),
    ("directive", "", DIRECTIVE),
    ("", "'<document start>'", DIRECTIVE),
    ("", "cannot start any token", LEFT_OUT),
    ("", "mapping values are not allowed", TWO_COLONS),
    ("", "could not find expected ':'", NO_COLON),
    ("", "unknown escape", ESCAPE),
    ("quoted scalar", "escape", ESCAPE),
    ("quoted scalar", "expected hexdecimal", ESCAPE),
    ("quoted scalar", "hexadecimal", ESCAPE),
    ("quoted scalar", "", OPEN_QUOTE),
    ("double-quoted scalar", "", ESCAPE),
    ("flow sequence", "", OPEN_LIST),
    ("flow mapping", "", OPEN_MAP),
    ("alias", "", REFERENCE),
    ("anchor", "", REFERENCE),
    ("", "tag", TAG),
    ("tag", "", TAG),
    ("block collection", "", ITEM),
)


def advice_on(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> Advice:
    """The advice that fits a complaint of libyaml, or of PyYAML's own parser."""
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if mark and "cannot start" in problem and line[mark.column : mark.column + 1] == "\t":
        return TAB
    for in_context, in_problem, advice in _ADVICE:
        if in_context in context and in_problem in problem:
            return NO_DASH if advice is NO_COLON and _is_among_items(error, lines) else advice
    return LEFT_OVER if mark and line[: mark.column].strip() else INDENTATION


def _is_among_items(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> bool:
    """Whether a line without a colon stands right below an item of a list, in the column of its dash."""
    mark = error.context_mark
    before = next(above(lines, mark.line), None) if mark else None
    if mark is None or before is None:
        return False
    return lines[before].lstrip().startswith("- ") and indentation(lines[before]) == mark.column
