"""What a ruleset includes and extends, and how far it may reach."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.findings.text import as_text
from sikta.engine.rules import load
from sikta.engine.rules.merging import Escape, confined, joining, merged
from sikta.engine.rules.nodes import plain

Folders = Callable[..., Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Writes files by their path below a folder that stands for `rulesets/`; the first is the ruleset."""

    def _write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "rulesets" / name.replace("__", "/").replace("_yaml", ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "rulesets" / "own" / "ruleset.yaml"

    return _write


def tree(file: Path) -> dict[str, Any]:
    result = merged(file)
    assert result.root is not None
    assert [as_text(finding) for finding in result.findings] == []
    return {key: value for key, value in plain(result.root).items() if key not in ("include", "extends")}


def told(file: Path) -> list[str]:
    return [f"{finding.place}: {finding.message}" for finding in merged(file).findings]


def test_included_files_fill_the_same_sections(folders: Folders) -> None:
    file = folders(
        own__ruleset_yaml="include: [more.yaml, parts/]\nscores: {a: {criteria: {x: {weight: 1}}}}\n",
        own__more_yaml="scores: {a: {criteria: {y: {weight: 2}}}, b: {criteria: {}}}\nmetrics: {m: {value: 1}}\n",
        own__parts__1_yaml="metrics: {n: {value: 2}}\n",
        own__parts__2_yaml="metrics: {o: {value: 3}}\n",
        own__parts__deeper__3_yaml="metrics: {p: {value: 4}}\n",
    )
    assert tree(file) == {
        "scores": {"a": {"criteria": {"x": {"weight": 1}, "y": {"weight": 2}}}, "b": {"criteria": {}}},
        "metrics": {"m": {"value": 1}, "n": {"value": 2}, "o": {"value": 3}},
    }


def test_tests_of_the_folder_come_along(folders: Folders) -> None:
    file = folders(
        own__ruleset_yaml="tests: {a: {expect: {x: 1}}}\n",
        own__tests__more_yaml="b: {expect: {x: 2}}\n",
        own__tests__other_yaml="tests: {c: {expect: {x: 3}}}\n",
    )
    assert list(tree(file)["tests"]) == ["a", "b", "c"]


def test_a_title_in_two_files(folders: Folders) -> None:
    file = folders(
        own__ruleset_yaml="include: [more.yaml]\nowner: Sales\n", own__more_yaml="\nowner: Marketing\n"
    )
    assert told(file) == [
        'more.yaml:2:1: "owner" stands in two files: first in ruleset.yaml, line 2, again in more.yaml, line 2'
    ]


BASE = """\
owner: Head office
scores:
  fit:
    criteria:
      size: {weight: 3, value: employees, bands: [{points: 0}], title: Size}
      trade: {weight: 1, value: industry, points: {food: 100, other: 10}, otherwise: 5}
metrics:
  revenue: {from: orders, sum: amount, last: 12 months, unit: EUR}
  rate: {value: margin / revenue}
  place: {lookup: places.zone, by: country}
tables:
  accounts: {file: a.xlsx, sheet: One, fields: {size: {type: integer, min: 0, max: 9}}}
segmentations:
  grid: {method: matrix, segments: {a: {at: {fit: low, pain: high}}}}
tests:
  one: {given: {size: 3, country: NL}, expect: {fit: 1}}
"""


@pytest.mark.parametrize(
    ("own", "path", "expected"),
    [
        # One key changes, the rest stays.
        (
            "scores: {fit: {criteria: {size: {weight: 5}}}}",
            "scores.fit.criteria.size",
            {"weight": 5, "value": "employees", "bands": [{"points": 0}], "title": "Size"},
        ),
        # null removes.
        ("scores: {fit: {criteria: {size: null}}}", "scores.fit.criteria.size", None),
        ("owner:", "owner", None),
        # Another way to give points takes the place of the first.
        (
            "scores: {fit: {criteria: {size: {scale: [0, 9]}}}}",
            "scores.fit.criteria.size",
            {"weight": 3, "value": "employees", "scale": [0, 9], "title": "Size"},
        ),
        (
            "scores: {fit: {criteria: {size: {rules: [{when: a, points: 1}]}}}}",
            "scores.fit.criteria.size",
            {"weight": 3, "title": "Size", "rules": [{"when": "a", "points": 1}]},
        ),
        (
            "scores: {fit: {criteria: {trade: {scale: [0, 9]}}}}",
            "scores.fit.criteria.trade",
            {"weight": 1, "value": "industry", "scale": [0, 9]},
        ),
        # Points by value are merged by value.
        (
            "scores: {fit: {criteria: {trade: {points: {food: 90, pharma: 80}}}}}",
            "scores.fit.criteria.trade.points",
            {"food": 90, "other": 10, "pharma": 80},
        ),
        (
            "metrics: {revenue: {average: amount}}",
            "metrics.revenue",
            {"from": "orders", "average": "amount", "last": "12 months", "unit": "EUR"},
        ),
        ("metrics: {revenue: {value: a + b}}", "metrics.revenue", {"value": "a + b", "unit": "EUR"}),
        (
            "metrics: {rate: {lookup: rates.rate, by: country}}",
            "metrics.rate",
            {"lookup": "rates.rate", "by": "country"},
        ),
        ("metrics: {place: {value: zone}}", "metrics.place", {"value": "zone"}),
        (
            "metrics: {place: {unit: zone}}",
            "metrics.place",
            {"lookup": "places.zone", "by": "country", "unit": "zone"},
        ),
        (
            "tables: {accounts: {sql: select 1, connection: '${CRM}'}}",
            "tables.accounts",
            {
                "sql": "select 1",
                "connection": "${CRM}",
                "fields": {"size": {"type": "integer", "min": 0, "max": 9}},
            },
        ),
        # A field's min and max are no two ways to say one thing.
        (
            "tables: {accounts: {fields: {size: {min: 1}}}}",
            "tables.accounts.fields.size",
            {"type": "integer", "min": 1, "max": 9},
        ),
        # A segment's cells are one thing.
        (
            "segmentations: {grid: {segments: {a: {at: {fit: high}}}}}",
            "segmentations.grid.segments.a.at",
            {"fit": "high"},
        ),
        # Inside a test null is a value.
        ("tests: {one: {given: {size: null}}}", "tests.one.given", {"size": None}),
        ("tests: {one: null}", "tests.one", None),
        ("knockouts: {new: {when: x}}", "knockouts", {"new": {"when": "x"}}),
    ],
)
def test_overridden_by_id(folders: Folders, own: str, path: str, expected: object) -> None:
    file = folders(own__ruleset_yaml=f"extends: ../base\n{own}\n", base__ruleset_yaml=BASE)
    node: Any = tree(file)
    for step in path.split("."):
        node = node.get(step) if node is not None else None
    assert node == expected


def test_a_base_may_have_a_base_and_includes(folders: Folders) -> None:
    file = folders(
        own__ruleset_yaml="extends: ../country\nname: own\n",
        country__ruleset_yaml="extends: ../base/ruleset.yaml\ninclude: [more.yaml]\nname: country\ncurrency: SEK\n",
        country__more_yaml="knockouts: {a: {when: x}}\n",
        base__ruleset_yaml="name: base\nowner: Head office\ncurrency: EUR\n",
    )
    assert tree(file) == {
        "name": "own",
        "owner": "Head office",
        "currency": "SEK",
        "knockouts": {"a": {"when": "x"}},
    }
    assert [folder.resolve().name for folder in merged(file).bases] == ["country", "base"]


def test_faults_of_a_base_name_its_file(folders: Folders) -> None:
    file = folders(own__ruleset_yaml="extends: ../base\n", base__ruleset_yaml="a: 1\na: 2\n")
    assert [str(finding.place) for finding in merged(file).findings] == ["../base/ruleset.yaml:2:1"]


def test_a_base_that_cannot_be_read(folders: Folders) -> None:
    file = folders(own__ruleset_yaml="extends: ../base\nname: own\n", base__ruleset_yaml="[")
    result = merged(file)
    assert result.root is None
    assert result.rest is not None
    assert [(str(finding.place), finding.code) for finding in result.findings] == [
        ("../base/ruleset.yaml:1:2", "E104")
    ]


def test_a_fault_of_syntax_hides_no_fault_of_other_files(folders: Folders) -> None:
    """Whole sections before it are looked at, too; names are not, since they may stand behind it."""
    file = folders(
        own__ruleset_yaml="sikta: 1\ninclude: [parts/]\ngoals: {prupose: Grow}\nname: [\nmetrics: {a: {value: b}}\n",
        own__parts__first_yaml="scores: {fit: {criteria: {size: {weight: 0, value: nosuch, scale: [0, 1]}}}}\n",
        own__parts__second_yaml="metrics: {b: {value: 1, value: 2}}\n",
        own__parts__third_yaml="knockouts: {far: {when: size > 3, reson: Too far}}\nowner: @sales\n",
        own__tests__all_yaml="one: {expct: {fit: 3}}\n",
    )
    assert [(str(finding.place), finding.code) for finding in load(file).findings] == [
        ("parts/first.yaml:1:42", "E205"),
        ("parts/second.yaml:1:25", "E105"),
        ("parts/third.yaml:1:35", "E201"),
        ("parts/third.yaml:2:8", "E104"),
        ("ruleset.yaml:3:9", "E201"),
        ("ruleset.yaml:4:7", "E104"),
        ("tests/all.yaml:1:7", "E201"),
    ]


@pytest.mark.parametrize("written", ["../..", "..", "../../other", "../../rulesets/base", "/etc", "~/rules"])
def test_extends_reaches_siblings_only(folders: Folders, tmp_path: Path, written: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "ruleset.yaml").write_text("name: other\n")
    file = folders(own__ruleset_yaml=f"extends: {written}\n", base__ruleset_yaml="name: base\n")
    [message] = told(file)
    assert f'"{written}" ' in message
    assert merged(file).bases == ()


def test_links_out_of_the_root(folders: Folders, tmp_path: Path) -> None:
    file = folders(
        own__ruleset_yaml="extends: ../link\ninclude: [secret.yaml, parts/]\n",
        own__parts__a_yaml="owner: Sales\n",
    )
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "ruleset.yaml").write_text("password: secret\n")
    file.parent.parent.joinpath("link").symlink_to(tmp_path / "outside")
    file.parent.joinpath("secret.yaml").symlink_to(tmp_path / "outside" / "ruleset.yaml")
    file.parent.joinpath("parts", "secret.yaml").symlink_to(tmp_path / "outside" / "ruleset.yaml")
    file.parent.joinpath("tests").symlink_to(tmp_path / "outside")
    assert told(file) == [
        'ruleset.yaml:2:11: "secret.yaml" is a link that leads out of the folder',
        'ruleset.yaml:2:24: "parts/" holds secret.yaml, a link that leads out of it',
        'ruleset.yaml:1:10: "../link" is a link that leads out of the folder',
    ]
    result = merged(file)
    assert result.root is not None
    assert "secret" not in str(plain(result.root).get("password"))


def test_a_link_inside_the_root_is_followed(folders: Folders) -> None:
    file = folders(own__ruleset_yaml="include: [link.yaml]\n", own__parts__a_yaml="owner: Sales\n")
    file.parent.joinpath("link.yaml").symlink_to(file.parent / "parts" / "a.yaml")
    assert tree(file) == {"owner": "Sales"}


def test_a_folder_that_includes_the_ruleset_itself(folders: Folders) -> None:
    file = folders(own__ruleset_yaml="include: [./]\n", own__more_yaml="owner: Sales\n")
    assert tree(file) == {"owner": "Sales"}


def test_what_is_no_name_is_left_to_the_shape(folders: Folders) -> None:
    file = folders(own__ruleset_yaml="include: [[a], {b: c}]\nextends: [x]\nname: own\n")
    assert tree(file) == {"name": "own"}


def test_number_of_files_is_bounded(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_MAX_FILES", 1)
    file = folders(
        own__ruleset_yaml="include: [a.yaml, b.yaml]\n", own__a_yaml="owner: x\n", own__b_yaml="name: x\n"
    )
    assert told(file) == ["ruleset.yaml:1:19: more than 1 files are included"]


def test_number_of_bases_is_bounded(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_MAX_BASES", 1)
    file = folders(
        own__ruleset_yaml="extends: ../b\n", b__ruleset_yaml="extends: ../c\n", c__ruleset_yaml="name: c\n"
    )
    assert told(file) == ["../b/ruleset.yaml:1:10: more than 1 rulesets extend one another"]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("a/../../b", "leads out of the folder"),
        ("file:///etc/passwd", "is an address; nothing was fetched"),
        ("C:\\rules", "is an address; nothing was fetched"),
        ("\\\\server\\rules", "is not a path below the folder, with forward slashes"),
    ],
)
def test_refused_paths(tmp_path: Path, written: str, why: str) -> None:
    with pytest.raises(Escape, match=why):
        confined(tmp_path, written, tmp_path)


def test_confined_paths(tmp_path: Path) -> None:
    assert confined(tmp_path, "a/../b.yaml", tmp_path).resolve() == (tmp_path / "b.yaml").resolve()
