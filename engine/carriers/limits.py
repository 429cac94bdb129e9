"""How much memory a run may take, and where it puts what does not fit."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_UNITS = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?B?)\s*", re.IGNORECASE)
_PLENTY = 4 * 10**9
"""What is taken for the memory of a machine that does not tell."""

LEAST = 256 * 10**6
"""With less memory than this nothing can be computed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` in bytes (None: what the machine has free), and the folder for what does not fit (None: the system's)."""

    memory: int | None = None
    spill: Path | None = None

    @property
    def available(self) -> int:
        """The bytes that a run may take in all."""
        return free_memory() if self.memory is None else self.memory


def bytes_of(text: str) -> int:
    """`4GB`, `500 MB` or `2000000000` as a number of bytes. Raises ValueError for anything else, and for too little."""
    match = _SIZE.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a size of memory; write it as 4GB or 500MB')
    unit = match[2].upper()
    size = int(float(match[1]) * _UNITS[unit if unit in _UNITS else f"{unit}B"])
    if size < LEAST:
        raise ValueError(f'"{text}" is too little memory to work with; the least is {LEAST // 10**6}MB')
    return size


def free_memory() -> int:
    """The bytes that could be taken now: what the system says is available, and no more than its container may have."""
    return min(_free_of_machine(), _left_in_container())


def _free_of_machine() -> int:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return _pages()
    sizes = {
        name: value.split()[0] for name, _, value in (line.partition(":") for line in lines) if value.split()
    }
    return int(sizes.get("MemAvailable", 0)) * 1024 or _pages()


def _pages() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, OSError, ValueError):
        return _PLENTY


def _left_in_container() -> int:
    """What control groups leave; without a limit, no end."""
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
        used = Path("/sys/fs/cgroup/memory.current").read_text(encoding="ascii").strip()
        return 2**63 if limit == "max" else max(int(limit) - int(used), 0)
    except (OSError, ValueError):
        return 2**63
