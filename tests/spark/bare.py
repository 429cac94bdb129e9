"""A Python that has every package that this one has, but not sikta: that of a worker."""

import shlex
import sys
from pathlib import Path


def bare_python(folder: Path) -> Path:
    """The command of such a Python, which keeps what the environment adds to its path."""
    packages = folder / "packages"
    packages.mkdir()
    for path in _installed():
        target = packages / path.name
        if "sikta" not in path.name and not target.exists():
            target.symlink_to(path)
    command = folder / "python"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="$PYTHONPATH:{packages}" exec {shlex.quote(sys.executable)} -S "$@"\n',
        encoding="utf-8",
    )
    command.chmod(0o755)
    return command


def _installed() -> list[Path]:
    folders = [Path(each) for each in sys.path if Path(each).name in {"site-packages", "dist-packages"}]
    return [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix != ".pth"]
