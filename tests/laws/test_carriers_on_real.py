"""pandas and Polars give the same figures, to the last bit, on real data; so do files and data frames."""

from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw
import pandas as pd
import pytest

from tests.conftest import shared_data
from tests.real.picture import picture
from tests.real.running import CASES, frames, run

LIBRARIES: Mapping[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "polars": lambda frame: nw.from_native(frame).to_polars(),
    "pyarrow": lambda frame: nw.from_native(frame).to_arrow(),
}


@pytest.mark.parametrize("name", CASES)
def test_polars_carries_to_what_pandas_carries_to(name: str) -> None:
    folder = shared_data(CASES[name].data)
    assert picture(run(name, folder, carrier="polars")) == picture(run(name, folder, carrier="pandas"))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", CASES)
def test_data_frames_give_what_their_files_give(name: str, library: str) -> None:
    folder = shared_data(CASES[name].data)
    handed = {table: LIBRARIES[library](frame) for table, frame in frames(CASES[name], folder).items()}
    assert picture(run(name, handed)) == picture(run(name, folder))
