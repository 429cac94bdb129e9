"""One part of the tree, read key by key as typed values."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, cast

from ...findings import Finding, Place, Repair
from ..model import Duration, Text, Unit
from ..nodes import Map, Node, Scalar, Sequence, plain
from ..rewriting import replaced
from ..shape.days import days_meant
from .context import Context

T = TypeVar("T")
_PERCENT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?%")


def percentage(text: str) -> float | None:
    """`80%` as 0.8; None for any other text."""
    match = _PERCENT.fullmatch(text)
    # Divided in decimals first, so that 15.5% is 0.155 and not a neighbour of it.
    return float(f"{match.group(1)}e-2") if match else None


@dataclass(frozen=True, slots=True)
class Part:
    """A map of the tree, which has the right shape; values that it lacks are None or empty."""

    context: Context
    node: Map
    path: str

    def __contains__(self, key: object) -> bool:
        return key in self.node.entries

    def inner_path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def place(self, key: str) -> Place:
        node = self.node.get(key)
        return node.place if node else self.node.place

    def part(self, key: str) -> "Part":
        """The map below a key; an empty one where there is none."""
        node = self.node.get(key)
        return Part(
            self.context, node if isinstance(node, Map) else Map({}, self.node.place), self.inner_path(key)
        )

    def parts(self) -> Iterator[tuple[str, "Part"]]:
        """The maps in this map by id, in file order."""
        return ((key, self.part(key)) for key in self.node.entries)

    def listed(self, key: str) -> tuple[Node, ...]:
        node = self.node.get(key)
        return node.items if isinstance(node, Sequence) else ()

    def list_parts(self, key: str) -> Iterator["Part"]:
        for index, item in enumerate(self.listed(key)):
            if isinstance(item, Map):
                yield Part(self.context, item, f"{self.inner_path(key)}.{index}")

    def each(self, build: Callable[[str, "Part"], T]) -> dict[str, T]:
        """Every part in this map built, by id; those with a fault are left out, and noted."""
        built: dict[str, T] = {}
        context, before = self.context, self.context.faulty
        for key, part in self.parts():
            context.faulty = False
            result = build(key, part)
            if context.faulty:
                context.left_out.add(part.path)
            else:
                built[key] = result
        context.faulty = before
        return built

    def string(self, key: str) -> str | None:
        """A text as written, also when it looks like a number."""
        node = self.node.get(key)
        return node.text if isinstance(node, Scalar) else None

    def required(self, key: str) -> str:
        return self.string(key) or ""

    def strings(self, key: str) -> tuple[str, ...]:
        return tuple(item.text for item in self.listed(key) if isinstance(item, Scalar))

    def string_or_strings(self, key: str) -> tuple[str, ...]:
        single = self.string(key)
        return (single,) if single is not None else self.strings(key)

    def string_map(self, key: str) -> Mapping[str, str]:
        part = self.part(key)
        return {name: part.required(name) for name in part.node.entries}

    def flag(self, key: str) -> bool:
        return plain(self.node.get(key) or Sequence((), self.node.place)) is True

    def integer(self, key: str) -> int | None:
        value = self.number(key)
        return None if value is None else int(value)

    def text(self, key: str) -> Text:
        return as_text(self.node.get(key))

    def texts(self, key: str) -> tuple[Text, ...]:
        return tuple(as_text(item) for item in self.listed(key))

    def number(self, key: str) -> float | None:
        node = self.node.get(key)
        return self.number_of(node, self.inner_path(key)) if isinstance(node, Scalar) else None

    def numbers(self, key: str) -> tuple[float, ...]:
        path = self.inner_path(key)
        nodes = enumerate(self.listed(key))
        return tuple(
            self.number_of(node, f"{path}.{index}") for index, node in nodes if isinstance(node, Scalar)
        )

    def number_of(self, node: Scalar, path: str) -> float:
        """A number as written, a share such as `20%`, or the parameter that is named."""
        if isinstance(node.value, (int, float)):
            return float(node.value)
        share = percentage(node.text)
        return self.context.parameter(node.text, node.place, path) if share is None else share

    def share(self, key: str) -> float | None:
        """A share from 0 to 1, written `80%` or `0.8`."""
        share = self.number(key)
        if share is not None and share > 1:
            message = f'"{key}" takes a share such as 80% or 0.8'
            self.refuse("E205", key, message, "write a share from 0% to 100%")
        return share

    def day(self, key: str) -> date | None:
        written = self.string(key)
        if written is None:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            self._refuse_day(key, written)
            return None

    def _refuse_day(self, key: str, written: str) -> None:
        meant, node = days_meant(written), self.node.get(key)
        self.refuse(
            "E206",
            key,
            "there is no such day in the calendar",
            f"write {' or '.join(meant) or 'a date such as 2026-06-30'}",
            replaced(node, meant[0]) if len(meant) == 1 and isinstance(node, Scalar) else None,
        )

    def duration(self, key: str) -> Duration | None:
        """A span such as `12 months`, or `12 months ago`."""
        written = self.string(key)
        if written is None:
            return None
        count, unit = written.split()[:2]
        return Duration(int(count), cast("Unit", unit.rstrip("s") + "s"))

    def pair(self, key: str) -> tuple[str, str] | None:
        """A table and a field, written `table.field`."""
        table, dot, name = (self.string(key) or "").partition(".")
        return (table, name) if dot else None

    def refuse(self, code: str, key: str, message: str, fix: str, repair: Repair | None = None) -> None:
        found = f'"{self.string(key)}"'
        self.context.fault(
            Finding(code, message, self.place(key), self.inner_path(key), found=found, fix=fix, repair=repair)
        )


def day_or_today(part: Part) -> date | Literal["today"] | None:
    """The day that `as_of` names."""
    return "today" if part.string("as_of") == "today" else part.day("as_of")


def as_text(node: Node | None) -> Text:
    """A text for people, in one language or several."""
    if isinstance(node, Scalar):
        return Text.plain(node.text)
    if not isinstance(node, Map):
        return Text()
    return Text(
        {key: entry.value.text for key, entry in node.entries.items() if isinstance(entry.value, Scalar)}
    )
