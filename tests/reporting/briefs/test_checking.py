"""What can be wrong with a ruleset's own templates and texts before anything runs."""

from pathlib import Path

import pytest

from sikta.engine.checking import check_documents, check_ruleset
from sikta.engine.findings import SiktaError
from sikta.engine.reporting.briefs.checking import check_templates
from sikta.engine.rules import load
from sikta.engine.rules.model import Ruleset

RULES = """
sikta: 1
name: small
languages: [en, de]
as_of: 2026-06-30
tables: {accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, size: {type: number}}}}
segmentations: {kind: {method: rules, segments: {big: {when: size > 5}, rest: {otherwise: true}}}}
playbooks: {big: {for: kind == "big", text: big.md}}
reports: {templates: own/}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text("id,size\na,1\n", encoding="utf-8")
    (tmp_path / "big.md").write_text("Call them.", encoding="utf-8")
    return tmp_path


def ruleset_of(folder: Path) -> Ruleset:
    """The rules themselves; a whole check would stop at the faults that are looked for here."""
    ruleset = load(folder).ruleset
    assert ruleset is not None
    return ruleset


def found(folder: Path) -> list[tuple[str, str, str, str]]:
    findings = check_templates(ruleset_of(folder))
    return [(each.code, str(each.place), each.message, each.fix) for each in findings if each.code != "W702"]


def test_a_language_without_words(folder: Path) -> None:
    (finding,) = check_templates(ruleset_of(folder))
    assert finding.code == "W702"
    assert finding.message == "sikta has no words in de: its own words in briefs will be English"
    assert finding.expected == "one of en, nl, sv"


def test_everything_at_once(folder: Path) -> None:
    (folder / "own" / "index.html.j2").write_text("\n{% for %}", encoding="utf-8")
    (folder / "own" / "segmnt.html.j2").write_text("x", encoding="utf-8")
    (folder / "own" / "zebra.j2").write_bytes("é".encode("cp1252"))
    (folder / "big.de.md").write_text("{{ segment.line.accounts | nummer }}", encoding="utf-8")
    assert found(folder) == [
        (
            "E702",
            "own/index.html.j2:2",
            "The template cannot be read: Expected an expression, got 'end of statement block'",
            "Mend that line of the template",
        ),
        (
            "W701",
            "own/segmnt.html.j2",
            "The template segmnt.html.j2 replaces none of those that come with sikta, and none refers to it",
            "Did you mean segment.html.j2?",
        ),
        (
            "E706",
            "own/zebra.j2",
            "The template cannot be used: line 1 is not UTF-8 text",
            "Save it as UTF-8 text inside the ruleset's folder of templates",
        ),
        (
            "W701",
            "own/zebra.j2",
            "The template zebra.j2 replaces none of those that come with sikta, and none refers to it",
            "Rename it, or take it out",
        ),
        (
            "E703",
            "big.de.md:1",
            "The template was refused: it uses the filter nummer, which is not available",
            "Did you mean number?",
        ),
    ]


def test_a_template_that_another_brings_in_is_no_stray(folder: Path) -> None:
    (folder / "own" / "index.html.j2").write_text('{% include "mine.j2" %}', encoding="utf-8")
    (folder / "own" / "mine.j2").write_text("mine", encoding="utf-8")
    assert found(folder) == []


def test_a_ruleset_without_templates_or_with_a_folder_that_is_gone(folder: Path) -> None:
    rules = ruleset_of(folder)
    (folder / "own").rmdir()
    (folder / "big.md").unlink()
    assert [each.code for each in check_templates(rules)] == ["W702"]


def test_a_check_looks_at_own_templates(folder: Path) -> None:
    (folder / "own" / "index.html.j2").write_text("{% for %}", encoding="utf-8")
    checked = check_ruleset(folder)
    assert checked.plan is None
    assert [finding.code for finding in checked.findings if finding.code != "W702"] == ["E702"]


def test_a_run_looks_at_texts_before_it_reads_data(folder: Path) -> None:
    (folder / "ruleset.yaml").write_text(RULES.replace("reports: {templates: own/}", ""), encoding="utf-8")
    ruleset = check_ruleset(folder).or_raise().ruleset
    assert [finding.code for finding in check_documents(ruleset)] == ["W702"]
    (folder / "big.md").write_text("{{ segment.line.accounts | nummer }}", encoding="utf-8")
    assert check_ruleset(folder).plan is not None
    with pytest.raises(SiktaError) as caught:
        check_documents(ruleset)
    assert [finding.code for finding in caught.value.findings] == ["E703", "W702"]
