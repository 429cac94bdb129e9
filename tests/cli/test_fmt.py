"""`sikta fmt` writes one layout, or only says what it would write."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_fmt_lays_out_every_file_of_the_ruleset_and_nothing_else(sikta: Run, small: Path) -> None:
    (small / "more.yaml").write_text("parameters:\n    x:   1   # note\n", encoding="utf-8")
    (small / "other.yaml").write_text("not:    ours\n", encoding="utf-8")
    rules = small / "ruleset.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "include: [ more.yaml ]\n", encoding="utf-8")

    told = sikta("fmt", small)

    assert told.exit_code == 0
    assert told.stderr == f"2 of 2 files laid out again:\n  {small}/more.yaml\n  {small}/ruleset.yaml\n"
    assert (small / "more.yaml").read_text(encoding="utf-8") == "parameters:\n  x: 1  # note\n"
    assert (small / "other.yaml").read_text(encoding="utf-8") == "not:    ours\n"
    assert sikta("fmt", small).stderr == "2 files laid out well already\n"


def test_fmt_check_writes_nothing_and_fails(sikta: Run, small: Path) -> None:
    rules = small / "ruleset.yaml"
    rules.write_text("sikta:   1\n" + rules.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    before = rules.read_bytes()

    told = sikta("fmt", small, "--check")

    assert (told.exit_code, told.stderr) == (
        1,
        f"1 of 1 file would be laid out again:\n  {small}/ruleset.yaml\n",
    )
    assert rules.read_bytes() == before


def test_fmt_diff_shows_the_lines(sikta: Run, small: Path) -> None:
    rules = small / "ruleset.yaml"
    rules.write_text("sikta:   1\n" + rules.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")

    told = sikta("fmt", small, "--diff", "--quiet")

    assert [line for line in told.stdout.splitlines() if line[0] in "-+"] == [
        f"--- {rules}",
        f"+++ {rules}, laid out",
        "-sikta:   1",
        "+sikta: 1",
    ]


def test_fmt_of_broken_yaml_says_where_and_writes_nothing(sikta: Run, small: Path) -> None:
    rules = small / "ruleset.yaml"
    rules.write_text("sikta:   1\nname: [a\n", encoding="utf-8")

    told = sikta("fmt", small)

    assert told.exit_code == 1
    assert "error E104" in told.stderr
    assert rules.read_text(encoding="utf-8") == "sikta:   1\nname: [a\n"


def test_fmt_of_a_file_that_may_not_be_written(sikta: Run, small: Path) -> None:
    rules = small / "ruleset.yaml"
    rules.write_text("sikta:   1\n" + rules.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    rules.chmod(0o444)

    told = sikta("fmt", small)

    if told.exit_code == 0:  # the administrator may write everything
        return
    assert "E112" in told.stderr


def test_fmt_without_a_ruleset_here(sikta: Run) -> None:
    told = sikta("fmt")
    assert told.exit_code == 2
    assert "name the ruleset: sikta fmt my-rules" in told.stderr


def test_schema_is_printed_or_written(sikta: Run, tmp_path: Path) -> None:
    printed = sikta("schema").stdout
    told = sikta("schema", "--out", tmp_path / "ruleset.schema.json")

    assert (tmp_path / "ruleset.schema.json").read_text(encoding="utf-8") == printed
    assert told.stdout.splitlines()[1] == "# yaml-language-server: $schema=ruleset.schema.json"
