"""Whole runs that are killed, or that find no room: the last good output stays, and there is a clear message."""

import hashlib
import random
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")

EXAMPLE = str(files("sikta") / "rulesets" / "first-steps")
COMMAND = [sys.executable, "-m", "sikta", "run", EXAMPLE, "--results", "csv,parquet"]


def digest(folder: Path) -> str:
    """One figure for all names and bytes below a folder."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def test_a_run_killed_at_ten_random_moments_leaves_a_whole_output(tmp_path: Path) -> None:
    begun = time.monotonic()
    subprocess.run([*COMMAND, "--as-of", "2026-06-29"], cwd=tmp_path, check=True, capture_output=True)
    takes = time.monotonic() - begun
    before = digest(tmp_path / "out")
    subprocess.run(
        [*COMMAND, "--as-of", "2026-06-30", "--out", "other"], cwd=tmp_path, check=True, capture_output=True
    )
    after = digest(tmp_path / "other")
    assert before != after, "the two days give different files, so that a mixture would show"
    moments = random.Random(2026)
    for _ in range(10):
        run = subprocess.Popen([*COMMAND, "--as-of", "2026-06-30"], cwd=tmp_path, stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1.0) * takes)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert digest(tmp_path / "out") in (before, after)
    subprocess.run([*COMMAND, "--as-of", "2026-06-30"], cwd=tmp_path, check=True, capture_output=True)
    assert digest(tmp_path / "out") == after
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_a_run_without_room_says_so_and_leaves_the_last_output(tmp_path: Path) -> None:
    subprocess.run(COMMAND, cwd=tmp_path, check=True, capture_output=True)
    before = digest(tmp_path / "out")
    run = subprocess.run(
        COMMAND,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
    )
    assert run.returncode == 1
    assert run.stderr == (
        "error E602: there is no room to write the results to out; what stood there before is still whole\n"
        "  expected: enough free space on that disk for the old and the new results together\n"
        "  found: File too large\n"
        "  mend it: free some space, or give a folder on another disk with --out\n\n"
    )
    assert digest(tmp_path / "out") == before
