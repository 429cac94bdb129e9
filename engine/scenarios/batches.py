"""Tests that can be evaluated together with the same outcome as alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..plan.scenarios import Expectation
from ..rules.model import Ruleset, Written
from .linking import Linked
from .references import is_linked


@dataclass(frozen=True, slots=True)
class Trialled:
    """A test ready to be evaluated: on which day, and what it expects."""

    test: Linked
    index: int
    as_of: date
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tests of one day whose accounts stand side by side in one population; `among` those of the data, a single one."""

    tests: tuple[Trialled, ...]
    among: bool = False

    @property
    def as_of(self) -> date:
        return self.tests[0].as_of


def batches(ruleset: Ruleset, tests: Iterable[Trialled]) -> tuple[Batch, ...]:
    """As few batches as can be, in the order of their first tests.

    A test stands alone where it is judged among the accounts of the data (two such tests would rank each other), names
    an account above its own, or brings rows of a reference table. Two tests that use one key are never in one batch.
    """
    groups: dict[object, list[list[Trialled]]] = {}
    for test in tests:
        alone = test.index if _stands_alone(ruleset, test) else None
        _add(ruleset, groups.setdefault((test.as_of, alone), []), test)
    found = (tuple(tests) for group in groups.values() for tests in group)
    return tuple(Batch(tests, tests[0].test.scenario.among is not None) for tests in found)


def _add(ruleset: Ruleset, group: list[list[Trialled]], test: Trialled) -> None:
    keys = _keys(ruleset, test.test)
    for found in group:
        if all(keys.isdisjoint(_keys(ruleset, other.test)) for other in found):
            found.append(test)
            return
    group.append([test])


def _stands_alone(ruleset: Ruleset, test: Trialled) -> bool:
    parent = ruleset.accounts.parent
    return (
        test.test.scenario.among is not None
        or (parent is not None and parent in test.test.account)
        or any(not is_linked(ruleset.tables[id]) for id in test.test.rows)
    )


def _keys(ruleset: Ruleset, test: Linked) -> set[tuple[str, str]]:
    """The keys by which rows of other tables are linked to this test's."""
    targets = {table.via[0] for table in ruleset.tables.values() if table.via}
    keys = {("accounts", test.key)}
    for id in targets & set(test.rows):
        name = ruleset.tables[id].key or ""
        keys |= {(id, key.text) for row in test.rows[id] if isinstance(key := row.get(name), Written)}
    return keys
