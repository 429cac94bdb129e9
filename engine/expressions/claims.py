"""From a condition to what has to hold: for it to be surely true, surely false, or not so."""

import ast
from collections.abc import Callable, Mapping

from .bounds import bounds, needed
from .constants import constant_value
from .demands import ALWAYS, NEVER, Claim, Demand, both, either
from .parts import Parts
from .possible import EITHER, FALSE, NO_WORD, TRUE, Known, Numbers, Possible, Span, Words
from .stretches import less, more, only, shifted, stretch
from .types import Kind
from .world import Outcome

_TURNED = {
    Outcome.TRUE: Outcome.FALSE,
    Outcome.FALSE: Outcome.TRUE,
    Outcome.NOT_TRUE: Outcome.NOT_FALSE,
    Outcome.NOT_FALSE: Outcome.NOT_TRUE,
}
_SURE = frozenset({Outcome.TRUE, Outcome.FALSE})
_YES = frozenset({Outcome.TRUE, Outcome.NOT_FALSE})
"""Outcomes that a condition has where it is true."""

_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


class Reader(Parts):
    """Reads the conditions of one expression."""

    def claim(self, node: ast.expr, outcome: Outcome) -> Claim:  # noqa: PLR0911 - one for each sort of part
        """What has to hold for a condition to have the outcome."""
        value = self.fixed(node)
        if isinstance(value, bool):
            return _decided(holds=value, outcome=outcome)
        match node:
            case ast.UnaryOp(operand=operand):
                return self.claim(operand, _TURNED[outcome])
            case ast.BoolOp(op=op, values=values):
                join = both if isinstance(op, ast.And) == (outcome in _YES) else either
                return join(*(self.claim(part, outcome) for part in values))
            case ast.IfExp(test=test, body=body, orelse=other):
                return self._chosen(
                    test, lambda out: self.claim(body, out), lambda out: self.claim(other, out), outcome
                )
            case ast.Compare(left=left, ops=signs, comparators=others):
                operands = [left, *others]
                links = [
                    self._link(operands[i], sign, operands[i + 1], outcome) for i, sign in enumerate(signs)
                ]
                return both(*links) if outcome in _YES else either(*links)
            case ast.Name(id=name):
                return self._named(node, name, outcome)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._called(node, name, arguments, outcome)
        return NEVER if outcome in _SURE else ALWAYS  # the word None, which is unknown

    def value(self, node: ast.expr, known: Known, outcome: Outcome) -> Claim:  # noqa: PLR0911 - one for each sort of part
        """What has to hold for "the value of a part is among these" to have the outcome."""
        if self.type_of(node).kind is Kind.BOOLEAN:
            return self._boolean(node, known, outcome)
        fixed = self.fixed(node)
        if fixed is not None:
            return _decided(holds=not known.meet(only(fixed)).empty, outcome=outcome)  # type: ignore[arg-type]
        match node:
            case ast.Constant(value=None):
                return NEVER if outcome in _SURE else ALWAYS
            case ast.IfExp(test=test, body=body, orelse=other):
                return self._chosen(
                    test,
                    lambda out: self.value(body, known, out),
                    lambda out: self.value(other, known, out),
                    outcome,
                )
            case ast.Call(func=ast.Name(id="coalesce"), args=[first, *rest]):
                return self._first_known(first, rest, known, outcome)
            case ast.Call(func=ast.Name(id="days_since" | "days_until" as name), args=[day]):
                if self.world.as_of is not None and isinstance(known, Numbers):
                    return self.value(
                        day, shifted(known, self.world.as_of, back=name == "days_since"), outcome
                    )
            case ast.Name(id=name):
                definition = self.world.definition(name)
                if definition is not None:
                    return Reader.of(definition, self.world).value(definition.tree, known, outcome)
        return self._demand(node, known, outcome)

    def missing(self, node: ast.expr, *, wanted: bool) -> Claim:  # noqa: PLR0911 - one for each sort of part
        """What has to hold for a value to be missing, or not."""
        if self.fixed(node) is not None:
            return NEVER if wanted else ALWAYS
        if self.type_of(node).kind is Kind.BOOLEAN:
            unsure = (self.claim(node, Outcome.NOT_TRUE), self.claim(node, Outcome.NOT_FALSE))
            sure = (self.claim(node, Outcome.TRUE), self.claim(node, Outcome.FALSE))
            return both(*unsure) if wanted else either(*sure)
        match node:
            case ast.Constant(value=None):
                return ALWAYS if wanted else NEVER
            case ast.IfExp():
                return self._choice_missing(node, wanted=wanted)
            case ast.Call(func=ast.Name(id="coalesce"), args=arguments):
                parts = [self.missing(argument, wanted=wanted) for argument in arguments]
                return both(*parts) if wanted else either(*parts)
            case ast.Call(func=ast.Name(id="days_since" | "days_until"), args=[day]):
                return self.missing(day, wanted=wanted)
            case ast.Name(id=name):
                definition = self.world.definition(name)
                if definition is not None:
                    return Reader.of(definition, self.world).missing(definition.tree, wanted=wanted)
        known = self.everything(node)
        return self._demand(node, known, Outcome.NOT_TRUE if wanted else Outcome.TRUE)

    def _chosen(
        self,
        test: ast.expr,
        first: Callable[[Outcome], Claim],
        second: Callable[[Outcome], Claim],
        outcome: Outcome,
    ) -> Claim:
        """One of two claims, by a test; where the test is unknown nothing is sure."""
        if outcome in _SURE:
            return either(
                both(self.claim(test, Outcome.TRUE), first(outcome)),
                both(self.claim(test, Outcome.FALSE), second(outcome)),
            )
        return both(
            either(self.claim(test, Outcome.NOT_TRUE), first(outcome)),
            either(self.claim(test, Outcome.NOT_FALSE), second(outcome)),
        )

    def _choice_missing(self, node: ast.IfExp, *, wanted: bool) -> Claim:
        parts = [
            both(self.claim(node.test, outcome), self.missing(part, wanted=wanted))
            for outcome, part in ((Outcome.TRUE, node.body), (Outcome.FALSE, node.orelse))
        ]
        if wanted:
            parts.append(
                both(self.claim(node.test, Outcome.NOT_TRUE), self.claim(node.test, Outcome.NOT_FALSE))
            )
        return either(*parts)

    def _first_known(self, first: ast.expr, rest: list[ast.expr], known: Known, outcome: Outcome) -> Claim:
        here = self.value(first, known, outcome)
        if not rest:
            return here
        after = self._first_known(rest[0], rest[1:], known, outcome)
        return either(
            both(self.missing(first, wanted=False), here), both(self.missing(first, wanted=True), after)
        )

    def _named(self, node: ast.Name, name: str, outcome: Outcome) -> Claim:
        definition = self.world.definition(name)
        if definition is not None:
            return Reader.of(definition, self.world).claim(definition.tree, outcome)
        return self.world.truth(name, outcome) or self._demand(node, TRUE, outcome)

    def _called(self, node: ast.expr, name: str, arguments: list[ast.expr], outcome: Outcome) -> Claim:
        if name == "is_missing":
            return self.missing(arguments[0], wanted=outcome in _YES)
        if name == "between":
            value, low, high = arguments
            links = [self._link(value, ast.GtE(), low, outcome), self._link(value, ast.LtE(), high, outcome)]
            return both(*links) if outcome in _YES else either(*links)
        return self._demand(node, TRUE, outcome)

    def _boolean(self, node: ast.expr, known: Known, outcome: Outcome) -> Claim:
        wanted = EITHER.meet(known) if isinstance(known, Words) else EITHER
        if wanted == TRUE:
            return self.claim(node, outcome)
        if wanted == FALSE:
            return self.claim(node, _TURNED[outcome])
        return self._is_known(node, outcome if wanted == EITHER else _TURNED[outcome])

    def _is_known(self, node: ast.expr, outcome: Outcome) -> Claim:
        """For "this condition is true or false", which is unknown where the condition is, and never false."""
        if outcome in {Outcome.FALSE, Outcome.NOT_FALSE}:
            return NEVER if outcome is Outcome.FALSE else ALWAYS
        return self.missing(node, wanted=outcome is Outcome.NOT_TRUE)

    def _link(self, left: ast.expr, sign: ast.cmpop, right: ast.expr, outcome: Outcome) -> Claim:
        if isinstance(sign, ast.Is | ast.IsNot):
            return self.missing(left, wanted=isinstance(sign, ast.Is) == (outcome in _YES))
        if isinstance(sign, ast.In | ast.NotIn):
            asked = outcome if isinstance(sign, ast.In) else _TURNED[outcome]
            return self._member(left, right, asked)
        first, second = self.fixed(left), self.fixed(right)
        if second is not None:
            return self.value(left, stretch(type(sign), second), outcome)
        if first is not None:
            return self.value(right, stretch(_MIRRORED[type(sign)], first), outcome)
        return self._difference(left, type(sign), right, outcome)

    def _member(self, value: ast.expr, listed: ast.expr, outcome: Outcome) -> Claim:
        members = constant_value(listed, self.constants)
        if isinstance(members, tuple):
            return self.value(value, only(*members), outcome)
        if isinstance(listed, ast.List):
            links = [self._link(value, ast.Eq(), member, outcome) for member in listed.elts]
            return either(*links) if outcome in _YES else both(*links)
        word = self.fixed(value)
        if isinstance(listed, ast.Name) and isinstance(word, str):
            known = self.world.truth(f"{listed.id}.{word}", outcome)
            return known or _demanded(
                f'"{word}" in {listed.id}', TRUE, Possible(EITHER, missing=False), outcome
            )
        return _demanded(f"{_key(value)} in {_key(listed)}", TRUE, Possible(EITHER), outcome)

    def _difference(self, left: ast.expr, sign: type[ast.cmpop], right: ast.expr, outcome: Outcome) -> Claim:
        """Two values that both differ by account: what counts is by how much they differ."""
        first, second = _key(left), _key(right)
        if self.type_of(left).kind not in {Kind.NUMBER, Kind.DATE}:
            wanted = TRUE if sign is ast.Eq else FALSE
            return _demanded(
                f"{min(first, second)} == {max(first, second)}", wanted, Possible(EITHER), outcome
            )
        if first > second:
            left, right, first, second, sign = right, left, second, first, _MIRRORED[sign]
        one, two = bounds(left, self), bounds(right, self)
        gap = Numbers((Span(less(one.low, two.high), more(one.high, two.low)),))
        if first == second:
            gap = Numbers((Span(0.0, 0.0),))
        claim = _demanded(f"{first} - {second}", stretch(sign, 0.0), Possible(gap), outcome)
        return both(claim, *self._known(left), *self._known(right)) if outcome in _SURE else claim

    def _demand(self, node: ast.expr, known: Known, outcome: Outcome) -> Claim:
        """A demand on a value as a whole, and on what it needs to be there."""
        possible = self.of_name(node) if isinstance(node, ast.Name) else self.all_of(node)
        if isinstance(possible.known, Words) is not isinstance(known, Words):
            return _demanded(f"{_key(node)} as {type(known).__name__}", known, _anything_like(known), outcome)
        if isinstance(node, ast.Name):
            claim = _demanded(node.id, known, possible, outcome)
            return both(claim, self.world.among(node.id, claim.allowed))
        claim = _demanded(_key(node), known, possible, outcome)
        return both(claim, *self._known(node)) if outcome in _SURE else claim

    def _is_list(self, node: ast.expr) -> bool:
        return self.type_of(node).kind in {Kind.LIST, Kind.UNKNOWN}

    def _known(self, node: ast.expr) -> list[Claim]:
        names = [name for name in needed(node) if self.fixed(name) is None]
        return [self.missing(name, wanted=False) for name in names if not self._is_list(name)]


def _key(node: ast.expr) -> str:
    return ast.dump(node)


def _demanded(of: str, known: Known, possible: Possible, outcome: Outcome) -> Demand:
    wanted = known if outcome in _YES else known.rest()
    return Demand(of, Possible(wanted, missing=outcome not in _SURE).meet(possible))


def _anything_like(known: Known) -> Possible:
    """All values of a kind, for a name whose own kind is not known."""
    return Possible(NO_WORD.rest() if isinstance(known, Words) else Numbers((Span(),)))


def _decided(*, holds: bool, outcome: Outcome) -> Claim:
    return ALWAYS if holds == (outcome in _YES) else NEVER
