"""85 accounts and 8,800 deals of a seller of computer hardware, against plain SQL on the same files."""

from pathlib import Path

import duckdb
import pytest

from sikta.engine import Results
from sikta.engine.plan import make_plan
from sikta.engine.running import Wanted, write_run
from tests.conftest import shared_data
from tests.real.figures import database, differences, expected, memberships, scores, segments, values
from tests.real.running import run


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_data("maven_crm")


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    return run("maven_crm", folder)


@pytest.fixture(scope="module")
def mended(folder: Path) -> Results:
    return run("maven_crm_mended", folder)


@pytest.fixture(scope="module")
def sql(folder: Path) -> duckdb.DuckDBPyConnection:
    """Views `a` (accounts), `d` (deals with their product as it is spelt), `dm` (mended), and `f`, a few figures an account."""
    connection = database(
        folder, accounts="accounts.csv", deals="sales_pipeline.csv", products="products.csv"
    )
    connection.execute("""
        CREATE VIEW a AS SELECT account, replace(sector, 'technolgy', 'technology') sector, revenue::DECIMAL(12,2) revenue,
            employees::INT employees, replace(office_location, 'Philipines', 'Philippines') country, subsidiary_of,
            coalesce(subsidiary_of, account) AS head
        FROM accounts;
        CREATE VIEW typed AS SELECT opportunity_id id, account, sales_agent agent, product, deal_stage stage,
            engage_date::DATE engaged, close_date::DATE closed, close_value::BIGINT AS amount FROM deals;
        CREATE VIEW d AS SELECT typed.*, series, sales_price::INT list_price FROM typed LEFT JOIN products USING (product);
        CREATE VIEW dm AS SELECT typed.*, series, sales_price::INT list_price
            FROM typed LEFT JOIN products ON products.product = replace(typed.product, 'GTXPro', 'GTX Pro');
        CREATE VIEW f AS SELECT a.*, count(id) FILTER (stage = 'Won') won, count(id) FILTER (stage = 'Lost') lost,
            count(id) FILTER (stage IN ('Engaging', 'Prospecting')) open_deals,
            coalesce(sum(amount) FILTER (stage = 'Won'), 0) value, min(closed) FILTER (stage = 'Won') first_won,
            max(closed) FILTER (stage = 'Won') last_won,
            coalesce(sum(amount) FILTER (stage = 'Won' AND closed > '2017-09-30'), 0) this_quarter,
            coalesce(sum(amount) FILTER (stage = 'Won' AND closed > '2017-06-30' AND closed <= '2017-09-30'), 0) last_quarter
        FROM a LEFT JOIN d USING (account) GROUP BY ALL""")
    return connection


DEALS = "SELECT a.account, {figure} FROM a LEFT JOIN {deals} d USING (account) GROUP BY a.account"
OF_DEALS = {
    "deals_count": "count(id)",
    "won": "count(id) FILTER (stage = 'Won')",
    "lost": "count(id) FILTER (stage = 'Lost')",
    "open_deals": "count(id) FILTER (stage IN ('Engaging', 'Prospecting'))",
    "won_value": "coalesce(sum(amount) FILTER (stage = 'Won'), 0)",
    "win_rate": "count(id) FILTER (stage = 'Won') / count(id) FILTER (stage IN ('Won', 'Lost'))",
    "won_share": "count(id) FILTER (stage = 'Won') / count(id) FILTER (stage IN ('Won', 'Lost'))",
    "agents": "count(DISTINCT agent)",
    "first_won": "min(closed) FILTER (stage = 'Won')",
    "last_won": "max(closed) FILTER (stage = 'Won')",
    "average_won": "avg(amount) FILTER (stage = 'Won')",
    "median_won": "median(amount) FILTER (stage = 'Won')",
    "smallest_won": "min(amount) FILTER (stage = 'Won')",
    "largest_won": "max(amount) FILTER (stage = 'Won')",
    "days_to_win": "avg(closed - engaged) FILTER (stage = 'Won')",
    "last_agent": "arg_max(agent, (closed, agent)) FILTER (stage = 'Won')",
    "first_agent": "arg_min(agent, (closed, agent)) FILTER (stage = 'Won')",
    "won_value_3m": "coalesce(sum(amount) FILTER (stage = 'Won' AND closed > DATE '2017-12-31' - INTERVAL 3 MONTH), 0)",
    "won_90_days": "count(id) FILTER (stage = 'Won' AND closed > DATE '2017-12-31' - 90)",
    "won_value_previous_3m": """coalesce(sum(amount) FILTER (stage = 'Won' AND closed > DATE '2017-12-31' - INTERVAL 6 MONTH
        AND closed <= DATE '2017-12-31' - INTERVAL 3 MONTH), 0)""",
    "list_value": "coalesce(sum(list_price) FILTER (stage = 'Won'), 0)",
    "priced_won": "count(list_price) FILTER (stage = 'Won')",
    "average_discount": "avg(1 - amount / list_price) FILTER (stage = 'Won')",
    "gtx_won": "count(id) FILTER (stage = 'Won' AND series = 'GTX')",
    "mg_won": "count(id) FILTER (stage = 'Won' AND series = 'MG')",
    "series_won": "count(DISTINCT series) FILTER (stage = 'Won')",
}


@pytest.mark.parametrize("metric", OF_DEALS)
def test_a_metric_of_the_deals_equals_sql(
    metric: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    query = DEALS.format(figure=OF_DEALS[metric], deals="d")
    assert differences(values(results, metric), expected(sql, query)) == {}


@pytest.mark.parametrize("metric", OF_DEALS)
def test_a_metric_of_the_deals_equals_sql_with_the_product_mended(
    metric: str, mended: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    query = DEALS.format(figure=OF_DEALS[metric], deals="dm")
    assert differences(values(mended, metric), expected(sql, query)) == {}


OF_ACCOUNTS = {
    "sector": "SELECT account, sector FROM a",
    "country": "SELECT account, country FROM a",
    "revenue": "SELECT account, revenue FROM a",
    # No parent has a parent of its own, so a group is its head and those directly below it.
    "group_won_value": "SELECT account, sum(value) OVER (PARTITION BY head) FROM f",
    "group_employees": "SELECT account, sum(employees) OVER (PARTITION BY head) FROM f",
    "sector_index": "SELECT account, value / avg(value) OVER (PARTITION BY sector) FROM f",
    "revenue_quartile": """SELECT account, 1 + 4 * (SELECT count(*) FROM a b WHERE b.revenue < a.revenue)
        // (SELECT count(revenue) FROM a) FROM a""",
    "revenue_rank": "SELECT account, percent_rank() OVER (ORDER BY revenue) FROM a",
    "won_value_share": "SELECT account, value / sum(value) OVER () FROM f",
}


@pytest.mark.parametrize("name", OF_ACCOUNTS)
def test_a_value_of_the_accounts_equals_sql(
    name: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    assert differences(values(results, name), expected(sql, OF_ACCOUNTS[name])) == {}


def test_the_published_totals(results: Results) -> None:
    won = [value for value in values(results, "won_value").values() if isinstance(value, float)]
    assert (len(results), sum(won)) == (85, 10_005_534)
    assert sum(float(str(count)) for count in values(results, "won").values()) == 4_238
    assert sum(float(str(count)) for count in values(results, "lost").values()) == 2_473


SIZE = """SELECT account, round((
        3 * CASE WHEN revenue >= 5000 THEN 100 WHEN revenue >= 2000 THEN 70 WHEN revenue >= 500 THEN 40 ELSE 0 END
      + 2 * least(employees / 10000, 1) * 100
      + 1 * CASE sector WHEN 'technology' THEN 100 WHEN 'software' THEN 80 WHEN 'finance' THEN 60 ELSE 20 END) / 6, 2)
    FROM f"""
SUCCESS = """SELECT account, round((
        3 * CASE WHEN value >= 150000 THEN 100 WHEN value >= 100000 THEN 50 ELSE 0 END
      + 2 * least(greatest((won / (won + lost) - 0.5) / 0.25, 0), 1) * 100
      + 2 * (2 * CASE WHEN this_quarter > last_quarter THEN 100 WHEN this_quarter > 0.9 * last_quarter THEN 50 ELSE 0 END
           + 1 * least(open_deals / 20, 1) * 100) / 3) / 7, 2)
    FROM f"""


@pytest.mark.parametrize(("score", "query"), [("size", SIZE), ("success", SUCCESS)])
def test_a_score_equals_sql(score: str, query: str, results: Results, sql: duckdb.DuckDBPyConnection) -> None:
    assert differences(scores(results, score), expected(sql, query)) == {}


@pytest.mark.parametrize("score", ["size", "success"])
def test_contributions_add_up_to_the_score_to_the_cent(score: str, results: Results) -> None:
    found = results.scores[score]
    groups = {"scores.success.criteria.momentum"}
    leaves = [criterion.contribution for path, criterion in found.criteria.items() if path not in groups]
    cents = sum((contribution * 100).round().astype(int) for contribution in leaves)
    assert (cents == (found.score * 100).round().astype(int)).all()  # type: ignore[union-attr]


SEGMENTS = {
    "priority": f"""WITH s AS ({SIZE.replace("account, round", "account, country, round").replace(" 2)", " 2) size")}),
            t AS ({SUCCESS.replace(" 2)", " 2) success")})
        SELECT account, CASE WHEN country IN ('Kenya', 'Jordan', 'Panama') THEN 'not_served'
            WHEN size >= 50 AND success >= 40 THEN 'invest' WHEN size >= 50 THEN 'win_over'
            WHEN success >= 60 THEN 'cherish' ELSE 'maintain' END
        FROM s JOIN t USING (account)""",
    # The share before an account: of all that are worth more, so that equals share the better tier.
    "value_pyramid": """SELECT account, CASE WHEN above < 0.5 * total THEN 'A' WHEN above < 0.8 * total THEN 'B' ELSE 'C' END
        FROM (SELECT account, sum(value) OVER () total, (SELECT coalesce(sum(value), 0) FROM f g WHERE g.value > f.value) above
              FROM f)""",
    "value_quarters": """SELECT account, CASE WHEN above < 0.25 * 85 THEN 'top' WHEN above < 0.75 * 85 THEN 'middle' ELSE 'tail' END
        FROM (SELECT account, (SELECT count(*) FROM f g WHERE g.value > f.value) above FROM f)""",
    "independents": """SELECT account, CASE WHEN subsidiary_of IS NOT NULL THEN NULL WHEN revenue >= 5000 THEN 'large'
        WHEN revenue >= 1000 THEN 'medium' ELSE 'small' END FROM a""",
    "quarter_flow": """SELECT account, CASE
            WHEN this_quarter > 0 AND first_won > '2017-09-30' THEN 'new'
            WHEN this_quarter > 0 AND last_quarter = 0 THEN 'reactivated'
            WHEN this_quarter > 1.1 * last_quarter AND last_quarter > 0 THEN 'growing'
            WHEN this_quarter > 0 AND this_quarter < 0.9 * last_quarter THEN 'shrinking'
            WHEN this_quarter > 0 THEN 'stable'
            WHEN last_quarter > 0 THEN 'lost'
            WHEN first_won IS NOT NULL THEN 'dormant' ELSE 'never' END FROM f""",
    "rfm": """WITH bins AS (SELECT account,
            1 + 5 * (SELECT count(*) FROM f g WHERE g.last_won < f.last_won) // 85 r,
            1 + 5 * (SELECT count(*) FROM f g WHERE g.won < f.won) // 85 n,
            1 + 5 * (SELECT count(*) FROM f g WHERE g.value < f.value) // 85 m FROM f)
        SELECT account, CASE WHEN r >= 3 AND n >= 4 AND m >= 4 THEN 'champions' WHEN r <= 2 AND m >= 4 THEN 'cooling'
            ELSE 'others' END FROM bins""",
    "kind": """SELECT account, CASE WHEN subsidiary_of IS NOT NULL THEN 'subsidiary'
        WHEN account IN (SELECT subsidiary_of FROM a) THEN 'group' ELSE 'single' END FROM a""",
}


@pytest.mark.parametrize("segmentation", SEGMENTS)
def test_a_segmentation_equals_sql(
    segmentation: str, results: Results, sql: duckdb.DuckDBPyConnection
) -> None:
    assert differences(segments(results, segmentation), expected(sql, SEGMENTS[segmentation])) == {}


def test_an_overlapping_segmentation_equals_sql(results: Results, sql: duckdb.DuckDBPyConnection) -> None:
    gtx = expected(sql, DEALS.format(figure=OF_DEALS["gtx_won"], deals="d"))
    mg = expected(sql, DEALS.format(figure=OF_DEALS["mg_won"], deals="d"))
    enough = {
        "gtx": {key for key in gtx if int(str(gtx[key])) >= 25},
        "mg": {key for key in mg if int(str(mg[key])) >= 25},
    }
    enough["both"] = enough["gtx"] & enough["mg"]
    assert memberships(results, "interest") == {
        key: {id for id in enough if key in enough[id]} for key in gtx
    }


def test_deals_that_miss_their_product_are_counted(results: Results) -> None:
    losses = {(loss.table, loss.field): loss for loss in results.quality.losses if loss.reason == "unmatched"}
    assert losses["deals", "series"].rows == 1_480
    assert losses["deals", "series"].examples == (("GTXPro", 1_480, "GTX Pro"),)


def test_no_deal_misses_its_product_once_its_spelling_is_mended(mended: Results) -> None:
    assert [loss for loss in mended.quality.losses if loss.reason == "unmatched"] == []
    spelt = {(field.table, field.field): field.standardised for field in mended.quality.fields}
    assert spelt["deals", "product"] == 1_480


def test_deals_without_an_account_are_counted_with_their_money(results: Results) -> None:
    (loss,) = [loss for loss in results.quality.losses if loss.reason == "no_account"]
    assert (loss.table, loss.rows) == ("deals", 1_425)
    assert not loss.money  # all of them are open, and an open deal has no value yet


def test_misspelt_values_are_mended_and_counted(results: Results) -> None:
    spelt = {(field.table, field.field): field.standardised for field in results.quality.fields}
    assert (spelt["accounts", "sector"], spelt["accounts", "country"]) == (12, 1)
    faults = {(field.table, field.field): field for field in results.quality.fields}
    assert faults["accounts", "subsidiary_of"].missing == 70
    assert faults["deals", "engage_date"].missing == 500
    assert faults["deals", "close_value"].missing == 2_089


@pytest.fixture(scope="module")
def written(results: Results, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The files that the run leaves, as tables `accounts` and `segments`."""
    plan, _ = make_plan(results.ruleset)
    assert plan is not None
    out = tmp_path_factory.mktemp("run") / "out"
    write_run(results, plan, out, Wanted(results=("csv",), documents=()))
    return database(out, accounts="accounts.csv", segments="segments.csv")


@pytest.mark.parametrize("segmentation", [*SEGMENTS, "interest"])
def test_the_written_segments_sum_the_written_accounts(
    segmentation: str, written: duckdb.DuckDBPyConnection
) -> None:
    told = expected(
        written,
        f"""SELECT coalesce(segment, 'none'), (accounts::INT, coalesce(money, '0')::DECIMAL(18,2))
        FROM segments WHERE segmentation = '{segmentation}' AND accounts <> '0'""",
    )
    summed = expected(
        written,
        f"""SELECT segment, (count(*), sum(won_value::DECIMAL(18,2))) FROM (SELECT won_value,
            unnest(string_split(coalesce({segmentation}, 'none'), ';')) AS segment FROM accounts) GROUP BY segment""",
    )
    assert told == summed
