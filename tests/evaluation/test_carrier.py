"""Carriers reduce plain columns, each as the others do."""

import numpy as np
import pytest

from sikta.engine.evaluation import carrier as module
from sikta.engine.evaluation.carrier import CARRIERS, Carrier, How, Part
from sikta.engine.findings import SiktaError


@pytest.mark.parametrize("name", CARRIERS)
@pytest.mark.parametrize(
    ("how", "expected"),
    [
        # account 2 has 5, 7, 7, 2**40; account 0 has -3
        ("sum", [-3, 2**40 + 19]),
        ("min", [-3, 5]),
        ("max", [-3, 2**40]),
        ("median", [-3, 7]),
        ("distinct", [1, 3]),
    ],
)
def test_reductions(name: str, how: How, expected: list[float]) -> None:
    account = np.array([2, 0, 2, 2, 2])
    values = np.array([7, -3, 5, 7, 2**40])

    grouped = Carrier.named(name).group(account, [Part("value", how, values)])

    found = dict(zip(grouped.accounts.tolist(), grouped.values["value"].tolist(), strict=True))
    assert [found[0], found[2]] == expected
    spread = grouped.spread("value", 4)
    assert np.isnan(spread[[1, 3]]).all()
    assert spread[[0, 2]].tolist() == expected


@pytest.mark.parametrize("name", CARRIERS)
def test_no_rows(name: str) -> None:
    nothing = np.zeros(0, dtype=np.int64)

    grouped = Carrier.named(name).group(nothing, [Part("value", "sum", nothing)])

    assert np.isnan(grouped.spread("value", 2)).all()


@pytest.mark.parametrize(
    ("name", "fix"), [("polar", 'did you mean "polars"?'), ("xyz", 'leave it out to use "pandas"')]
)
def test_an_unknown_carrier(name: str, fix: str) -> None:
    with pytest.raises(SiktaError) as error:
        Carrier.named(name)

    (finding,) = error.value.findings
    assert (finding.code, finding.message, finding.fix) == ("E551", f'there is no carrier "{name}"', fix)


def test_a_carrier_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)

    with pytest.raises(SiktaError) as error:
        Carrier.named("polars")

    (finding,) = error.value.findings
    assert (finding.code, finding.message) == ("E552", 'the carrier "polars" is not installed')
    assert finding.fix == 'run: pip install "sikta[fast]", or use the carrier "pandas"'
