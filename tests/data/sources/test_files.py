"""Tables in several files: partitions in folders, patterns with a *, and archives."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sikta.engine.data.readers import READERS
from sikta.engine.expressions.columns import Numbers, Texts
from sikta.engine.reporting.results.quality import quality_table
from sikta.engine.rules.data_files import ENDINGS, data_files, is_there
from tests.data.conftest import ACCOUNTS, Read, Refused, told

ORDERS = (
    "orders: {{file: {file}, account: customer, fields: {{customer: {{type: text}}, "
    "amount: {{type: number}}{more}}}}}\n"
)
CSV = {"accounts.csv": "id\nA1\nB2\n"}


def orders(file: str, more: str = "") -> str:
    return ACCOUNTS + ORDERS.format(file=file, more=more)


def columns(data: Any) -> Any:
    return data.tables["orders"].columns


def parts(data: Any) -> tuple[list[str | None], list[float]]:
    customer, amount = columns(data)["customer"], columns(data)["amount"]
    assert isinstance(customer, Texts)
    assert isinstance(amount, Numbers)
    return customer.to_list(), amount.values.tolist()


def test_what_may_be_in_a_folder_is_what_can_be_read() -> None:
    assert set(ENDINGS) == set(READERS)


def test_a_pattern_gives_the_rows_of_all_files_in_the_order_of_their_names(read: Read) -> None:
    files = {**CSV, "x/orders-2.csv": "customer,amount\nB2,2\n", "x/orders-1.csv": "amount,customer\n1,A1\n"}
    data, _ = read(orders("x/orders-*.csv"), files)
    assert parts(data) == (["A1", "B2"], [1.0, 2.0])
    assert (data.inputs[1].source, data.inputs[1].detail, data.inputs[1].rows) == (
        "x/orders-*.csv",
        "2 files, comma, UTF-8",
        2,
    )


def test_a_file_whose_name_has_a_star_in_it_is_that_file(read: Read) -> None:
    files = {**CSV, "a[1].csv": "customer,amount\nB2,2\n", "a1.csv": "customer,amount\nA1,1\n"}
    assert parts(read(orders("'a[1].csv'"), files)[0]) == (["B2"], [2.0])


def test_faults_are_told_with_the_file_in_which_they_stand(refused: Refused) -> None:
    files = {**CSV, "o-1.csv": "customer,amount\nA1,1\n", "o-2.csv": "customer,amount\nA1\n"}
    assert [fault.splitlines()[0] for fault in refused(orders("o-*.csv"), files)] == [
        "o-2.csv:2 E503 o-2.csv line 2 has 1 fields where the header has 2"
    ]


def test_a_strict_run_names_the_line_in_its_file(refused: Refused) -> None:
    """Line 2 of the second file, which is the fourth line of both together."""
    files = {**CSV, "o-1.csv": "customer,amount\nA1,1\n", "o-2.csv": "customer,amount\nA1,x\n"}
    faults = refused(orders("o-*.csv"), files, strict=True)
    assert faults[0].startswith("o-2.csv:2 E515 ")


def test_examples_name_the_file_and_the_line_in_it(read: Read) -> None:
    """Line 2 of the second file; a file without rows has only its header before it."""
    files = {
        **CSV,
        "o-1.csv": "customer,amount\nA1,1\n",
        "o-2.csv": "customer,amount\n",
        "o-3.csv": "customer,amount\nA1,x\n",
    }
    _, quality = read(orders("o-*.csv"), files)
    (amount,) = [field for field in quality.fields if (field.table, field.field) == ("orders", "amount")]
    assert [(each.file, each.value) for each in amount.examples] == [("o-3.csv", "x")]
    assert quality_table(quality)["examples"].to_pylist()[-1] == "o-3.csv line 2: x"


def test_marks_of_other_programs_are_no_tables(read: Read, tmp_path: Path) -> None:
    """Excel leaves ~$ files beside a workbook that is open."""
    (tmp_path / "o").mkdir()
    for name in ("~$a.xlsx", ".a.csv", "_a.csv"):
        (tmp_path / "o" / name).write_text("x")
    data, _ = read(orders("o/"), {**CSV, "o/a.csv": "customer,amount\nA1,1\n"})
    assert data.inputs[1].detail == "1 file, comma, UTF-8"


def test_files_with_other_columns_are_named(refused: Refused) -> None:
    files = {
        **CSV,
        "o-1.csv": "customer,amount\nA1,1\n",
        "o-2.csv": "customer,amount,colour\nA1,1,red\n",
        "o-3.csv": "customer\nA1\n",
    }
    assert refused(orders("o-*.csv"), files) == [
        (
            "o-2.csv E517 o-2.csv has other columns than o-1.csv, which belongs to the same table\n"
            "  expected: the same column names in every file of the table\n"
            '  found: columns with "colour" in addition\n'
            "  fix: export it again as the others, or take it out of the folder or pattern"
        ),
        (
            'o-3.csv:1 E507 o-3.csv has no column "amount"\n'
            '  expected: a column "amount"\n'
            '  found: "customer"\n'
            "  fix: add the column, or take the field out"
        ),
    ]


def test_columns_that_lack_and_columns_that_are_more(refused: Refused) -> None:
    files = {**CSV, "o-1.csv": "customer,amount,a\nA1,1,x\n", "o-2.csv": "customer,amount,b\nA1,1,x\n"}
    assert '  found: columns without "a" and with "b" in addition' in refused(orders("o-*.csv"), files)[0]


def test_files_of_different_kinds(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "o").mkdir()
    pq.write_table(pa.table({"customer": ["A1"], "amount": [1.0]}), tmp_path / "o" / "b.parquet")
    assert refused(orders("o/"), {**CSV, "o/a.csv": "customer,amount\nA1,1\n"}) == [
        (
            "o/b.parquet E517 o/b.parquet is of another kind than o/a.csv, which belongs to the same table\n"
            "  expected: files of one kind in a folder or pattern\n"
            "  fix: take it out of the folder, or name the files that are meant, such as orders/*.csv"
        )
    ]


def test_no_file_fits_a_pattern(refused: Refused) -> None:
    assert refused(orders("o-*.csv"), CSV) == [
        (
            "o-*.csv E501 no file has a name like o-*.csv\n"
            "  expected: at least one file in the ruleset's folder, or in the one given by --data\n"
            "  fix: correct the name in the ruleset, or put the files there; * stands for any part of a name"
        )
    ]


def partition(path: Path, **columns: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)


def test_partitions_of_a_folder_with_the_fields_of_their_names(read: Read, tmp_path: Path) -> None:
    """As Spark and others write them: marks of the program are no tables, a missing value has a name of its own."""
    base = tmp_path / "orders"
    partition(base / "year=2025" / "p.parquet", customer=["A1", "B2"], amount=[1.0, 2.0])
    partition(base / "year=2026" / "p.parquet", customer=["A1"], amount=[3])
    partition(base / "year=__HIVE_DEFAULT_PARTITION__" / "p.parquet", customer=["B2"], amount=[4.5])
    (base / "_SUCCESS").touch()
    (base / "_temporary").mkdir()
    partition(base / "_temporary" / "p.parquet", customer=["A1"], amount=[9.0])
    data, quality = read(orders("orders/", ", booked: {type: integer, column: year}"), CSV)
    assert parts(data) == (["A1", "B2", "A1", "B2"], [1.0, 2.0, 3.0, 4.5])
    year = columns(data)["booked"]
    assert isinstance(year, Numbers)
    assert year.values[:3].tolist() == [2025.0, 2025.0, 2026.0]
    assert [field.missing for field in quality.fields if field.field == "booked"] == [1]
    assert data.inputs[1].columns == ("customer", "amount", "year")
    assert data.inputs[1].detail == "3 files, Parquet"


def test_a_folder_without_its_slash_and_one_file(read: Read, tmp_path: Path) -> None:
    partition(tmp_path / "orders" / "kind=a%2Fb" / "p.parquet", customer=["A1"], amount=[1.0])
    data, _ = read(orders("orders", ", kind: {type: text}"), CSV)
    kind = columns(data)["kind"]
    assert isinstance(kind, Texts)
    assert kind.to_list() == ["a/b"]
    assert data.inputs[1].detail == "1 file, Parquet"


def test_folders_that_are_not_cut_alike(refused: Refused, tmp_path: Path) -> None:
    partition(tmp_path / "o" / "year=2025" / "p.parquet", customer=["A1"], amount=[1.0])
    partition(tmp_path / "o" / "p.parquet", customer=["A1"], amount=[1.0])
    assert refused(orders("o/"), CSV)[0].splitlines()[0] == (
        "o/year=2025/p.parquet E517 o/year=2025/p.parquet has other columns than o/p.parquet, "
        "which belongs to the same table"
    )


def test_partitions_that_need_no_column_of_their_own(read: Read, tmp_path: Path) -> None:
    partition(tmp_path / "o" / "customer=A1" / "p.parquet", amount=[1.0, 2.0])
    assert parts(read(orders("o/"), CSV)[0]) == (["A1", "A1"], [1.0, 2.0])


def test_a_link_in_a_folder_leads_no_further_than_any_other(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("customer,amount\nA1,1\n")
    export = tmp_path / "export"
    export.mkdir()
    (export / "accounts.csv").write_text("id\nA1\n")
    (export / "o-1.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert refused(orders("o-*.csv"), folder=export)[0].splitlines()[0] == (
        "o-1.csv E502 o-1.csv lies outside the folder of the data"
    )


def test_a_folder_that_is_a_link_out(refused: Refused, tmp_path: Path) -> None:
    partition(tmp_path / "elsewhere" / "p.parquet", customer=["A1"], amount=[1.0])
    export = tmp_path / "export"
    export.mkdir()
    (export / "accounts.csv").write_text("id\nA1\n")
    (export / "o").symlink_to(tmp_path / "elsewhere")
    assert refused(orders("o/"), folder=export)[0].startswith("o/ E502 ")


def test_an_export_without_the_folders_of_the_ruleset(read: Read, tmp_path: Path) -> None:
    export = tmp_path / "export"
    partition(export / "orders" / "p.parquet", customer=["A1"], amount=[1.0])
    (export / "accounts.csv").write_text("id\nA1\n")
    assert parts(read(orders("data/orders/"), folder=export)[0]) == (["A1"], [1.0])


def test_a_pattern_in_an_export_without_the_folders(read: Read, tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.mkdir()
    (export / "o-1.csv").write_text("customer,amount\nA1,1\n")
    (export / "accounts.csv").write_text("id\nA1\n")
    assert parts(read(orders("data/o-*.csv"), folder=export)[0]) == (["A1"], [1.0])


def test_what_a_pattern_stands_for(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden.csv", "_mark.csv", "a.txt.bak"):
        (tmp_path / name).touch()
    assert [path.name for path in data_files(tmp_path, "*")] == ["a.csv", "b.csv"]
    assert [path.name for path in data_files(tmp_path, ".")] == ["a.csv", "b.csv"]
    assert data_files(tmp_path, "c.csv") == []
    assert (is_there(tmp_path, "a.csv"), is_there(tmp_path, "*.csv"), is_there(tmp_path, "c*")) == (
        True,
        True,
        False,
    )


ROWS = "customer,amount\nA1,1\n"


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            book.writestr(name, ROWS)
    return stream.getvalue()


def test_a_table_in_an_archive(read: Read) -> None:
    data, _ = read(orders("o.zip"), {**CSV, "o.zip": packed("x/orders.csv", "__MACOSX/x/._orders.csv", "x/")})
    assert parts(data) == (["A1"], [1.0])
    assert data.inputs[1].detail == "comma, UTF-8"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("a.csv", "b.csv"), 'o.zip holds 2 files with a table, where one is expected|found: "a.csv", "b.csv"'),
        (("a.pdf",), 'o.zip holds no files with a table, where one is expected|found: "a.pdf"'),
        ((), "o.zip holds no files with a table, where one is expected|found: an empty archive"),
        (("../a.csv",), 'o.zip holds names that lead out of a folder, which no honest archive does|found: "../a.csv"'),
        (("/etc/a.csv",), 'o.zip holds names that lead out of a folder, which no honest archive does|found: "/etc/a.csv"'),
        (("C:/a.csv",), 'o.zip holds names that lead out of a folder, which no honest archive does|found: "C:/a.csv"'),
    ],
)  # fmt: skip
def test_an_archive_that_is_not_one_table(names: tuple[str, ...], said: str, refused: Refused) -> None:
    message, _, found = said.partition("|")
    (fault,) = refused(orders("o.zip"), {**CSV, "o.zip": packed(*names)})
    assert fault.splitlines()[0] == f"o.zip E501 {message}"
    assert f"  {found}" in fault.splitlines()


def test_an_archive_with_a_password(refused: Refused) -> None:
    locked = bytearray(packed("o.csv"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    assert refused(orders("o.zip"), {**CSV, "o.zip": bytes(locked)})[0].splitlines()[0] == (
        "o.zip E501 o.zip has a password"
    )


def test_an_archive_that_unpacks_to_far_too_much(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sikta.engine.data.readers.content._SAFE_UNPACKED", 100_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("o.csv", "customer,amount\n" + "A1,1\n" * 200_000)
    assert refused(orders("o.zip"), {**CSV, "o.zip": stream.getvalue()})[0].splitlines()[0] == (
        "o.zip E511 o.zip is small but unpacks to far more than a table would"
    )


def test_an_archive_that_is_none(refused: Refused) -> None:
    assert refused(orders("o.zip"), {**CSV, "o.zip": "customer,amount\nA1,1\n"})[0].splitlines()[0] == (
        "o.zip E501 o.zip is damaged, or no zip file"
    )


def test_the_hash_of_several_files_is_that_of_each_with_its_name(read: Read) -> None:
    files = {**CSV, "o-1.csv": ROWS, "o-2.csv": ROWS}
    first = read(orders("o-*.csv"), files)[0].inputs[1].digest
    assert read(orders("o-*.csv"), files)[0].inputs[1].digest == first
    assert read(orders("o-*.csv"), {**files, "o-2.csv": ROWS + "B2,2\n"})[0].inputs[1].digest != first


def test_quality_and_findings_of_several_files(read: Read) -> None:
    files = {**CSV, "o-1.csv": ROWS, "o-2.csv": "customer,amount\nA1,1\ncustomer,amount\n"}
    _, quality = read(orders("o-*.csv"), files)
    assert [line.splitlines()[0] for line in told(quality.findings)] == [
        "o-2.csv:3 W510 o-2.csv has its header again among the rows, which was left out (line 3)"
    ]
