"""What the data lacks: the four faults per field, rows that were dropped, and the money they carry."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..expressions.columns import Mask
from ..findings import Finding


@dataclass(frozen=True, slots=True)
class Example:
    """A value as it stood in the source, and its line there (from 1, counting the header).

    `file` is the one of several files in which that line is; empty where the table is one file.
    """

    line: int
    value: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class FieldQuality:
    """One field of one table, in rows. The four faults: `missing` (incomplete), `outdated`, `invalid` and
    `standardised` (not standard: refused, or mended by a synonym or another spelling), `judgement`.

    `invalid` values became missing and are counted in `missing` too. `money` is what the rows with an invalid value
    carry in the ruleset's currency, None where the table has no money. `unasked` of the missing ones are in rows in
    which no rule looks at the field.
    """

    table: str
    field: str
    rows: int
    missing: int
    invalid: int
    standardised: int
    outdated: int
    judgement: bool
    examples: tuple[Example, ...] = ()
    money: float | None = None
    unasked: int = 0


@dataclass(frozen=True, slots=True)
class Loss:
    """Rows that do not count: why (`orphan`, `no_account`, `after_as_of`, `no_date`, `unmatched`), how many, their money.

    `unmatched` rows stay, but a lookup by `field` found nothing for them. `examples` are the values, commonest first,
    each with its number of rows and the nearest known name where one is close. `unasked` are rows in which no rule
    looks at the field.
    """

    table: str
    reason: str
    field: str
    rows: int
    money: float | None = None
    examples: tuple[tuple[str, int, str], ...] = ()
    unasked: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class AccountFaults:
    """Per field of the accounts table, which accounts have the fault. Masks in the order of the accounts."""

    missing: Mapping[str, Mask]
    outdated: Mapping[str, Mask]
    invalid: Mapping[str, Mask]


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """The whole report on the data."""

    fields: tuple[FieldQuality, ...]
    losses: tuple[Loss, ...]
    accounts: AccountFaults
    findings: tuple[Finding, ...] = ()
