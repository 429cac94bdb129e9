"""Random expressions, well typed: every operator and function of the language over the names that are in scope."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from .cells import near
from .chance import Chance

Kind: TypeAlias = Literal["number", "text", "boolean", "date", "list"]
Text: TypeAlias = "tuple[str, tuple[str, ...] | None]"
"""An expression that gives a text, and the only values that it may give where these are declared."""

NUMBERS = (
    "0",
    "1",
    "2",
    "0.5",
    "3",
    "10",
    "0.1",
    "49.99",
    "50",
    "100",
    "250",
    "1000",
    "0.000001",
    "9007199254740992",
)
WORDS = ("Dairy", "food", "NA", "nan", "Zürich", "CFO", "a|b", "é", "P1", "nosuch")
CHANGES: Mapping[str, Callable[[str], str]] = {"lower": str.lower, "upper": str.upper, "trim": str.strip}
KINDS: tuple[Kind, ...] = ("number", "text", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name: its kind, whether it is whole, and the values of a category or list."""

    kind: Kind
    whole: bool = False
    values: tuple[str, ...] | None = None


@dataclass(slots=True)
class Writer:
    """Writes expressions over some names. `population` allows functions that look at all accounts."""

    chance: Chance
    as_of: dt.date
    names: Mapping[str, Known]
    population: bool = True
    constants: Mapping[str, Any] = field(default_factory=dict)

    def named(self, kind: Kind, *, whole: bool = False) -> list[str]:
        return [name for name, of in self.names.items() if of.kind == kind and (of.whole or not whole)]

    def pick(self, options: Sequence[Callable[[], str]]) -> str:
        return self.chance.choice(options)()

    def any(self, depth: int, kind: Kind) -> str:
        """An expression of a kind."""
        makers: Mapping[Kind, Callable[[], str]] = {
            "number": lambda: self.number(depth),
            "text": lambda: self.text(depth)[0],
            "boolean": lambda: self.condition(depth),
            "date": lambda: self.day(depth),
        }
        return makers[kind]()

    def valued(self, depth: int, kind: Kind) -> Text:
        """An expression of a kind; of a text with the values that it may have, where these are declared."""
        return self.text(depth) if kind == "text" else (self.any(depth, kind), None)

    def number(self, depth: int) -> str:
        if depth <= 0 or self.chance.maybe(0.2):
            return self._plain_number()
        if self.chance.maybe(0.2):
            return self.whole(depth)
        x, y = (self.number(depth - 1) for _ in range(2))
        options: list[Callable[[], str]] = [
            *(lambda sign=sign: f"({x} {sign} {y})" for sign in "+-*/"),
            lambda: f"(-{x})",
            lambda: f"(+{x})",
            lambda: self._choice(x, y, depth),
            lambda: f"coalesce({x}, {y})",
            lambda: f"coalesce({x}, {y}, 0)",
            lambda: f"abs({x})",
            lambda: f"round({x}, {self.chance.whole(-2, 6)})",
            lambda: f"{self.chance.choice(['min', 'max'])}({x}, {y})",
            lambda: f"{self.chance.choice(['min', 'max'])}({x}, {y}, {self.number(0)})",
            lambda: f"clip({x}, {y}, {self.number(0)})",
        ]
        if self.population:
            options += [lambda: self._over_all(depth)] * 5
        return self.pick(options)

    def _plain_number(self) -> str:
        own = [
            name
            for name, value in self.constants.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        ]
        literals = [self.chance.choice(NUMBERS), *own[:1]]
        return self.chance.choice([*self.named("number"), *self.named("number"), *literals])

    def whole(self, depth: int) -> str:
        """A whole number."""
        plain = [*self.named("number", whole=True), self.chance.choice(["0", "1", "3", "12", "250"])]
        if depth <= 0 or self.chance.maybe(0.2):
            return self.chance.choice(plain)
        x, y = self.whole(depth - 1), self.chance.choice(plain)
        d = self.day(depth - 1)
        options: list[Callable[[], str]] = [
            lambda: f"({x} {self.chance.choice('+-*')} {y})",
            lambda: f"round({self.number(depth - 1)})",
            lambda: f"length({self.text(depth - 1)[0]})",
            lambda: f"abs({x})",
            lambda: f"max({x}, {y})",
            lambda: f"{self.chance.choice(['days', 'months', 'years'])}_since({d})",
            lambda: f"{self.chance.choice(['days', 'months'])}_until({d})",
            lambda: f"days_between({d}, {self.day(0)})",
            lambda: f"{self.chance.choice(['year', 'quarter', 'month'])}({d})",
        ]
        return self.pick(options)

    def _over_all(self, depth: int) -> str:
        """A function of the population, perhaps within groups, perhaps of some accounts."""
        name = self.chance.choice(list(POPULATION))
        kind: Kind = (
            "date" if name in {"percent_rank", "rank", "quantile"} and self.chance.maybe(0.2) else "number"
        )
        arguments = [self.any(depth - 1, kind), *POPULATION[name](self.chance)]
        if self.chance.maybe(0.4) and self.named("text"):
            arguments.append(f"by={self.text(0)[0]}")
        if self.chance.maybe(0.3):
            arguments.append(f"where={self.condition(depth - 1)}")
        return f"{name}({', '.join(arguments)})"

    def text(self, depth: int) -> Text:
        names = self.named("text")
        if not names:
            return f'"{self.chance.choice(WORDS)}"', None
        name = self.chance.choice(names)
        plain = name, self.names[name].values
        if depth <= 0 or self.chance.maybe(0.5):
            return plain
        text, values = self.text(depth - 1)
        both = None if values is None or plain[1] is None else tuple(dict.fromkeys((*values, *plain[1])))
        change = self.chance.choice(list(CHANGES))
        changed = CHANGES[change]
        options: list[Text] = [
            (f"{change}({text})", None if values is None else tuple(dict.fromkeys(map(changed, values)))),
            (f"({text} if {self.condition(depth - 1)} else {name})", both),
            (f"(None if {self.condition(depth - 1)} else {text})", values),
            (f"coalesce({text}, {name})", both),
        ]
        return self.chance.choice(options)

    def day(self, depth: int) -> str:
        written = (
            "start"
            if "start" in self.constants and self.chance.maybe(0.2)
            else f'"{near(self.chance, self.as_of)}"'
        )
        literal = f"date({written})"
        plain = [*self.named("date"), *self.named("date"), "as_of", literal]
        if depth <= 0 or self.chance.maybe(0.3):
            return self.chance.choice(plain)
        x, y = self.day(depth - 1), self.chance.choice(plain)
        options: list[Callable[[], str]] = [
            lambda: f"{self.chance.choice(['min', 'max'])}({x}, {y})",
            lambda: f"coalesce({x}, {y})",
            lambda: self._choice(x, y, depth),
            lambda: f"months_ago({self.chance.choice(['0', '1', '12', '18'])})",
            lambda: f"months_ago({self.whole(depth - 1)})",
        ]
        return self.pick(options)

    def _choice(self, first: str, second: str, depth: int) -> str:
        first, second = self.chance.choice(
            [(first, second), (first, second), (first, "None"), ("None", second)]
        )
        return f"({first} if {self.condition(depth - 1)} else {second})"

    def condition(self, depth: int) -> str:
        if depth <= 0:
            return self._comparison(0)
        x, y = self.condition(depth - 1), self._comparison(depth - 1)
        options: list[Callable[[], str]] = [
            lambda: f"({x} and {y})",
            lambda: f"({x} or {y})",
            lambda: f"(not {x})",
            lambda: self._choice(x, y, depth),
            lambda: f"coalesce({x}, {y})",
            lambda: f"({x} {self.chance.choice(['==', '!='])} {y})",
            *[lambda: y] * 5,
        ]
        return self.pick(options)

    def _comparison(self, depth: int) -> str:
        kind = self.chance.choice(["number", "number", "text", "date", "boolean", "list", "missing"])
        return COMPARISONS[kind](self, depth)


def _of_numbers(write: Writer, depth: int) -> str:
    x, y, z = write.number(depth), write.number(0), write.number(0)
    signs = ["==", "!=", "<", "<=", ">", ">="]
    options = [
        f"({x} {write.chance.choice(signs)} {y})",
        f"({x} {write.chance.choice(signs)} {y})",
        f"({y} <= {x} < {z})",
        f"between({x}, {y}, {z})",
        f"({x} {write.chance.choice(['in', 'not in'])} [0, 1, {y}])",
    ]
    return write.chance.choice(options)


def _of_days(write: Writer, depth: int) -> str:
    x, y = write.day(depth), write.day(0)
    sign = write.chance.choice(["==", "!=", "<", "<=", ">", ">="])
    return write.chance.choice([f"({x} {sign} {y})", f"between({x}, {y}, as_of)", f"({x} in [{y}, as_of])"])


def _of_texts(write: Writer, depth: int) -> str:
    chance = write.chance
    text, values = write.text(depth)
    word = chance.choice(values or WORDS)
    listed = ", ".join(f'"{each}"' for each in chance.sample(values or WORDS, min(2, len(values or WORDS))))
    listed_words = f'["{word}", "cfo"]'
    part = chance.choice(["a", "é", "NA", "B.V.", "food", "Z", "0"])
    lists = [name for name, value in write.constants.items() if isinstance(value, list)]
    inside = [f"[{listed}]", *(lists if values is None else [])]
    constant = "word" if values is None and "word" in write.constants else f'"{word}"'
    options = [
        f"({text} {chance.choice(['==', '!='])} {constant})",
        f"({text} {chance.choice(['in', 'not in'])} {chance.choice(inside)})",
        f'starts_with({text}, "{part}")',
        f'ends_with({text}, "{part}")',
        f'contains({text}, "{part}")',
        f'contains_any({text}, ["{part}", "{word}"])',
        f"has_word({text}, {chance.choice([*lists, listed_words])})",
    ]
    return chance.choice(options)


def _of_booleans(write: Writer, depth: int) -> str:
    names = write.named("boolean")
    if not names:
        return write.chance.choice(["true", "false", _of_numbers(write, depth)])
    name = write.chance.choice(names)
    return write.chance.choice([name, name, f"({name} == {write.chance.choice(names)})", f"({name} != true)"])


def _of_lists(write: Writer, depth: int) -> str:
    names = write.named("list")
    if not names:
        return _of_texts(write, depth)
    name = write.chance.choice(names)
    return f'("{write.chance.choice(write.names[name].values or ())}" {write.chance.choice(["in", "not in"])} {name})'


def _of_missing(write: Writer, depth: int) -> str:
    value = write.any(depth, write.chance.choice(KINDS))
    return write.chance.choice([f"({value} is None)", f"({value} is not None)", f"is_missing({value})"])


COMPARISONS: Mapping[str, Callable[[Writer, int], str]] = {
    "number": _of_numbers,
    "date": _of_days,
    "text": _of_texts,
    "boolean": _of_booleans,
    "list": _of_lists,
    "missing": _of_missing,
}
POPULATION: Mapping[str, Callable[[Chance], list[str]]] = {
    **dict.fromkeys(
        ("average", "median", "total", "percent_rank", "rank", "share_of_total", "cumulative_share"),
        lambda _: [],
    ),
    "percentile": lambda chance: [chance.choice(["0", "25", "50", "90", "100", "33.3"])],
    "quantile": lambda chance: [chance.choice(["1", "2", "4", "5", "10"])],
}
"""The functions of the population, with what they take after the value."""
