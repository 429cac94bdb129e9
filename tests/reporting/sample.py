"""A company with eight accounts, small enough to work everything out by hand.

Gamma's country and employees are missing; Beta's urgency. The model looks from 30 June 2026.
"""

from dataclasses import replace

import numpy as np

from sikta.engine.data.quality import AccountFaults, Example, FieldQuality, Loss, Quality
from sikta.engine.data.tables import Input
from sikta.engine.evaluation import Results
from sikta.engine.expressions.columns import Mask, Texts
from sikta.engine.plan import Plan
from tests.evaluation.workshop import data_set, planned, results

RULES = """
title: {en: Sales plan, nl: Verkoopplan, sv: Säljplan}
version: "1"
languages: [en, nl, sv]
currency: EUR
as_of: 2026-06-30
parameters: {large: 250, home: [NL, BE]}
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields:
      id: {type: text}
      company: {type: text}
      country: {type: category, values: [NL, BE, DE], title: {en: Country, nl: Land, sv: Land}}
      industry: {type: category, values: [food, pharma, other]}
      employees: {type: integer, min: 0, source: Chamber of commerce}
      urgency: {type: rating, scale: [1, 5], judgement: true}
      customer: {type: boolean}
      since: {type: date}
  orders:
    file: orders.csv
    account: of
    date: day
    fields: {of: {type: text}, day: {type: date}, amount: {type: number}, cost: {type: number}}
metrics:
  revenue: {title: {en: Revenue, nl: Omzet, sv: Intäkt}, from: orders, sum: amount, unit: EUR}
  cost: {from: orders, sum: cost, unit: EUR}
  orders_seen: {from: orders, count: rows}
  margin: {value: (revenue - cost) / revenue, format: percent}
  per_head: {value: revenue / employees, unit: EUR}
knockouts:
  abroad:
    title: Outside our market
    when: country not in home
    reason: {en: "{company} is in {country}, where we do not deliver", nl: "{company} zit in {country}"}
  tiny: {when: employees < 2}
scores:
  potential:
    title: {en: Potential, nl: Potentieel, sv: Potential}
    criteria:
      employees:
        weight: 3
        value: employees
        bands: [{points: 0}, {from: 10, points: 40}, {from: 50, points: 70}, {from: large, points: 100}]
      industry: {weight: 1, value: industry, points: {food: 100, pharma: 80}, otherwise: 20}
  pain:
    criteria:
      urgency: {weight: 1, value: urgency, scale: [1, 5]}
      habit:
        weight: 1
        criteria:
          orders: {weight: 1, value: orders_seen, scale: [0, 4]}
          per_head: {weight: 1, value: per_head, scale: [100, 0], missing: 50}
      entry: {weight: 2, for: customer, rules: [{when: "since is None", points: 100}], otherwise: 0}
segmentations:
  priority:
    title: {en: Priority, nl: Prioriteit, sv: Prioritet}
    method: matrix
    axes: {potential: {low: 0, high: 60}, pain: {low: 0, high: 50}}
    needs_completeness: 50%
    segments:
      invest: {title: Invest, at: {potential: high, pain: high}}
      qualify: {at: {potential: high, pain: low}}
      serve: {at: {potential: low}}
      out: {title: Not ours, at: knocked_out}
      research: {title: Find out first, at: unrated}
  market:
    method: rules
    segments: {home_food: {when: country in home and industry == "food"}, abroad: {when: country == "DE"}}
  interest:
    method: rules
    overlapping: true
    segments: {big: {when: employees >= 50}, buys: {when: revenue > 0}}
  pyramid:
    method: tiers
    rank_by: revenue
    segments: {A: {up_to: 50%}, B: {up_to: 80%}, C: {up_to: 100%}}
playbooks:
  invest: {title: Grow, for: priority == "invest"}
reports: {carry: [country, customer, since]}
"""

ACCOUNTS = """
    id  company  country  industry  employees  urgency  customer  since
    01  Alfa     NL       food      300        5        true      2020-01-31
    02  Beta     NL       pharma    60         -        true      -
    03  Gamma    -        food      -          4        false     -
    04  Delta    DE       other     20         1        true      2021-02-28
    05  Eps      BE       food      49         2        false     -
    06  Zeta     BE       other     1          3        -         -
    07  Eta      NL       food      500        1        true      2019-05-01
    08  Theta    BE       -         -          -        -         -
"""

ORDERS = """
    of  day         amount    cost
    01  2026-01-01  1000.10   400
    01  2026-02-01  500.20    200
    02  2026-03-01  700.30    700.30
    04  2025-01-01  250       300
    05  2026-04-01  49        10
    07  2026-05-01  -100.50   0
    07  2026-05-02  200.50    50
"""

PLAN: Plan = planned(RULES)


def quality(size: int) -> Quality:
    """What reading found wrong: Alfa's employees are old, Delta's urgency was no number."""
    nobody = np.zeros(size, dtype=np.bool_)

    def only(row: int) -> Mask:
        return np.array([each == row for each in range(size)])

    fields = (
        FieldQuality("accounts", "employees", 8, 2, 0, 0, 1, judgement=False),
        FieldQuality(
            "accounts", "urgency", 8, 2, 1, 3, 0, judgement=True, examples=(Example(5, "=hot"),), money=250.0
        ),
    )
    losses = (Loss("orders", "orphan", "of", 2, 80.5, (("0l", 2, "01"),)),)
    missing = {"employees": only(2) | only(7), "urgency": only(1) | only(7)}
    faults = AccountFaults(missing, {"employees": only(0), "urgency": nobody}, {"urgency": only(3)})
    return Quality(fields, losses, faults)


def sample() -> Results:
    """The accounts evaluated."""
    tables = {"accounts": _columns(ACCOUNTS), "orders": _columns(ORDERS)}
    assert data_set(PLAN.ruleset, tables).keys.to_list()[0] == "01"
    found = results(PLAN, tables)
    inputs = (Input("accounts", "accounts.csv", "aa11", 8, ("id", "company"), "comma, utf-8"),)
    return replace(found, quality=quality(len(found)), inputs=inputs)


def named(name: str) -> Results:
    """The same accounts, the first of them called something else."""
    found = sample()
    return replace(found, values={**found.values, "company": renamed(found, name)})


def _columns(table: str) -> dict[str, list[str]]:
    header, *rows = [line.split() for line in table.strip().splitlines()]
    return {name: [row[place] for row in rows] for place, name in enumerate(header)}


def renamed(found: Results, name: str) -> Texts:
    column = found.values["company"]
    assert isinstance(column, Texts)
    return Texts.of([name, *column.to_list()[1:]])
