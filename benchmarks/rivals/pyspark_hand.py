"""The yardstick by hand in PySpark: functions of data frames alone, no Python on the workers."""

from functools import reduce
from operator import add
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as f

from rivals import yardstick as y

c = f.col

SETTINGS = {
    "spark.sql.shuffle.partitions": "8",  # 200, as Spark has it, would cost minutes on two cores
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def half_up(value: Column, decimals: int) -> Column:
    factor = 10**decimals
    return f.floor(value * (factor * y.UP) + 0.5) / factor


def metrics(orders: DataFrame) -> DataFrame:
    day, amount, margin = c("order_date"), c("amount"), c("margin")
    year = day > f.lit(y.YEAR_AGO)
    before = (day > f.lit(y.TWO_YEARS_AGO)) & (day <= f.lit(y.YEAR_AGO))

    def money(rows: Column, value: Column) -> Column:
        return f.round(f.sum(f.when(rows, value)), 6)

    return orders.groupBy("account_id").agg(
        money(year, amount).alias("revenue_12m"),
        money(before, amount).alias("revenue_prev_12m"),
        f.round(f.sum(amount), 6).alias("revenue_total"),
        f.count_if(year).alias("orders_12m"),
        f.count("*").alias("orders_total"),
        money(year, margin).alias("margin_12m"),
        f.min(day).alias("first_order_date"),
        f.max(day).alias("last_order_date"),
        f.size(f.collect_set(f.when(year, c("product_group")))).cast("long").alias("product_groups_12m"),
        f.max(f.when(year, amount)).alias("max_order_12m"),
        money(year & (c("product_group") == "service"), amount).alias("service_revenue_12m"),
    )


def joined(accounts: DataFrame, found: DataFrame) -> DataFrame:
    revenue, margin = c("revenue_12m"), c("margin_12m")
    return (
        accounts.join(found, "account_id", "left")
        .fillna(0, [*y.SUMS, *y.COUNTS])
        .withColumns(
            {
                "days_since_order": f.datediff(f.lit(y.AS_OF), c("last_order_date")),
                "days_since_contract": f.datediff(f.lit(y.AS_OF), c("contract_end")),
                "margin_rate": f.when(revenue > 0, half_up(margin / f.when(revenue > 0, revenue), 6)),
            }
        )
    )


def by_bands(bands: y.Bands) -> Column:
    value: Any = c(bands.value)
    found = f.when(value < bands.edges[0], bands.points[0])
    for edge, points in zip(bands.edges[1:], bands.points[1:], strict=False):
        found = found.when(value < edge, points)
    known = found.when(value.isNotNull(), bands.points[-1])
    return known if bands.missing is None else known.otherwise(bands.missing)


def by_value(listed: y.Listed) -> Column:
    value = c(listed.value)
    found = f.when(value.isNull(), f.lit(listed.missing))
    for text, points in listed.points.items():
        found = found.when(value == text, points)
    return found.otherwise(listed.rest)


def points() -> dict[str, Column]:
    now, before = c("revenue_12m"), c("revenue_prev_12m")
    growth = 50 + 100 * (now - before) / f.greatest(before, f.lit(1.0))
    budget = c("it_spend") / 1_000
    found = {
        **{criterion: by_bands(bands) for criterion, bands in y.BANDS.items()},
        **{criterion: by_value(listed) for criterion, listed in y.LISTED.items()},
        "potential.it_budget": f.when(budget.isNotNull(), half_up(clipped(budget), 6)),
        "potential.growth": half_up(clipped(growth), 6),
    }
    return {f"{criterion}.points": column for criterion, column in found.items()}


def clipped(value: Column) -> Column:
    return f.least(f.greatest(value, f.lit(0.0)), f.lit(100.0))


def score(name: str) -> Column:
    found = [(c(f"`{criterion}.points`"), y.WEIGHTS[criterion]) for criterion in y.criteria(name)]
    above = reduce(add, (f.coalesce(point, f.lit(0.0)) * weight for point, weight in found))
    below = reduce(add, (f.when(point.isNotNull(), weight).otherwise(0) for point, weight in found))
    return half_up(above / below, 2)


def knockouts() -> list[Column]:
    return [
        c("is_blocked"),
        c("credit_score") < 20,
        c("country").isin(*y.OUT_OF_SCOPE),
        c("employees") < 5,
        (c("industry") == "Public") & ~c("is_customer"),
        (c("orders_total") > 0) & (c("days_since_order") > 900) & c("contract_end").isNull(),
    ]


def signals() -> list[Column]:
    revenue, orders, days = c("revenue_12m"), c("orders_12m"), c("days_since_contract")
    return [
        revenue >= 5_000,
        (c("orders_total") > 0) & (c("days_since_order") > 365),
        (revenue > 1.2 * c("revenue_prev_12m")) & (orders >= 3),
        (c("product_groups_12m") <= 2) & (orders >= 3),
        (revenue > 0) & (c("service_revenue_12m") > 0.3 * revenue),
        ~((c("churn_risk") > 0.3) | (c("open_tickets") > 5)) & c("is_customer"),
        (days >= -180) & (days <= 0),
        c("country").isin(*y.DACH) & c("segment").isin(*y.MIDMARKET) & ~c("is_blocked"),
    ]


def those_that_hold(conditions: list[Column], ids: tuple[str, ...]) -> Column:
    named = [f.when(condition, id_) for condition, id_ in zip(conditions, ids, strict=True)]
    return f.concat_ws(";", *named)


def priority() -> Column:
    pain, potential = c("pain") >= y.HIGH, c("potential") >= y.HIGH
    return (
        f.when(c("`knocked_out.by`") != "", "excluded")
        .when(pain & potential, "win_now")
        .when(potential, "develop")
        .when(pain, "care")
        .otherwise("maintain")
    )


def with_tier(frame: DataFrame) -> DataFrame:
    """The share that larger values have falls as the value rises: three values part the tiers.

    They are found over distinct values, of which there are fewer than accounts.
    """
    cents = f.round(c("revenue_12m") * 100).cast("long")
    values = frame.groupBy(cents.alias("cents")).agg(f.sum(cents).alias("money"))
    larger = f.sum("money").over(Window.orderBy(c("cents").desc())) - c("money")
    whole = values.agg(f.sum("money").alias("whole"))
    ranked = values.withColumn("larger", larger).crossJoin(f.broadcast(whole))
    a, b, c_, d = y.TIERS
    least = ranked.agg(
        *(f.min(f.when(c("larger") < y.TIERS[id_] * c("whole"), c("cents"))).alias(id_) for id_ in (a, b, c_))
    ).first()
    found = f.when(cents >= least[a], a).when(cents >= least[b], b).when(cents >= least[c_], c_).otherwise(d)
    return frame.withColumn("tier", found)


def query(spark: SparkSession, data: str) -> DataFrame:
    accounts = spark.read.parquet(f"{data}/accounts.parquet").select(*y.ACCOUNTS)
    frame = joined(accounts, metrics(spark.read.parquet(f"{data}/orders.parquet"))).withColumns(points())
    frame = frame.withColumns(
        {
            **{name: score(name) for name in y.SCORES},
            "knocked_out.by": those_that_hold(knockouts(), y.KNOCKOUTS),
            "signals": those_that_hold(signals(), y.SIGNALS),
        }
    ).withColumn("priority", priority())
    return with_tier(frame.persist()).select(*(f"`{name}`" for name in y.OUTPUT))


def run(data: str, out: str, master: str = "local[2]") -> None:
    builder = SparkSession.builder.master(master).appName("by hand")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    query(spark, data).write.mode("overwrite").option("compression", "zstd").parquet(out)
    spark.stop()
