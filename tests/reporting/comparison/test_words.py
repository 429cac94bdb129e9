"""Edits in words: every kind has its sentence, in three languages."""

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.checking import Checked, check_ruleset, check_tree
from sikta.engine.findings import Place
from sikta.engine.plan import Plan
from sikta.engine.reporting.comparison.edits import as_html, as_markdown, as_plain, topic_of, topic_title
from sikta.engine.reporting.comparison.edits.shortening import shortened
from sikta.engine.reporting.comparison.edits.things import thing_of
from sikta.engine.reporting.comparison.words import edit_words, pattern_of
from sikta.engine.rules import Tree
from sikta.engine.rules.editing import Edit, document_edits, edits
from sikta.engine.rules.nodes import Entry, Map, Node, Scalar
from sikta.engine.rules.reading import read_document
from sikta.engine.rules.shape.schema import read_schema

EXAMPLE = check_ruleset(Path(str(files("sikta"))) / "rulesets" / "proactive-sales")
Change = Mapping[str, str | None]
Words = Callable[..., list[str]]


def plan_of(checked: Checked) -> Plan:
    return checked.or_raise()


@pytest.fixture
def words(tmp_path: Path) -> Words:
    """The edits of the example in words, as Markdown: `changes` are pieces of YAML by path, None for what is taken out."""

    def told(changes: Change, language: str = "en") -> list[str]:
        assert EXAMPLE.tree is not None
        new = check_tree(
            Tree(_with(EXAMPLE.tree.root, changes, tmp_path), EXAMPLE.tree.folder, EXAMPLE.tree.bases)
        )
        assert new.tree is not None
        found = edits(EXAMPLE.tree.root, new.tree.root)
        wordings = [edit_words(edit, plan_of(EXAMPLE), plan_of(new), language) for edit in found]
        return [str(as_markdown(each.text)) for each in wordings]

    return told


def _with(root: Map, changes: Change, folder: Path) -> Map:
    for path, text in changes.items():
        root = _set(root, tuple(path.split(".")), None if text is None else _read(text, folder))
    return root


def _read(text: str, folder: Path) -> Node:
    file = folder / "piece.yaml"
    file.write_text(f"piece: {text}\n", encoding="utf-8")
    root = read_document(file, file.name).root
    assert root is not None
    return root.entries["piece"].value


def _set(node: Map, path: tuple[str, ...], value: Node | None) -> Map:
    """The map with a value at a path; written apart from the room that is tested."""
    key, rest = path[0], path[1:]
    entries = dict(node.entries)
    if rest:
        inner = entries[key].value if key in entries else Map({}, node.place)
        assert isinstance(inner, Map)
        value = _set(inner, rest, value)
    if value is None:
        del entries[key]
    else:
        entries[key] = Entry(Scalar(key, key, node.place), value)
    return Map(entries, node.place)


SENTENCES: list[tuple[Change, list[str]]] = [
    (
        {"scores.pain.criteria.urgency_felt.weight": "3"},
        ["Weight of *Urgency* in *Pain*: 2 → 3"],
    ),
    (
        {"scores.potential.criteria.size.criteria.size_sites.weight": "2.5"},
        ["Weight of *Number of sites* in *Revenue potential › Size*: 2 → 2.5"],
    ),
    (
        {"segmentations.priority.axes.pain.high": "45"},
        ["*Priority matrix*, *Pain*: “*high*” begins at 40 → 45"],
    ),
    (
        {
            "scores.pain.criteria.downtime.bands": "[{points: 0}, {from: 6, points: 30}, {from: 15, points: 65}, {from: 50, points: 100}]"
        },
        [
            "*Hours of downtime a year* in *Pain*, from 6: 35 → 30 points",
            "The step of *Hours of downtime a year* in *Pain* at 40 begins at 50",
        ],
    ),
    (
        {
            "scores.pain.criteria.downtime.bands": "[{points: 5}, {from: 6, points: 35}, {from: 40, points: 100}, {from: 90, points: 95}]"
        },
        [
            "Step of *Hours of downtime a year* in *Pain* removed: from 15: 65 points",
            "New step of *Hours of downtime a year* in *Pain*: from 90: 95 points",
            "*Hours of downtime a year* in *Pain*, below the first step: 0 → 5 points",
        ],
    ),
    (
        {"scores.potential.criteria.sector.points": "{food: 100, pharma: 90, chemicals: 80, other: 1}"},
        [
            "*Sector* in *Revenue potential*, *pharma*: 100 → 90 points",
            "*Sector* in *Revenue potential*, *energy*: 60 points → no points of its own",
            "*Sector* in *Revenue potential*, *other*: no points of its own → 1 point",
        ],
    ),
    (
        {
            "scores.potential.criteria.growing_company.missing": "skip",
            "scores.potential.criteria.growing_company.scale": "[5, 25]",
        },
        [
            "Straight line of *Growth of the company* in *Revenue potential*: 0 points at 0, 100 at 20 → 0 points at 5, 100 at 25",
            "*Growth of the company* in *Revenue potential*, value missing: 35 points → left out of the score",
        ],
    ),
    (
        {"scores.potential.criteria.open_groups.for": None},
        [
            "*Room in our range* in *Revenue potential* counts for every account now, no longer only where Relationship is customer"
        ],
    ),
    (
        {"scores.potential.criteria.new_one": "{weight: 1, value: employees, scale: [0, large_account]}"},
        [
            "New criterion *New one* in *Revenue potential*: weight 1, a straight line of Employees (0 points at 0, 100 at `large_account` (250))"
        ],
    ),
    (
        {"scores.access.criteria.seen_lately": None},
        [
            "Criterion *Seen lately* in *Access to the people* removed; it was: weight 1, points by rules (where Last visit is on or after the day 6 months before the reference date: 100 points; where the number of days since Last visit is at most 365: 50 points)"
        ],
    ),
    (
        {"knockouts.too_small.when": "'relationship == \"prospect\" and employees < 12'"},
        [
            "*Too small to visit* takes out other accounts: where Relationship is prospect and Employees is less than 10 → where Relationship is prospect and Employees is less than 12"
        ],
    ),
    (
        {"knockouts.no_mail": "{title: Mail refused, when: not email_ok}"},
        ["New knock-out *Mail refused*: takes out accounts where May be mailed is no"],
    ),
    ({"parameters.large_account": "300"}, ["`large_account`: 250 → 300"]),
    (
        {"parameters.markets_served": "[NL, BE, LU, DE]"},
        ["`markets_served`: *NL*, *BE*, *LU*, *DE*, *SE* → *NL*, *BE*, *LU*, *DE*"],
    ),
    (
        {"segmentations.priority.needs_completeness": "50%"},
        ["*Priority matrix* asks that so much is known of an account: 40% → 50%"],
    ),
    (
        {"segmentations.value_pyramid.segments.A.up_to": "0.75"},
        ["*A customers* in *Value pyramid* runs up to 80% → 75%"],
    ),
    (
        {"segmentations.prospecting.segments.portal.at": "{potential: low, access: low}"},
        [],
    ),
    (
        {"metrics.revenue_12m.last": "24 months"},
        ["Period of *Revenue, last 12 months*: 12 months → 24 months"],
    ),
    (
        {"metrics.win_rate.where": None},
        ["*Deals won* counts every row now, no longer only where Outcome is one of won, lost"],
    ),
    (
        {"metrics.visits_12m.title.en": "Visits"},
        ["Title of `visits_12m`: “Visits, last 12 months” → “Visits”"],
    ),
    (
        {"metrics.visits_12m.title.sv": "Besök"},
        ["Title of `visits_12m`: “Besök, senaste 12 månaderna” (sv) → “Besök” (sv)"],
    ),
    ({"as_of": "2026-07-31"}, ["The model looks from another day: 30 Jun 2026 → 31 Jul 2026"]),
    ({"tables.accounts.fields.sites.max": "400"}, ["Largest value of *Sites* in *Accounts*: not set → 400"]),
    (
        {"playbooks.invest.budget_share": "0.5"},
        ["Share of the budget of the playbook *Over-invest*: 45% → 50%"],
    ),
    ({"tests.far_away_is_out.given.country": "DE"}, ["The test *Far away is out* changed"]),
    ({"goals.review_by": "2027-01-31"}, ["The rules are to be reviewed by: 31 Dec 2026 → 31 Jan 2027"]),
]


@pytest.mark.parametrize(("changes", "expected"), SENTENCES)
def test_an_edit_is_a_sentence(changes: Change, expected: list[str], words: Words) -> None:
    assert words(changes) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "*Number of sites* in *Revenue potential › Size*"),
        ("nl", "Gewicht van *Aantal vestigingen* in *Omzetpotentieel › Omvang*: 2 → 2,5"),
        ("sv", "Vikt för *Antal anläggningar* i *Intäktspotential › Storlek*: 2 → 2,5"),
    ],
)
def test_in_the_language_of_the_reader(language: str, expected: str, words: Words) -> None:
    (told,) = words({"scores.potential.criteria.size.criteria.size_sites.weight": "2.5"}, language)
    assert expected in told


def schema_paths() -> Iterator[tuple[str, ...]]:
    """Every place of the language at which there may be an edit, ids written `x`."""
    yield from dict.fromkeys(path for path in _below(read_schema(), ()) if path)


def _parts(place: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield place
    if "$ref" in place:
        yield from _parts(read_schema()["$defs"][place["$ref"].removeprefix("#/$defs/")])
    for inner in (*place.get("allOf", ()), *(place[key] for key in ("then", "else") if key in place)):
        yield from _parts(inner)


def _below(place: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if path.count("criteria") > 1 or _is_whole(place, path):
        return
    for part in _parts(place):
        for key, inner in part.get("properties", {}).items():
            yield from _below(inner, (*path, key))
        if isinstance(part.get("additionalProperties"), dict):
            yield from _below(part["additionalProperties"], (*path, "x"))
        if isinstance(part.get("items"), dict):
            yield from _below(part["items"], (*path, {"bands": "from 5", "rules": "when x"}[path[-1]]))


def _is_whole(place: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    """Whether what stands there is one edit, whatever changes within."""
    whole = place.get("$ref") in {"#/$defs/text", "#/$defs/scenario", "#/$defs/words", "#/$defs/date_format"}
    is_list = any(part.get("type") == "array" for part in _parts(place)) and path[-1:] not in {
        ("bands",),
        ("rules",),
    }
    return whole or is_list or path[-1:] in {("at",), ("via",), ("cuts",)} or path == ("parameters", "x")


COLLECTIONS = {
    "best_customers",
    "buying_committee",
    "buying_committee.roles",
    "knockouts",
    "metrics",
    "opportunities",
    "parameters",
    "playbooks",
    "rankings",
    "rankings.x.criteria",
    "rankings.x.criteria.x.criteria",
    "rankings.x.criteria.x.points",
    "rankings.x.metrics",
    "reports",
    "scores",
    "scores.x.criteria",
    "scores.x.criteria.x.criteria",
    "scores.x.criteria.x.points",
    "segmentations",
    "segmentations.x.axes",
    "segmentations.x.segments",
    "tables",
    "tables.x.fields",
    "tests",
}
"""Never an edit themselves: what is in them is."""

ONLY_COME_AND_GO = {
    "buying_committee.roles.x",
    "knockouts.x",
    "metrics.x",
    "opportunities.x",
    "playbooks.x",
    "rankings.x",
    "scores.x",
    "tables.x",
}
"""Told when they are added or removed; a change is told of their keys."""

GENERIC = {
    "extends",  # the merged ruleset counts, not how it is put together
    "include",
    "sikta",
    "metrics.x.count",  # takes one word only
    "opportunities.x.gaps",  # comes and goes together with the amount
    "segmentations.x.cut",  # another cut is another segmentation, told as a whole
}
"""Told by their path alone, as they never change by themselves."""


def test_every_key_of_the_language_has_its_sentence() -> None:
    node = Scalar("a", "a", Place())
    told = {".".join(path) for path in schema_paths() if pattern_of(Edit(path, node, node)) is None}
    assert told - COLLECTIONS - ONLY_COME_AND_GO == GENERIC


@pytest.mark.parametrize(
    "path", sorted(ONLY_COME_AND_GO | {"scores.x.criteria.x", "segmentations.x", "tests.x"})
)
def test_what_comes_and_goes_has_its_sentences(path: str) -> None:
    node, way = Scalar("a", "a", Place()), tuple(path.split("."))
    assert pattern_of(Edit(way, None, node)) is not None
    assert pattern_of(Edit(way, node, None)) is not None


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_every_key_can_be_told(language: str) -> None:
    """Whatever the values, no sentence lacks one; a generic one names the path."""
    plan = plan_of(EXAMPLE)
    values = (Scalar(1, "1", Place()), Scalar("x", "x", Place()), None)
    for path in schema_paths():
        for old, new in ((values[0], values[1]), (None, values[0]), (values[1], None)):
            told = edit_words(Edit(path, old, new), plan, plan, language)
            assert as_plain(told.text)
            assert "{" not in told.text, path


def test_a_condition_keeps_what_is_written_as_its_detail() -> None:
    old, new = Scalar("credit_hold", "credit_hold", Place()), Scalar("not email_ok", "not email_ok", Place())
    told = edit_words(
        Edit(("knockouts", "no_credit", "when"), old, new), plan_of(EXAMPLE), plan_of(EXAMPLE), "en"
    )
    assert as_plain(told.text) == (
        "Credit stopped takes out other accounts: where Credit stopped is yes → where May be mailed is no"
    )
    assert str(as_markdown(told.detail)) == "`credit_hold` → `not email_ok`"


def test_texts_of_strangers_are_escaped_in_every_format() -> None:
    nasty = "*x* `y` <b>|\ue000[z](http://a)"
    edit = Edit(("parameters", nasty), None, Scalar(nasty, nasty, Place(), quoted=True))
    told = edit_words(edit, plan_of(EXAMPLE), plan_of(EXAMPLE), "en").text
    assert as_plain(told) == "New parameter *x* `y` <b>|[z](http://a): *x* `y` <b>|[z](http://a)"
    assert str(as_html(told)) == (
        "New parameter <code>*x* `y` &lt;b&gt;|[z](http://a)</code>: <em>*x* `y` &lt;b&gt;|[z](http://a)</em>"
    )
    assert str(as_markdown(told)) == (
        r"New parameter `` *x* `y` <b>\|[z](http://a) ``: *\*x\* \`y\` &lt;b&gt;\|\[z\](http\://a)*"
    )


def test_text_of_a_right_to_left_script_stays_isolated() -> None:
    edit = Edit(("parameters", "a"), None, Scalar("שלום", "שלום", Place(), quoted=True))
    told = edit_words(edit, plan_of(EXAMPLE), plan_of(EXAMPLE), "en").text
    assert str(as_markdown(told)) == "New parameter `a`: *\u2068שלום\u2069*"


@pytest.mark.parametrize(
    ("path", "topic", "title"),
    [
        ("scores.pain.criteria.urgency_felt.weight", "scores", "Scores"),
        ("segmentations.priority.axes.pain.high", "segments", "Segments"),
        ("knockouts.no_credit.when", "knockouts", "Knock-outs"),
        ("parameters.large_account", "parameters", "Parameters"),
        ("metrics.revenue_12m.last", "metrics", "Metrics"),
        ("tables.accounts.file", "data", "Data"),
        ("playbooks.invest.owner", "playbooks", "Playbooks"),
        ("rankings.attractive_markets.of", "analyses", "Analyses"),
        ("tests.far_away_is_out", "tests", "Tests of the rules"),
        ("metrics.revenue_12m.title", "texts", "Titles, owners and goals"),
        ("goals.purpose", "texts", "Titles, owners and goals"),
        ("parameters.owner", "parameters", "Parameters"),
    ],
)
def test_edits_belong_to_what_a_reviewer_thinks_in(path: str, topic: str, title: str) -> None:
    found = topic_of(Edit(tuple(path.split(".")), None, None))
    assert (found, topic_title(found, "en")) == (topic, title)


def test_a_text_beside_the_rules_is_told_by_the_words_that_differ(tmp_path: Path) -> None:
    for name, ending in (("old", "first by telephone"), ("new", "first in person")):
        folder = tmp_path / name
        (folder / "texts").mkdir(parents=True)
        (folder / "ruleset.yaml").write_text(
            "sikta: 1\nname: a\ntables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}}}}\n"
            "segmentations: {s: {method: rules, segments: {b: {when: id == '1'}}}}\n"
            "playbooks: {p: {title: Visit, for: s == 'b', text: texts/p.md}}\nreports: {templates: texts}\n",
            encoding="utf-8",
        )
        text = (
            "Read what we know of them. Then see them "
            + ending
            + ", and write down what they said about the price."
        )
        (folder / "texts" / "p.md").write_text(text + "\r\n", encoding="utf-8", newline="")
    old, new = check_ruleset(tmp_path / "old"), check_ruleset(tmp_path / "new")
    assert old.tree is not None
    assert new.tree is not None
    found = document_edits(old.tree, new.tree)
    told = [as_plain(edit_words(edit, plan_of(old), plan_of(new), "en").text) for edit in found]
    assert told == [
        "Text of the playbook Visit (texts/p.md): “… see them first by telephone, and write down …” → “… see them first in person, and write down …”",
        "Template p.md: “… see them first by telephone, and write down …” → “… see them first in person, and write down …”",
    ]
    assert document_edits(old.tree, old.tree) == ()


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("scores.a.criteria.b.criteria.c.weight", "criterion", "weight"),
        ("segmentations.a.axes.b.c", "level", ""),
        ("segmentations.a.segments.b.when", "segment", "when"),
        ("tables.a.fields.b.min", "field", "min"),
        ("name", "ruleset", "name"),
    ],
)
def test_an_edit_is_about_the_deepest_part_that_has_a_name(path: str, kind: str, key: str) -> None:
    thing = thing_of(tuple(path.split(".")))
    assert (thing.kind, ".".join(thing.key)) == (kind, key)


LONG = "Every hour your line stands still costs more than the part that broke. We keep that part on your site for you."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("short", "brief", ("short", "brief")),
        (LONG, f"{LONG} Always.", ("… site for you.", "… site for you. Always.")),
        (LONG, f"Now: {LONG}", ("Every hour your …", "Now: Every hour your …")),
        (
            LONG,
            LONG.replace("more", "less"),
            ("… stands still costs more than the part …", "… stands still costs less than the part …"),
        ),
        ("a" * 300, "b", ("a" * 239 + "…", "b")),
    ],
)
def test_long_texts_are_brought_down_to_what_differs(old: str, new: str, expected: tuple[str, str]) -> None:
    assert shortened(old, new) == expected


WHOLE: list[tuple[Change, list[str]]] = [
    (
        {
            "scores.pain.criteria.urgency_felt": "{title: Urgency, weight: 2, value: urgency, points: {1: 0, 5: 100}}"
        },
        [
            "Points of *Urgency* in *Pain* are given in another way: a straight line of Urgency (0 points at 1, 100 at 5) → points by Urgency (1: 0 points, 5: 100 points)"
        ],
    ),
    (
        {"segmentations.prospecting.segments.nurture.at": "[{potential: [low, mid]}]"},
        [
            "*Stay in touch* in *Door opener* covers other cells: *revenue potential* middle; *revenue potential* low, *access to the people* high → *revenue potential* low / middle"
        ],
    ),
    (
        {"segmentations.market.segments.nordics": '{title: Nordics, when: country == "SE"}'},
        ["New segment *Nordics* in *Market*: accounts where Country is SE"],
    ),
    (
        {"segmentations.rfm.segments.regulars": None, "segmentations.value_pyramid.segments.B": None},
        [
            "Segment *B customers* in *Value pyramid* removed; it was: up to 95%",
            "Segment *Regulars* in *Buying behaviour* removed; it was: `recency: [3, 5], frequency: [2, 5], monetary: [2, 5]`",
        ],
    ),
    (
        {"metrics.revenue_12m_de": "{from: orders, sum: amount}", "scores.access": None},
        [
            "New metric *Revenue 12m de*: `from: orders, sum: amount`",
            "Score *Access to the people* removed; it was: *Contacts known*, *Meetings in deals*, *Seen lately*",
        ],
    ),
    (
        {"parameters.small_staff": "50", "parameters.small_account": None},
        ["`small_account` has another id, wherever it is used: `small_account` → `small_staff`"],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), WHOLE)
def test_a_part_that_comes_or_goes_is_told_in_short(
    changes: Change, expected: list[str], tmp_path: Path
) -> None:
    """Told of the edits alone: rulesets with such gaps need not run."""
    assert EXAMPLE.tree is not None
    found = edits(EXAMPLE.tree.root, _with(EXAMPLE.tree.root, changes, tmp_path))
    told = [edit_words(edit, plan_of(EXAMPLE), plan_of(EXAMPLE), "en").text for edit in found]
    written = [str(as_markdown(each)) for each in told]
    assert [each for each in expected if each not in written] == [], written
