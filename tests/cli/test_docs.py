"""`sikta docs`: which files are written, in which languages, and how it ends."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_a_page_is_written_into_this_folder(sikta: Run, small: Path) -> None:
    told = sikta("docs", small)
    assert (told.exit_code, told.stdout, told.stderr) == (0, "", "written: ruleset.html\n")
    assert "<h1>Small</h1>" in Path("ruleset.html").read_text(encoding="utf-8")


def test_no_data_is_read(sikta: Run, small: Path) -> None:
    (small / "accounts.csv").unlink()
    assert sikta("docs", small).exit_code == 0


def test_markdown_is_printed(sikta: Run, small: Path) -> None:
    told = sikta("docs", small, "--format", "md")
    assert told.exit_code == 0
    assert told.stdout.startswith("# Small\n\nSegmentation rules\n\n## How an account gets its segment\n")
    assert told.stderr == ""
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["--out", "policy.html"], ["policy.html"]),
        (["--out", "new/policy"], ["new/policy/ruleset.html"]),
        (["--out", "v2026.2"], ["v2026.2/ruleset.html"]),
        (["--format", "md", "--out", "POLICY.md"], ["POLICY.md"]),
        (["--language", "nl", "--language", "sv"], ["ruleset.nl.html", "ruleset.sv.html"]),
        (["--language", "nl", "--language", "nl"], ["ruleset.html"]),
        (["--language", "en", "--language", "nl", "--out", "a/b.html"], ["a/b.en.html", "a/b.nl.html"]),
    ],
)
def test_out_names_a_file_or_a_folder(
    sikta: Run, small: Path, arguments: list[str], files: list[str]
) -> None:
    assert sikta("docs", small, *arguments).exit_code == 0
    assert sorted(file.as_posix() for file in Path().rglob("*") if file.is_file()) == files


def test_a_second_time_gives_the_same_file(sikta: Run, small: Path) -> None:
    sikta("docs", small)
    first = Path("ruleset.html").read_bytes()
    sikta("docs", small)
    assert Path("ruleset.html").read_bytes() == first


def test_the_language_is_that_of_the_option(sikta: Run, small: Path) -> None:
    told = sikta("docs", small, "--language", "sv", "--format", "md")
    assert "## Hur ett företag får sitt segment\n" in told.stdout
    assert told.stderr == 'The ruleset has no texts in "sv" (it has en); its own titles appear in "en".\n'


def test_faults_are_told_and_nothing_is_written(sikta: Run, small: Path) -> None:
    rules = small / "ruleset.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("value: size,", "value: sise,"), encoding="utf-8"
    )
    told = sikta("docs", small)
    assert told.exit_code == 1
    assert "E305: sise is not a name that is known here" in told.stderr
    assert "did you mean size?" in told.stderr
    assert not list(Path().iterdir())


def test_an_unknown_language_is_wrong_use(sikta: Run, small: Path) -> None:
    told = sikta("docs", small, "--language", "fr")
    assert told.exit_code == 2
    assert '"fr" is not one of en, nl, sv' in told.stderr


def test_without_a_name_it_is_the_embedded_example(sikta: Run) -> None:
    told = sikta("docs")
    assert told.exit_code == 0
    assert told.stderr.splitlines()[-1] == "written: ruleset.html"
    assert "<h1>Proactive sales</h1>" in Path("ruleset.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(sikta: Run, small: Path) -> None:
    Path("taken").write_text("a file", encoding="utf-8")
    told = sikta("docs", small, "--out", "taken/policy.html")
    assert told.exit_code == 1
    assert "taken" in told.stderr
