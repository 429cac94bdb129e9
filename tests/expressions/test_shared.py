"""What several expressions have in common is computed once, and nobody can tell from the results."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sikta.engine.expressions.bits import any_of, packed
from sikta.engine.expressions.columns import Block, Condition, Mask, Numbers
from sikta.engine.expressions.compiled import Compiled, Scope
from sikta.engine.expressions.kernel import Kernel, Repeats, Shared
from sikta.engine.expressions.rounding import round_half_up
from sikta.engine.expressions.types import NUMBER
from sikta.engine.expressions.typing import compile_expression

AS_OF = date(2026, 6, 30)
TEXTS = (
    "a * b + 1",
    "a * b > 3 and a * b + 1 > 2",
    "a * b if b > 0 else a * b + 1",
    "max(a * b, b) - (a * b + 1)",
    "not (a * b > 3)",
)


def compiled(text: str) -> Compiled:
    return compile_expression(text, Scope({"a": NUMBER, "b": NUMBER}), None)


def plain(kernel: Kernel, expression: Compiled) -> tuple[object, int]:
    column = kernel.evaluate(expression)
    if isinstance(column, Condition):
        return (column.true.tolist(), column.false.tolist()), kernel.overflows
    assert isinstance(column, Numbers)
    return column.values.tolist(), kernel.overflows


numbers = arrays(
    np.float64, 6, elements=st.sampled_from([0.0, -2.5, 3.0, 1e12, 4e18, np.nan]), fill=st.nothing()
)


@settings(max_examples=80)
@given(a=numbers, b=numbers, chosen=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8))
def test_shared_parts_change_neither_values_nor_overflows(
    a: np.ndarray, b: np.ndarray, chosen: list[str]
) -> None:
    block: Block = {"a": Numbers(a), "b": Numbers(b)}
    expressions = [compiled(text) for text in chosen]
    shared = Shared(Repeats.among(each.tree for each in expressions))
    for each in expressions:
        alone = plain(Kernel(block, 6, AS_OF), each)
        together = plain(Kernel(block, 6, AS_OF, shared), each)
        np.testing.assert_equal(together, alone)


def test_a_part_is_kept_only_for_as_long_as_somebody_asks_for_it() -> None:
    expressions = [compiled(text) for text in TEXTS[:3]]
    repeats = Repeats.among(each.tree for each in expressions)
    shared = Shared(repeats)
    block: Block = {"a": Numbers(np.array([2.0])), "b": Numbers(np.array([3.0]))}
    assert repeats.times
    for each in expressions:
        Kernel(block, 1, AS_OF, shared).evaluate(each)
    assert shared.values == {}


masks = st.lists(st.lists(st.booleans(), min_size=5, max_size=5), max_size=64)


@settings(max_examples=60)
@given(rows=masks)
def test_masks_as_bits(rows: list[list[bool]]) -> None:
    """Bit i of a row is mask i: read back one by one."""
    given_masks: list[Mask] = [np.array(row) for row in rows]
    bits = packed(given_masks, 5)
    for place, mask in enumerate(given_masks):
        assert ((bits.astype(object) >> place) & 1 == mask.astype(int)).all()
    assert any_of(given_masks, 5).tolist() == [any(row[at] for row in rows) for at in range(5)]


def test_more_masks_than_bits() -> None:
    with pytest.raises(ValueError, match="65 masks do not fit into 64 bits"):
        packed([np.array([True])] * 65, 1)


def by_the_book(values: np.ndarray, decimals: int) -> np.ndarray:
    """Rounding with the noise added everywhere."""
    factor = 10.0 ** abs(decimals)
    scaled = np.abs(values) * factor if decimals >= 0 else np.abs(values) / factor
    whole = np.floor(scaled + 0.5 + np.minimum(8 * np.spacing(scaled), 2.0**-4))
    rounded = whole / factor if decimals >= 0 else whole * factor
    rounded = np.where(scaled >= (2.0**50 if decimals > 0 else 2.0**52), np.abs(values), rounded)
    signed: np.ndarray = np.where(values < 0, -rounded, rounded) + 0.0
    return signed


@settings(max_examples=300)
@given(
    values=arrays(
        np.float64, 4, elements=st.floats(-1e18, 1e18) | st.integers(-(10**9), 10**9).map(lambda n: n / 2000)
    ),
    decimals=st.sampled_from([-2, 0, 2, 6]),
)
def test_noise_is_looked_at_where_it_can_decide(values: np.ndarray, decimals: int) -> None:
    np.testing.assert_array_equal(round_half_up(values, decimals), by_the_book(values, decimals))
