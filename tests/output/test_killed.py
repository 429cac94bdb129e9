"""A run that is killed at any moment leaves the last good output whole."""

import ctypes
import errno
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sikta.engine.reporting.output import OutputFolder, swap
from tests.output.writing_child import FILES, SIZE, write_round

CHILD = Path(__file__).with_name("writing_child.py")

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


def whole_round(target: Path) -> int:
    """The round that all files of the folder come from; fails where they are not all there or not of one round."""
    texts = {
        path.relative_to(target).as_posix(): path.read_text(encoding="utf-8")
        for path in target.rglob("*.txt")
    }
    assert len(texts) == FILES
    rounds = {text.split("\n", 1)[0] for text in texts.values()}
    assert len(rounds) == 1, rounds
    assert {len(text.splitlines()) for text in texts.values()} == {SIZE}
    assert (target / "run.json").exists()
    return int(rounds.pop())


@posix
def test_killed_at_ten_random_moments(tmp_path: Path) -> None:
    target, moments = tmp_path / "out", random.Random(2026)
    write_round(target, 0)
    last = 0
    for number in range(10):
        first = 1_000 * (number + 1)
        child = subprocess.Popen(
            [sys.executable, str(CHILD), str(target), str(first), "1000000"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        told = int(child.stdout.readline())  # it is at work from here on
        time.sleep(moments.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        told = max([told, *(int(line) for line in child.stdout.read().split())])
        child.wait()
        child.stdout.close()
        found = whole_round(target)
        assert found in {told, told + 1}, "the last round that was told as done, or the one after it"
        assert found > last
        last = found
    write_round(target, 1)
    assert whole_round(target) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing of the killed runs is left"


def test_a_swap_in_steps_that_was_cut_in_half_is_undone_by_the_next_run(
    tmp_path: Path,
) -> None:
    """Where a system cannot exchange names, a kill between the two renames leaves the old folder aside, whole."""
    target = tmp_path / "out"
    write_round(target, 1)
    target.rename(tmp_path / ".out.sikta-old")
    with OutputFolder(target):
        assert whole_round(target) == 1


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_system_call", lambda: None)


@pytest.mark.usefixtures("no_exchange")
def test_steps_replace_the_folder_too(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for each in (1, 2):
        write_round(target, each)
        assert whole_round(target) == each
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_steps_put_the_old_folder_back_where_the_second_fails(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_round(target, 1)
    with pytest.raises(FileNotFoundError):
        swap._in_steps(tmp_path / "nothing", target, tmp_path / "aside")
    assert whole_round(target) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the errors of Linux")
def test_a_fault_of_the_exchange_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "one", tmp_path / "other")


def test_a_file_system_that_cannot_exchange_gets_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        ctypes.set_errno(errno.EINVAL)
        return -1

    monkeypatch.setattr(swap, "_system_call", lambda: refuse)
    assert not swap.exchange(tmp_path, tmp_path)


def test_an_old_c_library_has_no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert swap._system_call() is None
