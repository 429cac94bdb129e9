"""What stands beside an account's name wherever it is named: its key, money, and the values carried along."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ....analysis.glossary import Term, term
from ....analysis.placeholders import fill, placeholders
from ....analysis.plain import value_at
from ....evaluation.results import Results
from ....plan.plan import Plan
from ..facts import Named
from .wording import figure


@dataclass(frozen=True, eq=False)
class Labels:
    """The labels of all accounts, by row."""

    results: Results
    plan: Plan
    keys: Sequence[str]
    names: Sequence[str]
    terms: dict[str, Term] = field(default_factory=dict)

    @classmethod
    def of(cls, results: Results, plan: Plan) -> "Labels":
        return cls(results, plan, [key or "" for key in results.keys.to_list()], results.names)

    def carried(self, row: int) -> tuple[Named, ...]:
        """The values of an account that the ruleset wants carried along."""
        found = (name for name in self.results.ruleset.reports.carry if name in self.results.values)
        return tuple(self._named(name, row) for name in found)

    def money(self, row: int) -> Named | None:
        """The account's money; None where the ruleset names none."""
        money = self.results.money
        return self._named(money, row) if money is not None and money in self.results.values else None

    def playbook(self, row: int) -> str | None:
        """The id of its playbook."""
        code = int(self.results.playbooks[row])
        return tuple(self.results.ruleset.playbooks)[code] if code >= 0 else None

    def offer_language(self, row: int) -> str | None:
        """The language of its offer, where its playbook takes it from a value of the account."""
        playbook = self.results.ruleset.playbooks.get(self.playbook(row) or "")
        language = playbook.offer.language if playbook else None
        named = [name for name in placeholders(language or "") if name in self.results.values]
        words = {name: value_at(self.results.values[name], row) for name in named}
        if not named or None in words.values():
            return None
        return fill(str(language), {name: str(value) for name, value in words.items()})

    def _named(self, name: str, row: int) -> Named:
        each = self.terms.get(name) or self.terms.setdefault(name, term(self.plan, name))
        return Named(each.title, figure(value_at(self.results.values[name], row), each))
