"""Stores give rows back in order, in memory and on disk, and leave nothing behind."""

from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.carriers import Limits, Store, carrier_named
from sikta.engine.carriers.gaps import plain, whole_accounts
from sikta.engine.carriers.on_disk import OnDisk, with_room
from sikta.engine.findings import SiktaError

NAMES = ("pandas", "polars", "duckdb")


def rows_of(store: Store) -> list[tuple[int, float]]:
    return [
        row
        for account, values in store.sorted()
        for row in zip(account.tolist(), values.tolist(), strict=True)
    ]


blocks = st.lists(st.lists(st.tuples(st.integers(0, 4), st.floats(-1e12, 1e12)), max_size=8), max_size=5)


@pytest.mark.parametrize("name", NAMES)
@given(blocks=blocks)
@settings(max_examples=50)
def test_rows_come_back_by_account_then_value(name: str, blocks: list[list[tuple[int, float]]]) -> None:
    store = carrier_named(name).store()
    for block in blocks:
        accounts, values = (np.array(each) for each in zip(*block, strict=True)) if block else ([], [])
        store.add(np.array(accounts, dtype=np.int64), plain(np.array(values, dtype=np.float64)))

    found = rows_of(store)
    store.close()

    assert found == sorted((account, value + 0.0) for block in blocks for account, value in block)


@pytest.mark.parametrize("name", NAMES)
def test_whole_numbers_stay_whole(name: str) -> None:
    store = carrier_named(name).store()
    store.add(np.array([1, 0]), np.array([2**60 + 1, 2**60]))

    ((account, values),) = store.sorted()
    store.close()

    assert (account.tolist(), values.tolist()) == ([0, 1], [2**60, 2**60 + 1])
    assert values.dtype == np.dtype(np.int64)


@pytest.mark.parametrize("name", NAMES)
def test_a_store_without_rows(name: str) -> None:
    store = carrier_named(name).store()

    assert rows_of(store) == []
    store.close()


def test_duckdb_keeps_its_rows_in_the_spill_folder_until_the_last_store_is_closed(tmp_path: Path) -> None:
    spill = tmp_path / "deep" / "spill"
    carrier = carrier_named("duckdb", Limits(memory=10**9, spill=spill))
    first, second, unused = carrier.store(), carrier.store(), carrier.store()
    for store in (first, second):
        store.add(np.array([3, 1]), np.array([1.0, 2.0]))
    (folder,) = spill.iterdir()
    assert (folder / "rows.duckdb").exists()

    first.close()
    unused.close()
    assert rows_of(second) == [(1, 2.0), (3, 1.0)]
    second.close()

    assert list(spill.iterdir()) == []
    again = carrier.store()
    again.add(np.array([0]), np.array([5.0]))
    assert rows_of(again) == [(0, 5.0)]
    again.close()


def test_duckdb_keeps_to_its_share_of_the_memory(tmp_path: Path) -> None:
    store = carrier_named("duckdb", Limits(memory=3 * 10**9, spill=tmp_path)).store()
    assert isinstance(store, OnDisk)
    store.add(np.array([0]), np.array([1.0]))

    limit = store.database.connection.execute("select current_setting('memory_limit')").fetchone()
    store.close()

    # a third of 3 GB, as DuckDB writes it: 10⁹ bytes are 953.6 MiB
    assert limit == ("953.6 MiB",)


def test_too_little_room_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = carrier_named("duckdb", Limits(memory=10**9, spill=tmp_path)).store()
    assert isinstance(store, OnDisk)
    store.add(np.array([0]), np.array([1.0]))
    monkeypatch.setattr(store.database, "connection", Full())

    with pytest.raises(SiktaError) as error:
        store.add(np.array([0]), np.array([1.0]))

    monkeypatch.undo()
    store.close()
    assert list(tmp_path.iterdir()) == []
    (finding,) = error.value.findings
    assert (finding.code, finding.found) == ("E553", "could not write all bytes: No space left on device")


def test_a_file_in_place_of_the_spill_folder(tmp_path: Path) -> None:
    (tmp_path / "spill").touch()

    with pytest.raises(SiktaError) as error:
        carrier_named("duckdb", Limits(spill=tmp_path / "spill" / "rows")).store().add(
            np.array([0]), np.array([1.0])
        )

    (finding,) = error.value.findings
    assert (
        finding.message
        == f"rows that have to be seen together cannot be put into {tmp_path / 'spill' / 'rows'}"
    )
    assert (finding.code, finding.found) == ("E553", "Not a directory")
    assert finding.fix == "name another folder with --spill"


@pytest.mark.parametrize(
    "said", [RuntimeError("Query interrupted"), duckdb.InterruptException("Interrupted!")]
)
def test_a_query_that_the_keyboard_stops(said: Exception) -> None:
    """DuckDB makes an error of its own of Ctrl-C."""
    with pytest.raises(KeyboardInterrupt), with_room(Limits()):
        raise said


def test_other_errors_stay_as_they_are() -> None:
    with pytest.raises(RuntimeError, match="another"), with_room(Limits()):
        raise RuntimeError("another")


class Full:
    """A database on a full disk."""

    def register(self, *_: object) -> None:
        raise duckdb.IOException("could not write all bytes: No space left on device\nmore")


pieces = st.lists(st.integers(0, 3), max_size=30)


@given(accounts=pieces, cuts=st.lists(st.integers(0, 30), max_size=6))
def test_pieces_never_part_an_account(accounts: list[int], cuts: list[int]) -> None:
    account = np.array(sorted(accounts), dtype=np.int64)
    values = np.arange(len(account))
    bounds = [0, *sorted(min(cut, len(account)) for cut in cuts), len(account)]

    found = list(whole_accounts((account[start:end], values[start:end]) for start, end in pairwise(bounds)))

    assert [number for _, part in found for number in part.tolist()] == values.tolist()
    owners = [set(part.tolist()) for part, _ in found]
    assert all(owners)
    assert sum(map(len, owners)) == len(set(accounts))
