"""Columns that are kept come back with every value the same, to the last bit."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sikta.engine.expressions.columns import Condition, Dates, Members, Numbers, Texts
from sikta.engine.incremental.columns import Part, arrays_of, part_like, rows_of, same_values
from tests.evaluation.same import difference

floats = some.lists(some.floats(allow_infinity=False)).map(lambda values: np.array(values, dtype=np.float64))
truths = some.lists(some.sampled_from([-1, 0, 1])).map(lambda values: np.array(values, dtype=np.int8))
parts = some.one_of(
    floats,
    floats.map(Numbers),
    floats.map(Dates),
    some.lists(some.none() | some.text(some.characters(exclude_categories=["Cs"]), min_size=1)).map(Texts.of),
    truths.map(lambda truth: Condition(truth > 0, truth < 0)),
    truths.map(lambda truth: truth > 0),
    truths.map(lambda truth: truth.astype(np.int32)),
    truths.map(lambda truth: Members({"a": truth > 0, "b": truth < 0}, len(truth))),
)


@given(parts)
def test_a_column_comes_back(part: Part) -> None:
    arrays = dict(arrays_of("it", part))
    found = part_like(part, "it", arrays)
    assert type(found) is type(part)
    if isinstance(part, Texts) and isinstance(found, Texts):
        assert found.to_list() == part.to_list()
    else:
        assert difference(found, part, "it") is None
    for array in arrays.values():
        assert same_values(array, array).all()


@given(some.lists(some.integers(0, 99)), some.integers(0, 99))
def test_rows_in_runs_and_one_by_one(places: list[int], first: int) -> None:
    array = pa.array([f"{number}" for number in range(100)])
    for wanted in (places, list(range(first, 100)), [*places * 20, *range(first)]):
        chosen = rows_of(array, np.array(wanted, dtype=np.int64))
        assert chosen.to_pylist() == [str(place) for place in wanted]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (0.1 + 0.2, 0.3, False),
        (0.0, -0.0, False),
        (None, None, True),
        (None, 0.0, False),
        ("a", "a", True),
        ("a", None, False),
        (True, True, True),
        (True, False, False),
    ],
)
def test_the_same_to_the_last_bit(one: object, other: object, same: bool) -> None:
    kind = pa.array([one, other]).type
    kind = pa.large_string() if pa.types.is_null(kind) else kind
    assert same_values(pa.array([one], kind), pa.array([other], kind)).tolist() == [same]
