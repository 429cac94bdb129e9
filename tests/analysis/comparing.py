"""Two rulesets on one small table, compared as the command does it."""

from pathlib import Path
from textwrap import dedent

from sikta.engine.analysis.comparison import Review
from sikta.engine.checking import check_ruleset
from sikta.engine.reviewing import drafts, review

HEAD = """\
sikta: 1
name: small
currency: EUR
as_of: 2026-06-30
"""


def reviewed(folder: Path, old: str, new: str, accounts: str) -> Review:
    """The review of two rulesets, written without their first lines, on accounts written as words between blanks."""
    lines = [",".join(line.split()) for line in dedent(accounts).strip().splitlines()]
    table = "".join(f"{line}\n" for line in lines).replace("-,", ",").replace(",-\n", ",\n")
    for name, text in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "ruleset.yaml").write_text(HEAD + dedent(text), encoding="utf-8")
        (folder / name / "accounts.csv").write_text(table, encoding="utf-8")
    checked = [check_ruleset(folder / name) for name in ("old", "new")]
    return review(*drafts(checked[0], checked[1], "old", "new"))
