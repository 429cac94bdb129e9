"""Points kept in a sheet: read cell by cell, each fault with the name of its cell; moved there, and taken back."""

from pathlib import Path

import openpyxl
import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import SiktaError
from sikta.engine.findings.text import as_text
from sikta.engine.rules import load
from sikta.engine.rules.model import Band, Bands, PointsMap
from sikta.engine.rules.sheets.grid import letters
from sikta.engine.rules.sheets.moving import from_sheet, to_sheet

RULES = """\
sikta: 1
name: sheets
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      industry: {type: category, values: [food, pharma, other]}
      size: {type: integer, min: 0}
parameters: {large: 250}
scores:
  potential:
    criteria:
      industry: {weight: 2, value: industry, %s, otherwise: 20}
      size:
        weight: 1
        value: size
        %s  # steps
        source: Chamber of commerce
"""
POINTS = "points: {food: 100, pharma: 80}"
BANDS = "bands: [{points: 0}, {from: 50, points: 70.5}, {from: large, points: 100}]"

Rows = list[list[object]]


def ruleset(folder: Path, points: str = POINTS, bands: str = BANDS) -> Path:
    (folder / "ruleset.yaml").write_text(RULES % (points, bands), encoding="utf-8")
    return folder


def workbook(path: Path, **sheets: Rows) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def told(folder: Path) -> list[str]:
    return [as_text(finding) for finding in load(folder).findings]


def measure(folder: Path, criterion: str) -> object:
    loaded = load(folder)
    assert loaded.ruleset is not None, told(folder)
    return loaded.ruleset.scores["potential"].criteria[criterion].measure


def test_points_by_value_from_a_workbook_equal_those_in_yaml(tmp_path: Path) -> None:
    workbook(
        tmp_path / "points.xlsx",
        Sectors=[["value", "points", "note"], ["food", 100, "first"], ["pharma", 80]],
    )
    ruleset(tmp_path, 'table: "points.xlsx#Sectors"')
    assert measure(tmp_path, "industry") == PointsMap("industry", {"food": 100.0, "pharma": 80.0}, 20.0)
    assert told(tmp_path) == []


def test_bands_from_a_file_with_semicolons_and_a_decimal_comma(tmp_path: Path) -> None:
    (tmp_path / "sizes.csv").write_text("vanaf;punten\n;0\n50;70,5\nlarge;100\n", encoding="utf-8")
    ruleset(tmp_path, bands="table: sizes.csv")
    assert measure(tmp_path, "size") == Bands("size", (Band(0.0), Band(70.5, 50.0), Band(100.0, 250.0)))


def test_a_base_keeps_its_sheets_in_its_own_folder(tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own"
    base.mkdir()
    own.mkdir()
    (base / "points.csv").write_text("value,points\nfood,900\n", encoding="utf-8")
    ruleset(base, "table: points.csv")
    (own / "ruleset.yaml").write_text("sikta: 1\nname: own\nextends: ../base\n", encoding="utf-8")
    assert told(own)[0].startswith('../base/points.csv:2:6: error E205: "food" takes points from 0 to 100')


FAULTY_SHEETS: dict[str, tuple[Rows, list[str]]] = {
    "points out of range, in a cell": (
        [["value", "points"], ["food", 100], ["pharma", 180]],
        [
            (
                'points.xlsx#Sectors!B3: error E205: "pharma" takes points from 0 to 100, or the name of a parameter\n'
                "  found: the number 180"
            )
        ],
    ),
    "a value without points, points without a value, a value twice": (
        [["value", "points"], ["food", None], [None, 30], ["pharma", 80], ["pharma", 70]],
        [
            (
                'points.xlsx#Sectors!A2: error E483: "food" has no points\n'
                "  mend it: write points from 0 to 100 in this cell"
            ),
            (
                'points.xlsx#Sectors!A5: error E483: "pharma" stands here twice\n'
                "  found: first in points.xlsx#Sectors!A4\n"
                "  mend it: keep one of the two rows"
            ),
            (
                "points.xlsx#Sectors!B3: error E483: points without a value\n"
                "  mend it: fill in the column value, or empty the row"
            ),
        ],
    ),
    "a number in words": (
        [["value", "points"], ["food", 100], ["pharma", "tachtig"]],
        [
            (
                "points.xlsx#Sectors!B3: error E203: a number is expected in the cell B3\n"
                '  found: the text "tachtig"\n'
                "  mend it: write the number in digits"
            )
        ],
    ),
    "other columns": (
        [["sector", "score"], ["food", 100]],
        [
            (
                "points.xlsx#Sectors!A1: error E482: points.xlsx#Sectors does not have the columns of a table of points\n"
                "  expected: value and points, or from and points, in its first row; a column note may stand beside them\n"
                "  found: sector, score\n"
                "  mend it: write these words above the columns"
            )
        ],
    ),
}


@pytest.mark.parametrize("case", FAULTY_SHEETS)
def test_faults_name_their_cell(case: str, tmp_path: Path) -> None:
    rows, expected = FAULTY_SHEETS[case]
    workbook(tmp_path / "points.xlsx", Sectors=rows)
    ruleset(tmp_path, 'table: "points.xlsx#Sectors"')
    assert told(tmp_path) == expected


def test_a_value_that_the_category_lacks_is_told_in_its_cell(tmp_path: Path) -> None:
    workbook(tmp_path / "points.xlsx", Sectors=[["value", "points"], [None, None], ["fod", 100]])
    ruleset(tmp_path, 'table: "points.xlsx#Sectors"')
    findings = check_ruleset(tmp_path).findings
    assert [(finding.code, str(finding.place)) for finding in findings] == [
        ("E455", "points.xlsx#Sectors!A3")
    ]


UNREADABLE = {
    "nosuch.xlsx": 'there is no file "nosuch.xlsx"',
    "point.xlsx#Sectors": 'there is no file "point.xlsx"; did you mean "points.xlsx"?',
    "points.xlsx#Sector": 'points.xlsx has no sheet "Sector"; did you mean "Sectors"?',
    "../points.xlsx": '"../points.xlsx" leads out of the folder',
    "https://example.com/points.csv": '"https://example.com/points.csv" is an address; nothing was fetched',
    "points.pdf": '"points.pdf" is of a kind that cannot be read',
    "damaged.xlsx": '"damaged.xlsx" cannot be read: it is damaged or of another kind',
    "large.csv": '"large.csv" is too large for a table of points',
    "long.csv": '"long.csv" is too large for a table of points',
}


@pytest.mark.parametrize("written", UNREADABLE)
def test_sheets_that_cannot_be_read(written: str, tmp_path: Path) -> None:
    workbook(tmp_path / "points.xlsx", Sectors=[["value", "points"], ["food", 1]])
    (tmp_path / "points.pdf").write_bytes(b"%PDF")
    (tmp_path / "damaged.xlsx").write_bytes(b"no workbook")
    (tmp_path / "large.csv").write_bytes(b"value,points\n" + b"x" * 6_000_000)
    (tmp_path / "long.csv").write_bytes(b"value,points\n" + b"a,1\n" * 20_001)
    ruleset(tmp_path, f'table: "{written}"')
    finding = load(tmp_path).findings[0]
    assert (finding.code, finding.message) == ("E481", UNREADABLE[written])
    assert (finding.place.line, finding.place.column) == (16, 53)


def test_table_beside_points_is_refused(tmp_path: Path) -> None:
    workbook(tmp_path / "points.xlsx", Sectors=[["value", "points"], ["food", 1]])
    ruleset(tmp_path, f"table: points.xlsx, {POINTS}")
    assert "a criterion has both table and points" in told(tmp_path)[0]


@pytest.mark.parametrize(
    ("criterion", "target"), [("industry", "points.xlsx#Sectors"), ("size", "sizes.csv")]
)
def test_moved_to_a_sheet_and_back_nothing_has_changed(criterion: str, target: str, tmp_path: Path) -> None:
    before = ruleset(tmp_path).joinpath("ruleset.yaml").read_text(encoding="utf-8")
    path, was = f"scores.potential.criteria.{criterion}", measure(tmp_path, criterion)

    to_sheet(tmp_path, path, target)
    moved = (tmp_path / "ruleset.yaml").read_text(encoding="utf-8")
    assert target in moved
    assert "# steps" in moved
    assert measure(tmp_path, criterion) == was

    from_sheet(tmp_path, path)
    assert (tmp_path / "ruleset.yaml").read_text(encoding="utf-8") == before


def test_comments_behind_points_become_notes(tmp_path: Path) -> None:
    lines = "bands:\n          - {points: 0}  # too small\n          - {from: 50, points: 60}"
    ruleset(tmp_path, bands=lines)
    to_sheet(tmp_path, "scores.potential.criteria.size", "points.xlsx#Sizes")
    sheet = openpyxl.load_workbook(tmp_path / "points.xlsx")["Sizes"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["from", "points", "note"],
        [None, 0, "too small"],
        [50, 60, "steps"],
    ]


def test_long_points_come_back_line_by_line(tmp_path: Path) -> None:
    rows = [f"{'x' * 30}{number},{number}" for number in range(4)]
    (tmp_path / "sizes.csv").write_text("\n".join(["value,points", *rows]), encoding="utf-8")
    ruleset(tmp_path, bands="table: sizes.csv")
    from_sheet(tmp_path, "scores.potential.criteria.size")
    text = (tmp_path / "ruleset.yaml").read_text(encoding="utf-8")
    assert f"        points:\n          {'x' * 30}0: 0\n          {'x' * 30}1: 1\n" in text


REFUSED = {
    ("scores.potential.criteria.industri", "points.csv"): (
        'the ruleset has no criterion "scores.potential.criteria.industri"; '
        'did you mean "scores.potential.criteria.industry"?'
    ),
    ("industri", "points.csv"): 'no criterion "industri"; did you mean "industry"?',
    ("scores.potential.criteria.industry", "there.csv"): '"there.csv" is there already',
    ("scores.potential.criteria.industry", "there.xlsx#One"): '"there.xlsx#One" is there already',
    ("scores.potential.criteria.industry", "../out.csv"): '"../out.csv" leads out of the folder',
    ("scores.potential.criteria.industry", "points.ods"): '"points.ods" is no name for a sheet',
    ("scores.potential.criteria.industry", "broken.xlsx"): "broken.xlsx cannot be read",
    ("scores.potential.criteria.industry", "new.xlsx#A/B"): 'Excel takes no sheet called "A/B"',
    ("scores.potential.criteria.industry", f"new.xlsx#{'x' * 32}"): "Excel takes no sheet called",
}


@pytest.mark.parametrize("asked", REFUSED)
def test_moves_that_are_refused_change_nothing(asked: tuple[str, str], tmp_path: Path) -> None:
    ruleset(tmp_path)
    (tmp_path / "there.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_text("no workbook", encoding="utf-8")
    workbook(tmp_path / "there.xlsx", One=[["mine"]])
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(SiktaError) as caught:
        to_sheet(tmp_path, *asked)
    assert REFUSED[asked] in caught.value.findings[0].message
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_nothing_to_take_back(tmp_path: Path) -> None:
    ruleset(tmp_path)
    with pytest.raises(SiktaError) as caught:
        from_sheet(tmp_path, "scores.potential.criteria.industry")
    assert caught.value.findings[0].message == "scores.potential.criteria.industry has no sheet"


@pytest.mark.parametrize(("column", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(column: int, expected: str) -> None:
    assert letters(column) == expected


def test_a_name_that_yaml_reads_otherwise_is_quoted(tmp_path: Path) -> None:
    ruleset(tmp_path)
    to_sheet(tmp_path, "scores.potential.criteria.industry", "our *points*.csv")
    assert 'table: "our *points*.csv", otherwise' in (tmp_path / "ruleset.yaml").read_text(encoding="utf-8")
    assert told(tmp_path) == []


def test_a_ruleset_that_may_not_be_written_leaves_no_sheet_behind(tmp_path: Path) -> None:
    ruleset(tmp_path)
    (tmp_path / "ruleset.yaml").chmod(0o444)
    with pytest.raises(SiktaError) as caught:
        to_sheet(tmp_path, "scores.potential.criteria.industry", "points.csv")
    assert caught.value.findings[0].code == "E112"
    assert [file.name for file in tmp_path.iterdir()] == ["ruleset.yaml"]
