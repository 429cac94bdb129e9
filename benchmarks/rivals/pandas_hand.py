"""The yardstick by hand in pandas, as its guide teaches: masked columns, one groupby, merge, select, map."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rivals import yardstick as y

NOW, BEGINS, BEGAN = pd.Timestamp(y.AS_OF), pd.Timestamp(y.YEAR_AGO), pd.Timestamp(y.TWO_YEARS_AGO)


def half_up(values: pd.Series, decimals: int) -> pd.Series:
    factor = 10**decimals
    return np.floor(values * (factor * y.UP) + 0.5) / factor


def read(data: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    orders = pd.read_parquet(f"{data}/orders.parquet")
    accounts = pd.read_parquet(f"{data}/accounts.parquet", columns=list(y.ACCOUNTS))
    orders["order_date"] = pd.to_datetime(orders["order_date"])
    accounts["contract_end"] = pd.to_datetime(accounts["contract_end"])
    return orders, accounts


def metrics(orders: pd.DataFrame) -> pd.DataFrame:
    year = orders["order_date"] > BEGINS
    before = (orders["order_date"] > BEGAN) & ~year
    orders["amount_12m"] = orders["amount"].where(year)
    orders["amount_before"] = orders["amount"].where(before)
    orders["margin_of_year"] = orders["margin"].where(year)
    orders["group_12m"] = orders["product_group"].where(year)
    orders["service"] = orders["amount"].where(year & (orders["product_group"] == "service"))
    orders["in_year"] = year
    return orders.groupby("account_id").agg(
        revenue_12m=("amount_12m", "sum"),
        revenue_prev_12m=("amount_before", "sum"),
        revenue_total=("amount", "sum"),
        orders_12m=("in_year", "sum"),
        orders_total=("in_year", "size"),
        margin_12m=("margin_of_year", "sum"),
        first_order_date=("order_date", "min"),
        last_order_date=("order_date", "max"),
        product_groups_12m=("group_12m", "nunique"),
        max_order_12m=("amount_12m", "max"),
        service_revenue_12m=("service", "sum"),
    )


def joined(accounts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    frame = accounts.merge(found, left_on="account_id", right_index=True, how="left")
    for name in y.SUMS:
        frame[name] = frame[name].fillna(0.0).round(6)
    for name in y.COUNTS:
        frame[name] = frame[name].fillna(0).astype("int64")
    revenue = frame["revenue_12m"]
    frame["margin_rate"] = half_up(frame["margin_12m"] / revenue.where(revenue > 0), 6)
    frame["days_since_order"] = (NOW - frame["last_order_date"]).dt.days
    frame["days_since_contract"] = (NOW - frame["contract_end"]).dt.days
    return frame


def by_bands(values: pd.Series, bands: y.Bands) -> np.ndarray:
    missing = np.nan if bands.missing is None else bands.missing
    conditions = [values.isna(), *(values < edge for edge in bands.edges)]
    return np.select(conditions, [missing, *bands.points[:-1]], bands.points[-1])


def by_value(values: pd.Series, listed: y.Listed) -> pd.Series:
    found = values.map(listed.points).astype("float64").fillna(listed.rest)
    return found.where(values.notna(), listed.missing)


def add_points(frame: pd.DataFrame) -> None:
    now, before = frame["revenue_12m"], frame["revenue_prev_12m"]
    growth = 50 + 100 * (now - before) / before.clip(lower=1)
    for criterion, bands in y.BANDS.items():
        frame[f"{criterion}.points"] = by_bands(frame[bands.value], bands)
    for criterion, listed in y.LISTED.items():
        frame[f"{criterion}.points"] = by_value(frame[listed.value], listed)
    frame["potential.it_budget.points"] = half_up((frame["it_spend"] / 1_000).clip(0, 100), 6)
    frame["potential.growth.points"] = half_up(growth.clip(0, 100), 6)


def score(frame: pd.DataFrame, name: str) -> pd.Series:
    points = frame[[f"{criterion}.points" for criterion in y.criteria(name)]]
    weights = np.array([y.WEIGHTS[criterion] for criterion in y.criteria(name)])
    return half_up((points.fillna(0) * weights).sum(axis=1) / (points.notna() * weights).sum(axis=1), 2)


def knockouts(frame: pd.DataFrame) -> list[pd.Series]:
    return [
        frame["is_blocked"].eq(True),  # of objects: true, false and missing
        frame["credit_score"] < 20,
        frame["country"].isin(y.OUT_OF_SCOPE),
        frame["employees"] < 5,
        (frame["industry"] == "Public") & ~frame["is_customer"],
        (frame["days_since_order"] > 900) & frame["contract_end"].isna(),
    ]


def signals(frame: pd.DataFrame) -> list[pd.Series]:
    revenue, orders = frame["revenue_12m"], frame["orders_12m"]
    free = frame["is_blocked"].eq(False)  # of objects: true, false and missing
    return [
        revenue >= 5_000,
        frame["days_since_order"] > 365,
        (revenue > 1.2 * frame["revenue_prev_12m"]) & (orders >= 3),
        (frame["product_groups_12m"] <= 2) & (orders >= 3),
        (revenue > 0) & (frame["service_revenue_12m"] > 0.3 * revenue),
        (frame["churn_risk"] <= 0.3) & (frame["open_tickets"] <= 5) & frame["is_customer"],
        frame["days_since_contract"].between(-180, 0),
        frame["country"].isin(y.DACH) & frame["segment"].isin(y.MIDMARKET) & free,
    ]


def those_that_hold(conditions: Sequence[pd.Series], ids: Sequence[str]) -> np.ndarray:
    told = np.full(len(conditions[0]), "", dtype=object)
    for condition, id_ in zip(conditions, ids, strict=True):
        told = np.where(condition, np.where(told == "", id_, told + ";" + id_), told)
    return told


def tiers(revenue: pd.Series) -> np.ndarray:
    cents = (revenue * 100).round().astype("int64")
    by_value = cents.groupby(cents).sum().sort_index(ascending=False)
    larger = cents.map((by_value.cumsum() - by_value) / by_value.sum())
    *first, last = y.TIERS
    return np.select([larger < y.TIERS[id_] for id_ in first], first, last)


def run(data: str, out: str) -> None:
    orders, accounts = read(data)
    frame = joined(accounts, metrics(orders))
    add_points(frame)
    for name in y.SCORES:
        frame[name] = score(frame, name)
    high, promising = (frame[name] >= y.HIGH for name in y.SCORES)
    frame["knocked_out.by"] = those_that_hold(knockouts(frame), y.KNOCKOUTS)
    chosen = [frame["knocked_out.by"] != "", high & promising, promising, high]
    won, develop, care, maintain, excluded = y.PRIORITIES
    frame["priority"] = np.select(chosen, [excluded, won, develop, care], maintain)
    frame["signals"] = those_that_hold(signals(frame), y.SIGNALS)
    frame["tier"] = tiers(frame["revenue_12m"])
    frame[list(y.OUTPUT)].to_parquet(out, compression="zstd", index=False)
