"""Which engine is taken: the one asked for, else the one that the data asks for."""

import gzip
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from sikta.engine.carriers import ENGINES, Choice, Limits, choose, registry
from sikta.engine.carriers.choosing import weight
from sikta.engine.commandline import options
from sikta.engine.findings import SiktaError

SMALL = Limits(memory=10**9)


def test_what_is_asked_for_is_taken() -> None:
    assert choose("polars", frames=[pd.DataFrame()], limits=SMALL) == Choice("polars", SMALL)


def test_the_command_line_offers_every_engine() -> None:
    assert ("auto", *ENGINES) == options.ENGINES


@pytest.mark.parametrize(
    ("frames", "engine"),
    [
        ([pd.DataFrame({"a": [1]})], "pandas"),
        ([pa.table({"a": [1]})], "pandas"),
        ([pd.DataFrame({"a": [1]}), pl.DataFrame({"a": [1]})], "polars"),
        ([pl.LazyFrame({"a": [1]})], "polars"),
    ],
)
def test_frames_are_taken_by_their_own_library(frames: list[object], engine: str) -> None:
    assert choose("auto", frames=frames, limits=SMALL).name == engine


def test_a_relation_is_taken_by_duckdb() -> None:
    with duckdb.connect() as connection:
        relation = connection.sql("select 1 a")
        choice = choose("auto", frames=[pl.DataFrame(), relation], limits=SMALL)
    assert choice == Choice("duckdb", SMALL, "the data was handed over in duckdb")


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is said to take 3 GB."""
    path = tmp_path / "orders.csv"
    path.write_text("id\n", encoding="utf-8")
    monkeypatch.setattr("sikta.engine.carriers.choosing.weight", lambda _: 3 * 10**9)
    return path


def test_what_fits_is_for_pandas(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("id\n1\n", encoding="utf-8")
    assert choose("auto", files=[tmp_path / "orders.csv"], limits=SMALL) == Choice("pandas", SMALL)


def test_what_does_not_fit_is_for_duckdb(large: Path) -> None:
    assert choose("auto", files=[large], limits=Limits(memory=4 * 10**9)) == Choice(
        "duckdb",
        Limits(memory=4 * 10**9),
        "the data takes about 3.0 GB, of 4.0 GB of memory, so DuckDB keeps on disk what does not fit",
    )
    assert choose("auto", files=[large], limits=Limits(memory=6 * 10**9)).name == "pandas"


def test_tables_that_every_engine_holds_are_no_reason_for_duckdb(large: Path) -> None:
    choice = choose("auto", held=[large], limits=Limits(memory=4 * 10**9))
    assert choice == Choice(
        "pandas",
        Limits(memory=4 * 10**9),
        "the data takes about 3.0 GB, of 4.0 GB of memory; it may not fit, and of all engines only Spark parts it",
    )


def test_tables_that_are_held_leave_less_room_for_rows_that_are_seen_together(
    tmp_path: Path, large: Path
) -> None:
    limits = Limits(memory=8 * 10**9)
    assert choose("auto", files=[large], limits=limits).name == "pandas"
    assert choose("auto", files=[large], held=[tmp_path / "accounts.csv"], limits=limits).name == "duckdb"


def test_without_duckdb_pandas_tries_and_says_so(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda _: None)
    choice = choose("auto", files=[large], limits=Limits(memory=4 * 10**9))
    assert choice.name == "pandas"
    assert choice.why == (
        "the data takes about 3.0 GB, of 4.0 GB of memory; it may not fit, "
        'and would with DuckDB: pip install "sikta[fast]"'
    )


def test_files_weigh_what_they_take_as_columns(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"a": [1] * 1000, "b": ["x"] * 1000}), tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text("id\n" * 100, encoding="utf-8")
    packed = gzip.compress(b"id\n" * 100)
    (tmp_path / "c.csv.gz").write_bytes(packed)
    (tmp_path / "d.parquet").write_text("damaged", encoding="utf-8")

    assert weight(tmp_path / "a.parquet") == 1000 * 2 * 8
    assert weight(tmp_path / "b.csv") == 300
    assert weight(tmp_path / "c.csv.gz") == len(packed) * 8
    assert weight(tmp_path / "d.parquet") == len("damaged")
    assert weight(tmp_path / "nowhere.csv") == 0


@pytest.mark.parametrize(
    ("name", "fix"), [("polar", 'did you mean "polars"?'), ("xyz", 'leave it out, or use "auto"')]
)
def test_an_unknown_engine(name: str, fix: str) -> None:
    with pytest.raises(SiktaError) as error:
        choose(name)

    (finding,) = error.value.findings
    assert (finding.code, finding.message, finding.fix) == ("E551", f'there is no engine "{name}"', fix)


@pytest.mark.parametrize(
    ("name", "install"),
    [
        ("polars", '"sikta[fast]"'),
        ("duckdb", '"sikta[fast]"'),
        ("spark", '"sikta[spark]" and have Java 17 or newer'),
    ],
)
def test_an_engine_that_is_not_installed(name: str, install: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda _: None)

    with pytest.raises(SiktaError) as error:
        choose(name)

    (finding,) = error.value.findings
    assert (finding.code, finding.message) == ("E552", f'the engine "{name}" is not installed')
    assert finding.fix == f'run: pip install {install}, or use the engine "pandas"'


def test_a_choice_becomes_a_carrier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda name: name)  # pyspark may not be there
    limits = Limits(spill=tmp_path)
    assert [Choice(name, limits).carrier().name for name in ("pandas", "polars", "duckdb", "auto")] == [
        "pandas", "polars", "duckdb", "pandas",
    ]  # fmt: skip
    carrier = Choice("polars", limits).carrier()
    assert registry.carrier_named(carrier) is carrier
    # what Spark leaves to be done here is done by pandas
    assert Choice("spark", limits).carrier().name == "pandas"
