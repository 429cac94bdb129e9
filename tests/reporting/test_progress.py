"""How far the work is, said to a person at a terminal and to nobody else."""

import re

import pytest

from sikta.engine.progress import in_words, silent
from sikta.engine.reporting.progress import counted, stages

CURSOR, ERASED = "\x1b[?25h", "\x1b[2K"
"""What a terminal is told: to show the cursor again, and to erase a line."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.usefixtures("terminal")
def test_each_stage_that_counts_has_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with stages(shown=True, after=0) as tell:
        tell("reading data")
        tell("orders", 131_072, 1_000_000)
        tell("payments", 500)
        tell("orders", 1_000_000, 1_000_000)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "orders" in shown.err
    assert "1,000,000 of 1,000,000" in shown.err
    assert re.search(r"payments.*500 ", shown.err)


@pytest.mark.usefixtures("terminal")
def test_what_counts_nothing_has_a_line_of_its_own_until_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    with stages(shown=True, after=0) as tell:
        tell("writing briefs")
    assert "writing briefs" in capsys.readouterr().err


@pytest.mark.usefixtures("terminal")
def test_nothing_is_left_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    with stages(shown=True, after=0) as tell:
        tell("orders", 5, 10)
    assert capsys.readouterr().err.endswith(ERASED)


@pytest.mark.usefixtures("terminal")
def test_short_work_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with stages(shown=True, after=3_600) as tell:
        tell("reading data")
        tell("orders", 5, 10)
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("terminal")
def test_what_the_program_prints_meanwhile_stays_where_it_belongs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with stages(shown=True, after=0) as tell:
        tell("orders", 5, 10)
        print("a result")
    assert capsys.readouterr().out == "a result\n"


@pytest.mark.usefixtures("terminal")
def test_bars_are_gone_when_the_work_fails(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), stages(shown=True, after=0) as tell:
        tell("orders", 5, 1 // 0)
    written = capsys.readouterr().err
    assert CURSOR in written
    assert written.endswith(ERASED)


@pytest.mark.usefixtures("terminal")
def test_a_person_sees_how_much_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with counted("turning numbers", shown=True, after=0) as tell:
        tell(1, 1_200)
        tell(600, 1_200)
    shown = capsys.readouterr()
    assert re.search("turning numbers.*600 of 1,200", shown.err)
    assert shown.out == ""


@pytest.mark.parametrize("shown", [True, False])
def test_a_file_or_a_pipe_gets_nothing(
    shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "0")
    with counted("turning numbers", shown=shown, after=0) as tell:
        tell(1, 2)
    assert capsys.readouterr() == ("", "")


def test_progress_in_words() -> None:
    told: list[str] = []
    tell = in_words(told.append)
    tell("reading data")
    tell("orders", 131_072, 1_000_000)
    tell("payments", 500)
    tell("visits", 0, 0)
    assert told == [
        "reading data",
        "orders: 131,072 of 1,000,000 rows",
        "payments: 500 rows",
        "visits: 0 of 0 rows",
    ]
    silent("nobody hears", 1, 2)
