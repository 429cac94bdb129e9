"""The whole language built into the typed model."""

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from sikta.engine.rules import load
from sikta.engine.rules.model import (
    FLOW_SEGMENTS,
    Aggregate,
    Band,
    Bands,
    BestCustomers,
    Duration,
    Flow,
    Gaps,
    Goals,
    Group,
    Knockout,
    Level,
    Lookup,
    Matrix,
    Offer,
    Playbook,
    PointsMap,
    PointsRule,
    PointsRules,
    Products,
    RankingMetric,
    Reports,
    Rfm,
    Rules,
    Ruleset,
    Scale,
    Scenario,
    Segment,
    Stage,
    Study,
    Task,
    Text,
    Tiers,
    Value,
    Written,
)

WHOLE = Path(__file__).parent / "whole-language"


@pytest.fixture(scope="module")
def whole() -> Ruleset:
    loaded = load(WHOLE)
    assert [str(finding.place) for finding in loaded.findings if finding.code != "N901"] == []
    assert loaded.left_out == frozenset()
    assert loaded.ruleset is not None
    return loaded.ruleset


def test_head(whole: Ruleset) -> None:
    assert (whole.name, whole.version, whole.owner) == ("proactive-sales", "2026.2", "Sales operations")
    assert (whole.languages, whole.language, whole.currency) == (("en", "nl", "sv"), "en", "EUR")
    assert whole.as_of == date(2026, 6, 30)
    assert whole.title.in_language("sv") == "Proaktiv försäljning"
    assert [folder.name for folder in whole.bases] == ["base"]
    assert whole.folder == WHOLE
    # from the ruleset that it extends
    assert next(iter(whole.segmentations)) == "relation"


def test_goals(whole: Ruleset) -> None:
    assert whole.goals == Goals(
        purpose=Text.plain("Put the sellers' hours where pain and potential are both high"),
        supports=(Text.plain("Grow revenue in food by 15%"),),
        max_segments=6,
        sponsor="Sales director",
        users=("Account managers", "Marketing"),
        review_by=date(2026, 12, 31),
        work_plan=(Task(Text.plain("Score the needs workshop"), "Product marketing", date(2026, 8, 15)),),
    )


def test_parameters(whole: Ruleset) -> None:
    assert whole.parameters == {
        "large_account": 250,
        "home_markets": ("NL", "BE", "LU"),
        "known_enough": 0.5,
        "region": "Benelux",
        "strict": True,
    }


def test_tables(whole: Ruleset) -> None:
    accounts = whole.accounts
    assert (accounts.file, accounts.key, accounts.name, accounts.parent) == (
        "data/accounts.csv",
        "account_id",
        "company",
        "parent_id",
    )
    assert (accounts.delimiter, accounts.encoding, accounts.decimal, accounts.thousands) == (
        ";",
        "cp1252",
        ",",
        ".",
    )
    assert accounts.missing_values == ("n/a", "-")
    assert accounts.date_formats == ("DD-MM-YYYY", "D-M-YYYY")
    assert whole.tables["order_lines"].via == ("orders", "order_id")
    assert (whole.tables["visits"].sql, whole.tables["visits"].connection) == (
        "select account_id, visited_on from visits",
        "${CRM_URL}",
    )
    assert whole.tables["products"].sheet == "Products"
    assert (whole.tables["orders"].account, whole.tables["orders"].date) == ("customer_id", "order_date")


def test_fields(whole: Ruleset) -> None:
    of = whole.accounts.fields
    assert of["company"].header == "Account Name"
    assert of["relationship"].synonyms == {"klant": "customer", "kund": "customer"}
    assert of["country"].missing_values == ("XX",)
    assert (of["employees"].min, of["employees"].max, of["employees"].max_age) == (
        0,
        100_000,
        Duration(400, "days"),
    )
    assert (
        of["employees"].source,
        of["employees"].method,
        of["employees"].owner,
        of["employees"].updated,
    ) == (
        "Chamber of commerce",
        "Yearly file",
        "Marketing",
        "firmographics_on",
    )
    assert (of["urgency"].min, of["urgency"].max, of["urgency"].judgement) == (1, 5, True)
    assert (of["growth"].unit, of["growth"].format) == ("%", "number")
    assert of["contract_end"].date_formats == ("DD-MM-YYYY",)
    # the type comes from the table in which it is looked up
    assert (of["sector_outlook"].type, of["sector_outlook"].lookup, of["sector_outlook"].by) == (
        "number",
        ("sectors", "outlook"),
        "industry",
    )


@pytest.mark.parametrize(
    ("key", "source"),
    [
        ("revenue_12m", Aggregate("orders", "sum", "amount", last=Duration(12, "months"))),
        (
            "revenue_prev_12m",
            Aggregate("orders", "sum", "amount", last=Duration(12, "months"), ending=Duration(12, "months")),
        ),
        ("orders_total", Aggregate("orders", "count", "rows")),
        ("groups_12m", Aggregate("orders", "count_distinct", "product_group", last=Duration(12, "months"))),
        ("first_order", Aggregate("orders", "min", "order_date")),
        ("filter_share", Aggregate("orders", "share", 'product_group == "filters"')),
        ("last_region", Aggregate("orders", "latest", "region")),
        ("big_orders", Aggregate("orders", "count", "rows", where="amount >= 10000")),
        (
            "filters_12m",
            Aggregate("orders", "sum", "amount", 'product_group == "filters"', Duration(1, "years")),
        ),
        ("margin_rate", Value("margin_12m / revenue_12m")),
        ("group_revenue", Value("revenue_12m", over="group")),
        ("outlook", Lookup("sectors", "outlook", by="industry")),
    ],
)
def test_metrics(whole: Ruleset, key: str, source: Aggregate | Value | Lookup) -> None:
    assert whole.metrics[key].source == source


def test_a_share_stands_wherever_a_number_stands(tmp_path: Path) -> None:
    """20% is 0.2; points and levels, which run to 100, take plain numbers only (bad/yaml/20-percentages)."""
    (tmp_path / "ruleset.yaml").write_text(
        """\
sikta: 1
name: shares
parameters: {half: 50%}
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      rate: {type: number, min: -10%, max: 15.5 %}
      mark: {type: rating, scale: [0%, 100%]}
scores:
  fit:
    criteria:
      a: {weight: 50%, value: rate, bands: [{points: 0}, {from: 5%, points: 40}]}
      b: {weight: 1, value: rate, scale: [-5%, 20%]}
      c: {weight: half, value: rate, scale: [0, 1]}
segmentations:
  tiers: {method: tiers, rank_by: rate, cut: value, segments: {high: {from: 10%}, low: {}}}
  loyal: {method: rfm, recency: since, frequency: rate, monetary: rate, cuts: {monetary: [0%, 50%]}, segments: {all: {otherwise: true}}}
""",
        encoding="utf-8",
    )
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert loaded.ruleset is not None
    fields, criteria = loaded.ruleset.accounts.fields, loaded.ruleset.scores["fit"].criteria
    tiers, loyal = loaded.ruleset.segmentations["tiers"], loaded.ruleset.segmentations["loyal"]
    assert (fields["rate"].min, fields["rate"].max) == (-0.1, 0.155)
    assert (fields["mark"].min, fields["mark"].max) == (0, 1)
    assert [criterion.weight for criterion in criteria.values()] == [0.5, 1, 0.5]
    assert criteria["a"].measure == Bands("rate", (Band(0), Band(40, 0.05)))
    assert criteria["b"].measure == Scale("rate", -0.05, 0.2)
    assert tiers.segments["high"].start == 0.1
    assert isinstance(loyal, Rfm)
    assert loyal.cuts == {"monetary": (0, 0.5)}


def test_knockouts(whole: Ruleset) -> None:
    assert whole.knockouts == {
        "sanctioned": Knockout(
            "sanctioned",
            "country not in home_markets",
            Text.plain("Outside our market"),
            Text.plain("{company} is in {country}, where we do not deliver"),
            "Sales director",
            date(2027, 1, 1),
        )
    }


def test_criteria(whole: Ruleset) -> None:
    criteria = whole.scores["potential"].criteria
    assert criteria["size"].path == "scores.potential.criteria.size"
    assert criteria["size"].weight == 3
    assert criteria["size"].measure == Bands(
        "employees", (Band(0), Band(40, 10), Band(70, 50), Band(100, 250))
    )
    assert (criteria["size"].missing, criteria["growing"].missing) == (None, 40)
    assert criteria["trade"].measure == PointsMap("industry", {"food": 100, "pharma": 80}, 20)
    assert criteria["growing"].measure == Scale("growth", 0, 25)
    assert criteria["entry"].measure == PointsRules(
        (PointsRule("contract_end is None", 100), PointsRule("months_until(contract_end) <= 6", 60)), 0
    )
    group = criteria["fit"].measure
    assert isinstance(group, Group)
    assert group.criteria["known"].measure == PointsMap("vip", {"true": 100, "false": 50})
    assert group.criteria["known"].path == "scores.potential.criteria.fit.criteria.known"
    assert whole.scores["pain"].criteria["usp"].applies == 'relationship == "prospect"'
    # from the file that it includes
    assert list(whole.scores["pain"].criteria) == ["urgent", "downtime", "usp", "visits"]


def test_matrix(whole: Ruleset) -> None:
    matrix = whole.segmentations["priority"]
    assert isinstance(matrix, Matrix)
    assert matrix.axes == {
        "potential": (Level("low", 0), Level("high", 60)),
        "pain": (Level("low", 0), Level("high", 50)),
    }
    assert matrix.needs_completeness == 0.5
    assert matrix.segments["qualify"].cells == ({"pain": ("low",), "potential": ("high",)},)
    assert matrix.segments["serve"].cells == ({"pain": ("low", "high"), "potential": ("low",)},)
    assert (matrix.segments["deprioritised"].state, matrix.segments["research"].state) == (
        "knocked_out",
        "unrated",
    )


def test_other_methods(whole: Ruleset) -> None:
    market, interest = whole.segmentations["market"], whole.segmentations["product_interest"]
    assert isinstance(market, Rules)
    assert isinstance(interest, Rules)
    assert (market.overlapping, interest.overlapping) == (False, True)
    assert market.segments["rest"] == Segment("rest", otherwise=True)
    pyramid, size = whole.segmentations["value_pyramid"], whole.segmentations["size_class"]
    assert isinstance(pyramid, Tiers)
    assert [segment.up_to for segment in pyramid.segments.values()] == [0.8, 0.95, 1.0]
    assert (pyramid.cut, pyramid.applies) == ("cumulative_share", 'relationship == "customer"')
    assert isinstance(size, Tiers)
    assert [segment.start for segment in size.segments.values()] == [250, None]
    flow, rfm = whole.segmentations["customer_flow"], whole.segmentations["rfm"]
    assert isinstance(flow, Flow)
    assert tuple(flow.segments) == FLOW_SEGMENTS
    assert (flow.tolerance, str(flow.segments["dormant"].title.in_language("en"))) == (0.1, "Asleep")
    assert isinstance(rfm, Rfm)
    assert (rfm.bins, rfm.cuts) == (3, {"monetary": (0, 1000, 10000)})
    assert rfm.segments["champions"].recency == (2, 3)


def test_analyses(whole: Ruleset) -> None:
    assert whole.opportunities["cross_sell"].gaps == Gaps(
        "orders", "product_group", "amount", "market", 0.3, "median", Duration(12, "months")
    )
    assert whole.opportunities["reactivate"].amount == "best_year * 0.5"
    assert whole.best_customers == BestCustomers(
        'value_pyramid == "A" and customer_flow not in ["lost", "shrinking"]',
        ("industry", "country", "employees", "growth", "margin_rate"),
        'relationship == "customer"',
        3,
    )
    ranking = whole.rankings["attractive_markets"]
    assert (ranking.of, ranking.apart, ranking.shortlist) == ("market", "relationship", 3)
    assert ranking.metrics["margin_position"] == RankingMetric(
        "margin_position", average="margin_rate", relative_to="all"
    )
    assert ranking.metrics["needs_match"] == RankingMetric(
        "needs_match", table="needs", weighted="fit", by="importance"
    )
    assert ranking.criteria["margin"].path == "rankings.attractive_markets.criteria.margin"
    committee = whole.buying_committee
    assert committee is not None
    assert committee.roles == {"decision_maker": "signed", "blocker": 'stance == "against"'}
    assert committee.study == Study("largest", 5, "market")
    assert committee.interview == {"decision_maker": (Text.plain("Who else had to agree?"),)}


def test_playbooks(whole: Ruleset) -> None:
    assert whole.playbooks["invest"] == Playbook(
        "invest",
        'priority == "invest"',
        title=Text.plain("Over-invest"),
        objective=Text.plain("Grow share of wallet"),
        owner="Key account manager",
        cadence=Text.plain("Visit every month"),
        budget_share=0.5,
        channels=(Text.plain("visit"), Text.plain("phone"), Text.plain("portal")),
        journey=(
            Stage(Text.plain("Aware"), Text.plain("Trade fair"), 0.4),
            Stage(Text.plain("Decide"), Text.plain("Site audit")),
        ),
        messages=Text(
            {
                "en": "We keep your line running",
                "nl": "Wij houden uw lijn draaiend",
                "sv": "Vi håller er linje igång",
            }
        ),
        offer=Offer(
            "KA-2026",
            "{country_language}",
            "EUR",
            Text.plain("pallet"),
            Products(("filters",), ("solvents",), Text.plain("REACH")),
        ),
        kpis=(Text.plain("Share of wallet"), Text.plain("Margin rate")),
        text="playbooks/invest.md",
    )
    assert whole.reports == Reports(("company", "country", "account_manager"), "templates/", "revenue_12m")


def test_scenarios(whole: Ruleset) -> None:
    assert list(whole.scenarios) == ["big_food_in_pain_is_invest", "swedes_are_out"]
    assert whole.scenarios["big_food_in_pain_is_invest"] == Scenario(
        "big_food_in_pain_is_invest",
        {
            "industry": Written("food", "food"),
            "employees": Written("300", 300),
            "growth": Written("20", 20),
            "urgency": Written("5", 5),
            "downtime_hours": Written("60", 60),
            "country": Written("NL", "NL"),
            "contract_end": Written("null", None),
        },
        {"orders": ({"order_date": Written("2026-05-01", "2026-05-01"), "amount": Written("100", 100)},)},
        {
            "priority": Written("invest", "invest"),
            "potential": Written(">= 60", ">= 60"),
            "knocked_out": Written("false", False),
        },
        Text.plain("A big food company in pain"),
    )


def test_nothing_is_left_as_raw_yaml(whole: Ruleset) -> None:
    """Past the loader there are dataclasses, tuples and maps by id, no nodes of YAML and no lists."""

    def check(value: object, path: str) -> None:
        assert not isinstance(value, list), path
        if isinstance(value, dict):
            for key, item in value.items():
                check(item, f"{path}.{key}")
        elif isinstance(value, tuple):
            for item in value:
                check(item, path)
        elif is_dataclass(value):
            assert (
                type(value).__module__ == "sikta.engine.rules.model." + type(value).__module__.split(".")[-1]
            ), path
            for item in fields(value):
                if item.name != "positions":
                    check(getattr(value, item.name), f"{path}.{item.name}")

    check(whole, "ruleset")


def test_positions(whole: Ruleset) -> None:
    place = whole.positions.place("scores.pain.criteria.visits")
    assert (place.file, place.line, place.column) == ("criteria.yaml", 4, 7)
    inside = whole.positions.inside("knockouts.sanctioned.when", len("country not in "), len("home_markets"))
    assert inside.excerpt is not None
    assert inside.column is not None
    assert inside.excerpt[inside.column - 1 :] == "home_markets"
    assert whole.positions.place("scores.pain.nothing.of.the.kind") == whole.positions.place("scores.pain")
    assert whole.positions.place("nothing") == whole.positions.place("")
    assert whole.positions.inside("scores.pain", 3) == whole.positions.place("scores.pain")


# --- smaller rulesets ----------------------------------------------------------------------------------------


def ruleset(tmp_path: Path, text: str) -> Ruleset:
    path = tmp_path / "ruleset.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load(path)
    assert [finding.message for finding in loaded.errors] == []
    assert loaded.ruleset is not None
    return loaded.ruleset


DERIVED = """\
sikta: 1
name: derived
tables:
  accounts: {from: orders, fields: {region: {last: region}, group: {first: group, title: Group}}}
  orders:
    file: orders.csv
    account: customer
    fields:
      customer: {type: text, title: Customer}
      region: {type: category, values: [north, south], unit: area}
      product: {type: text}
      group: {lookup: products.group, by: product}
  products: {file: p.csv, key: product, fields: {product: {type: text}, group: {type: category, values: [a, b]}}}
segmentations: {all: {method: rules, segments: {everybody: {otherwise: true}}}}
"""


def test_accounts_made_from_another_table(tmp_path: Path) -> None:
    accounts = ruleset(tmp_path, DERIVED).accounts
    assert accounts.key == "customer"
    assert list(accounts.fields) == ["customer", "region", "group"]
    region, group = accounts.fields["region"], accounts.fields["group"]
    assert (region.type, region.values, region.take, region.of) == (
        "category",
        ("north", "south"),
        "last",
        "region",
    )
    # through two tables
    assert (group.type, group.values, group.take, group.of) == ("category", ("a", "b"), "first", "group")


def test_lookups_in_a_circle_end(tmp_path: Path) -> None:
    path = tmp_path / "ruleset.yaml"
    path.write_text(
        "sikta: 1\nname: x\ntables:\n"
        "  accounts: {file: a.csv, key: a, fields: {a: {type: text}, b: {lookup: other.b, by: a}}}\n"
        "  other: {file: b.csv, key: a, fields: {a: {type: text}, b: {lookup: accounts.b, by: a}}}\n"
        "segmentations: {all: {method: rules, segments: {everybody: {otherwise: true}}}}\n"
    )
    loaded = load(path)
    assert loaded.ruleset is not None
    assert loaded.ruleset.accounts.fields["b"].type == "text"


SMALL = """\
sikta: 1
name: small
tables: {accounts: {file: a.csv, key: a, fields: {a: {type: text}, n: {type: number}}}}
scores: {fit: {criteria: {n_points: {weight: 1, value: n, scale: [0, 3.10]}}}}
"""


def test_digest_is_of_the_content(tmp_path: Path) -> None:
    digest = ruleset(tmp_path, SMALL).digest
    layout = SMALL.replace(
        "{weight: 1, value: n, scale: [0, 3.10]}", "{weight: 1, \"value\": 'n', scale: [ 0, 3.10 ]}"
    )
    assert ruleset(tmp_path, f"# comment\n{layout}\n").digest == digest
    for other in ("small1", "small2"):
        assert ruleset(tmp_path, SMALL.replace("name: small", f"name: {other}")).digest != digest
    assert ruleset(tmp_path, SMALL.replace("3.10", "3.1")).digest != digest
    assert len(digest) == 64


def test_digest_of_a_split_ruleset_is_that_of_the_whole(tmp_path: Path) -> None:
    whole = ruleset(tmp_path, SMALL).digest
    head, _, scores = SMALL.partition("scores:")
    (tmp_path / "more.yaml").write_text(f"scores:{scores}")
    # `include:` stands before what it takes in, so that the order of the sections stays.
    assert ruleset(tmp_path, f"include: [more.yaml]\n{head}").digest == whole


def test_defaults(tmp_path: Path) -> None:
    small = ruleset(tmp_path, SMALL)
    assert (small.languages, small.currency, small.as_of, small.version) == (("en",), "EUR", None, "")
    assert ruleset(tmp_path, SMALL + "as_of: today\n").as_of == "today"
    assert ruleset(tmp_path, SMALL + "version: 3.10\n").version == "3.10"
    assert ruleset(tmp_path, SMALL.replace("key: a,", "key: a, delimiter: tab,")).accounts.delimiter == "\t"


@pytest.mark.parametrize(
    ("written", "share"),
    [("80%", 0.8), ("80 %", 0.8), ("0.8", 0.8), ("15.5%", 0.155), ("0%", 0.0), ("known", 0.3)],
)
def test_shares(tmp_path: Path, written: str, share: float) -> None:
    text = (
        SMALL
        + f"parameters: {{known: 0.3}}\nsegmentations: {{flow: {{method: flow, current: n, previous: n, first: n, tolerance: {written}}}}}\n"
    )
    flow = ruleset(tmp_path, text).segmentations["flow"]
    assert isinstance(flow, Flow)
    assert flow.tolerance == share
