"""What a run says and what plain SQL says, brought side by side: one value per account key."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import TypeAlias

import duckdb

from sikta.engine import Results
from sikta.engine.expressions.columns import Column, Condition, Dates, Numbers, Texts

Plain: TypeAlias = str | float | bool | date | None


def database(folder: Path, **files: str) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with a view of text columns for each file of a folder, named as it is called here."""
    connection = duckdb.connect()
    for name, file in files.items():
        path = str(folder / file).replace("'", "''")
        connection.execute(
            f"CREATE VIEW {name} AS SELECT * FROM read_csv('{path}', all_varchar = true, header = true)"
        )
    return connection


def expected(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, object]:
    """The answer of a query with two columns, account key and value, as a mapping; each key once."""
    rows = connection.execute(sql).fetchall()
    answer = {str(key): value for key, value in rows}
    assert len(answer) == len(rows), "the query gives an account twice"
    return answer


def keys(results: Results) -> list[str]:
    return [key or "" for key in results.keys.to_list()]


def values(results: Results, id: str) -> dict[str, Plain]:
    """A field or metric by account key."""
    return dict(zip(keys(results), plain(results.values[id]), strict=True))


def scores(results: Results, id: str) -> dict[str, Plain]:
    """A score by account key."""
    return dict(zip(keys(results), plain(Numbers(results.scores[id].score)), strict=True))


def segments(results: Results, id: str) -> dict[str, str | None]:
    """The segment of each account by key, None for none."""
    segmentation = results.segmentations[id]
    names = [None if code < 0 else segmentation.segments[code] for code in segmentation.codes.tolist()]
    return dict(zip(keys(results), names, strict=True))


def memberships(results: Results, id: str) -> dict[str, set[str]]:
    """The segments of each account in an overlapping segmentation."""
    members = results.segmentations[id].members
    assert members is not None, f"{id} does not overlap"
    found: dict[str, set[str]] = {key: set() for key in keys(results)}
    for segment, mask in members.items():
        for key, inside in zip(found, mask.tolist(), strict=True):
            if inside:
                found[key].add(segment)
    return found


def plain(column: Column) -> list[Plain]:
    """A column as ordinary values, None where missing."""
    match column:
        case Numbers():
            return [None if isnan(number) else number for number in column.values.tolist()]
        case Dates():
            days = column.values.tolist()
            return [None if isnan(day) else date(1970, 1, 1) + timedelta(days=day) for day in days]
        case Texts():
            return list(column.to_list())
        case Condition():
            pairs = zip(column.true.tolist(), column.false.tolist(), strict=True)
            return [True if true else False if false else None for true, false in pairs]
        case _:
            raise TypeError(f"no plain value for {type(column).__name__}")


def differences(ours: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """Where a run and SQL disagree, by account: what we say and what SQL says. Empty when all is equal.

    Counts, texts and dates have to be equal; so do decimals of at most six places. Other numbers may differ by
    one in the sixth place, where SQL adds up more digits than a metric keeps.
    """
    every = sorted({*ours, *theirs})
    pairs = {key: (ours.get(key, "no such account"), theirs.get(key, "no such account")) for key in every}
    return {key: pair for key, pair in pairs.items() if not _equal(*pair)}


def _equal(our: object, their: object) -> bool:
    if isinstance(our, float) and isinstance(their, Decimal | float):
        exact = isinstance(their, Decimal) and -int(their.as_tuple().exponent) <= 6
        return our == float(their) if exact else abs(our - float(their)) <= 1.000001e-6
    return our == their
