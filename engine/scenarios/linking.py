"""Tests made complete: the account's key, the keys of its rows, and what links each row to the account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..findings import Finding
from ..rules.model import Field, Row, Ruleset, Scenario, Table, Written

FAR = 900_000_000
"""Numbers made up for a test that stands among real accounts begin here, where real ones hardly come."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A test whose account has a `key` (as text) and whose rows all say to what they belong."""

    scenario: Scenario
    key: str
    account: Row
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def id(self) -> str:
        return self.scenario.id


@dataclass(slots=True)
class Linker:
    """Links the tests of a ruleset one after the other; `findings` are the rows that it could not link."""

    ruleset: Ruleset
    findings: list[Finding] = field(default_factory=list)
    _count: int = 0

    def linked(self, scenario: Scenario) -> Linked:
        """The test with what it left out filled in."""
        self._count += 1
        written = self._key_written(scenario)
        key = written.text if written else self._made_key(scenario)
        rows = {id: scenario.rows[id] for id in self._in_order(scenario) if id in scenario.rows}
        done: dict[str, tuple[Row, ...]] = {}
        for id, found in rows.items():
            table = self.ruleset.tables[id]
            keyed = self._with_keys(scenario, table, found)
            done[id] = self._with_links(scenario, table, keyed, Written(key, key), done)
        own = self.ruleset.accounts.key
        given = {name: value for name, value in scenario.given.items() if isinstance(value, Written)}
        return Linked(scenario, key, {**({own: Written(key, key)} if own else {}), **given}, done)

    def _in_order(self, scenario: Scenario) -> Iterator[str]:
        """Tables, those that others are linked through before them."""
        tables, seen = self.ruleset.tables, set[str]()

        def visit(id: str) -> Iterator[str]:
            if id in seen or id not in tables:
                return
            seen.add(id)
            via = tables[id].via
            if via:
                yield from visit(via[0])
            yield id

        for id in scenario.rows:
            yield from visit(id)

    def _key_written(self, scenario: Scenario) -> Written | None:
        """The account's key as the test gives it, itself or in its rows."""
        key = self.ruleset.accounts.key
        own = scenario.given.get(key) if key else None
        if isinstance(own, Written) and own.value is not None:
            return own
        tables = ((id, self.ruleset.tables[id].account) for id in scenario.rows if id in self.ruleset.tables)
        named = (row[name] for id, name in tables if name for row in scenario.rows[id] if name in row)
        return next((each for each in named if isinstance(each, Written) and each.value is not None), None)

    def _made_key(self, scenario: Scenario) -> str:
        key = self.ruleset.accounts.fields.get(self.ruleset.accounts.key or "")
        if key is None or key.type in ("text", "category"):
            return scenario.id
        return _number(key, self._count, scenario)

    def _with_keys(self, scenario: Scenario, table: Table, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if table.key is None or not (table.account or table.via):
            return rows
        own = table.fields.get(table.key)
        seen: dict[str, int] = {}
        keyed = []
        for index, row in enumerate(rows):
            made = f"{scenario.id}-{index + 1}"
            if own is not None and own.type not in ("text", "category"):
                made = _number(own, self._count * 1000 + index, scenario)
            filled = {table.key: Written(made, made), **row}
            key = filled[table.key]
            if isinstance(key, Written) and seen.setdefault(key.text, index) != index:
                self._refuse(
                    scenario,
                    f"{table.id}.{index}.{table.key}",
                    f'two rows of {table.id} have the {table.key} "{key.text}"',
                    "give each its own",
                )
            keyed.append(filled)
        return tuple(keyed)

    def _with_links(
        self,
        scenario: Scenario,
        table: Table,
        rows: tuple[Row, ...],
        key: Written,
        done: Mapping[str, tuple[Row, ...]],
    ) -> tuple[Row, ...]:
        if table.account:
            self._refuse_others(scenario, table, rows, key)
            return tuple({table.account: key, **row} for row in rows)
        if not table.via:
            return rows
        target, name = table.via
        return tuple(
            row if name in row else {**row, **self._link(scenario, table, index, done.get(target, ()))}
            for index, row in enumerate(rows)
        )

    def _refuse_others(self, scenario: Scenario, table: Table, rows: tuple[Row, ...], key: Written) -> None:
        name = table.account or ""
        for index, row in enumerate(rows):
            other = row.get(name)
            if isinstance(other, Written) and other.text != key.text:
                self._refuse(
                    scenario,
                    f"{table.id}.{index}.{name}",
                    f'this row belongs to "{other.text}", and the account of the test is "{key.text}"',
                    f"leave {name} out: rows belong to the account of their test",
                )

    def _link(self, scenario: Scenario, table: Table, index: int, targets: tuple[Row, ...]) -> Row:
        target, name = table.via or ("", "")
        key = self.ruleset.tables[target].key or "" if target in self.ruleset.tables else ""
        if len(targets) == 1 and key in targets[0]:
            return {name: targets[0][key]}
        many = (
            f"the test has {len(targets)} rows of {target}"
            if targets
            else f"the test has no rows of {target}"
        )
        fix = (
            f"write {name}: with the {key} of one of them"
            if targets
            else f"add the row of {target} under rows:"
        )
        self._refuse(
            scenario,
            f"{table.id}.{index}",
            f"it is not said to which row of {target} this row of {table.id} belongs; {many}",
            fix,
        )
        return {}

    def _refuse(self, scenario: Scenario, where: str, message: str, fix: str) -> None:
        path = f"tests.{scenario.id}.rows.{where}"
        self.findings.append(Finding("E465", message, self.ruleset.positions.place(path), path, fix=fix))


def _number(field: Field, count: int, scenario: Scenario) -> str:
    return str(int(max(field.min or 0, 0)) + count + (FAR if scenario.among else 0))
