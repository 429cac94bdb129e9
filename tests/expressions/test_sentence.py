"""Expressions in words, in three languages."""

from collections.abc import Callable

import pytest

from sikta.engine.expressions import Compiled
from sikta.engine.expressions.sentence import sentence

Compile = Callable[[str], Compiled]
ENGLISH: dict[str, str] = {}
DUTCH = {
    "employees": "aantal medewerkers", "country": "land", "revenue": "omzet", "last_order": "laatste bestelling",
    "company": "bedrijf", "vip": "sleutelklant", "products": "productbelangstelling", "large": "grens",
    "home_markets": "thuismarkten", "growth": "groei", "orders": "bestellingen",
}  # fmt: skip
SWEDISH = {
    "employees": "antal anställda", "country": "land", "revenue": "omsättning", "last_order": "senaste order",
    "company": "företag", "vip": "nyckelkund", "products": "produktintresse", "large": "gräns",
    "home_markets": "hemmamarknader", "growth": "tillväxt", "orders": "order",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "english", "dutch", "swedish"),
    [
        (
            "employees >= 50 and country in ['NL', 'BE']",
            "employees is at least 50 and country is one of NL, BE",
            "aantal medewerkers is minstens 50 en land is een van NL, BE",
            "antal anställda är minst 50 och land finns bland NL, BE",
        ),
        (
            "revenue > 3000.5",
            "revenue is more than 3,000.5",
            "omzet is meer dan 3.000,5",
            "omsättning är mer än 3\u00a0000,5",
        ),
        (
            "not (revenue > 5 or vip)",
            "revenue is at most 5 and vip is no",
            "omzet is hoogstens 5 en sleutelklant is nee",
            "omsättning är högst 5 och nyckelkund är nej",
        ),
        (
            "(vip or revenue < 5) and country != 'NL'",
            "(vip is yes or revenue is less than 5) and country is not NL",
            "(sleutelklant is ja of omzet is minder dan 5) en land is niet NL",
            "(nyckelkund är ja eller omsättning är mindre än 5) och land är inte NL",
        ),
        (
            "last_order >= months_ago(6)",
            "last order is on or after the day 6 months before the reference date",
            "laatste bestelling ligt op of na de dag 6 maanden vóór de peildatum",
            "senaste order infaller tidigast dagen 6 månader före referensdatumet",
        ),
        (
            "last_order < date('2026-01-31')",
            "last order is before 31 January 2026",
            "laatste bestelling ligt vóór 31 januari 2026",
            "senaste order infaller före 31 januari 2026",
        ),
        (
            "company is None or growth is not None",
            "company is missing or growth is known",
            "bedrijf ontbreekt of groei is bekend",
            "uppgift om företag saknas eller uppgift om tillväxt finns",
        ),
        (
            "'filters' in products and country not in home_markets",
            "products includes filters and country is none of NL, BE",
            "productbelangstelling bevat filters en land is geen van NL, BE",
            "produktintresse innehåller filters och land finns inte bland NL, BE",
        ),
        (
            "not contains(company, 'Dairy farm')",
            "company does not contain “Dairy farm”",
            "bedrijf bevat ‘Dairy farm’ niet",
            "företag innehåller inte ”Dairy farm”",
        ),
        (
            "average(revenue, by=country, where=vip and growth > 0) > large",
            (
                "the average of revenue over the accounts with the same country for which "
                "(vip is yes and growth is more than 0) is more than 250"
            ),
            (
                "het gemiddelde van omzet over de accounts met dezelfde waarde van land waarvoor geldt: "
                "(sleutelklant is ja en groei is meer dan 0) is meer dan 250"
            ),
            (
                "genomsnittet av omsättning för företag med samma land där detta gäller: "
                "(nyckelkund är ja och tillväxt är mer än 0) är mer än 250"
            ),
        ),
        (
            "1 if vip else 0",
            "1 if vip is yes, otherwise 0",
            "als geldt: sleutelklant is ja, dan 1, anders 0",
            "om detta gäller: nyckelkund är ja, så 1, annars 0",
        ),
        (
            "(revenue - 2 * orders) / (orders + 1)",
            "(revenue − 2 × orders) / (orders + 1)",
            "(omzet − 2 × bestellingen) / (bestellingen + 1)",
            "(omsättning − 2 × order) / (order + 1)",
        ),
        (
            "growth < -1234.5",
            "growth is less than -1,234.5",
            "groei is minder dan -1.234,5",
            "tillväxt är mindre än \u22121\u00a0234,5",  # CLDR: the Swedish minus is U+2212
        ),
    ],
)
def test_three_languages(compiled: Compile, text: str, english: str, dutch: str, swedish: str) -> None:
    found = compiled(text)
    assert sentence(found, "en", ENGLISH) == english
    assert sentence(found, "nl", DUTCH) == dutch
    assert sentence(found, "sv", SWEDISH) == swedish


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5 < revenue <= 10", "revenue is more than 5 and revenue is at most 10"),
        ("5 < revenue <= 10 or vip", "(revenue is more than 5 and revenue is at most 10) or vip is yes"),
        ("not 5 < revenue <= 10", "revenue is at most 5 or revenue is more than 10"),
        ("vip and revenue > 5 and growth > 1", "vip is yes and revenue is more than 5 and growth is more than 1"),
        ("vip and revenue > 5 or growth > 1", "(vip is yes and revenue is more than 5) or growth is more than 1"),
        ("not (vip and revenue > 5) or growth > 1", "vip is no or revenue is at most 5 or growth is more than 1"),
        ("vip == true", "vip is yes"),
        ("vip != true", "vip is no"),
        ("false == vip", "vip is no"),
        ("vip == (revenue > 5)", "both or neither of these hold: vip is yes; revenue is more than 5"),
        ("vip != (revenue > 5)", "exactly one of these holds: vip is yes; revenue is more than 5"),
        ("(revenue > 5) is None", "it is unknown whether revenue is more than 5"),
        ("vip is not None", "vip is known"),
        ("is_missing(revenue)", "revenue is missing"),
        ("not is_missing(revenue)", "revenue is known"),
        ("coalesce(vip, false)", "the first known value of vip, no is yes"),
        ("true", "always"),
        ("not true", "never"),
        ("false", "never"),
        ("country in ['NL']", "country is NL"),
        ("country not in ['NL']", "country is not NL"),
        ("revenue in [1, orders + 1]", "revenue is one of 1, orders + 1"),
        ("last_order == contract_end", "last order is contract end"),
        ("last_order <= as_of", "last order is on or before the reference date"),
        ("last_order >= date(start)", "last order is on or after 31 January 2026"),
        ("last_order > months_ago(1)", "last order is after the day one month before the reference date"),
        ("months_since(last_order) <= 6", "the number of whole months since last order is at most 6"),
        ("has_word(company, ['CFO', 'buyer'])", "company has one of the words CFO, buyer"),
        ("between(revenue, 1, 2)", "revenue is between 1 and 2"),
        ("not between(revenue, 1, 2)", "revenue is not between 1 and 2"),
        ("round(revenue) == 5", "revenue rounded to a whole number is 5"),
        ("round(revenue, 2) == 5", "revenue rounded to the nearest 0.01 is 5"),
        ("round(revenue, -3) == 0", "revenue rounded to the nearest 1,000 is 0"),
        ("max(revenue, orders) * 2", "(the largest of revenue, orders) × 2"),
        ("max(last_order, contract_end)", "the latest of last order, contract end"),
        ("days_since(last_order) / 30", "the number of days since last order / 30"),
        ("-revenue * -2", "−revenue × -2"),
        ("+revenue", "revenue"),
        ("orders - (revenue - 1)", "orders − (revenue − 1)"),
        ("revenue if vip else None", "revenue if vip is yes, otherwise no value"),
        ("(1 if vip else 2) > 1", "(1 if vip is yes, otherwise 2) is more than 1"),
        ("(vip if revenue > 1 else true) and vip", "(vip is yes if revenue is more than 1, otherwise always) and vip is yes"),
        ("quantile(revenue, 5) == 5", "the bin from 1 to 5 of revenue among all accounts is 5"),
        ("rank(revenue, by=country) <= 10", "the rank of revenue among the accounts with the same country, counted from the highest is at most 10"),
        ("total(revenue, where=vip)", "the total of revenue over the accounts for which vip is yes"),
        ("lower(company)", "company in small letters"),
        ("large", "250"),
    ],
)  # fmt: skip
def test_english(compiled: Compile, text: str, told: str) -> None:
    assert sentence(compiled(text), "en", {}) == told


def test_a_title_with_a_comma_stands_between_quotes(compiled: Compile) -> None:
    titles = {"revenue": "Revenue, last 12 months"}
    assert sentence(compiled("revenue > 5"), "en", titles) == "“Revenue, last 12 months” is more than 5"


def test_the_account_that_is_knocked_out() -> None:
    from sikta.engine.expressions import Scope, compile_expression
    from sikta.engine.expressions.types import BOOLEAN

    found = compile_expression("not knocked_out", Scope({"knocked_out": BOOLEAN}))
    assert sentence(found, "en", {}) == "the account is not knocked out"
    assert sentence(found, "nl", {}) == "het account is niet uitgesloten"
    assert sentence(found, "sv-SE", {}) == "företaget är inte uteslutet"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("country in home", "country is NL"),
        ("country not in home", "country is not NL"),
        ("has_word(country, home)", "country has one of the words NL"),
    ],
)
def test_a_parameter_is_told_by_its_value(text: str, told: str) -> None:
    from sikta.engine.expressions import Scope, compile_expression
    from sikta.engine.expressions.types import TEXT

    found = compile_expression(text, Scope({"country": TEXT}, {"home": ("NL",)}))
    assert sentence(found, "en", {}) == told


def test_a_parameter_that_is_a_switch() -> None:
    from sikta.engine.expressions import Scope, compile_expression

    found = compile_expression("not export_only", Scope({}, {"export_only": True}))
    assert sentence(found, "en", {}) == "export only is no"


def test_a_language_that_is_not_spoken_gets_english(compiled: Compile) -> None:
    assert sentence(compiled("vip"), "fi", {}) == "vip is yes"
