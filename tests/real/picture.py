"""Everything a run says about its accounts, as plain values by path, so that two runs can be compared to the last bit."""

from collections.abc import Iterator, Mapping

import numpy as np

from sikta.engine import Results
from sikta.engine.evaluation.results import CriterionResult, SegmentationResult
from tests.real.figures import keys, plain


def picture(results: Results) -> Mapping[str, list[object]]:
    """Every figure of every account; a missing number is None. Accounts stand in the order of the run."""
    return dict(_parts(results))


def _parts(results: Results) -> Iterator[tuple[str, list[object]]]:
    yield "keys", list(keys(results))
    yield "names", list(results.names)
    for id_, column in results.values.items():
        yield f"values.{id_}", list(plain(column))
    for id_, knockout in results.knockouts.items():
        yield f"knockouts.{id_}.true", knockout.true.tolist()
        yield f"knockouts.{id_}.unknown", knockout.unknown.tolist()
    yield "knocked_out", results.knocked_out.tolist()
    for id_, score in results.scores.items():
        for part in ("score", "completeness", "low", "high"):
            yield f"scores.{id_}.{part}", _numbers(getattr(score, part))
        for path, criterion in score.criteria.items():
            yield from _criterion(path, criterion)
    for id_, segmentation in results.segmentations.items():
        yield from _segmentation(f"segmentations.{id_}", segmentation)
    yield "playbooks", results.playbooks.tolist()


def _criterion(path: str, criterion: CriterionResult) -> Iterator[tuple[str, list[object]]]:
    if criterion.value is not None:
        yield f"{path}.value", list(plain(criterion.value))
    for part in ("points", "weight", "contribution"):
        yield f"{path}.{part}", _numbers(getattr(criterion, part))
    for part in ("applies", "assumed"):
        yield f"{path}.{part}", getattr(criterion, part).tolist()


def _segmentation(path: str, found: SegmentationResult) -> Iterator[tuple[str, list[object]]]:
    yield f"{path}.segments", list(found.segments)
    yield f"{path}.codes", found.codes.tolist()
    yield f"{path}.deciding_paths", list(found.deciding_paths)
    for id_, mask in (found.members or {}).items():
        yield f"{path}.members.{id_}", mask.tolist()
    for axis, levels in (found.levels or {}).items():
        yield f"{path}.levels.{axis}", levels.tolist()
    for part in ("certain", "deciding", "unknown"):
        array = getattr(found, part)
        yield f"{path}.{part}", [] if array is None else array.tolist()


def _numbers(array: np.ndarray) -> list[object]:
    return [None if np.isnan(number) else repr(number) for number in array.tolist()]
