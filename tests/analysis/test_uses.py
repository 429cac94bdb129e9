"""What the rules do with each field of the data."""

from sikta.engine.analysis.uses import field_uses
from tests.evaluation.workshop import planned

RULES = """
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      staff: {type: integer}
      land: {type: category, values: [NL, SE]}
      fax: {type: text}
  orders:
    file: o.csv
    key: number
    account: of
    date: day
    fields: {number: {type: text}, of: {type: text}, day: {type: date}, port: {type: text}}
  lines:
    file: l.csv
    via: {orders: order}
    fields: {order: {type: text}, amount: {type: number}, product: {type: text}, kind: {type: category, lookup: products.kind, by: product}}
  products: {file: p.csv, key: code, fields: {code: {type: text}, kind: {type: category}, colour: {type: text}}}
  visits: {file: v.csv, account: to, date: day, fields: {to: {type: text}, day: {type: date}}}
metrics:
  revenue: {from: lines, sum: amount, where: kind == "pump"}
  per_head: {value: revenue / staff}
  note: {from: orders, latest: port}
scores: {fit: {criteria: {size: {weight: 1, value: per_head, scale: [0, 9]}}}}
segmentations: {all: {method: rules, segments: {big: {when: fit > 50}, rest: {otherwise: true}}}}
reports: {carry: [land, note]}
"""


def test_a_field_decides_is_shown_or_is_not_used() -> None:
    """The score rests on revenue per head, so on staff, and by way of the lines on amount, kind, and what links them."""
    uses = field_uses(planned(RULES))
    assert {use: sorted(f"{t}.{f}" for (t, f), each in uses.items() if each == use) for use in uses.values()} == {
        "decides": ["accounts.id", "accounts.staff", "lines.amount", "lines.kind", "lines.order", "lines.product",
                    "orders.day", "orders.number", "orders.of", "products.code", "products.kind"],
        "shown": ["accounts.land", "orders.port"],
    }  # fmt: skip
