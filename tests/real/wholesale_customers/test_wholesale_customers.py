"""440 customers of a wholesaler, and 500 rows of a dirty copy, against plain SQL on the same files."""

from math import isnan
from pathlib import Path

import pytest

from tests.conftest import shared_data
from tests.real.figures import database, differences, expected, memberships, scores, segments, values
from tests.real.running import run

FILES = {
    "wholesale_customers": "wholesale_customers.csv",
    "wholesale_customers_dirty": "wholesale_customers_dirty_500rows.csv",
}
AMOUNTS = ("fresh", "milk", "grocery", "frozen", "detergents_paper", "delicassen")


class Both:
    """A ruleset's results and SQL on the same file: `f` has one row per customer, an amount below zero is missing.

    The number of its line is a row's key (the header is line 1), with zeros in front so that text sorts as the numbers do.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.results = run(name, folder)
        self.sql = database(folder, raw=FILES[name])
        amounts = ", ".join(
            f"CASE WHEN {amount}::INT >= 0 THEN {amount}::INT END {amount}" for amount in AMOUNTS
        )
        self.sql.execute(f"""
            CREATE TABLE f AS SELECT *, {" + ".join(AMOUNTS)} AS spend FROM (SELECT lpad((row_number() OVER () + 1)::VARCHAR, 3, '0') AS id,
                CASE channel WHEN '1' THEN 'horeca' ELSE 'retail' END channel,
                CASE region WHEN '1' THEN 'lisbon' WHEN '2' THEN 'porto' ELSE 'other' END region, {amounts} FROM raw)""")


@pytest.fixture(scope="module", params=FILES)
def both(request: pytest.FixtureRequest) -> Both:
    return Both(request.param, shared_data("wholesale_customers"))


@pytest.fixture(scope="module")
def clean() -> Both:
    return Both("wholesale_customers", shared_data("wholesale_customers"))


@pytest.fixture(scope="module")
def dirty() -> Both:
    return Both("wholesale_customers_dirty", shared_data("wholesale_customers"))


SMALLER = "(SELECT count(*) FROM f g WHERE g.spend < f.spend)"
LARGER = "(SELECT count(*) FROM f g WHERE g.spend > f.spend)"
KNOWN = "(SELECT count(spend) FROM f)"
IF_KNOWN = "CASE WHEN spend IS NOT NULL THEN {} END"
NEAR = "(SELECT {} FROM f g WHERE g.region = f.region AND g.spend {} f.spend)"
NEAR_KNOWN = "(SELECT count({}) FROM f g WHERE g.region = f.region)"
FIGURES = {
    "channel": "channel",
    "region": "region",
    "fresh": "fresh",
    "delicatessen": "delicassen",
    "spend": "spend",
    "fresh_share": "fresh / nullif(spend, 0)",
    "spend_quintile": IF_KNOWN.format(f"1 + 5 * {SMALLER} // {KNOWN}"),
    "spend_percent_rank": IF_KNOWN.format(f"{SMALLER} / ({KNOWN} - 1)"),
    "spend_rank": IF_KNOWN.format(f"1 + {LARGER}"),
    "cumulative": "(SELECT sum(spend) FROM f g WHERE g.spend >= f.spend) / (SELECT sum(spend) FROM f)",
    "channel_index": "spend / avg(spend) OVER (PARTITION BY channel)",
    "region_median": "median(spend) FILTER (channel = 'horeca') OVER (PARTITION BY region)",
    "channel_total": "sum(spend) OVER (PARTITION BY channel)",
    "region_quartile": IF_KNOWN.format(
        f"1 + 4 * {NEAR.format('count(*)', '<')} // {NEAR_KNOWN.format('spend')}"
    ),
    "region_percent_rank": """CASE WHEN fresh IS NOT NULL THEN
        (SELECT count(*) FROM f g WHERE g.region = f.region AND g.fresh < f.fresh)
        / ((SELECT count(fresh) FROM f g WHERE g.region = f.region) - 1) END""",
    "region_rank": """CASE WHEN fresh IS NOT NULL THEN
        1 + (SELECT count(*) FROM f g WHERE g.region = f.region AND g.fresh > f.fresh) END""",
    "region_share": "spend / sum(spend) OVER (PARTITION BY region)",
    "region_cumulative": f"{NEAR.format('sum(spend)', '>=')} / sum(spend) OVER (PARTITION BY region)",
    "channel_p90": "quantile_cont(spend, 0.9) OVER (PARTITION BY channel)",
    "big_ones": "avg(fresh) FILTER (spend >= 50000) OVER ()",
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_equals_sql(name: str, both: Both) -> None:
    assert (
        differences(values(both.results, name), expected(both.sql, f"SELECT id, {FIGURES[name]} FROM f"))
        == {}
    )


# Weight, and points in 300ths, which are whole for every whole amount; so that rounding half up is exact.
POINTS = {
    "spend": (
        3,
        "300 * CASE WHEN spend >= 50000 THEN 100 WHEN spend >= 20000 THEN 50 WHEN spend >= 0 THEN 0 END",
    ),
    "fresh": (1, "CASE WHEN fresh IS NOT NULL THEN least(fresh, 30000) END"),
    "milk": (1, "coalesce(2 * CASE WHEN milk IS NOT NULL THEN least(milk, 15000) END, 300 * 50)"),
    "channel": (1, "300 * CASE channel WHEN 'horeca' THEN 80 ELSE 40 END"),
}
EARNED = " + ".join(f"{weight} * coalesce({points}, 0)" for weight, points in POINTS.values())
WEIGHT = " + ".join(
    f"CASE WHEN {points} IS NULL THEN 0 ELSE {weight} END" for weight, points in POINTS.values()
)
APPEAL = f"(200 * ({EARNED}) + 300 * ({WEIGHT})) // (600 * ({WEIGHT})) / 100"
COMPLETENESS = f"({WEIGHT}) / 6"


def test_a_score_over_what_is_known_equals_sql(both: Both) -> None:
    query = f"SELECT id, {APPEAL} FROM f"
    assert differences(scores(both.results, "appeal"), expected(both.sql, query)) == {}


def test_completeness_equals_sql(both: Both) -> None:
    ours = dict(
        zip(scores(both.results, "appeal"), both.results.scores["appeal"].completeness.tolist(), strict=True)
    )
    assert differences(ours, expected(both.sql, f"SELECT id, {COMPLETENESS} FROM f")) == {}


# What is missing gets 0 points in the lowest score there could be, 100 in the highest; all weights count.
LOW = f"(200 * ({EARNED}) + 300 * 6) // (600 * 6) / 100"
HIGH = f"(200 * ({EARNED} + 30000 * (6 - ({WEIGHT}))) + 300 * 6) // (600 * 6) / 100"


@pytest.mark.parametrize(("end", "query"), [("low", LOW), ("high", HIGH)])
def test_the_score_that_there_could_be_equals_sql(end: str, query: str, both: Both) -> None:
    found = getattr(both.results.scores["appeal"], end).tolist()
    ours = dict(zip(scores(both.results, "appeal"), found, strict=True))
    assert differences(ours, expected(both.sql, f"SELECT id, {query} FROM f")) == {}


def test_a_segment_is_certain_when_nothing_missing_could_change_it(both: Both) -> None:
    potential = both.results.segmentations["potential"]
    assert potential.certain is not None
    rated = {key for key, segment in segments(both.results, "potential").items() if segment != "ask"}
    found = dict(zip(scores(both.results, "appeal"), potential.certain.tolist(), strict=True))
    query = f"SELECT id, ({LOW} >= 50) = ({HIGH} >= 50) FROM f"
    certain = {key: value for key, value in expected(both.sql, query).items() if key in rated}
    assert differences({key: value for key, value in found.items() if key in rated}, certain) == {}


def test_the_deciding_fact_is_a_missing_criterion(dirty: Both) -> None:
    potential, score = dirty.results.segmentations["potential"], dirty.results.scores["appeal"]
    assert potential.deciding is not None
    named = [(row, code) for row, code in enumerate(potential.deciding.tolist()) if code >= 0]
    assert named
    assert all(isnan(score.criteria[potential.deciding_paths[code]].points[row]) for row, code in named)


ABOVE = "(SELECT coalesce(sum(spend), 0) FROM f g WHERE g.spend > f.spend)"
TOTAL = "(SELECT sum(spend) FROM f)"
SEGMENTS = {
    "value_pyramid": IF_KNOWN.format(
        f"CASE WHEN {ABOVE} < 0.5 * {TOTAL} THEN 'A' WHEN {ABOVE} < 0.8 * {TOTAL} THEN 'B' ELSE 'C' END"
    ),
    "tenths": IF_KNOWN.format(
        f"CASE WHEN {LARGER} < 0.1 * {KNOWN} THEN 'top_tenth' WHEN {LARGER} < 0.5 * {KNOWN} THEN 'top_half' ELSE 'rest' END"
    ),
    "bands": "CASE WHEN spend >= 50000 THEN 'large' WHEN spend >= 20000 THEN 'medium' WHEN spend IS NOT NULL THEN 'small' END",
    "approach": """CASE WHEN channel = 'horeca' AND fresh / nullif(spend, 0) >= 0.5 THEN 'fresh_kitchen'
        WHEN channel = 'horeca' THEN 'kitchen' WHEN region <> 'other' THEN 'shop' ELSE 'country_shop' END""",
    "potential": f"CASE WHEN {COMPLETENESS} < 0.4 THEN 'ask' WHEN {APPEAL} >= 50 THEN 'pursue' ELSE 'leave' END",
}


@pytest.mark.parametrize("segmentation", SEGMENTS)
def test_a_segmentation_equals_sql(segmentation: str, both: Both) -> None:
    query = f"SELECT id, {SEGMENTS[segmentation]} FROM f"
    assert differences(segments(both.results, segmentation), expected(both.sql, query)) == {}


def test_an_overlapping_segmentation_equals_sql(both: Both) -> None:
    found = {segment: set() for segment in ("frozen", "paper", "milk")}  # type: dict[str, set[str]]
    for key, inside in memberships(both.results, "offers").items():
        for segment in inside:
            found[segment].add(key)
    conditions = {
        "frozen": "frozen > 5000",
        "paper": "detergents_paper > 5000",
        "milk": "milk > (SELECT avg(milk) FROM f)",
    }
    rows = {
        id: set(expected(both.sql, f"SELECT id, true FROM f WHERE {when}")) for id, when in conditions.items()
    }
    assert found == rows


def test_the_published_totals(clean: Both) -> None:
    ours = {
        amount: sum(value for value in values(clean.results, amount).values() if isinstance(value, float))
        for amount in ("fresh", "milk", "grocery", "frozen", "detergents_paper", "delicatessen")
    }
    assert ours == {
        "fresh": 5_280_131,
        "milk": 2_550_357,
        "grocery": 3_498_562,
        "frozen": 1_351_650,
        "detergents_paper": 1_267_857,
        "delicatessen": 670_943,
    }
    channels = list(values(clean.results, "channel").values())
    regions = list(values(clean.results, "region").values())
    assert (channels.count("horeca"), channels.count("retail")) == (298, 142)
    assert [regions.count(region) for region in ("lisbon", "porto", "other")] == [77, 47, 316]


def test_the_line_is_the_key_where_the_file_has_none(clean: Both) -> None:
    assert set(clean.results.keys.to_list()) == {f"{number:03}" for number in range(2, 442)}


def test_amounts_that_are_missing_or_below_zero_are_counted(dirty: Both) -> None:
    faults = {field.field: (field.missing, field.invalid) for field in dirty.results.quality.fields}
    for amount in AMOUNTS:
        query = f"SELECT count(*) FILTER ({amount} IS NULL), count(*) FILTER ({amount}::INT < 0) FROM raw"
        empty, negative = dirty.sql.execute(query).fetchall()[0]
        assert faults["delicatessen" if amount == "delicassen" else amount] == (empty + negative, negative)


def test_an_amount_below_zero_is_shown_with_its_line(dirty: Both) -> None:
    (fresh,) = [field for field in dirty.results.quality.fields if field.field == "fresh"]
    query = "SELECT id + 1, fresh FROM (SELECT row_number() OVER () AS id, * FROM raw) WHERE fresh::INT < 0"
    written = dict(dirty.sql.execute(query).fetchall())
    assert fresh.examples
    assert all(written[example.line] == example.value for example in fresh.examples)


def test_the_clean_file_has_no_faults(clean: Both) -> None:
    amounts = [field for field in clean.results.quality.fields if field.field not in {"channel", "region"}]
    assert all((field.missing, field.invalid, field.outdated) == (0, 0, 0) for field in amounts)
    assert clean.results.quality.losses == ()
