#!/usr/bin/env python3
"""Write the data of this example again, or the same company without what is hidden in it.

- ``python generate.py`` writes the files in data/, byte for byte.
- ``python generate.py --planted none --to /tmp/x`` hides nothing: for testing that nothing is found.
- ``python generate.py --without leaks --seed 7`` leaves one effect out of another company.
"""

import argparse
from dataclasses import fields, replace
from pathlib import Path

from generator import Planted, build
from generator.files import write
from generator.world import SEED

EFFECTS: dict[str, tuple[str, ...]] = {
    "leaks": ("leaks",),
    "sleepers": ("sleepers",),
    "gaps": ("core_groups",),
    "traits": ("trait_lift",),
    "winner": ("winner",),
    "roles": ("roles",),
}


def planted(which: str, without: list[str]) -> Planted:
    """All effects or none, less those named."""
    nothing = Planted.none()
    chosen = nothing if which == "none" else Planted()
    off = {name for effect in without for name in EFFECTS[effect]}
    return replace(
        chosen, **{field.name: getattr(nothing, field.name) for field in fields(nothing) if field.name in off}
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write the data of the example.")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "data", help="folder to write to")
    parser.add_argument(
        "--planted", choices=["all", "none"], default="all", help="what is hidden in the data"
    )
    parser.add_argument(
        "--without", choices=list(EFFECTS), action="append", default=[], help="leave one effect out"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="another number gives another company")
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    write(build(planted(given.planted, given.without), given.seed), given.to)
