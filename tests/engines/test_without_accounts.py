"""Data without a single account is refused in the same words on every engine and in every way of computing it."""

from pathlib import Path

import pytest

from sikta.engine import SiktaError
from sikta.engine.checking import check_ruleset
from sikta.engine.running import Sources
from tests.engines.ways import IN_PROCESS, WAYS

ORDERS = """\
  orders:
    file: orders.csv
    account: customer
    date: ordered_on
    fields: {customer: {type: text}, ordered_on: {type: date}, amount: {type: number}}
metrics: {revenue: {from: orders, sum: amount}, index: {value: revenue / average(revenue)}}
knockouts: {owing: {when: revenue < 0}}
segmentations: {size: {method: rules, segments: {big: {when: revenue > 100}, small: {otherwise: true}}}}
"""
HEAD = "sikta: 1\nname: nobody\nas_of: 2026-06-30\ntables:\n"
LISTED = "  accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}\n"
DERIVED = "  accounts: {from: orders, fields: {latest: {type: number, last: amount}}}\n"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", IN_PROCESS)
@pytest.mark.parametrize(
    ("accounts", "orders", "file", "found"),
    [
        (LISTED, "A,2026-01-01,5", "accounts.csv", "a header without rows"),
        (DERIVED, "", "orders.csv", "a header without rows"),
        (DERIVED, ",2026-01-01,5", "orders.csv", "no row with a value for customer"),
        (DERIVED, "A,2027-01-01,5", "orders.csv", "only rows dated after the day of the model"),
    ],
)
def test_it_is_refused(
    accounts: str, orders: str, file: str, found: str, engine: str, way: str, tmp_path: Path
) -> None:
    (tmp_path / "ruleset.yaml").write_text(HEAD + accounts + ORDERS, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text("id\n", encoding="utf-8")
    (tmp_path / "orders.csv").write_text(f"customer,ordered_on,amount\n{orders}\n", encoding="utf-8")
    plan = check_ruleset(tmp_path / "ruleset.yaml").or_raise()

    with pytest.raises(SiktaError) as raised:
        WAYS[way](plan, Sources(folder=tmp_path), engine, 13)

    (finding,) = raised.value.findings
    assert (finding.code, finding.message, finding.found) == ("E510", f"{file} has no accounts", found)
