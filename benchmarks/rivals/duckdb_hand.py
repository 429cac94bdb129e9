"""The yardstick by hand in DuckDB's SQL: one statement, streamed from Parquet to Parquet."""

from collections.abc import Iterable

import duckdb

from rivals import yardstick as y

YEAR = f"order_date > date '{y.YEAR_AGO}'"
BEFORE = f"order_date > date '{y.TWO_YEARS_AGO}' and order_date <= date '{y.YEAR_AGO}'"

METRICS = f"""
select account_id,
  round(coalesce(sum(amount) filter ({YEAR}), 0), 6) as revenue_12m,
  round(coalesce(sum(amount) filter ({BEFORE}), 0), 6) as revenue_prev_12m,
  round(coalesce(sum(amount), 0), 6) as revenue_total,
  count(*) filter ({YEAR}) as orders_12m,
  count(*) as orders_total,
  round(coalesce(sum(margin) filter ({YEAR}), 0), 6) as margin_12m,
  min(order_date) as first_order_date,
  max(order_date) as last_order_date,
  bit_count(coalesce(bit_or(case product_group when 'hardware' then 1 when 'software' then 2 when 'service' then 4
    when 'spare' then 8 when 'training' then 16 when 'rental' then 32 when 'license' then 64 when 'other' then 128
    else 0 end) filter ({YEAR}), 0))::bigint as product_groups_12m,
  max(amount) filter ({YEAR}) as max_order_12m,
  round(coalesce(sum(amount) filter ({YEAR} and product_group = 'service'), 0), 6) as service_revenue_12m
from orders group by account_id"""


def half_up(value: str, decimals: int) -> str:
    factor = 10**decimals
    return f"floor(({value}) * {factor * y.UP!r}::double + 0.5) / {factor}::double"


def numbers(names: Iterable[str]) -> str:
    return ", ".join(f"coalesce({name}, 0) as {name}" for name in names)


def joined() -> str:
    rate = half_up("margin_12m / revenue_12m", 6)
    return f"""
select a.*, {numbers(y.SUMS)}, {numbers(y.COUNTS)}, first_order_date, last_order_date, max_order_12m,
  case when revenue_12m > 0 then {rate} end as margin_rate,
  date '{y.AS_OF}' - last_order_date as days_since_order,
  date '{y.AS_OF}' - contract_end as days_since_contract
from (select {", ".join(y.ACCOUNTS)} from accounts) as a left join metrics using (account_id)"""


def by_bands(bands: y.Bands) -> str:
    below = zip(bands.edges, bands.points, strict=False)
    cases = " ".join(f"when {bands.value} < {edge} then {points}" for edge, points in below)
    rest = "null" if bands.missing is None else bands.missing
    return f"case {cases} when {bands.value} is not null then {bands.points[-1]} else {rest} end::double"


def by_value(listed: y.Listed) -> str:
    cases = " ".join(f"when '{value}' then {points}" for value, points in listed.points.items())
    rest = f"case when {listed.value} is null then {listed.missing} else {listed.rest} end"
    return f"case {listed.value} {cases} else {rest} end::double"


def points() -> str:
    growth = "50 + 100 * (revenue_12m - revenue_prev_12m) / greatest(revenue_prev_12m, 1)"
    found = {
        **{criterion: by_bands(bands) for criterion, bands in y.BANDS.items()},
        **{criterion: by_value(listed) for criterion, listed in y.LISTED.items()},
        "potential.it_budget": "case when it_spend is not null then "
        + half_up("greatest(0, least(100, it_spend / 1000))", 6)
        + " end",
        "potential.growth": half_up(f"greatest(0, least(100, {growth}))", 6),
    }
    columns = ", ".join(f'{text} as "{criterion}.points"' for criterion, text in found.items())
    return f"select *, {columns} from joined"


def score(name: str) -> str:
    found = [(f'"{criterion}.points"', y.WEIGHTS[criterion]) for criterion in y.criteria(name)]
    above = " + ".join(f"coalesce({point}, 0) * {weight}" for point, weight in found)
    below = " + ".join(f"case when {point} is null then 0 else {weight} end" for point, weight in found)
    return f"{half_up(f'({above}) / ({below})', 2)} as {name}"


CONDITIONS = {
    "blocked": "is_blocked",
    "credit": "credit_score < 20",
    "country_out": f"country in {y.OUT_OF_SCOPE}",
    "small": "employees < 5",
    "public": "industry = 'Public' and not is_customer",
    "dormant": "orders_total > 0 and days_since_order > 900 and contract_end is null",
    "key_account": "revenue_12m >= 5000",
    "dormant_account": "orders_total > 0 and days_since_order > 365",
    "growing": "revenue_12m > 1.2::double * revenue_prev_12m and orders_12m >= 3",
    "cross_sell": "product_groups_12m <= 2 and orders_12m >= 3",
    "service_heavy": "revenue_12m > 0 and service_revenue_12m > 0.3::double * revenue_12m",
    "stable": "not (churn_risk > 0.3 or open_tickets > 5) and is_customer",
    "renewal_due": "days_since_contract between -180 and 0",
    "dach_midmarket": f"country in {y.DACH} and segment in {y.MIDMARKET} and not is_blocked",
}


def those_that_hold(ids: Iterable[str]) -> str:
    cases = ", ".join(f"case when {CONDITIONS[id_]} then '{id_}' end" for id_ in ids)
    return f"concat_ws(';', {cases})"


def scored() -> str:
    return f"""
select *, {", ".join(map(score, y.SCORES))},
  {those_that_hold(y.KNOCKOUTS)} as "knocked_out.by", {those_that_hold(y.SIGNALS)} as signals
from points"""


CENTS = "round(revenue_12m * 100)::bigint"
TIERED = f"""
select cents, (sum(sum(cents)) over (order by cents desc) - sum(cents)) / sum(sum(cents)) over () as larger
from (select {CENTS} as cents from scored) group by cents"""


def final() -> str:
    columns = ", ".join(f'"{name}"' for name in y.OUTPUT if name not in ("priority", "tier"))
    cuts = " ".join(f"when larger < {limit} then '{id_}'" for id_, limit in y.TIERS.items())
    return f"""
select {columns},
  case when "knocked_out.by" <> '' then 'excluded'
    when pain >= {y.HIGH} and potential >= {y.HIGH} then 'win_now' when potential >= {y.HIGH} then 'develop'
    when pain >= {y.HIGH} then 'care' else 'maintain' end as priority,
  case {cuts} else 'd' end as tier
from scored join tiered on tiered.cents = {CENTS.replace("revenue_12m", "scored.revenue_12m")}"""


def statement(data: str, out: str) -> str:
    parts = {
        "orders": f"select * from '{data}/orders.parquet'",
        "accounts": f"select * from '{data}/accounts.parquet'",
        "metrics": METRICS,
        "joined": joined(),
        "points": points(),
        "scored": scored(),
        "tiered": TIERED,
    }
    kept = {"scored"}
    queries = ", ".join(
        f"{name} as {'materialized' if name in kept else 'not materialized'} ({query})"
        for name, query in parts.items()
    )
    return f"copy (with {queries} {final()}) to '{out}' (format parquet, compression zstd)"


def run(data: str, out: str) -> None:
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false; set enable_progress_bar = false")
    connection.execute(statement(data, out))
