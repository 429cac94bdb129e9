"""Interleaved rounds: everybody once, then everybody again, so that the machine's moods reach all alike."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TypeAlias

from contestants import CONTESTANTS, RESULT
from equal import differences
from process import Measured, measured, once

Round: TypeAlias = Mapping[str, Measured]
Tell: TypeAlias = Callable[[str], None]


class NotEqualError(Exception):
    """Results that do not say the same: nothing is timed."""


def fresh(folder: Path) -> Path:
    """An empty folder in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def check_equal(ids: Sequence[str], data: Path, out: Path, tell: Tell) -> None:
    """Everybody computes once, and says what the first one says. Raises NotEqualError."""
    reference = None
    for id_ in ids:
        folder = fresh(out / id_)
        once(CONTESTANTS[id_].command(data, folder))
        reference = reference or folder / RESULT
        found = differences(reference, folder / RESULT)
        if found:
            raise NotEqualError(f"{id_} on {data.name}:\n" + "\n".join(found))
        tell(f"{data.name}: {id_} is equal")


def rounds(
    ids: Sequence[str], data: Path, out: Path, count: int, tell: Tell, *, quiet: bool = True
) -> list[Round]:
    """So many rounds over the same data, each measurement when the machine is `quiet`."""
    found: list[Round] = []
    for number in range(1, count + 1):
        found.append(
            {id_: measured(CONTESTANTS[id_].command(data, fresh(out / id_)), quiet=quiet) for id_ in ids}
        )
        times = ", ".join(f"{id_} {one.wall:.2f}" for id_, one in found[-1].items())
        tell(f"{data.name}: round {number} of {count}: {times}")
    return found


def ratio(found: Sequence[Round], of: str, to: str) -> float:
    """The median over the rounds of how long one took beside the other."""
    return median(one[of].wall / one[to].wall for one in found)


def middle(found: Sequence[Round], id_: str) -> Measured:
    """The medians of one contestant."""
    mine = [one[id_] for one in found]
    return Measured(
        median(one.wall for one in mine),
        median(one.cpu for one in mine),
        int(median(one.peak for one in mine)),
        max(one.foreign for one in mine),
    )
