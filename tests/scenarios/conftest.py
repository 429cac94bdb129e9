"""A small company with orders, order lines and two reference tables, to which tests are added."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import Finding
from sikta.engine.plan import Plan
from sikta.engine.scenarios import Trial, make_suite

RULESET = """\
sikta: 1
name: shop
currency: EUR
as_of: 2026-06-30
languages: [en, nl]
parameters: {large: 50, home: [NL, BE]}
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    parent: head
    missing_values: [unknown]
    fields:
      id: {type: text}
      company: {type: text}
      head: {type: text}
      code: {type: text}
      country: {type: category, values: [NL, BE, FR], synonyms: {Nederland: NL}}
      staff: {type: integer, min: 0, max: 9000}
      growth: {type: number, unit: "%"}
      fit: {type: number, min: 0, max: 1, format: percent}
      blocked: {type: boolean}
      since: {type: date}
      language: {type: text, lookup: countries.language, by: country}
  orders:
    file: orders.csv
    key: order_id
    account: customer
    date: day
    decimal: ","
    fields: {order_id: {type: text}, customer: {type: text}, day: {type: date}, amount: {type: number}}
  lines:
    file: lines.csv
    via: {orders: order_id}
    fields:
      order_id: {type: text}
      product: {type: text}
      quantity: {type: integer}
      price: {type: number, lookup: products.price, by: product}
  products: {file: products.csv, key: product, fields: {product: {type: text}, price: {type: number}}}
  countries: {file: countries.csv, key: country, fields: {country: {type: text}, language: {type: text}}}
  notes: {file: notes.csv, fields: {text: {type: text}}}
metrics:
  revenue: {from: orders, sum: amount, last: 12 months, unit: EUR}
  goods: {from: lines, sum: quantity * price}
  latest: {from: orders, max: day}
  busy: {value: revenue > 1000}
  channel: {value: '"big" if revenue > 1000 else "small"'}
  place: {value: rank(revenue)}
  group_revenue: {value: revenue, over: group}
knockouts:
  abroad: {title: Abroad, when: country not in home}
  held: {title: Held, when: blocked}
scores:
  size:
    title: Size
    criteria:
      people: {title: People, weight: 3, value: staff, bands: [{points: 0}, {from: 10, points: 40}, {from: large, points: 100}]}
      rising: {title: Growth, weight: 1, value: growth, scale: [0, 20]}
  need:
    title: Need
    criteria:
      match: {weight: 1, value: fit, scale: [0, 1]}
segmentations:
  grid:
    title: Grid
    method: matrix
    axes: {size: {low: 0, high: 60}, need: {low: 0, high: 50}}
    needs_completeness: 50%
    segments:
      win: {title: Win, at: {size: high, need: high}}
      keep: {title: Keep, at: [{size: low}, {size: high, need: low}]}
      out: {title: Out, at: knocked_out}
      ask: {title: Ask first, at: unrated}
  kind: {method: rules, segments: {buyer: {when: revenue > 0}, other: {otherwise: true}}}
  tags:
    method: rules
    overlapping: true
    segments: {big: {when: staff >= large}, old: {when: since < date("2020-01-01")}}
  pyramid: {method: tiers, rank_by: revenue, segments: {A: {up_to: 80%}, B: {up_to: 100%}}}
playbooks:
  visit: {title: Visit, for: grid == "win"}
"""
PRODUCTS = "product,price\nP1,2.5\nP2,10\n"
COUNTRIES = "country,language\nNL,Dutch\n"

Shop = Callable[[str], Path]
Tried = Callable[[str], dict[str, Trial]]
Refused = Callable[[str], list[Finding]]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """The ruleset in a folder, with these tests below `tests:`; no accounts and orders are there."""

    def write(tests: str) -> Path:
        folder = tmp_path / "shop"
        folder.mkdir(exist_ok=True)
        body = "".join(f"  {line}\n" for line in tests.strip("\n").splitlines())
        (folder / "ruleset.yaml").write_text(
            f"{RULESET}tests:\n{body}" if body else RULESET, encoding="utf-8"
        )
        (folder / "products.csv").write_text(PRODUCTS, encoding="utf-8")
        (folder / "countries.csv").write_text(COUNTRIES, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def plan_of(shop: Shop) -> Callable[[str], Plan]:
    return lambda tests: check_ruleset(shop(tests)).or_raise()


@pytest.fixture
def tried(plan_of: Callable[[str], Plan]) -> Tried:
    """What came of the tests, by id."""
    return lambda tests: {trial.scenario.id: trial for trial in make_suite(plan_of(tests)).run()}


@pytest.fixture
def told(shop: Shop) -> Refused:
    """What checking says of the tests themselves."""
    return lambda tests: [each for each in check_ruleset(shop(tests)).findings if each.code[1:3] == "46"]
