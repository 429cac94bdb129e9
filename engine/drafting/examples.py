"""The small ruleset with invented accounts that `sikta init` writes where no files are named."""

import re
from importlib.resources import files

from .writing.document import SCHEMA

_EXAMPLE = "first-steps"
_OPENING = f"""\
# yaml-language-server: $schema={SCHEMA}
# A small ruleset to begin with: sixty invented hotels, care homes, schools and offices in accounts.csv. It runs as it is.
# Read it from top to bottom, change a number, and type sikta run again to see who moved.
# What to decide next, and where:
# 1. Your own list: save it over accounts.csv, and name its columns below (tables.accounts)
# 2. The day that the rules look from (as_of)
# 3. What makes an account worth your time, and what counts most? (scores)
# 4. Which accounts get a visit? High begins at 60 and 50 points (segmentations.priority.axes)
# 5. What should a seller do in each segment? One is written, four are yours (playbooks)
"""
DECISIONS = (
    ("Your own list: save it over accounts.csv, and name its columns", "tables.accounts"),
    ("The day that the rules look from", "as_of"),
    ("What makes an account worth your time, and what counts most?", "scores"),
    ("Which accounts get a visit? High begins at 60 and 50 points", "segmentations.priority.axes"),
    ("What should a seller do in each segment? One is written, four are yours", "playbooks"),
)
_TESTS = """\
# Accounts of which you know where they belong: `sikta test` says when an edit moves one of them.
tests:
  large_hotel_that_complains:
    given: {sector: hotel, beds: 150, complaint: 5}
    expect: {priority: visit, potential: 100}
  small_office_that_is_content:
    given: {sector: office, beds: 20, complaint: 1}
    expect: {priority: mail}
"""


def example(name: str, language: str = "en") -> dict[str, str]:
    """The files of a first ruleset called `name`: rules, invented accounts, two tests; its reports in the `language`."""
    home = files("sikta") / "rulesets" / _EXAMPLE
    text = (home / "ruleset.yaml").read_text(encoding="utf-8")
    rules = re.sub(r"\A(#[^\n]*\n)*", _OPENING.replace("\\", "\\\\"), text)
    head = f"name: {name}" + ("" if language == "en" else f"\nlanguages: [{language}]")
    return {
        "ruleset.yaml": re.sub(r"(?m)^name: .*$", lambda _: head, rules, count=1),
        "accounts.csv": (home / "accounts.csv").read_text(encoding="utf-8"),
        "tests/cases.yaml": _TESTS,
    }
