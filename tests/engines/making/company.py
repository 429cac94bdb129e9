"""A company's tables: accounts, what they order, what is visited, and reference tables, each with what it may lack."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from . import cells
from .cells import NOTHING, Cell, Value
from .chance import Chance
from .tables import FORMS, Sheet

COUNTRIES = ("NL", "BE", "LU", "NO")
SYNONYMS = {"Nederland": "NL", "belgië": "BE"}
TRADES = ("food", "pharma", "steel")
CHANNELS = ("portal", "phone", "visit")
PRODUCTS = ("P1", "P2", "00123", "p 4", "é5")
FAMILIES = ("filters", "service", "Öl")
ARROW = {
    "text": (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())),
    "category": (pa.string(), pa.dictionary(pa.int32(), pa.string())),
    "number": (pa.float64(),),
    "integer": (pa.float64(), pa.int64()),
    "rating": (pa.float64(), pa.int32()),
    "boolean": (pa.bool_(),),
    "date": (pa.date32(), pa.timestamp("us")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A field as the ruleset declares it, and how one cell of it is drawn; no draw for a lookup."""

    entry: dict[str, Any]
    draw: Callable[[], Cell] | None = None


@dataclass(slots=True)
class Company:
    """The tables of one ruleset, by id."""

    chance: Chance
    as_of: dt.date
    keys: list[str] = field(default_factory=list)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def add(
        self, id: str, entry: dict[str, Any], columns: dict[str, Column], rows: int, **fixed: Sequence[Cell]
    ) -> None:
        """A table of so many rows; columns in `fixed` have their cells already."""
        drawn = {
            name: list(fixed[name]) if name in fixed else [column.draw() for _ in range(rows)]
            for name, column in columns.items()
            if column.draw is not None
        }
        form = self.chance.choice(FORMS)
        types = {name: self._type(columns[name].entry["type"], cells) for name, cells in drawn.items()}
        written = {**entry, "fields": {name: column.entry for name, column in columns.items()}}
        self.sheets[id] = Sheet(written | self._source(id, form), drawn, form, types)

    def _type(self, declared: str, column: list[Cell]) -> Any:
        """An Arrow type for a column; keys that are numbers may be held as numbers."""
        texts = [cell.native for cell in column if cell.native is not None]
        if (
            declared == "text"
            and texts
            and all(str(text).isdecimal() and text == str(int(str(text))) for text in texts)
        ):
            return self.chance.choice([*ARROW["text"], pa.int64(), pa.int64()])
        return self.chance.choice(ARROW[declared])

    def _source(self, id: str, form: str) -> dict[str, Any]:
        if form == "parquet":
            return {"file": f"{id}.parquet"}
        return {"file": f"{id}.csv"} | (self._style() if form == "csv" else {})

    def _style(self) -> dict[str, Any]:
        """How a text file is written, as far as the ruleset has to say it."""
        style: dict[str, Any] = {"delimiter": self.chance.choice([",", ";", "|", "tab"])}
        if self.chance.maybe(0.3):
            style |= {"decimal": ",", "thousands": self.chance.choice([".", " ", "'"])}
        if self.chance.maybe(0.3):
            style["missing_values"] = ["n/a", "?"]
        if self.chance.maybe(0.3):
            style["date_format"] = self.chance.choice(["DD-MM-YYYY", "DD/MM/YYYY", "YYYYMMDD"])
        if self.chance.maybe(0.1):
            style["encoding"] = self.chance.choice(["utf-8", "utf-16"])
        return style

    def optional(self, columns: dict[str, Column]) -> dict[str, Column]:
        """Each of the columns, or not."""
        return {name: column for name, column in columns.items() if self.chance.maybe(0.75)}


def make_company(chance: Chance, as_of: dt.date) -> Company:
    """Accounts from a list of their own, or derived from their orders."""
    company = Company(chance, as_of)
    company.keys = _keys(chance)
    _references(company)
    _orders(company)
    if chance.maybe(0.85):
        _accounts(company)
    else:
        _derived(company)
    if chance.maybe(0.6):
        _lines(company)
    if chance.maybe(0.5):
        _visits(company)
    return company


def _keys(chance: Chance) -> list[str]:
    """Account keys of one or of many accounts: numbers, texts that look like numbers, or letters."""
    count = chance.choice([1, 2, 6, 12, 25, 40])
    style = chance.choice(["number", "padded", "letters"])
    if style == "number":
        return [str(number) for number in chance.sample(range(1, 10 * count + 100), count)]
    if style == "padded":
        return [f"{number:05}" for number in chance.sample(range(1, 10 * count), count)]
    return [f"{chance.choice('AbÅé')}-{number}" for number in chance.sample(range(1, 10 * count), count)]


def _key(keys: Sequence[str]) -> list[Cell]:
    return [Cell.of(key) for key in keys]


def _link(chance: Chance, keys: Sequence[str], lost: float = 0.05) -> Cell:
    """A key of another table; sometimes of a row that is not there, or none."""
    if chance.maybe(lost):
        return chance.choice([NOTHING, Cell.of("999999")])
    return Cell.of(chance.choice(keys))


def _references(company: Company) -> None:
    chance = company.chance
    regions = {
        "region": Column({"type": "text"}, lambda: NOTHING),
        "climate": Column({"type": "number"}, lambda: cells.number(chance)),
    }
    company.add("regions", {"key": "region"}, regions, 2, region=_key(["north", "south"]))
    sectors = {
        "sector": Column({"type": "text"}, lambda: NOTHING),
        "outlook": Column({"type": "number"}, lambda: cells.number(chance)),
        "region": Column({"type": "text"}, lambda: _link(chance, ["north", "south"], 0.2)),
        "climate": Column({"type": "number", "lookup": "regions.climate", "by": "region"}),
        "open": Column({"type": "boolean"}, lambda: cells.boolean(chance)),
    }
    company.add("sectors", {"key": "sector"}, sectors, 2, sector=_key(TRADES[:2]))
    products = {
        "product": Column({"type": "text"}, lambda: NOTHING),
        "family": Column({"type": "text"}, lambda: cells.text(chance, FAMILIES)),
        "cost": Column({"type": "number", "min": 0}, lambda: cells.number(chance, 0)),
    }
    company.add("products", {"key": "product"}, products, len(PRODUCTS) - 1, product=_key(PRODUCTS[:-1]))


def _accounts(company: Company) -> None:
    chance, as_of = company.chance, company.as_of
    country: dict[str, Any] = {"type": "category", "values": list(COUNTRIES), "synonyms": SYNONYMS}
    columns = {"account_id": Column({"type": "text"}, lambda: NOTHING)} | company.optional(
        {
            "company": Column({"type": "text", "column": "Account Name"}, lambda: cells.text(chance)),
            "country": Column(country, lambda: cells.category(chance, COUNTRIES, SYNONYMS)),
            "trade": Column({"type": "category"}, lambda: cells.category(chance, TRADES, {}, listed=False)),
            "employees": Column({"type": "integer", "min": 0}, lambda: cells.integer(chance, 0)),
            "growth": Column({"type": "number", "unit": "%"}, lambda: cells.number(chance)),
            "budget": Column(
                {"type": "number", "min": -100, "max": 5000, "format": "money"},
                lambda: cells.number(chance, -100, 5000),
            ),
            "urgency": Column(
                {"type": "rating", "scale": [1, 5], "judgement": True}, lambda: cells.rating(chance)
            ),
            "vip": Column({"type": "boolean"}, lambda: cells.boolean(chance)),
            "contract_end": Column(
                {"type": "date", "date_format": "YYYY/MM/DD"}, lambda: cells.day(chance, as_of)
            ),
            "founded": Column({"type": "date"}, lambda: cells.day(chance, as_of)),
            "part_of": Column({"type": "text"}, lambda: _link(chance, company.keys, 0.5)),
        }
    )
    if "growth" in columns and "founded" in columns:
        columns["growth"].entry.update({"updated": "founded", "max_age": "400 days", "missing_values": ["-"]})
    if "contract_end" in columns and "founded" in columns and chance.maybe():
        columns["contract_end"].entry["not_before"] = "founded"
    if "trade" in columns:
        columns["outlook"] = Column({"lookup": "sectors.outlook", "by": "trade"})
        columns["climate"] = Column({"type": "number", "lookup": "sectors.climate", "by": "trade"})
    entry = {"key": "account_id", "title": "Our accounts"}
    entry |= {"name": "company"} if "company" in columns else {}
    entry |= {"parent": "part_of"} if "part_of" in columns else {}
    fixed = {"account_id": _key(company.keys)}
    if "part_of" in columns:
        fixed["part_of"] = without_circles(
            company.keys, [_link(chance, company.keys, 0.5) for _ in company.keys]
        )
    company.add("accounts", entry, columns, len(company.keys), **fixed)


def without_circles(keys: Sequence[str], parents: Sequence[Cell]) -> list[Cell]:
    """Parents, which mean nothing where an account is above itself, also by way of others."""
    above = {key: cell.meant for key, cell in zip(keys, parents, strict=True)}

    def over(key: str) -> list[Value]:
        way: list[Value] = [above[key]]
        while way[-1] in above and way[-1] not in way[:-1]:
            way.append(above[str(way[-1])])
        return way

    return [
        Cell(None, cell.native) if key in over(key) else cell for key, cell in zip(keys, parents, strict=True)
    ]


def _derived(company: Company) -> None:
    """Accounts without a list: the distinct accounts of the orders, with their latest or first values."""
    chance, orders = company.chance, company.sheets["orders"].entry["fields"]
    named = {
        "channel_now": {"last": "channel"},
        "first_amount": {"type": "number", "first": "amount"},
        "product_now": {"last": "product"},
        "paid_last": {"last": "paid"},
        "due_first": {"first": "due"},
    }
    of = {name: entry for name, entry in named.items() if entry.get("last", entry.get("first")) in orders}
    entry = {
        "from": "orders",
        "fields": of if of and chance.maybe(0.9) else {"n": {"type": "integer", "last": "units"}},
    }
    company.sheets["accounts"] = Sheet(entry, {"customer": []}, "pandas")


def _orders(company: Company) -> None:
    chance, as_of = company.chance, company.as_of
    rows = chance.choice([1, 8, 40, 120]) + len(company.keys)
    columns = {
        "order_id": Column({"type": "text"}, lambda: NOTHING),
        "customer": Column(
            {"type": "text"}, lambda: _link(chance, company.keys[: max(len(company.keys) * 3 // 4, 1)])
        ),
        "ordered_on": Column({"type": "date"}, lambda: cells.day(chance, as_of)),
        "amount": Column({"type": "number", "unit": "EUR"}, lambda: cells.number(chance)),
        "units": Column({"type": "integer"}, lambda: cells.integer(chance)),
    } | company.optional(
        {
            "channel": Column(
                {"type": "category", "values": list(CHANNELS)}, lambda: cells.category(chance, CHANNELS, {})
            ),
            "paid": Column({"type": "boolean"}, lambda: cells.boolean(chance)),
            "due": Column({"type": "date", "not_before": "ordered_on"}, lambda: cells.day(chance, as_of)),
            "product": Column({"type": "text"}, lambda: _link(chance, PRODUCTS, 0.1)),
            "remark": Column({"type": "text"}, lambda: cells.text(chance)),
        }
    )
    if "product" in columns:
        columns["family"] = Column({"type": "text", "lookup": "products.family", "by": "product"})
        columns["cost"] = Column({"lookup": "products.cost", "by": "product"})
    ids = _key([f"o{number}" for number in chance.sample(range(10 * rows), rows)])
    company.add(
        "orders",
        {"key": "order_id", "account": "customer", "date": "ordered_on"},
        columns,
        rows,
        order_id=ids,
    )


def _lines(company: Company) -> None:
    chance = company.chance
    orders = [str(cell.meant) for cell in company.sheets["orders"].columns["order_id"]]
    columns = {
        "order": Column({"type": "text"}, lambda: _link(chance, orders)),
        "quantity": Column(
            {"type": "integer", "min": 0, "max": 1000}, lambda: Cell.of(float(chance.whole(0, 9)))
        ),
        "price": Column({"type": "number"}, lambda: cells.number(chance)),
        "rebate": Column({"type": "number"}, lambda: Cell.of(chance.choice([0.0, 0.05, 0.1, 0.33, None]))),
    }
    company.add("lines", {"via": {"orders": "order"}}, columns, chance.choice([0, 5, 60, 150]))


def _visits(company: Company) -> None:
    """Rows without a date, which reach their account through a lookup or by themselves."""
    chance = company.chance
    columns = {
        "customer": Column({"type": "text"}, lambda: _link(chance, company.keys)),
        "stars": Column({"type": "rating", "scale": [1, 5]}, lambda: cells.rating(chance)),
        "note": Column({"type": "text"}, lambda: cells.text(chance)),
    }
    company.add("visits", {"account": "customer"}, columns, chance.choice([0, 3, 50]))
