"""How long a command of sikta takes that reads no data: a whole process, from its start to its end."""

import sys
from collections.abc import Mapping
from importlib.resources import files
from statistics import median

from process import once, wait_until_quiet

from sikta.engine.commandline.choosing import EXAMPLE

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "sikta --help": ("--help",),
    "sikta check of the example": ("check", str(files("sikta") / "rulesets" / EXAMPLE)),
}
"""What is measured, by the name in the table."""


def startup(rounds: int, *, quiet: bool = True) -> dict[str, float]:
    """Seconds by command, the median of so many rounds after one that warms the files up."""
    program = [sys.executable, "-m", "sikta"]
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    if quiet:
        wait_until_quiet()
    for number in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            wall = once([*program, *arguments]).wall
            if number:
                times[name].append(wall)
    return {name: median(found) for name, found in times.items()}


if __name__ == "__main__":
    for name, seconds in startup(5).items():
        print(f"{name}: {seconds:.3f} s")
