"""An invented run, small enough to read, that uses every part of the facts."""

import pytest

from sikta.engine.reporting.briefs.facts import (
    AccountFacts,
    Axis,
    CellFacts,
    Comparison,
    CriterionFacts,
    DecidingFacts,
    Facts,
    FieldFaults,
    Figure,
    Gap,
    Grid,
    Header,
    KnockoutFacts,
    KnockoutLine,
    LevelFacts,
    LiftFacts,
    LossFacts,
    Named,
    Overview,
    PlaceFacts,
    PlaybookFacts,
    ProductFacts,
    Remark,
    Research,
    ResearchAccount,
    ScoreFacts,
    SegmentationFacts,
    SegmentFacts,
    SegmentLine,
    StageFacts,
    StepFacts,
    TaskFacts,
    TierFacts,
    TopAccount,
    TraitFacts,
    ValueFacts,
    WayUpFacts,
)
from sikta.engine.rules.model import Text

REVENUE = Text(
    {"en": "Revenue, last 12 months", "nl": "Omzet, laatste 12 maanden", "sv": "Omsättning, senaste 12 mån."}
)
POTENTIAL = Text({"en": "Revenue potential", "nl": "Omzetpotentieel", "sv": "Intäktspotential"})
PAIN = Text({"en": "Pain", "nl": "Pijn", "sv": "Smärta"})
PRIORITY = Text({"en": "Priority matrix", "nl": "Prioriteitenmatrix", "sv": "Prioriteringsmatris"})
INVEST = Text({"en": "Over-invest", "nl": "Extra investeren", "sv": "Satsa extra"})
EMPLOYEES = Text({"en": "Number of employees", "nl": "Aantal medewerkers", "sv": "Antal anställda"})
DOWNTIME = Text({"en": "Hours of downtime", "nl": "Uren stilstand", "sv": "Timmar stillestånd"})


def plain(text: str) -> Text:
    return Text.plain(text)


def money(value: float | None) -> Figure:
    return Figure(value, "money", "EUR", "revenue_12m")


def header() -> Header:
    return Header(
        name="proactive-sales",
        title=Text({"en": "Proactive sales", "nl": "Proactieve verkoop", "sv": "Proaktiv försäljning"}),
        as_of="2026-06-30",
        currency="EUR",
        languages=("en", "nl", "sv"),
        version="2026.2",
        digest="3f9a1c07d2b84e65aa",
        owner="Sales operations",
        purpose=Text(
            {
                "en": "Put the sellers' hours where pain and potential are both high",
                "nl": "De uren van de verkopers daar inzetten waar pijn en potentieel allebei hoog zijn",
                "sv": "Lägg säljarnas timmar där både smärta och potential är stora",
            }
        ),
        supports=(plain("Grow revenue in food by 15%"),),
        sponsor="Sales director",
        users=("Account managers", "Marketing"),
        review_by="2026-12-31",
        work_plan=(
            TaskFacts(plain("Score the needs workshop"), "Product marketing", "2026-08-15"),
            TaskFacts(plain("Call")),
        ),
    )


LINES = (
    SegmentLine("invest", INVEST, 84, 0.14, 9_412_300.0, 0.4551, 11),
    SegmentLine("qualify", plain("Find the pain"), 131, 0.2183, 4_870_950.5, 0.2355, 24),
    SegmentLine("serve", plain("Serve lean"), 62, 0.1033, 2_204_118.0, 0.1066, 6),
    SegmentLine("maintain", plain("Keep, do not spend"), 177, 0.295, 3_640_002.0, 0.176, 15),
    SegmentLine("deprioritised", plain("Not our customer"), 58, 0.0967, 551_000.0, 0.0266, 0),
    SegmentLine("research", plain("Find out first"), 83, 0.1383, 120.25, 0.0, 83),
)
NOBODY = SegmentLine("", Text(), 5, 0.0083, 800.0, 0.0002)


def overview() -> Overview:
    grid = Grid(
        Axis("pain", PAIN, (LevelFacts("low", 0.0), LevelFacts("high", 50.0))),
        Axis("potential", POTENTIAL, (LevelFacts("low", 0.0), LevelFacts("high", 60.0))),
        (
            (
                CellFacts("low", "high", "qualify", 131, 4_870_950.5),
                CellFacts("high", "high", "invest", 84, 9_412_300.0),
            ),
            (
                CellFacts("low", "low", "maintain", 177, 3_640_002.0),
                CellFacts("high", "low", "serve", 62, 2_204_118.0),
            ),
        ),
    )
    return Overview(
        accounts=600,
        knocked_out=58,
        money=20_679_290.75,
        money_title=REVENUE,
        money_source="revenue_12m",
        knockouts=(KnockoutLine("sanctioned", plain("Outside our market"), 58, 3, "Sales director"),),
        segmentations=(
            SegmentationFacts("priority", PRIORITY, "matrix", False, LINES, NOBODY, grid),
            SegmentationFacts(
                "product_interest",
                plain("Product interest"),
                "rules",
                True,
                (SegmentLine("filters", plain("Filters"), 240, 0.4, 1e7, 0.4836),),
                NOBODY,
            ),
        ),
        fields=(
            FieldFaults("accounts", "employees", EMPLOYEES, 600, 48, 3, 0, 17, False),
            FieldFaults("accounts", "urgency", plain("Urgency"), 600, 0, 0, 12, 0, True),
        ),
        losses=(
            LossFacts("orders", "orphan", "customer_id", 12, 4200.0, ("C-9", "C-10")),
            LossFacts("orders", "after_as_of", "order_date", 2),
            LossFacts("orders", "no_account", "customer_id", 2),
            LossFacts("orders", "no_date", "order_date", 2),
            LossFacts("orders", "unmatched", "product", 2),
            LossFacts("orders", "something_else", "product", 2),
        ),
        remarks=(
            Remark(
                "W501", "warning", "Twelve orders belong to no account", "Mend the export", "orders.csv:3"
            ),
        ),
    )


TOP = (
    TopAccount(
        "NL-0007",
        "Bakkerij De Gouden Aar",
        money(1_204_550.4),
        (Named(POTENTIAL, Figure(88.5, "score")), Named(PAIN, Figure(76.25, "score"))),
        (
            Named(plain("Company"), Figure("Bakkerij De Gouden Aar", "text")),
            Named(plain("Country"), Figure("NL", "text")),
        ),
        (
            Named(EMPLOYEES, Figure(50.0, "score", None, "scores.potential.criteria.employees")),
            Named(DOWNTIME, Figure(42.5, "score", None, "scores.pain.criteria.downtime")),
        ),
        True,
    ),
    TopAccount(
        "SE-0101",
        "Skånska Mejeriet <script>alert(1)</script> a|b",
        money(980_000.0),
        (Named(POTENTIAL, Figure(81.0, "score")), Named(PAIN, Figure(None, "score"))),
        (Named(plain("Country"), Figure("SE", "text")),),
        (Named(EMPLOYEES, Figure(50.0, "score")),),
        False,
        DOWNTIME,
    ),
    TopAccount(
        "BE-3",
        "Zonder kaart",
        money(None),
        (Named(POTENTIAL, Figure(61.0, "score")), Named(PAIN, Figure(50.0, "score"))),
        (),
        (),
        False,
    ),
)


def segment() -> SegmentFacts:
    return SegmentFacts(
        segmentation="priority",
        segmentation_title=PRIORITY,
        line=LINES[0],
        definition=plain("High pain and high potential"),
        rule=Text({"en": "pain is high", "nl": "pijn is hoog", "sv": "smärta är hög"}),
        comparisons=(
            Comparison(REVENUE, money(112_051.19), money(34_465.48)),
            Comparison(POTENTIAL, Figure(78.41, "score"), Figure(44.9, "score")),
        ),
        traits=(
            TraitFacts(
                plain("Industry"),
                "share",
                "food",
                Figure(0.71, "percent", None, "industry"),
                Figure(0.22, "percent"),
                0.49,
                84,
            ),
            TraitFacts(
                EMPLOYEES, "number", None, Figure(210.0, "integer"), Figure(35.0, "integer"), 0.66, 80
            ),
            TraitFacts(
                plain("First order"),
                "date",
                None,
                Figure("2023-02-01", "date"),
                Figure("2024-09-12", "date"),
                -0.3,
                84,
            ),
        ),
        top=TOP,
        left_out=81,
        research=(
            Research(
                DOWNTIME,
                11,
                (ResearchAccount("SE-0101", "Skånska Mejeriet"), ResearchAccount("BE-3", "Zonder kaart")),
                "Plant manager",
                "Site audit",
                "Account manager",
            ),
            Research(plain("Growth"), 2, ()),
        ),
        gaps=(Gap(EMPLOYEES, 9, 4, 1), Gap(plain("Growth"), 0, 0, 2)),
        playbooks=(("invest", 84),),
        owner="Sales director",
    )


def playbook() -> PlaybookFacts:
    return PlaybookFacts(
        id="invest",
        title=INVEST,
        rule=plain("Priority matrix is invest"),
        objective=Text(
            {
                "en": "Grow share of wallet by a third within a year",
                "nl": "Ons aandeel in hun inkoop binnen een jaar met een derde vergroten",
                "sv": "Öka vår andel av kundens inköp med en tredjedel inom ett år",
            }
        ),
        owner="Key account manager",
        cadence=Text({"en": "Visit every month", "nl": "Elke maand een bezoek", "sv": "Besök varje månad"}),
        budget_share=0.5,
        channels=(plain("visit"), plain("phone"), plain("portal")),
        journey=(
            StageFacts(plain("Aware"), plain("Trade fair"), 0.4),
            StageFacts(plain("Decide"), plain("Site audit")),
        ),
        messages=Text(
            {
                "en": "An hour of downtime costs more than a year of filters.",
                "nl": "Eén uur stilstand kost meer dan een jaar filters.",
                "sv": "En timmes stillestånd kostar mer än ett års filter.",
            }
        ),
        price_list="KA-2026",
        language=plain("Country language"),
        language_follows=True,
        currency="EUR",
        shipping=plain("pallet"),
        products=ProductFacts(("filters",), ("solvents",), plain("REACH")),
        kpis=(plain("Share of wallet"), plain("Margin rate")),
        text=Text(
            {
                "": "# First visit\n\nBring the **audit sheet** to {{ segment.line.accounts }} accounts.\n\n- ask about downtime\n- ask who decides\n"
            }
        ),
        text_files={"": "playbooks/invest.md"},
    )


def account() -> AccountFacts:
    points = CriterionFacts(
        "scores.potential.criteria.employees",
        EMPLOYEES,
        0,
        False,
        Figure(210.0, "integer"),
        70.0,
        0.5,
        35.0,
        True,
        False,
        False,
    )
    return AccountFacts(
        key="SE-0101",
        name="Skånska Mejeriet <script>alert(1)</script> a|b",
        carry=(Named(plain("Country"), Figure("SE", "text")),),
        money=Named(REVENUE, money(980_000.0)),
        knocked_out=False,
        places=(
            PlaceFacts(
                "priority",
                PRIORITY,
                "matrix",
                (("invest", INVEST),),
                levels=((POTENTIAL, "high"), (PAIN, None)),
                certain=False,
                deciding=DecidingFacts(DOWNTIME, (DOWNTIME,)),
                way_up=WayUpFacts(
                    lifts=(
                        LiftFacts(
                            PAIN, 41.2, "low", "high", 50.0,
                            (
                                StepFacts(DOWNTIME, Figure(12.0, "number", "h"), 60.0, 100.0, at_least=Figure(40.0, "number", "h")),
                                StepFacts(plain("Industry"), Figure("pharma", "text"), 80.0, 100.0, one_of=("food",)),
                                StepFacts(plain("Entry"), Figure(None, "text"), 0.0, 60.0, rule=plain("contract end is missing")),
                                StepFacts(plain("Age"), Figure(9.0, "number"), 0.0, 60.0, at_most=Figure(5.0, "number")),
                                StepFacts(plain("Size"), Figure(9.0, "number"), 0.0, 60.0, at_least=Figure(10.0), below=Figure(50.0)),
                            ),
                            INVEST,
                        ),
                        LiftFacts(POTENTIAL, 20.0, "low", "high", 60.0, (StepFacts(plain("Rest"), Figure("x", "text"), 0.0, 60.0, otherwise=True), StepFacts(plain("Few"), Figure(9.0), 0.0, 60.0, below=Figure(5.0)), StepFacts(plain("Other"), Figure(1.0), 0.0, 1.0))),
                        LiftFacts(plain("Reach"), 20.0, "low", "very_high", 60.0, ()),
                    )
                ),
            ),
            PlaceFacts("value_pyramid", plain("Value pyramid"), "tiers", (("B", plain("B")),), way_up=WayUpFacts(tier=TierFacts(REVENUE, money(980_000.0), money(1_010_000.0), plain("A")))),
            PlaceFacts("blocked", plain("Blocked"), "matrix", (("x", plain("X")),), way_up=WayUpFacts("knocked_out")),
            PlaceFacts("unrated", plain("Unrated"), "matrix", (("x", plain("X")),), way_up=WayUpFacts("unrated", (EMPLOYEES,))),
            PlaceFacts("market", plain("Market"), "rules", (), (plain("country is SE"),)),
        ),
        scores=(
            ScoreFacts(
                "potential", POTENTIAL, 81.0, 0.83, 70.5, 87.25,
                (
                    points,
                    CriterionFacts("scores.potential.criteria.market", plain("Market"), 0, True, Figure(None), 92.0, 0.5, 46.0, True, False, False),
                    CriterionFacts("scores.potential.criteria.market.criteria.industry", plain("Industry"), 1, False, Figure("food", "text"), 92.0, 0.5, 46.0, True, False, True),
                    CriterionFacts("scores.potential.criteria.growth", plain("Growth"), 0, False, Figure(None, "number"), None, 0.2, 0.0, True, False, False, (plain("Growth"),)),
                    CriterionFacts("scores.potential.criteria.usp", plain("USP match"), 0, False, Figure(None, "number"), None, 0.0, 0.0, False, False, False),
                    CriterionFacts("scores.potential.criteria.age", plain("Age"), 0, False, Figure(None, "number"), 40.0, 0.1, 4.0, True, True, False),
                    CriterionFacts("scores.potential.criteria.odd", plain("Odd"), 0, False, Figure(None, "number"), None, 0.1, 0.0, True, False, False),
                ),
            ),
            ScoreFacts("pain", PAIN, None, 0.0, None, None, ()),
        ),
        knockouts=(
            KnockoutFacts("sanctioned", plain("Outside our market"), "unknown", Text(), plain("country is not NL"), (), (plain("Country"),), "Sales director"),
            KnockoutFacts("closed", plain("Closed down"), "fired", plain("{company} closed on {closed_on}"), Text(), (("company", Figure("Mejeriet | AB", "text")), ("closed_on", Figure("2026-01-31", "date")))),
            KnockoutFacts("tiny", plain("Tiny"), "fired", Text(), plain("employees is below 2")),
            KnockoutFacts("fine", plain("Fine"), "clear", Text(), Text()),
        ),
        values=(
            ValueFacts("employees", EMPLOYEES, Figure(210.0, "integer"), outdated=True, from_whom="Chamber of commerce", method="Yearly file"),
            ValueFacts("growth", plain("Growth"), Figure(None, "number", "%"), invalid=True),
        ),
        playbook="invest",
        language="Swedish",
    )  # fmt: skip


@pytest.fixture
def facts() -> Facts:
    other = AccountFacts("NL-0007", "Bakkerij De Gouden Aar", (), None, False, (), (), (), ())
    return Facts(header(), overview(), (segment(),), (other, account()), (playbook(),), "templates/")
