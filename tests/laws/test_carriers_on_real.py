"""pandas and Polars give the same figures, to the last bit, on real data."""

import pytest

from tests.conftest import shared_data
from tests.real.picture import picture
from tests.real.running import CASES, run


@pytest.mark.parametrize("name", CASES)
def test_polars_gives_what_pandas_gives(name: str) -> None:
    folder = shared_data(CASES[name].data)
    assert picture(run(name, folder, carrier="polars")) == picture(run(name, folder, carrier="pandas"))
