"""A small wholesaler whose runs build on each other: five accounts, their orders, and the sectors they are in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.incremental.reasons import Story, in_words
from sikta.engine.running import Sources, Upon, Wanted, run_plan
from tests.incremental.runs import QUICK, contents

RULES = """\
sikta: 1
name: paper
title: Paper wholesale
currency: EUR
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields: {id: {type: text}, company: {type: text}, size: {type: integer, min: 0}, sector: {type: text}, phone: {type: text}}
  orders:
    file: orders.csv
    account: customer
    date: day
    fields: {customer: {type: text}, day: {type: date}, amount: {type: number, unit: EUR}, said: {type: text}}
  sectors:
    file: sectors.csv
    key: sector
    fields: {sector: {type: text}, risk: {type: number}}
metrics:
  revenue: {from: orders, sum: amount, last: 12 months, unit: EUR}
  last_said: {from: orders, latest: said}
  risk: {lookup: sectors.risk, by: sector}
scores:
  potential:
    criteria:
      size: {weight: 1, value: size, bands: [{from: 10, points: 20}, {from: 50, points: 100}]}
      revenue: {weight: 2, value: revenue, scale: [0, 1000]}
segmentations:
  grade:
    method: rules
    segments: {large: {when: potential >= 50}, small: {otherwise: true}}
"""
ACCOUNTS = """\
id,company,size,sector,phone
a1,Acme BV,80,food,1
b2,Beta NV,20,food,2
c3,Gamma AB,5,steel,3
d4,Delta AS,,steel,4
e5,Epsilon SA,60,wood,5
"""
ORDERS = """\
customer,day,amount,said
a1,2026-05-01,900,yes
b2,2026-04-01,100,no
b2,2026-06-01,50.5,perhaps
c3,2025-01-01,70,
e5,2026-06-30,10,yes
"""
SECTORS = """\
sector,risk
food,1
steel,2.5
"""
FILES = {"ruleset.yaml": RULES, "accounts.csv": ACCOUNTS, "orders.csv": ORDERS, "sectors.csv": SECTORS}


@dataclass
class Wholesaler:
    """Its rules and data in one folder; each run goes into a folder of its own beside it."""

    place: Path

    @property
    def rules(self) -> Path:
        return self.place / "rules"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a part of a file."""
        path = self.rules / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(
        self,
        out: str,
        since: str | None = None,
        *,
        as_of: date | None = None,
        strict: bool = False,
        wanted: Wanted = QUICK,
    ) -> Story | None:
        """A run that leaves a memory."""
        plan = check_ruleset(self.rules).or_raise()
        upon = Upon(self.place / since if since else None, remember=True)
        sources = Sources(strict=strict)
        return run_plan(plan, sources, self.place / out, wanted, as_of=as_of, upon=upon).story

    def told(self, since: str = "monday", **how: object) -> str:
        """What a run that builds on another says, once it is known to give what a full one gives."""
        story = self.run("built", since, **how)  # type: ignore[arg-type]
        self.run("full", **how)  # type: ignore[arg-type]
        assert contents(self.place / "built") == contents(self.place / "full")
        assert story is not None
        return in_words(story).replace(f"{self.place}/", "")


@pytest.fixture
def shop(tmp_path: Path) -> Wholesaler:
    """The wholesaler on Monday, when the first run was made."""
    place = Wholesaler(tmp_path)
    place.rules.mkdir()
    for name, text in FILES.items():
        (place.rules / name).write_text(text, encoding="utf-8")
    place.run("monday")
    return place
