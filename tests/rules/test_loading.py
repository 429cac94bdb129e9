"""A ruleset loaded, with every fault at once."""

import time
from pathlib import Path

import pytest

from sikta.engine.expressions.functions import FUNCTIONS as COMPUTED
from sikta.engine.rules import Loaded, load
from sikta.engine.rules.reserved import FUNCTIONS

HERE = Path(__file__).parent


def test_a_folder_or_its_file() -> None:
    folder, file = load(HERE / "base"), load(HERE / "base" / "ruleset.yaml")
    assert folder.ruleset is not None
    assert folder == file


def test_nothing_there(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert isinstance(loaded, Loaded)
    assert (loaded.ruleset, loaded.left_out) == (None, frozenset())
    assert [(str(finding.place), finding.message) for finding in loaded.findings] == [
        ("ruleset.yaml", "there is no such file")
    ]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("", []),
        ("  sectors: {file: s.csv, key: sector, fields: {sector: {type: text}}}\n", []),
        ("  orders: {file: o.csv, account: of, fields: {of: {type: text}}}\n", [("E202", "tables.accounts")]),
    ],
    ids=["alone", "beside a table of its own", "named by orders"],
)
def test_accounts_need_a_key_only_where_something_names_them(
    tmp_path: Path, other: str, told: list[tuple[str, str]]
) -> None:
    """Alone they go by their row numbers. The whole message is in bad/yaml/36-accounts-without-key."""
    (tmp_path / "ruleset.yaml").write_text(
        "sikta: 1\nname: keyless\ntables:\n"
        "  accounts: {file: a.csv, fields: {id: {type: text}, sector: {type: text}, n: {type: integer}}}\n"
        f"{other}scores: {{fit: {{criteria: {{x: {{weight: 1, value: n, scale: [0, 9]}}}}}}}}\n",
        encoding="utf-8",
    )
    assert [(finding.code, finding.path) for finding in load(tmp_path).findings] == told


FAULTS_OF_ALL_KINDS = """\
sikta: 1
name: many
owner: .nan
tables:
  accounts: {file: a.csv, key: nosuch, fields: {a: {type: text}, n: {type: nmber}}}
  orders: {file: o.csv, account: a, fields: {a: {type: text}, m: {typ: text}}}
metrics: {total_sum: {form: orders}, other: {value: n}}
parameters: {big: [], small: 3}
scores:
  fit: {criteria: {x: {weight: big, value: n, scale: [1, 1]}, y: {weight: small, value: n, scale: [1, 1]}}}
  pain: {criteria: {x: {weight: nosuch, value: n, scale: [0, 1]}}}
segmentations: {grid: {method: matrix, axes: {fit: {low: 0, high: 5}, pain: {low: 0, high: 5}}, segments: {a: {at: {fit: low}}}}}
knockouts: {old: {when: a == 1, review_by: 2026-02-31}}
"""


def test_every_fault_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ruleset.yaml"
    path.write_text(FAULTS_OF_ALL_KINDS)
    loaded = load(path)
    assert [(finding.place.line, finding.code) for finding in loaded.findings] == [
        (3, "E108"),  # .nan
        (5, "E402"),  # key: nosuch
        (5, "E204"),  # type: nmber
        (6, "E201"),  # typ
        (7, "E202"),  # no sum or the like
        (7, "E201"),  # form
        (8, "E209"),  # big is empty, so that "weight: big" is no fault of its own
        (10, "E404"),  # the scale of y; x was left out
        (11, "E402"),  # weight: nosuch
        (12, "E406"),  # cells
        (13, "E206"),  # no such day
    ]
    # What expressions may name is there by its id, too.
    assert {"n", "m", "total_sum", "big", "pain"} <= loaded.left_out
    assert {
        "tables.accounts.fields.n",
        "scores.fit.criteria.x",
        "scores.pain",
        "knockouts.old",
    } <= loaded.left_out
    assert not {"a", "fit", "other", "x", "grid"} & loaded.left_out
    assert loaded.ruleset is not None
    assert list(loaded.ruleset.scores) == ["fit"]


def test_without_accounts_there_is_no_ruleset(tmp_path: Path) -> None:
    path = tmp_path / "ruleset.yaml"
    path.write_text(
        "sikta: 1\nname: x\ntables: {orders: {file: o.csv, fields: {a: {type: text}}}}\nscores: {}\n"
    )
    loaded = load(path)
    assert loaded.ruleset is None
    assert [finding.message for finding in loaded.errors] == [
        '"tables" lacks the key "accounts"',
        '"scores" is empty',
    ]


def test_sections_that_are_not_computed_yet() -> None:
    notes = [finding.message for finding in load(HERE / "whole-language").findings if finding.code == "N901"]
    assert all(note.endswith(" is read and checked but not computed yet") for note in notes)


def test_reserved_functions_are_those_that_are_computed() -> None:
    assert set(COMPUTED) == set(FUNCTIONS)


def test_five_thousand_rules(tmp_path: Path) -> None:
    """Works, and in seconds; a minute is for a busy machine."""
    rules = "\n".join(f"      s{index}: {{when: n > {index}}}" for index in range(5_000))
    path = tmp_path / "ruleset.yaml"
    path.write_text(
        "sikta: 1\nname: many\n"
        "tables: {accounts: {file: a.csv, key: a, fields: {a: {type: text}, n: {type: number}}}}\n"
        f"segmentations:\n  all:\n    method: rules\n    segments:\n{rules}\n"
    )
    start = time.process_time()
    loaded = load(path)
    assert loaded.findings == ()
    assert loaded.ruleset is not None
    assert len(loaded.ruleset.segmentations["all"].segments) == 5_000
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"[[[[", b"a: !!x\n", b"sikta: 1\n", b"tables: 5\nscores: [1]\n"]
)
def test_never_raises_for_what_a_file_holds(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ruleset.yaml"
    path.write_bytes(content)
    assert load(path).errors
