"""The tests of a draft: all of them hold in the data that it was drafted from, and say something."""

import datetime as dt
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.drafting import start
from sikta.engine.scenarios import make_suite

LIST = "klant;medewerkers;omzet 2025\n" + "".join(f"K{n};{n * 7};{n * 1000}\n" for n in range(1, 21))
ROWS = "number,customer,country,day,amount\n" + "".join(
    f"{n},C{n % 8},{'NL' if n % 2 else 'SE'},2026-0{n % 5 + 1}-15,{100 + n * n}\n" for n in range(40)
)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("klanten.csv", LIST, {"priority": ["invest", "win_over"], "value_pyramid": ["A", "C"]}),
        ("orders.csv", ROWS, {"priority": ["first", "later"], "value_pyramid": ["A", "C"]}),
    ],
)
def test_ranked_accounts_are_tested_among_others(
    tmp_path: Path, name: str, text: str, wanted: dict[str, list[str]]
) -> None:
    """Also where accounts come from their orders: then each test has the row by which its account exists."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    start(tmp_path / "rules", [str(tmp_path / name)], copy=True, ci=None, today=dt.date(2026, 6, 30))
    trials = make_suite(check_ruleset(tmp_path / "rules").or_raise()).run()
    assert [trial.scenario.id for trial in trials if not trial.holds] == []
    among = [trial for trial in trials if trial.scenario.among]
    assert [trial.scenario.id for trial in among] == ["brings_more_than_anyone", "brings_nothing_yet"]
    found: dict[str, list[object]] = {}
    for trial in among:
        for check in trial.checks:
            found.setdefault(check.expectation.subject.name, []).append(check.found)
    assert found == wanted
