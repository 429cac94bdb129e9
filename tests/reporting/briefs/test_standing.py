"""Why an account stands where it does, in words."""

import pytest

from sikta.engine.reporting.briefs.facts import Figure, Named, StandingFacts
from sikta.engine.reporting.briefs.standing import Speaker, standing_words
from sikta.engine.reporting.briefs.writer import Writer
from sikta.engine.rules.model import FLOW_SEGMENTS, Text

STAFF = Named(Text({"en": "Employees", "nl": "Medewerkers", "sv": "Anställda"}), Figure(300, "integer"))
REVENUE = Named(Text({"en": "Revenue", "nl": "Omzet", "sv": "Intäkt"}), Figure(49_550.0, "money"))
FIRST = Named(Text.plain("First order"), Figure("2023-01-18", "date"))


def said(facts: StandingFacts, language: str = "en") -> str:
    writer = Writer(language, "EUR")
    words = standing_words(facts, Speaker(writer.words, writer.text, writer.figure))
    return words.replace("\u00a0", " ").replace("\u202f", " ")


BETWEEN = StandingFacts(
    "cumulative_share", "account", (REVENUE,), Figure(0.5, "percent"), Figure(0.8, "percent")
)
PERIODS = StandingFacts(
    "flow", "account", (Named(Text(), Figure(9750.0, "money")), Named(Text(), Figure(0.0, "money")), FIRST)
)


@pytest.mark.parametrize(
    ("facts", "language", "words"),
    [
        (StandingFacts("value", "account", (STAFF,), Figure(250, "integer")), "en", "Employees 300, at least 250"),
        (StandingFacts("value", "segment", (STAFF,), None, Figure(50, "integer")), "en", "Employees, less than 50"),
        (StandingFacts("value", "account", (STAFF,)), "en", "Employees 300"),
        (
            BETWEEN,
            "en",
            "Revenue €49,550; the larger accounts bring at least 50% and less than 80% of the total",
        ),
        (
            BETWEEN,
            "nl",
            "Omzet € 49.550; de grotere accounts zijn goed voor minstens 50% en minder dan 80% van het totaal",
        ),
        (
            BETWEEN,
            "sv",
            "Intäkt 49 550 €; de större företagen står för minst 50 % och mindre än 80 % av totalen",
        ),
        (
            StandingFacts("share_of_accounts", "segment", (REVENUE,), None, Figure(0.2, "percent")),
            "en",
            "Revenue; less than 20% of the accounts have more",
        ),
        (PERIODS, "en", "this period €9,750, the period before €0, first time 18 Jan 2023"),
        (PERIODS, "nl", "deze periode € 9.750, de periode ervoor € 0, eerste keer 18 jan 2023"),
        (
            StandingFacts("rfm", "account", bins=((2, 2), (4, 4), (0, 0)), most=5),
            "en",
            "recency 2, frequency 4, money missing (of 5)",
        ),
        (
            StandingFacts("rfm", "segment", bins=((4, 5), None, (1, 1)), most=5),
            "sv",
            "aktualitet 4–5, belopp 1 (av 5)",
        ),
        (StandingFacts("rfm", "segment", bins=(None, None, None), most=5), "en", "any"),
        (StandingFacts("otherwise", "segment"), "en", "no rule of another segment holds for certain"),
        (
            StandingFacts("otherwise", "account", (Named(Text.plain("Region"), Figure("North", "text")),)),
            "en",
            "no rule of another segment holds for certain: Region North",
        ),
        (
            StandingFacts(
                "otherwise",
                "account",
                (Named(Text.plain("Worth"), Figure(49.43, "score")),),
                at_least=Figure(50.0, "score"),
                beyond=Text.plain("First"),
            ),
            "nl",
            "Worth 49,43; First begint bij 50,00",
        ),
    ],
)  # fmt: skip
def test_the_reason_in_words(facts: StandingFacts, language: str, words: str) -> None:
    assert said(facts, language) == words


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_every_part_of_a_flow_has_its_meaning(language: str) -> None:
    meanings = {
        said(StandingFacts("flow", "segment", flow=flow, tolerance=0.15), language) for flow in FLOW_SEGMENTS
    }
    assert len(meanings) == len(FLOW_SEGMENTS)
    assert sum("15" in meaning for meaning in meanings) == 3
