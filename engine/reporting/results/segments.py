"""The table of segments: accounts, money and averages of each, for every segmentation."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from ...analysis.glossary import titled
from ...analysis.segments import SegmentationProfile, SegmentProfile
from ...evaluation.results import Told
from ...expressions.arrays import listed
from ...expressions.rounding import round_half_up
from .arrow import Table

Cell = str | float | int | None
_SHARE_DECIMALS = 6


def segments_table(run: Told, profiles: Mapping[str, SegmentationProfile]) -> Table:
    """One row per segment in the order of the file, and one per segmentation for the accounts in none of them.

    `share` and `money_share` are parts (0..1) of all accounts and of their money, to 6 decimals; `average.X` is over the `known.X`
    accounts that have a value; `knocked_out.X` counts the accounts that knock-out X takes out.
    """
    rows = [
        dict(_row(run, whole, each))
        for whole in profiles.values()
        for each in (*whole.segments, whole.without)
    ]
    kinds = dict(_kinds(run, profiles))
    return pa.table({name: listed([row[name] for row in rows], kind) for name, kind in kinds.items()})


def _kinds(run: Told, profiles: Mapping[str, SegmentationProfile]) -> Iterator[tuple[str, pa.DataType]]:
    yield from ((name, pa.string()) for name in ("segmentation", "segment", "title"))
    yield from (("accounts", pa.int64()), ("share", pa.float64()), ("uncertain", pa.int64()))
    if run.money is not None:
        yield from ((name, pa.float64()) for name in ("money", "money_share", "money_average"))
    first = next(iter(profiles.values()), None)
    for name in first.without.averages if first else ():
        yield from ((f"average.{name}", pa.float64()), (f"known.{name}", pa.int64()))
    yield from ((f"knocked_out.{name}", pa.int64()) for name in run.ruleset.knockouts)


def _row(run: Told, whole: SegmentationProfile, profile: SegmentProfile) -> Iterator[tuple[str, Cell]]:
    segment = profile.segment
    yield "segmentation", whole.segmentation
    yield "segment", segment or None
    yield "title", _title(run, whole.segmentation, segment) if segment else None
    yield from (
        ("accounts", profile.count),
        ("share", _share(profile.share)),
        ("uncertain", profile.uncertain),
    )
    if profile.money is not None:
        yield from (("money", profile.money.total), ("money_share", _share(profile.money.share)))
        yield "money_average", profile.money.average
    for name, average in profile.averages.items():
        yield from ((f"average.{name}", average.value), (f"known.{name}", average.known))
    yield from ((f"knocked_out.{name}", count) for name, count in profile.knockouts.items())


def _share(share: float | None) -> float | None:
    """A share rounded half up to 6 decimals, so that a third shows no more digits than anybody reads."""
    return None if share is None else float(round_half_up(np.array([share]), _SHARE_DECIMALS)[0])


def _title(run: Told, segmentation: str, segment: str) -> str:
    ruleset = run.ruleset
    return titled(ruleset.segmentations[segmentation].segments[segment].title, segment).in_language(
        ruleset.language
    )
