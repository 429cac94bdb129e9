"""The table of segments: accounts, money and averages of each, for every segmentation."""

from collections.abc import Iterator

import pyarrow as pa

from ...analysis.glossary import titled
from ...analysis.segments import SegmentationProfile, SegmentProfile, profile_segments
from ...evaluation.results import Results
from .arrow import Table

Cell = str | float | int | None


def segments_table(results: Results) -> Table:
    """One row per segment in the order of the file, and one per segmentation for the accounts in none of them.

    `share` and `money_share` are parts (0..1) of all accounts and of their money; `average.X` is over the `known.X`
    accounts that have a value; `knocked_out.X` counts the accounts that knock-out X takes out.
    """
    profiles = profile_segments(results).values()
    rows = [
        dict(_row(results, whole, each)) for whole in profiles for each in (*whole.segments, whole.without)
    ]
    kinds = dict(_kinds(results))
    return pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()})


def _kinds(results: Results) -> Iterator[tuple[str, pa.DataType]]:
    yield from ((name, pa.string()) for name in ("segmentation", "segment", "title"))
    yield from (("accounts", pa.int64()), ("share", pa.float64()), ("uncertain", pa.int64()))
    if results.money is not None:
        yield from ((name, pa.float64()) for name in ("money", "money_share", "money_average"))
    for name in _averaged(results):
        yield from ((f"average.{name}", pa.float64()), (f"known.{name}", pa.int64()))
    yield from ((f"knocked_out.{name}", pa.int64()) for name in results.knockouts)


def _averaged(results: Results) -> Iterator[str]:
    first = next(iter(profile_segments(results).values()), None)
    yield from first.without.averages if first else ()


def _row(results: Results, whole: SegmentationProfile, profile: SegmentProfile) -> Iterator[tuple[str, Cell]]:
    segment = profile.segment
    yield "segmentation", whole.segmentation
    yield "segment", segment or None
    yield "title", _title(results, whole.segmentation, segment) if segment else None
    yield from (("accounts", profile.count), ("share", profile.share), ("uncertain", profile.uncertain))
    if profile.money is not None:
        yield from (("money", profile.money.total), ("money_share", profile.money.share))
        yield "money_average", profile.money.average
    for name, average in profile.averages.items():
        yield from ((f"average.{name}", average.value), (f"known.{name}", average.known))
    yield from ((f"knocked_out.{name}", count) for name, count in profile.knockouts.items())


def _title(results: Results, segmentation: str, segment: str) -> str:
    ruleset = results.ruleset
    return titled(ruleset.segmentations[segmentation].segments[segment].title, segment).in_language(
        ruleset.language
    )
