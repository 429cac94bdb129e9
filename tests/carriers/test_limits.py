"""Sizes of memory, as people write them and as the machine tells them."""

import os
from pathlib import Path

import pytest

from sikta.engine.carriers import Limits, limits
from sikta.engine.carriers.limits import bytes_of, free_memory


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("4GB", 4 * 10**9),
        ("4 gb", 4 * 10**9),
        ("4g", 4 * 10**9),
        ("1.5GB", 1_500_000_000),
        ("500 MB", 500 * 10**6),
        ("2000000000", 2 * 10**9),
        ("300000KB", 300 * 10**6),
        ("1TB", 10**12),
    ],
)
def test_a_size(text: str, size: int) -> None:
    assert bytes_of(text) == size


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("much", '"much" is not a size of memory; write it as 4GB or 500MB'),
        ("-4GB", '"-4GB" is not a size of memory; write it as 4GB or 500MB'),
        ("4", '"4" is too little memory to work with; the least is 256MB'),
        ("255MB", '"255MB" is too little memory to work with; the least is 256MB'),
    ],
)
def test_no_size(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        bytes_of(text)


def test_without_a_limit_it_is_what_is_free() -> None:
    assert Limits(memory=5).available == 5
    assert 0 < Limits().available <= os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def files(monkeypatch: pytest.MonkeyPatch, found: dict[str, str]) -> None:
    """What the system's files say."""

    def read(path: Path, **_: object) -> str:
        if path.as_posix() not in found:
            raise FileNotFoundError(path)
        return found[path.as_posix()]

    monkeypatch.setattr(Path, "read_text", read)


MACHINE = {"/proc/meminfo": "MemTotal: 9000 kB\nMemAvailable:    1000 kB\nHugePages_Total:\n"}
GROUP = "/sys/fs/cgroup/memory."


@pytest.mark.parametrize(
    ("group", "free"),
    [
        ({}, 1_024_000),
        ({f"{GROUP}max": "max\n", f"{GROUP}current": "5"}, 1_024_000),
        ({f"{GROUP}max": "900000\n", f"{GROUP}current": "100000\n"}, 800_000),
        ({f"{GROUP}max": "5", f"{GROUP}current": "9"}, 0),
    ],
)
def test_no_more_than_the_container_may_have(
    group: dict[str, str], free: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(monkeypatch, {**MACHINE, **group})
    assert free_memory() == free


def test_a_machine_that_tells_little(monkeypatch: pytest.MonkeyPatch) -> None:
    files(monkeypatch, {})
    monkeypatch.setattr(os, "sysconf", lambda name: {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 1000}[name])
    assert free_memory() == 4096 * 1000 // 2

    def nothing(_: str) -> int:
        raise ValueError("unrecognized configuration name")

    monkeypatch.setattr(os, "sysconf", nothing)
    assert free_memory() == limits._PLENTY
