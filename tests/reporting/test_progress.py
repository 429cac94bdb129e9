"""How far the work is, said to a person at a terminal and to nobody else."""

import pytest

from sikta.engine.reporting.progress import counted


def test_a_person_sees_how_much_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with counted("turning numbers", shown=True) as tell:
        tell(1, 1_200)
        tell(600, 1_200)
    shown = capsys.readouterr()
    assert "turning numbers" in shown.err
    assert shown.out == ""


@pytest.mark.parametrize("shown", [True, False])
def test_a_file_or_a_pipe_gets_nothing(
    shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "0")
    with counted("turning numbers", shown=shown) as tell:
        tell(1, 2)
    assert capsys.readouterr() == ("", "")
