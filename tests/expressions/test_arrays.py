"""Arrow arrays built from bytes hold what pyarrow itself makes of the same values."""

import subprocess
import sys
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sikta.engine.expressions.arrays import array_of, texts_of


@pytest.mark.parametrize(
    "values",
    [
        np.array([1.5, -0.0, 2.0]),
        np.array([3, -4], dtype=np.int32),
        np.array([2**62, 0, 1]),
        np.array([True, False, True] * 7),
        np.array([], dtype=np.float64),
        np.arange(20)[::3],
    ],
    ids=["floats", "codes", "whole numbers", "truths", "nothing", "every third"],
)
def test_values_are_as_pyarrow_has_them(values: NDArray[Any]) -> None:
    missing = np.arange(len(values)) % 2 == 1
    assert array_of(values).equals(pa.array(values))
    assert array_of(values, missing).equals(pa.array(values, mask=missing))


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]))))
def test_texts_are_as_pyarrow_has_them(words: list[str | None]) -> None:
    for kind in (pa.large_string(), pa.string()):
        made = texts_of(words, kind)
        made.validate(full=True)
        assert made.equals(pa.array(words, kind))


def test_pandas_is_not_imported_for_it() -> None:
    told = (
        "import sys, numpy as np; from sikta.engine.expressions.arrays import array_of, texts_of;"
        "array_of(np.ones(3), np.array([True, False, True])); texts_of(['a', None]); print('pandas' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
