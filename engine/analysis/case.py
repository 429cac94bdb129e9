"""One account under the loupe: its row of the results, and words for what stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..evaluation.results import Results
from ..expressions.columns import Floats, Mask
from ..plan.plan import Plan
from .block import evaluated, numbers_at
from .glossary import Term, term
from .missing import Trail
from .plain import Plain, value_at


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A value that the rules look at, and what is wrong with it for this account."""

    term: Term
    value: Plain
    missing: bool = False
    outdated: bool = False
    invalid: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """An account by its row. What takes a look at all accounts is looked up in `seen`, which cases can share."""

    results: Results
    plan: Plan
    row: int
    seen: dict[str, Floats] = field(default_factory=dict)

    def absent(self, paths: Iterable[str]) -> tuple[Term, ...]:
        """The missing facts behind the expressions at these paths."""
        names = Trail(self.results, self.plan).missing(paths, self.row)
        return tuple(term(self.plan, name) for name in names)

    def used(self, name: str) -> UsedValue:
        """A value by its name, with its faults."""
        value, faults = self.value(name), self.results.quality.accounts
        return UsedValue(
            term(self.plan, name),
            value,
            missing=value is None,
            outdated=self._marked(faults.outdated.get(name)),
            invalid=self._marked(faults.invalid.get(name)),
        )

    def value(self, name: str) -> Plain:
        """Any name of the accounts' scope: field, metric, score, segmentation, parameter, `knocked_out`, `as_of`."""
        results = self.results
        if name in results.values:
            return value_at(results.values[name], self.row)
        if name in results.scores:
            return self.number(results.scores[name].score)
        if name in results.segmentations:
            return self.segment(name)
        special: dict[str, Plain] = {
            "knocked_out": bool(results.knocked_out[self.row]),
            "as_of": results.as_of,
        }
        return special.get(name, self._parameter(name))

    def segment(self, segmentation: str) -> Plain:
        """The id of its segment, the ids where they overlap, None where it has none."""
        result = self.results.segmentations[segmentation]
        if result.members is not None:
            return tuple(name for name, mask in result.members.items() if mask[self.row])
        code = int(result.codes[self.row])
        return result.segments[code] if code >= 0 else None

    def evaluated(self, path: str) -> Plain:
        """The value of the expression at a path for the account; None where it is missing or unknown."""
        return value_at(evaluated(self.results, self.plan, path, self.row), 0)

    def everyone(self, path: str) -> Floats:
        """The numbers of the expression at a path for all accounts; NaN where missing."""
        if path not in self.seen:
            self.seen[path] = numbers_at(self.results, self.plan, path)
        return self.seen[path]

    def number(self, values: Floats) -> float | None:
        """The number of the account; None where it is missing."""
        value = float(values[self.row])
        return None if value != value else value  # noqa: PLR0124 - NaN

    def _parameter(self, name: str) -> Plain:
        value = self.plan.ruleset.parameters.get(name)
        return tuple(str(item) for item in value) if isinstance(value, tuple) else value

    def _marked(self, mask: Mask | None) -> bool:
        return mask is not None and bool(mask[self.row])
