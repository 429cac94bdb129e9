"""In which rows a field counts: those that the metrics keep that take their value from it."""

import pytest

from sikta.engine.plan.conditions import conditions_of
from tests.evaluation.workshop import planned

RULES = """
as_of: 2026-06-30
tables:
  accounts: {file: a.csv, key: id, fields: {id: {type: text}}}
  deals:
    file: d.csv
    account: of
    date: closed
    fields:
      of: {type: text}
      closed: {type: date}
      price: {type: number}
      stage: {type: category, values: [won, lost, open]}
metrics:
METRICS
segmentations: {all: {method: rules, segments: {everyone: {otherwise: true}}}}
"""


@pytest.mark.parametrize(
    ("metrics", "told"),
    [
        ('  won: {from: deals, sum: price, where: stage == "won"}', {"price": ['stage == "won"']}),
        (
            (
                '  won: {from: deals, sum: price, where: stage == "won", last: 3 months}\n'
                '  lost: {from: deals, average: price, where: stage == "lost"}'
            ),
            {"price": ['stage == "won"', 'stage == "lost"'], "closed": ['stage == "won"']},
        ),
        # A metric without a condition looks at every row, and a condition looks at its own fields in every row.
        ('  won: {from: deals, sum: price, where: stage == "won"}\n  best: {from: deals, max: price}', {}),
        ("  deals_in_all: {from: deals, count: rows}", {}),
        ('  open: {from: deals, count: rows, where: stage == "open"}', {}),
        ("  big: {from: deals, sum: price, where: price > 10}", {}),
    ],
)
def test_a_field_counts_where_a_metric_keeps_the_row(metrics: str, told: dict[str, list[str]]) -> None:
    plan = planned(RULES.replace("METRICS", metrics))
    found = conditions_of(plan.ruleset, plan.expressions).get("deals", {})
    assert {name: [where.text for where in each] for name, each in found.items()} == told
