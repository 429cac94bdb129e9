"""The yardstick by hand in lazy Polars: one query, run by its streaming engine."""

from functools import reduce
from operator import add
from typing import Any

import polars as pl
from polars import Expr, LazyFrame

from rivals import yardstick as y

c = pl.col


def half_up(value: Expr, decimals: int) -> Expr:
    """Polars divides by multiplying with the reciprocal, so the last digit is put right once more."""
    factor = 10**decimals
    return ((value * (factor * y.UP) + 0.5).floor() / factor).round(decimals)


def metrics(orders: LazyFrame) -> LazyFrame:
    year = c("order_date") > y.YEAR_AGO
    before = (c("order_date") > y.TWO_YEARS_AGO) & (c("order_date") <= y.YEAR_AGO)
    amount = c("amount")
    return orders.group_by("account_id").agg(
        amount.filter(year).sum().round(6).alias("revenue_12m"),
        amount.filter(before).sum().round(6).alias("revenue_prev_12m"),
        amount.sum().round(6).alias("revenue_total"),
        year.sum().cast(pl.Int64).alias("orders_12m"),
        pl.len().cast(pl.Int64).alias("orders_total"),
        c("margin").filter(year).sum().round(6).alias("margin_12m"),
        c("order_date").min().alias("first_order_date"),
        c("order_date").max().alias("last_order_date"),
        c("product_group").filter(year).drop_nulls().n_unique().cast(pl.Int64).alias("product_groups_12m"),
        amount.filter(year).max().alias("max_order_12m"),
        amount.filter(year & (c("product_group") == "service")).sum().round(6).alias("service_revenue_12m"),
    )


def joined(accounts: LazyFrame, found: LazyFrame) -> LazyFrame:
    revenue, margin = c("revenue_12m"), c("margin_12m")
    return (
        accounts.join(found, on="account_id", how="left")
        .with_columns(
            *(c(name).fill_null(0) for name in (*y.SUMS, *y.COUNTS)),
            (pl.lit(y.AS_OF) - c("last_order_date")).dt.total_days().alias("days_since_order"),
            (pl.lit(y.AS_OF) - c("contract_end")).dt.total_days().alias("days_since_contract"),
        )
        .with_columns(pl.when(revenue > 0).then(half_up(margin / revenue, 6)).alias("margin_rate"))
    )


def by_bands(bands: y.Bands) -> Expr:
    value = c(bands.value)
    found: Any = pl.when(value < bands.edges[0]).then(pl.lit(bands.points[0]))
    for edge, points in zip(bands.edges[1:], bands.points[1:], strict=False):
        found = found.when(value < edge).then(pl.lit(points))
    known = found.when(value.is_not_null()).then(pl.lit(bands.points[-1]))
    return known if bands.missing is None else known.otherwise(pl.lit(bands.missing))


def by_value(listed: y.Listed) -> Expr:
    value = c(listed.value)
    found = value.replace_strict(listed.points, default=listed.rest, return_dtype=pl.Float64)
    return pl.when(value.is_not_null()).then(found).otherwise(pl.lit(listed.missing))


def points() -> dict[str, Expr]:
    now, before = c("revenue_12m"), c("revenue_prev_12m")
    growth = 50 + 100 * (now - before) / pl.max_horizontal(before, pl.lit(1.0))
    return {
        **{criterion: by_bands(bands) for criterion, bands in y.BANDS.items()},
        **{criterion: by_value(listed) for criterion, listed in y.LISTED.items()},
        "potential.it_budget": half_up((c("it_spend") / 1_000).clip(0, 100), 6),
        "potential.growth": half_up(growth.clip(0, 100), 6),
    }


def score(name: str) -> Expr:
    found = [(c(f"{criterion}.points"), y.WEIGHTS[criterion], criterion) for criterion in y.criteria(name)]
    known = [each for each in found if each[2] not in y.SOMETIMES_MISSING]
    perhaps = [each for each in found if each[2] in y.SOMETIMES_MISSING]
    above = reduce(add, (point.fill_null(0.0) * weight for point, weight, _ in found))
    below = reduce(add, (point.is_not_null() * weight for point, weight, _ in perhaps))
    return half_up(above / (below + sum(weight for _, weight, _ in known)), 2)


def knockouts() -> list[Expr]:
    return [
        c("is_blocked"),
        c("credit_score") < 20,
        c("country").is_in(y.OUT_OF_SCOPE),
        c("employees") < 5,
        (c("industry") == "Public") & ~c("is_customer"),
        (c("orders_total") > 0) & (c("days_since_order") > 900) & c("contract_end").is_null(),
    ]


def signals() -> list[Expr]:
    revenue, orders, days = c("revenue_12m"), c("orders_12m"), c("days_since_contract")
    return [
        revenue >= 5_000,
        (c("orders_total") > 0) & (c("days_since_order") > 365),
        (revenue > 1.2 * c("revenue_prev_12m")) & (orders >= 3),
        (c("product_groups_12m") <= 2) & (orders >= 3),
        (revenue > 0) & (c("service_revenue_12m") > 0.3 * revenue),
        ~((c("churn_risk") > 0.3) | (c("open_tickets") > 5)) & c("is_customer"),
        (days >= -180) & (days <= 0),
        c("country").is_in(y.DACH) & c("segment").is_in(y.MIDMARKET) & ~c("is_blocked"),
    ]


def those_that_hold(conditions: list[Expr], ids: tuple[str, ...]) -> Expr:
    named = [pl.when(condition).then(pl.lit(id_)) for condition, id_ in zip(conditions, ids, strict=True)]
    return pl.concat_str(named, separator=";", ignore_nulls=True)


def priority() -> Expr:
    pain, potential = c("pain") >= y.HIGH, c("potential") >= y.HIGH
    return (
        pl.when(c("knocked_out.by") != "").then(pl.lit("excluded"))
        .when(pain & potential).then(pl.lit("win_now"))
        .when(potential).then(pl.lit("develop"))
        .when(pain).then(pl.lit("care"))
        .otherwise(pl.lit("maintain"))
    )  # fmt: skip


def tier() -> Expr:
    """The share that larger values have falls as the value rises: three values part the tiers."""
    cents = (c("revenue_12m") * 100).round().cast(pl.Int64)
    descending = cents.sort(descending=True)
    larger = descending.cum_sum() - descending
    a, b, c_, d = y.TIERS
    least = {id_: descending.filter(larger < y.TIERS[id_] * cents.sum()).min() for id_ in (a, b, c_)}
    return (
        pl.when(cents >= least[a]).then(pl.lit(a))
        .when(cents >= least[b]).then(pl.lit(b))
        .when(cents >= least[c_]).then(pl.lit(c_))
        .otherwise(pl.lit(d))
    )  # fmt: skip


def query(data: str) -> LazyFrame:
    accounts = pl.scan_parquet(f"{data}/accounts.parquet").select(y.ACCOUNTS)
    frame = joined(accounts, metrics(pl.scan_parquet(f"{data}/orders.parquet")))
    frame = frame.with_columns(found.alias(f"{criterion}.points") for criterion, found in points().items())
    frame = frame.with_columns(
        *(score(name).alias(name) for name in y.SCORES),
        those_that_hold(knockouts(), y.KNOCKOUTS).alias("knocked_out.by"),
        those_that_hold(signals(), y.SIGNALS).alias("signals"),
    )
    return frame.with_columns(priority().alias("priority"), tier().alias("tier")).select(y.OUTPUT)


def run(data: str, out: str) -> None:
    query(data).sink_parquet(out, compression="zstd")
