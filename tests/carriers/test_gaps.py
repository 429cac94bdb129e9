"""Every gap of the libraries names the function that bridges it."""

from importlib import import_module

import numpy as np
import pytest

from sikta.engine.carriers.gaps import GAPS, Gap, plain


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.what)
def test_the_bridge_is_there(gap: Gap) -> None:
    module, _, name = gap.bridge.rpartition(".")
    assert callable(getattr(import_module(f"sikta.engine.{module}"), name))


def test_zero_has_no_sign() -> None:
    assert not np.signbit(plain(np.array([-0.0, 0.0]))).any()
    assert plain(np.array([3])).dtype == np.int64
