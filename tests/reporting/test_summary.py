"""What the terminal says after a run."""

from dataclasses import replace
from pathlib import Path

import pytest

from sikta.engine.reporting.briefs.facts import (
    Facts,
    FieldFaults,
    Header,
    LossFacts,
    Overview,
    SegmentationFacts,
    SegmentLine,
)
from sikta.engine.reporting.summary import Summary
from sikta.engine.rules.model import Text

NAME = "A ruleset with a title so long that the money of it has to stand on another line"


def facts(*segmentations: SegmentationFacts, money: float | None = 5_518_800.0) -> Facts:
    header = Header("small", Text.plain(NAME), "2026-06-30", "EUR", ("nl",))
    return Facts(
        header, Overview(60, 0, money, Text.plain("Omzet"), "revenue", (), segmentations), (), (), ()
    )


def field(name: str, missing: int, invalid: int = 0) -> FieldFaults:
    return FieldFaults("accounts", name, Text.plain(name), 100, missing, invalid, 0, 0, False)


def test_an_amount_is_never_broken(capsys: pytest.CaptureFixture[str]) -> None:
    told = facts()
    for length in range(30, 70):
        short = replace(told, header=replace(told.header, title=Text.plain(NAME[:length])))
        Summary(short, "nl").print(Path("out"), None, ["sikta", "explain"])
        assert "€\u00a05.518.800" in capsys.readouterr().out


def test_shares_are_written_as_in_the_briefs(capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        SegmentLine("a", Text.plain("A"), 12, 0.2, 10.0, 0.302),
        SegmentLine("b", Text.plain("B"), 48, 0.8, 90.0, 0.698),
    )
    without = SegmentLine("", Text(), 0, 0.0, 0.0, 0.0)
    Summary(facts(SegmentationFacts("s", Text.plain("S"), "rules", False, lines, without)), "en").print(
        Path("out"), None, []
    )
    shown = [line.split() for line in capsys.readouterr().out.splitlines() if "%" in line]
    assert shown == [["A", "12", "20%", "€10", "30.2%"], ["B", "48", "80%", "€90", "69.8%"]]


def test_a_table_without_money_has_no_column_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    line = SegmentLine("a", Text.plain("A"), 60, 1.0)
    without = SegmentLine("", Text(), 0, 0.0)
    Summary(facts(SegmentationFacts("s", Text.plain("S"), "matrix", False, (line,), without)), "en").print(
        Path("out"), None, []
    )
    assert " A                   60   100%" in capsys.readouterr().out


def test_what_is_not_valid_counts_before_what_is_merely_missing() -> None:
    told = facts()
    faults = (field("Alpha", 40), field("Staff", 40, 7), field("Wrong", 3, 3))
    overview = replace(told.overview, fields=faults)
    assert list(Summary(replace(told, overview=overview), "en").gaps()) == [
        "accounts: Staff, missing, 40 rows, not valid: 7",
        "accounts: Alpha, missing, 40 rows",
        "accounts: Wrong, not valid, 3 rows",
    ]


def test_gaps_are_those_of_fields_that_rules_look_at() -> None:
    """What decides comes before what is only shown; what no rule uses, or misses where it lacks, is no gap."""
    told = facts()
    faults = (
        replace(field("Fax", 90), use="unused"),
        replace(field("Country", 70), use="shown"),
        replace(field("Price", 60), unasked=60),
        replace(field("Staff", 40), unasked=10),
    )
    losses = (
        LossFacts("deals", "no_date", "closed", 50, None, unasked=50),
        LossFacts("deals", "unmatched", "series", 80, 900.0, use="unused"),
        LossFacts("deals", "no_account", "of", 5),
    )
    overview = replace(told.overview, fields=faults, losses=losses)
    assert list(Summary(replace(told, overview=overview), "en").gaps()) == [
        "accounts: Staff, missing, 30 rows",
        "deals: no account is given, 5 rows",
        "accounts: Country, missing, 70 rows",
    ]


@pytest.mark.parametrize(
    ("language", "examples", "nearest", "told"),
    [
        ("en", (), (), "pipeline: nothing found for series, 1,480 rows"),
        (
            "en",
            ("GTXPro",),
            ("GTX Pro",),
            "pipeline: nothing found for series (GTXPro: perhaps GTX Pro), 1,480 rows",
        ),
        (
            "nl",
            ("GTXPro",),
            ("GTX Pro",),
            "pipeline: niets gevonden bij series (GTXPro: misschien GTX Pro), 1.480 rijen",
        ),
        (
            "en",
            ("a", "b", "c"),
            ("", "B", ""),
            "pipeline: nothing found for series (a, b: perhaps B, …), 1,480 rows",
        ),
        ("en", ("x" * 99,), ("",), f"pipeline: nothing found for series ({'x' * 29}…), 1,480 rows"),
    ],
)
def test_what_is_not_found_is_named_with_what_is_close(
    language: str, examples: tuple[str, ...], nearest: tuple[str, ...], told: str
) -> None:
    found = facts()
    loss = LossFacts("pipeline", "unmatched", "series", 1480, None, examples, nearest)
    overview = replace(found.overview, losses=(loss,))
    assert list(Summary(replace(found, overview=overview), language).gaps()) == [told]


@pytest.mark.parametrize(
    ("share", "money", "told"),
    [(0.005, 10.0, False), (0.011, 10.0, True), (0.005, 55_200.0, True), (None, None, False)],
)
def test_rows_after_the_day_are_told_when_they_are_many(
    share: float | None, money: float | None, told: bool
) -> None:
    found = facts()
    loss = LossFacts("orders", "after_as_of", "day", 24, money, share=share)
    summary = Summary(replace(found, overview=replace(found.overview, losses=(loss,))), "en")
    assert bool(list(summary.gaps())) == told
