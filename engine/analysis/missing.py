"""Which facts are missing behind a rule that could not be checked: metrics are followed to the fields they need."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..evaluation.results import Results
from ..expressions.columns import Column, Numbers
from ..plan.plan import Plan
from ..rules.model import Lookup, Value
from .criteria import criterion_at, expression_paths


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Follows names to what they are made from, for one account or for all."""

    results: Results
    plan: Plan

    def missing(self, paths: Iterable[str], row: int) -> tuple[str, ...]:
        """The names of the missing facts that the expressions at these paths need for one account, each once.

        A metric that is missing because of another missing value is replaced by that value; one that is
        missing by itself (no orders in its period, a division by zero) stands for itself.
        """
        found = (name for path in paths for name in self._missing_of(self._read(path), row, ()))
        return tuple(dict.fromkeys(found))

    def facts(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The names of all fields and metrics over linked rows that the expressions at these paths rest on."""
        return tuple(dict.fromkeys(name for path in paths for name in self._facts_of(self._read(path), ())))

    def column(self, name: str) -> Column | None:
        """The values of a field, metric or score for all accounts; None for what can never be missing."""
        if name in self.results.scores:
            return Numbers(self.results.scores[name].score)
        return self.results.values.get(name)

    def _missing_of(self, names: Iterable[str], row: int, seen: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            if name in seen or not self._is_missing(name, row):
                continue
            deeper = tuple(self._missing_of(self._made_from(name), row, (*seen, name)))
            yield from deeper or (name,)

    def _facts_of(self, names: Iterable[str], seen: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            if name not in seen:
                made_from = self._made_from(name)
                yield from self._facts_of(made_from, (*seen, name)) if made_from else (name,)

    def _is_missing(self, name: str, row: int) -> bool:
        column = self.column(name)
        return column is not None and bool(column.take(slice(row, row + 1)).missing[0])

    def _made_from(self, name: str) -> tuple[str, ...]:
        """The names that a value is computed from; none for a field and for what comes from linked rows."""
        ruleset = self.plan.ruleset
        if name in ruleset.metrics:
            source = ruleset.metrics[name].source
            if isinstance(source, Value):
                return self._read(f"metrics.{name}.value")
            return (source.by,) if isinstance(source, Lookup) else ()
        if name in ruleset.scores:
            paths = [p for c in ruleset.scores[name].criteria.values() for p in expression_paths(c)]
            return tuple(dict.fromkeys(read for path in paths for read in self._read(path)))
        field = ruleset.accounts.fields.get(name)
        return (field.by,) if field is not None and field.by else ()

    def _read(self, path: str) -> tuple[str, ...]:
        """The names that an expression reads, in the order of the ruleset's values."""
        compiled = self.plan.expressions.get(path)
        if compiled is None:
            return ()
        order = [*self.results.values, *self.results.scores, *self.results.segmentations]
        known = [name for name in order if name in compiled.names]
        return (*known, *sorted(compiled.names.difference(known, {"as_of", "knocked_out"})))


def facts_behind(results: Results, plan: Plan, path: str) -> tuple[str, ...]:
    """The fields and metrics that the criterion at a path rests on, such as `scores.pain.criteria.urgency`."""
    return Trail(results, plan).facts(expression_paths(criterion_at(plan.ruleset, path)))
