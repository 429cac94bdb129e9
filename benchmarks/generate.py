"""Invented accounts and order lines, always the same for the same number: Parquet files, made in a stream.

python benchmarks/generate.py ACCOUNTS FOLDER [--orders 10]
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

Random: TypeAlias = np.random.Generator
Vocabulary: TypeAlias = Mapping[str, float]
"""Words with how common each is; the shares add up to 1."""

CHUNK = 1_000_000
"""Rows made at a time: memory grows with the accounts by 8 bytes each, and not with the orders."""

SEED = 7
FIRST_DAY, LAST_DAY = np.datetime64("2022-01-01"), np.datetime64("2025-12-31")
WITHOUT_ORDERS = 0.12
UNEVEN = 1.1
"""Spread of the logarithm of how much accounts buy: few buy most."""


def even(*words: str) -> Vocabulary:
    """Words that are equally common."""
    return dict.fromkeys(words, 1 / len(words))


COUNTRIES: Vocabulary = {
    "DE": 0.34, "FR": 0.10, "AT": 0.08, "CH": 0.08, "IT": 0.08, "NL": 0.06, "PL": 0.06, "BE": 0.05,
    "ES": 0.05, "SE": 0.04, "US": 0.04, "RU": 0.02,
}  # fmt: skip
INDUSTRIES = even(
    "Manufacturing", "Retail", "Logistics", "Finance", "Health", "Public", "Energy", "Software", "Construction",
    "Food", "Chemicals", "Automotive", "Media", "Education", "Agriculture",
)  # fmt: skip
GROUPS = even("hardware", "software", "service", "spare", "training", "rental", "license", "other")


def words(random: Random, vocabulary: Vocabulary, size: int, missing: float = 0.0) -> pa.Array:
    codes = random.choice(len(vocabulary), size, p=list(vocabulary.values())).astype(np.int32)
    indices = pa.array(codes, mask=random.random(size) < missing)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(vocabulary))).cast(pa.string())


def values(random: Random, drawn: Sequence[object] | np.ndarray, missing: float = 0.0) -> pa.Array:
    return pa.array(drawn, mask=random.random(len(drawn)) < missing)


def flags(random: Random, share: float, size: int, missing: float = 0.0) -> pa.Array:
    return values(random, random.random(size) < share, missing)


def days(random: Random, first: str, last: str, size: int, missing: float = 0.0) -> pa.Array:
    start = np.datetime64(first)
    length = int((np.datetime64(last) - start).astype(int))
    return values(random, (start + random.integers(0, length, size)).astype("datetime64[D]"), missing)


def accounts(random: Random, first: int, size: int) -> pa.Table:
    """So many accounts, numbered from `first` on: what rules use, and as much that they do not use."""
    ids = np.arange(first, first + size, dtype=np.int64)
    employees = np.minimum(np.exp(random.normal(4.0, 1.6, size)).astype(np.int64) + 1, 200_000)
    return pa.table(
        {
            "account_id": pa.array(ids),
            "name": pa.array(np.char.add("Account ", np.char.zfill(ids.astype("U9"), 9))),
            "country": words(random, COUNTRIES, size),
            "region": words(random, even("north", "south", "east", "west"), size, 0.05),
            "industry": words(random, INDUSTRIES, size, 0.05),
            "segment": words(random, {"SMB": 0.70, "MID": 0.22, "ENT": 0.08}, size, 0.10),
            "legal_form": words(random, even("GmbH", "AG", "KG", "SE", "SARL", "BV", "Ltd"), size),
            "employees": values(random, employees, 0.10),
            "revenue": values(random, np.round(employees * np.exp(random.normal(11.5, 0.7, size)), 2), 0.15),
            "founded": values(random, random.integers(1900, 2025, size), 0.05),
            "locations": values(random, random.integers(1, 40, size), 0.10),
            "it_spend": values(random, np.round(employees * np.exp(random.normal(6.5, 1.0, size)), 2), 0.20),
            "credit_score": values(random, np.round(np.clip(random.normal(65, 18, size), 0, 100), 1), 0.10),
            "web_visits": values(random, random.poisson(12, size).astype(np.int64), 0.05),
            "nps": values(random, random.integers(-100, 101, size).astype(np.float64), 0.20),
            "churn_risk": values(random, np.round(random.beta(2, 3, size), 3), 0.20),
            "open_tickets": values(random, random.poisson(2.2, size).astype(np.int64), 0.05),
            "competitor": words(random, even("Alpha", "Beta", "Gamma", "Delta", "none"), size, 0.20),
            "channel": words(random, even("direct", "partner", "web", "phone"), size),
            "created": days(random, "2005-01-01", "2025-12-01", size),
            "contract_end": days(random, "2025-01-01", "2029-01-01", size, 0.20),
            "last_contact": days(random, "2024-01-01", "2026-01-01", size, 0.10),
            "is_customer": flags(random, 0.8, size),
            "is_blocked": flags(random, 0.03, size, 0.05),
            "newsletter": flags(random, 0.5, size, 0.10),
            "rated_elsewhere": values(random, np.round(random.random(size) * 100, 2), 0.20),
        }
    )


def orders(random: Random, bought: np.ndarray, done: int, size: int, total: int) -> pa.Table:
    """Order lines `done` to `done + size` of `total`, in the order of their dates, as an ERP exports them.

    `bought` is how much each account and those before it buy, ascending to 1.
    """
    account = np.minimum(np.searchsorted(bought, random.random(size), side="right"), len(bought) - 1) + 1
    period = int((LAST_DAY - FIRST_DAY).astype(int)) + 1
    day = np.sort((done + random.random(size) * size) / total * period).astype(np.int64)
    amount = np.round(np.exp(random.normal(5.5, 1.2, size)), 2)
    return pa.table(
        {
            "account_id": pa.array(account.astype(np.int64)),
            "order_date": pa.array((FIRST_DAY + np.minimum(day, period - 1)).astype("datetime64[D]")),
            "amount": values(random, amount, 0.01),
            "margin": values(random, np.round(amount * random.uniform(0.02, 0.45, size), 2), 0.02),
            "product_group": words(random, GROUPS, size, 0.01),
        }
    )


def shares(random: Random, count: int) -> np.ndarray:
    """How much accounts buy, added up from the first to the last; the last is 1."""
    weights = np.exp(random.normal(0, UNEVEN, count))
    weights[random.random(count) < WITHOUT_ORDERS] = 0
    bought = np.cumsum(weights)
    return np.asarray(bought / bought[-1])


def chunks(total: int) -> Iterator[tuple[int, int]]:
    """Where each chunk begins, and how long it is."""
    return ((done, min(CHUNK, total - done)) for done in range(0, total, CHUNK))


def write(file: Path, tables: Iterator[pa.Table], rows: int) -> None:
    """Tables one after the other into a file, in row groups of so many rows."""
    first = next(tables)
    with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
        writer.write_table(first, row_group_size=rows)
        for table in tables:
            writer.write_table(table, row_group_size=rows)


def generate(count: int, folder: Path, per_account: int = 10) -> None:
    """So many accounts, and order lines for them on average, as accounts.parquet and orders.parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    random, total = np.random.default_rng(SEED), count * per_account
    write(
        folder / "accounts.parquet",
        (accounts(random, done + 1, size) for done, size in chunks(count)),
        128 * 1024,
    )
    bought = shares(random, count)
    write(
        folder / "orders.parquet",
        (orders(random, bought, done, size, total) for done, size in chunks(total)),
        256 * 1024,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make accounts.parquet and orders.parquet.")
    parser.add_argument("accounts", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--orders", type=int, default=10, help="Order lines per account.")
    asked = parser.parse_args()
    generate(asked.accounts, asked.folder, asked.orders)
