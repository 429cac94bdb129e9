"""Fails unless a wheel holds the one name `sikta`, and below it every tracked file of the shipped folders."""

import subprocess
import sys
import zipfile
from pathlib import Path

SHIPPED = ("engine", "rulesets", "schemas", "templates", "cli.py", "__init__.py", "__main__.py", "py.typed")


def main(wheel: Path) -> int:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    listed = subprocess.run(["git", "ls-files", "-z", *SHIPPED], capture_output=True, text=True, check=True)
    tracked = {f"sikta/{name}" for name in listed.stdout.split("\0") if name}
    foreign = {name for name in names if not name.startswith("sikta/")}
    for title, found in (
        ("not below sikta/", foreign),
        ("tracked but not in the wheel", tracked - names),
        ("in the wheel but not tracked", names - tracked - foreign),
    ):
        for name in sorted(found):
            print(f"{title}: {name}")
    if foreign or tracked != names:
        return 1
    print(f"{len(names)} files, all below sikta/")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
