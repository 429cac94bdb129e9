"""No room, no right, no disk: a whole message, and the last good output stays."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from sikta.engine.findings import SiktaError
from sikta.engine.reporting.output import OutputFolder
from sikta.engine.reporting.output.failures import failure
from sikta.engine.reporting.results import write_results
from tests.reporting.sample import PLAN, sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits and rights of POSIX systems")

LIMITED = dedent("""
    import os, resource, sys
    from pathlib import Path
    from sikta.engine.findings import SiktaError
    from sikta.engine.reporting.output import OutputFolder

    {before}
    try:
        with OutputFolder(Path(sys.argv[1])) as folder:
            (folder / "accounts.csv").write_text("new" * 100_000, encoding="utf-8")
    except SiktaError as error:
        for finding in error.findings:
            print(finding.code, finding.message, finding.expected, finding.found, finding.fix, sep="\\n")
""")


def run_limited(target: Path, before: str) -> list[str]:
    """What a process tells that writes to the target under a limit."""
    arguments = [sys.executable, "-c", LIMITED.format(before=before), str(target)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a last good output."""
    with OutputFolder(tmp_path / "open" / "out") as folder:
        (folder / "accounts.csv").write_text("old", encoding="utf-8")
    return tmp_path / "open" / "out"


def is_whole(target: Path) -> bool:
    names = [path.name for path in target.parent.iterdir()]
    return names == ["out"] and (target / "accounts.csv").read_text(encoding="utf-8") == "old"


def test_a_limit_on_the_size_of_files(target: Path) -> None:
    assert run_limited(target, "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))") == [
        "E602",
        f"there is no room to write the results to {target}; what stood there before is still whole",
        "enough free space on that disk for the old and the new results together",
        "File too large",
        "free some space, or give a folder on another disk with --out",
    ]
    assert is_whole(target)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB in memory, where this machine lets the tests mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(disk)]
    try:
        allowed = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("mounting a small disk takes the rights of an administrator")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def write_much(target: Path) -> None:
    with OutputFolder(target) as folder:
        for number in range(60):
            (folder / str(number)).mkdir()
            write_results(sample(), PLAN, folder / str(number))


def test_a_full_disk(small_disk: Path) -> None:
    target = small_disk / "out"
    with OutputFolder(target) as folder:
        write_results(sample(), PLAN, folder)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    (small_disk / "filler").write_bytes(b"x" * 280_000)
    with pytest.raises(SiktaError) as caught:
        write_much(target)
    (finding,) = caught.value.findings
    assert (finding.code, finding.found) == ("E602", "No space left on device")
    assert (
        finding.message
        == f"there is no room to write the results to {target}; what stood there before is still whole"
    )
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "out"]


@pytest.mark.parametrize("fresh", [False, True], ids=["over an old run", "for the first time"])
def test_a_folder_without_the_right_to_write(target: Path, fresh: bool) -> None:
    wanted = target.with_name("new") if fresh else target
    parents = [target.parent, *(each for each in target.parents if "pytest" in each.name)]
    modes = {each: each.stat().st_mode for each in parents}
    try:
        for each in parents:
            each.chmod(0o755)
        target.parent.chmod(0o555)
        drop = "os.setgid(65534), os.setuid(65534)" if os.geteuid() == 0 else "pass"
        told = run_limited(wanted, drop)
    finally:
        for each, mode in modes.items():
            each.chmod(mode)
    assert told == [
        "E601",
        f"the folder {wanted} cannot be written; what stood there before is still whole",
        "a place where you may write, with none of its files open in another program",
        "Permission denied",
        "close programs that have its files open, ask for permission, or give another folder with --out",
    ]
    assert is_whole(target)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder of Linux")
def test_a_file_system_that_takes_no_folders() -> None:
    with pytest.raises(SiktaError) as caught, OutputFolder("/proc/sikta/out"):
        pass
    (finding,) = caught.value.findings
    assert finding.code == "E601"
    assert (
        finding.message
        == "the folder /proc/sikta/out cannot be written; what stood there before is still whole"
    )


def test_a_file_where_a_folder_above_should_be(target: Path) -> None:
    with pytest.raises(SiktaError) as caught, OutputFolder(target / "accounts.csv" / "out"):
        pass
    (finding,) = caught.value.findings
    assert (finding.code, finding.expected, finding.fix) == (
        "E601",
        "a folder that can be written",
        "give another folder with --out",
    )


def test_a_fault_while_the_folder_is_put_in_place(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("sikta.engine.reporting.output.folder.put_in_place", fail)
    with pytest.raises(SiktaError, match="E601"), OutputFolder(target) as folder:
        (folder / "accounts.csv").write_text("new", encoding="utf-8")
    assert is_whole(target)


def test_a_lock_that_the_file_system_does_not_have(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("sikta.engine.reporting.output.lock._take", fail)
    with pytest.raises(SiktaError, match="E601"), OutputFolder(target):
        pass
    assert (target / "accounts.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "E602"),
        (errno.EDQUOT, "E602"),
        (errno.EROFS, "E601"),
        (errno.EBUSY, "E601"),
        (None, "E601"),
    ],
)
def test_what_the_system_says_becomes_a_code(number: int | None, code: str) -> None:
    error = OSError(number, os.strerror(number)) if number else OSError("odd")
    (finding,) = failure(error, Path("out")).findings
    assert finding.code == code
    assert finding.found == (os.strerror(number) if number else "OSError")
