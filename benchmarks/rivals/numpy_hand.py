"""The yardstick by hand in NumPy, over Arrow's reader: codes for texts, additions at an account's place."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rivals import yardstick as y

Array: TypeAlias = np.ndarray
Columns: TypeAlias = dict[str, Array]
TEXTS = ("country", "industry", "segment", "competitor")
COLUMNS = {
    "orders": ("account_id", "order_date", "amount", "margin", "product_group"),
    "accounts": y.ACCOUNTS,
}


def day(of: date) -> int:
    return (of - date(1970, 1, 1)).days


def half_up(values: Array, decimals: int) -> Array:
    factor = 10**decimals
    return np.floor(values * (factor * y.UP) + 0.5) / factor


def read(data: str, table: str) -> pa.Table:
    texts = [name for name in (*TEXTS, "product_group") if name in COLUMNS[table]]
    return pq.read_table(
        f"{data}/{table}.parquet", columns=list(COLUMNS[table]), read_dictionary=texts, memory_map=True
    )


def numbers(column: pa.ChunkedArray, missing: float = np.nan) -> Array:
    return np.asarray(pc.fill_null(column.cast(pa.float64()), missing).to_numpy())


def days(column: pa.ChunkedArray) -> Array:
    return numbers(column.cast(pa.int32()))


def codes(column: pa.ChunkedArray) -> tuple[Array, list[str]]:
    """Codes into a vocabulary, -1 where there is none."""
    joined = column.unify_dictionaries().combine_chunks()
    array = joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined
    return np.asarray(pc.fill_null(array.indices, -1)), array.dictionary.to_pylist()


def metrics(orders: pa.Table, ids: Array) -> Columns:
    """Accounts are numbered from 1 on and sorted, so an id is a place."""
    size, at = len(ids), np.asarray(orders["account_id"].to_numpy()) - ids[0]
    when = np.asarray(orders["order_date"].cast(pa.int32()).to_numpy())
    amount = numbers(orders["amount"], 0.0)
    year, before = (
        np.flatnonzero(when > day(y.YEAR_AGO)),
        np.flatnonzero((when > day(y.TWO_YEARS_AGO)) & (when <= day(y.YEAR_AGO))),
    )
    here, amounts = at[year], amount[year]
    groups, vocabulary = codes(orders["product_group"])
    service = groups[year] == vocabulary.index("service")
    first, last = np.full(size, 2**31 - 1, np.int32), np.full(size, -(2**31), np.int32)
    np.minimum.at(first, at, when)
    np.maximum.at(last, at, when)
    largest = np.full(size, -np.inf)
    known = pc.is_valid(orders["amount"]).to_numpy()[year]
    np.maximum.at(largest, here[known], amounts[known])
    return {
        "revenue_12m": np.round(np.bincount(here, amounts, size), 6),
        "revenue_prev_12m": np.round(np.bincount(at[before], amount[before], size), 6),
        "revenue_total": np.round(np.bincount(at, amount, size), 6),
        "orders_12m": np.bincount(here, minlength=size),
        "orders_total": np.bincount(at, minlength=size),
        "margin_12m": np.round(np.bincount(here, numbers(orders["margin"], 0.0)[year], size), 6),
        "first_order_date": first,
        "last_order_date": last,
        "product_groups_12m": distinct(here, groups[year], size, len(vocabulary)),
        "max_order_12m": np.where(np.isinf(largest), np.nan, largest),
        "service_revenue_12m": np.round(np.bincount(here[service], amounts[service], size), 6),
    }


def distinct(at: Array, groups: Array, size: int, words: int) -> Array:
    """How many words each account has: a flag for every pair of both, set and counted."""
    seen = np.zeros(size * words, np.bool_)
    known = groups >= 0
    seen[at[known] * words + groups[known]] = True
    return seen.reshape(size, words).sum(axis=1)


def by_bands(values: Array, bands: y.Bands) -> Array:
    missing = np.nan if bands.missing is None else bands.missing
    place = np.zeros(len(values), np.int8)
    for edge in bands.edges:
        place += values >= edge
    place[np.isnan(values)] = len(bands.points)
    return np.array([*bands.points, missing])[place]


def by_value(column: pa.ChunkedArray, listed: y.Listed) -> Array:
    of, vocabulary = codes(column)
    return np.array([*(listed.points.get(word, listed.rest) for word in vocabulary), listed.missing])[of]


def among(column: pa.ChunkedArray, words: Sequence[str]) -> Array:
    of, vocabulary = codes(column)
    return np.array([*(word in words for word in vocabulary), False])[of]


def points(accounts: pa.Table, found: Columns) -> Columns:
    given = {
        name: found[name] if name in found else numbers(accounts[name])
        for name in {bands.value for bands in y.BANDS.values()}
    }
    now, before = found["revenue_12m"], found["revenue_prev_12m"]
    growth = 50 + 100 * (now - before) / np.maximum(before, 1)
    return {
        **{criterion: by_bands(given[bands.value], bands) for criterion, bands in y.BANDS.items()},
        **{criterion: by_value(accounts[listed.value], listed) for criterion, listed in y.LISTED.items()},
        "potential.it_budget": half_up(np.clip(numbers(accounts["it_spend"]) / 1_000, 0, 100), 6),
        "potential.growth": half_up(np.clip(growth, 0, 100), 6),
    }


def score(name: str, given: Columns) -> Array:
    above, below = np.zeros(len(given["pain.churn"])), np.zeros(len(given["pain.churn"]))
    for criterion in y.criteria(name):
        missing = np.isnan(given[criterion])
        above += np.where(missing, 0.0, given[criterion]) * y.WEIGHTS[criterion]
        below += np.where(missing, 0, y.WEIGHTS[criterion])
    return half_up(above / below, 2)


def knockouts(accounts: pa.Table, found: Columns) -> list[Array]:
    customer = np.asarray(accounts["is_customer"].to_numpy())
    return [
        pc.fill_null(accounts["is_blocked"], False).to_numpy(),
        numbers(accounts["credit_score"]) < 20,
        among(accounts["country"], y.OUT_OF_SCOPE),
        numbers(accounts["employees"]) < 5,
        among(accounts["industry"], ["Public"]) & ~customer,
        (found["days_since_order"] > 900) & accounts["contract_end"].is_null().to_numpy(),
    ]


def signals(accounts: pa.Table, found: Columns) -> list[Array]:
    revenue, orders = found["revenue_12m"], found["orders_12m"]
    since = day(y.AS_OF) - days(accounts["contract_end"])
    calm = (numbers(accounts["churn_risk"]) <= 0.3) & (numbers(accounts["open_tickets"]) <= 5)
    free = ~pc.fill_null(accounts["is_blocked"], True).to_numpy()
    return [
        revenue >= 5_000,
        found["days_since_order"] > 365,
        (revenue > 1.2 * found["revenue_prev_12m"]) & (orders >= 3),
        (found["product_groups_12m"] <= 2) & (orders >= 3),
        (revenue > 0) & (found["service_revenue_12m"] > 0.3 * revenue),
        calm & np.asarray(accounts["is_customer"].to_numpy()),
        (since >= -180) & (since <= 0),
        among(accounts["country"], y.DACH) & among(accounts["segment"], y.MIDMARKET) & free,
    ]


def those_that_hold(conditions: Sequence[Array], ids: Sequence[str]) -> pa.Array:
    """The ids whose condition is true, joined: a number with a bit for each, and a text for each number."""
    bits = np.zeros(len(conditions[0]), np.uint8)
    for place, condition in enumerate(conditions):
        bits |= condition.astype(np.uint8) << np.uint8(place)
    texts = [
        ";".join(id_ for place, id_ in enumerate(ids) if number >> place & 1)
        for number in range(2 ** len(ids))
    ]
    return pa.DictionaryArray.from_arrays(bits, pa.array(texts))


def tiers(revenue: Array) -> pa.Array:
    """The share that larger values have falls as the value rises: three values part the tiers."""
    cents = np.round(revenue * 100).astype(np.int64)
    descending = -np.sort(-cents)
    larger = np.cumsum(descending) - descending
    limits = [descending[larger < share * cents.sum()][-1] for share in list(y.TIERS.values())[:-1]]
    place = sum((cents < limit).astype(np.int8) for limit in limits)
    return pa.DictionaryArray.from_arrays(np.asarray(place), pa.array(list(y.TIERS)))


def priorities(out: bool | Array, scores: Mapping[str, Array]) -> pa.Array:
    pain, potential = scores["pain"] >= y.HIGH, scores["potential"] >= y.HIGH
    place = np.where(potential, np.where(pain, 0, 1), np.where(pain, 2, 3))
    return pa.DictionaryArray.from_arrays(np.where(out, 4, place).astype(np.int8), pa.array(y.PRIORITIES))


def written(accounts: pa.Table, found: Columns, given: Columns) -> pa.Table:
    scores = {name: score(name, given) for name in y.SCORES}
    out = knockouts(accounts, found)
    never = found["orders_total"] == 0
    columns = {name: pa.array(values, from_pandas=True) for name, values in found.items()}
    for name in ("first_order_date", "last_order_date"):
        columns[name] = pa.array(found[name], mask=never).cast(pa.date32())
    columns |= {f"{name}.points": pa.array(values, from_pandas=True) for name, values in given.items()}
    columns |= {name: pa.array(values) for name, values in scores.items()}
    columns |= {
        y.ACCOUNTS[0]: accounts[y.ACCOUNTS[0]],
        "knocked_out.by": those_that_hold(out, y.KNOCKOUTS),
        "priority": priorities(np.logical_or.reduce(out), scores),
        "signals": those_that_hold(signals(accounts, found), y.SIGNALS),
        "tier": tiers(found["revenue_12m"]),
    }
    return pa.table({name: columns[name] for name in y.OUTPUT})


def run(data: str, out: str) -> None:
    accounts = read(data, "accounts")
    found = metrics(read(data, "orders"), np.asarray(accounts["account_id"].to_numpy()))
    revenue = found["revenue_12m"]
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = half_up(found["margin_12m"] / revenue, 6)
    found["margin_rate"] = np.where(revenue > 0, rate, np.nan)
    last = day(y.AS_OF) - found["last_order_date"].astype(np.float64)
    found["days_since_order"] = np.where(found["orders_total"] > 0, last, np.nan)
    pq.write_table(written(accounts, found, points(accounts, found)), out, compression="zstd")
