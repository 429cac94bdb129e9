"""What a run says of itself and of its tables, as JSON, for a later run to compare with and to take over."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..data.appraisal import Appraised
from ..data.quality import Example, FieldQuality, Loss
from ..data.tables import Input
from ..evaluation.notices import Notice
from ..findings import Finding, Place

FORMAT = 1
"""Raised when what is kept changes in a way that older programs cannot read."""


@dataclass(frozen=True, slots=True)
class Known:
    """A table whose rows were read: where from, what opening and reading it gave reason to say, and what was found in it."""

    input: Input
    opening: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    found: Appraised

    @property
    def has_orphans(self) -> bool:
        """Whether rows name accounts that do not exist."""
        return any(loss.reason == "orphan" for loss in self.found.losses)


@dataclass(frozen=True, slots=True)
class Record:
    """A run: the program, the rules and the day; every source by its hash; and what was noticed about accounts.

    `tables` are those that need not be read again. `names` is the hash of the accounts' keys and names, where some
    table has rows with other accounts.
    """

    program: str
    ruleset: str
    as_of: str
    strict: bool
    names: str
    sources: Mapping[str, str]
    tables: Mapping[str, Known] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


def to_json(record: Record) -> str:
    """The record as a line of JSON."""
    content = {"format": FORMAT, **asdict(record)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


def from_json(text: str) -> Record:
    """The record again. Raises ValueError, KeyError, TypeError or AttributeError where it is none."""
    content = json.loads(text)
    if content.pop("format") != FORMAT:
        raise ValueError("another format")
    tables = {name: _known(each) for name, each in content.pop("tables").items()}
    notices = tuple(Notice(**each) for each in content.pop("notices"))
    return Record(**content, tables=tables, notices=notices)


def _known(each: dict[str, Any]) -> Known:
    read, found = each["input"], each["found"]
    return Known(
        Input(**{**read, "columns": tuple(read["columns"])}),
        _findings(each["opening"]),
        _findings(each["findings"]),
        Appraised(
            tuple(_field(one) for one in found["fields"]),
            tuple(_loss(one) for one in found["losses"]),
            _findings(found["findings"]),
        ),
    )


def _findings(said: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**one, "place": Place(**one["place"])}) for one in said)


def _field(one: dict[str, Any]) -> FieldQuality:
    return FieldQuality(**{**one, "examples": tuple(Example(**example) for example in one["examples"])})


def _loss(one: dict[str, Any]) -> Loss:
    return Loss(**{**one, "examples": tuple((value, rows, near) for value, rows, near in one["examples"])})
