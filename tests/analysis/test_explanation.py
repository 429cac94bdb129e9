"""One account's route. The accounts stand in tests/reporting/sample.py."""

from datetime import date

import pytest

from sikta.engine.analysis.explanation import Explanation, explain
from sikta.engine.analysis.glossary import Term, shape_of, term
from sikta.engine.analysis.missing import facts_behind
from sikta.engine.expressions.types import DATE, INTEGER, NUMBER, TEXT
from tests.evaluation.workshop import planned, results
from tests.reporting.sample import PLAN, sample


def explained(account: str) -> Explanation:
    return explain(sample(), PLAN, account)


def names(terms: tuple[Term, ...]) -> list[str]:
    return [each.name for each in terms]


def test_the_values_are_those_that_rules_look_at_with_their_faults() -> None:
    used = {each.term.name: each for each in explained("Alfa").values}
    assert list(used) == [
        "country", "industry", "employees", "urgency", "customer", "since", "revenue", "orders_seen", "per_head",
    ]  # fmt: skip
    assert used["since"].value == date(2020, 1, 31)
    assert used["employees"].outdated
    assert not used["employees"].invalid
    assert used["revenue"].value == 1500.3
    assert {each.term.name for each in explained("Beta").values if each.missing} == {"urgency", "since"}
    assert {each.term.name for each in explained("Delta").values if each.invalid} == {"urgency"}


def test_a_knockout_that_fired_names_its_values() -> None:
    abroad, tiny = explained("Delta").knockouts
    assert (abroad.state, tiny.state) == ("fired", "clear")
    assert {name: used.value for name, used in abroad.values.items()} == {"company": "Delta", "country": "DE"}


def test_a_knockout_that_could_not_be_checked_names_what_is_missing() -> None:
    abroad, tiny = explained("Gamma").knockouts
    assert (abroad.state, names(abroad.missing)) == ("unknown", ["country"])
    assert (tiny.state, names(tiny.missing)) == ("unknown", ["employees"])


def test_a_score_tells_each_criterion() -> None:
    """Eps: urgency 2 on 1..5 is 25 points; one order of four 25, one euro a head 99: together 62."""
    pain = explained("Eps").scores[1]
    told = [
        (c.path.rpartition(".")[2], c.depth, c.value, c.points, c.contribution, c.applies)
        for c in pain.criteria
    ]
    assert told == [
        ("urgency", 0, 2, 25, 12.5, True),
        ("habit", 0, None, 62, pytest.approx(31), True),
        ("orders", 1, 1, 25, 6.25, True),
        ("per_head", 1, 1, 99, 24.75, True),
        ("entry", 0, None, None, 0, False),
    ]
    assert (pain.score, pain.completeness, pain.low, pain.high) == (43.5, 1, 43.5, 43.5)
    assert pain.criteria[0].judgement


def test_points_that_were_assumed_tell_the_field_behind_the_metric() -> None:
    """Gamma's revenue per head is missing because its employees are."""
    per_head = explained("Gamma").scores[1].criteria[3]
    assert (per_head.points, per_head.assumed, names(per_head.absent)) == (50, True, ["employees"])


def test_the_deciding_fact_is_followed_to_its_field() -> None:
    priority = explained("Gamma").segmentations[0]
    assert [segment for segment, _ in priority.segments] == ["research"]
    assert priority.certain is False
    assert priority.deciding is not None
    assert (priority.deciding.path, names(priority.deciding.missing)) == (
        "scores.potential.criteria.employees",
        ["employees"],
    )
    assert [(level.axis.name, level.level, level.score) for level in priority.levels] == [
        ("potential", "high", 100),
        ("pain", "high", 50),
    ]


def test_rules_that_could_not_be_checked() -> None:
    _, market, interest, _ = explained("Gamma").segmentations
    assert [(rule.segment, names(rule.missing)) for rule in market.unchecked] == [
        ("home_food", ["country"]),
        ("abroad", ["country"]),
    ]
    assert [(rule.segment, names(rule.missing)) for rule in interest.unchecked] == [("big", ["employees"])]
    assert explained("Beta").segmentations[1].unchecked == ()


def test_only_the_rule_that_truly_is_unknown_is_told() -> None:
    """Theta lies in BE, so it is not abroad for sure; whether it is in food nobody knows."""
    market = explained("Theta").segmentations[1]
    assert [(rule.segment, names(rule.missing)) for rule in market.unchecked] == [("home_food", ["industry"])]


def test_the_rules_of_the_segments_it_is_in() -> None:
    interest = explained("Alfa").segmentations[2]
    assert [rule.text for rule in interest.rules] == ["employees >= 50", "revenue > 0"]
    assert interest.certain is None


def test_the_playbook() -> None:
    told = explained("Beta").playbook
    assert told is not None
    assert told.in_language("en") == "Grow"
    assert explained("Alfa").playbook is None


@pytest.mark.parametrize(
    ("name", "title", "shape", "unit"),
    [
        ("country", "Country", "text", None),
        ("revenue", "Revenue", "money", "EUR"),
        ("margin", "Margin", "percent", None),
        ("employees", "Employees", "integer", None),
        ("pain", "Pain", "score", None),
        ("priority", "Priority", "text", None),
        ("interest", "Interest", "list", None),
        ("home", "Home", "text", None),
        ("knocked_out", "Knocked out", "boolean", None),
    ],
)
def test_words_for_names(name: str, title: str, shape: str, unit: str | None) -> None:
    found = term(PLAN, name)
    assert (found.title.in_language("en"), found.shape, found.unit) == (title, shape, unit)


def test_how_values_of_a_type_are_written() -> None:
    assert shape_of(NUMBER, "EUR", None, "EUR") == "money"
    assert shape_of(NUMBER, "hours", None, "EUR") == "number"
    assert shape_of(INTEGER, None, "percent") == "percent"
    assert (shape_of(INTEGER), shape_of(DATE), shape_of(TEXT)) == ("integer", "date", "text")


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("scores.pain.criteria.habit.criteria.per_head", ("employees", "revenue")),
        ("scores.pain.criteria.habit", ("orders_seen", "employees", "revenue")),
        ("scores.pain.criteria.entry", ("since",)),
    ],
)
def test_facts_behind_a_criterion(path: str, facts: tuple[str, ...]) -> None:
    assert facts_behind(sample(), PLAN, path) == facts


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="nobody"):
        facts_behind(sample(), PLAN, "scores.pain.criteria.nobody")


FOR_CUSTOMERS = """
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields: {id: {type: text}, customer: {type: boolean}, size: {type: integer}}
scores: {s: {criteria: {c: {weight: 1, value: size, scale: [0, 100]}}}}
segmentations:
  grid:
    for: customer
    method: matrix
    axes: {s: {low: 0, high: 50}}
    segments: {big: {at: {s: high}}, small: {at: {s: low}}, out: {at: knocked_out}, dark: {at: unrated}}
"""


@pytest.mark.parametrize(
    ("key", "applies", "unsure", "levels"),
    [("A", True, [], ["high"]), ("B", False, [], []), ("C", None, ["customer"], [])],
)
def test_whom_a_segmentation_is_for(
    key: str, applies: bool | None, unsure: list[str], levels: list[str]
) -> None:
    plan = planned(FOR_CUSTOMERS)
    accounts = {"id": ["A", "B", "C"], "customer": ["true", "false", "-"], "size": ["60", "60", "60"]}
    reason = explain(results(plan, {"accounts": accounts}), plan, key).segmentations[0]
    assert (reason.applies, names(reason.unsure), [level.level for level in reason.levels]) == (
        applies,
        unsure,
        levels,
    )


def test_what_a_value_is_made_from_is_followed_through_scores_and_lookups() -> None:
    plan = planned(
        """
        as_of: 2026-06-30
        tables:
          accounts: {file: a.csv, key: id, fields: {id: {type: text}, sector: {type: text}, size: {type: integer}}}
          sectors: {file: s.csv, key: sector, fields: {sector: {type: text}, outlook: {type: number}}}
        metrics:
          outlook: {lookup: sectors.outlook, by: sector}
          share: {value: percent_rank(size)}
        knockouts: {weak: {when: s < 10}, bleak: {when: outlook + share < 1}}
        scores: {s: {criteria: {c: {weight: 1, value: size, scale: [0, 100]}}}}
        segmentations: {m: {method: rules, segments: {top: {when: percent_rank(size) > 0.5}, rest: {when: size > 0}}}}
        """
    )
    tables = {
        "accounts": {"id": ["A", "B"], "sector": ["-", "steel"], "size": ["-", "5"]},
        "sectors": {"sector": ["food"], "outlook": ["1"]},
    }
    found = results(plan, tables)
    weak, bleak = explain(found, plan, "A").knockouts
    assert (names(weak.missing), names(bleak.missing)) == (["size"], ["sector", "size"])
    assert [names(rule.missing) for rule in explain(found, plan, "A").segmentations[0].unchecked] == [
        ["size"],
        ["size"],
    ]
    assert names(explain(found, plan, "B").knockouts[1].missing) == ["outlook"], (
        "steel is not in the table of sectors"
    )
