"""YAML's events put together into nodes, within the budget, with every fault that is not one of syntax."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple, cast

import yaml

from ...findings import Finding, Place
from ..nodes import Entry, Map, Node, Scalar, ScalarValue, Sequence
from . import faults
from .budget import MAX_DEPTH, MAX_NODES, too_deep, too_many
from .comments import cut_title, is_title
from .cut_numbers import cut_at_comma, cut_number
from .offsets import LineMap, offsets
from .scalars import meaning
from .source import split_lines
from .unclosed import unclosed


class _Span(NamedTuple):
    """From where to where an event stands."""

    start: yaml.Mark
    end: yaml.Mark


def _span(event: yaml.Event) -> _Span:
    # PyYAML's types allow for events without marks, which a parser never gives.
    return _Span(cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark))


class Stop(Exception):  # noqa: N818  # not an error: the findings say what is wrong
    """Reading further makes no sense."""


class Garbled(Stop):
    """What follows is not what the writer meant, though all that is complete before it is."""


@dataclass(slots=True)
class _Open:
    """A list or map whose end has not come yet. `key` is a map's key that waits for its value."""

    place: Place
    is_map: bool
    anchor: str | None
    in_flow: bool = False
    size: int = 1
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Scalar | None = None
    expects_key: bool = True

    def closed(self) -> Node:
        return Map(self.entries, self.place) if self.is_map else Sequence(tuple(self.items), self.place)


class TreeBuilder:
    """Takes events one by one; `result()` is the root map."""

    def __init__(self, text: str, shown: str) -> None:
        self.findings: list[Finding] = []
        self.lines = split_lines(text)
        self._text = text
        self._shown = shown
        self._map = LineMap(text)
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._root: Node | None = None
        self._documents = 0
        self._count = 0
        self._ran_on: Scalar | None = None

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def result(self) -> Map | None:
        """The root; None, with a finding, where the file holds no map."""
        if isinstance(self._root, Map):
            return self._root
        if self._root is None or (isinstance(self._root, Scalar) and self._root.value is None):
            self.findings.append(faults.empty(self._shown))
        else:
            self.findings.append(faults.no_map(self._root))
        return None

    def begun(self) -> Map | None:
        """The entries of the outermost map that are complete so far; None where there is no such map."""
        outermost = self._open[0] if self._open else None
        if outermost is None or not outermost.is_map:
            return None
        # A plain text that runs on just before the fault swallowed the key of the line below it.
        entries = {key: entry for key, entry in outermost.entries.items() if entry.value is not self._ran_on}
        return Map(entries, outermost.place)

    def _place(self, span: _Span) -> Place:
        start, end = span
        line = self.lines[start.line]
        length = (end.column if end.line == start.line else len(line)) - start.column
        return Place(self._shown, start.line + 1, start.column + 1, line, max(length, 1))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self.findings.append(faults.second_document(self._place(_span(event))))
            raise Stop

    def _spend(self, place: Place, nodes: int = 1) -> None:
        self._count += nodes
        if self._count > MAX_NODES:
            self.findings.append(too_many(place))
            raise Stop

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        place = self._place(_span(event))
        self._spend(place)
        self._refuse_tag(event, place)
        if len(self._open) >= MAX_DEPTH:
            self.findings.append(too_deep(place))
            raise Stop
        is_map, in_flow = isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)
        self._open.append(_Open(place, is_map, event.anchor, in_flow))

    def _end(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        done = self._open.pop()
        end = _span(event).end
        if done.in_flow and end.line + 1 == done.place.line and done.place.column is not None:
            done.place = replace(done.place, length=end.column + 1 - done.place.column)
        node = done.closed()
        if done.anchor:
            self._anchors[done.anchor] = (node, done.size)
        self._add(node, done.size)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = _span(event)
        place = self._place(span)
        self._spend(place)
        self._refuse_tag(event, place)
        node = self._as_scalar(event, span, place)
        if event.anchor:
            self._anchors[event.anchor] = (node, 1)
        self._add(node)

    def _as_scalar(self, event: yaml.ScalarEvent, span: _Span, place: Place) -> Scalar:
        first, end = span
        if event.style in ("'", '"') and end.line > first.line:
            self._refuse_unclosed(place, end.line)
        raw = self._text[first.index : end.index]
        style = event.style or None  # libyaml says "" for plain, PyYAML None
        places = offsets(event.value, raw, first.index, style, self._map)
        value: ScalarValue = event.value
        if style is None:
            self._check_comment(event.value, place, end)
            value = self._meaning(event.value, place)
        elif style in "|>" and not event.value.strip():
            self.findings.append(faults.empty_block(place))
        in_flow = bool(self._open) and self._open[-1].in_flow
        node = Scalar(value, event.value, place, style is not None, places, self.lines, in_flow)
        self._ran_on = node if style is None and end.line > first.line else None
        return node

    def _refuse_unclosed(self, place: Place, last: int) -> None:
        fault = unclosed(place, self.lines, last)
        if fault is not None:
            self.findings.append(fault)
            raise Garbled

    def _meaning(self, text: str, place: Place) -> ScalarValue:
        value = meaning(text, place)
        if isinstance(value, Finding):
            self.findings.append(value)
            return float("nan")
        return value

    def _check_comment(self, value: str, place: Place, end: yaml.Mark) -> None:
        """A comment behind an unquoted text must not cut a quoted part of it in two."""
        line = self.lines[end.line]
        rest = line[end.column :].lstrip()
        if not rest.startswith("#"):
            return
        at = len(line) - len(rest)
        if faults.cuts_quote(value, rest):
            self.findings.append(faults.cut_by_comment(place, end.line + 1, line, at))
        elif self._is_title() and (told := cut_title(value, Place(self._shown, end.line + 1, at + 1, line))):
            self.findings.append(told)

    def _is_title(self) -> bool:
        """Whether the scalar that comes is a text for people: the value of such a key, or of a language in it."""
        keys = [parent.key.text if parent.key else "" for parent in self._open[-2:] if parent.is_map]
        return bool(keys) and self._open[-1].is_map and not self._open[-1].expects_key and is_title(keys)

    def _alias(self, event: yaml.AliasEvent) -> None:
        place, name = self._place(_span(event)), str(event.anchor)
        if any(parent.anchor == name for parent in self._open):
            self.findings.append(faults.recursive_alias(place, name))
            raise Stop
        if name not in self._anchors:
            self.findings.append(faults.unknown_alias(place, name))
            raise Stop
        node, size = self._anchors[name]
        self._spend(place, size)
        self._add(node, size)

    def _refuse_tag(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent, place: Place
    ) -> None:
        if event.tag is not None:
            written = self._text[_span(event).start.index :].split(None, 1)[0]
            self.findings.append(faults.tag(replace(place, length=len(written)), written))

    def _add(self, node: Node, size: int = 1) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        parent.size += size
        if not parent.is_map:
            parent.items.append(node)
        elif parent.expects_key:
            parent.expects_key = False
            parent.key = self._as_key(node)
        else:
            self._add_entry(parent, node)

    def _as_key(self, node: Node) -> Scalar | None:
        if not isinstance(node, Scalar):
            self.findings.append(faults.complex_key(node.place))
            return None
        if node.text == "<<" and not node.quoted:
            self.findings.append(faults.merge_key(node.place))
            return None
        if not node.text:
            self.findings.append(faults.empty_key(node.place))
            return None
        return node

    def _add_entry(self, parent: _Open, value: Node) -> None:
        key, parent.key, parent.expects_key = parent.key, None, True
        if key is None:
            return
        first = parent.entries.get(key.text)
        if self._is_piece(parent, key, value):
            return
        if first:
            self.findings.append(faults.key_twice(key, first.key.place))
        else:
            parent.entries[key.text] = Entry(key, value)

    def _is_piece(self, parent: _Open, key: Scalar, value: Node) -> bool:
        """Whether a key is a piece of the number before it, which is told and then taken as it was meant."""
        if (
            key.quoted
            or not key.text[:1].isdigit()
            or not isinstance(value, Scalar)
            or value.text
            or value.quoted
        ):
            return False
        number = cut_number(key)
        before = next(reversed(parent.entries.values()), None)
        if number is None or not number.meant or before is None or not isinstance(before.value, Scalar):
            return False
        start = before.value
        end = number.first if number.is_first_piece else number.meant
        if start.quoted or start.place.line != key.place.line or not start.text.endswith(end):
            return False
        if number.is_first_piece:
            self.findings.append(cut_at_comma(key, number, self._one_earlier(before.key.text)))
            text = start.text.removesuffix(number.first) + number.meant
            mended = replace(start, value=self._meaning(text, start.place), text=text)
            parent.entries[before.key.text] = replace(before, value=mended)
        return True

    def _one_earlier(self, key: str) -> ScalarValue:
        """The value under a key in the item before this one, where this map is an item of a list."""
        items = self._open[-2].items if len(self._open) > 1 else []
        value = items[-1].get(key) if items and isinstance(items[-1], Map) else None
        return value.value if isinstance(value, Scalar) else None
