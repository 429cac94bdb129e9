"""An edit in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...plan import Plan
from ...rules.building.part import as_text
from ...rules.editing import Edit
from ...rules.editing.kinds import EXPRESSIONS, kind_at
from ...rules.model import Text
from ...rules.nodes import Map, Node, Scalar
from .edits.absent import ABSENT, NOT_SET
from .edits.coming import COME, GONE, ORDER, RENAMED
from .edits.marks import code, name, plain
from .edits.registry import CHANGED, Key
from .edits.registry_data import ANALYSES, DATA, READ
from .edits.rules import Rules
from .edits.shortening import shortened
from .edits.summaries import measure, summary
from .edits.things import Path, Thing, thing_of
from .edits.titles import Titles
from .edits.values import Values
from .edits.wording import Wording

_SENTENCES: Mapping[Key, str] = {**CHANGED, **DATA, **READ, **ANALYSES}
_PLACE = "{place}: {old} → {new}"


def edit_words(edit: Edit, old: Plan, new: Plan, language: str) -> Wording:
    """The edit as a sentence in a language, with the titles of the rulesets: `Weight of Urgency in Pain: 2 → 3`.

    Conditions are told as sentences; the detail then holds them as they are written.
    """
    return _speaker(_Pair(old, new), language).words(edit)


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two plans that are told apart by what they are, not by what they hold."""

    old: Plan
    new: Plan

    def __hash__(self) -> int:
        return hash((id(self.old), id(self.new)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self.old is other.old and self.new is other.new


@lru_cache(maxsize=8)
def _speaker(pair: _Pair, language: str) -> "_Speaker":
    rules = Rules(pair.old, pair.new, language)
    titles = Titles((pair.new.ruleset, pair.old.ruleset), language)
    return _Speaker(language, titles, Values(language, rules, titles))


def pattern_of(edit: Edit) -> Key | None:
    """The key of the sentence that an edit is told with; None for one that only its path tells."""
    thing = thing_of(edit.path)
    tables = {"order": ORDER, "rename": {}}.get(edit.kind, _SENTENCES)
    if edit.kind == "value" and (edit.old is None or edit.new is None):
        tables = {**tables, **(COME if edit.old is None else GONE)}
    return next((key for key in _keys(thing) if key in tables), None)


def _keys(thing: Thing) -> "list[Key]":
    """The keys under which a sentence may stand, the most exact first; ids that people chose are `*`."""
    exact = (thing.kind, *thing.key)
    starred = [(*exact[:at], "*", *exact[at + 1 :]) for at in range(2, len(exact))]
    return [exact, *starred, ("*", *thing.key)]


@dataclass(frozen=True, slots=True, eq=False)
class _Speaker:
    language: str
    titles: Titles
    values: Values

    def words(self, edit: Edit) -> Wording:
        thing, key = thing_of(edit.path), pattern_of(edit)
        message = self._message(edit, key)
        told = {
            "name": code(thing.id) if thing.kind == "parameter" else self.titles.name(thing.path),
            "where": self.titles.where(thing.path),
            "id": code(thing.id),
            "axis": self.titles.name(thing.path[:4]) if thing.kind == "level" else "",
            "item": self._item(thing),
            "place": code(" › ".join(edit.path)),
        }
        old, new = self._both(edit, thing, key)
        return Wording(self.values._(message, old=old, new=new, **told), self._detail(edit))

    def _message(self, edit: Edit, key: Key | None) -> str:
        if edit.kind == "rename":
            return RENAMED
        if edit.kind == "order":
            return ORDER.get(key or (), _PLACE)
        whole = {} if edit.old and edit.new else COME if edit.old is None else GONE
        return whole.get(key or (), _SENTENCES.get(key or (), _PLACE))

    def _item(self, thing: Thing) -> str:
        """What tells one entry of a map or list from the others."""
        if len(thing.key) < 2:  # noqa: PLR2004 - a key, and the entry below it
            return ""
        _, item = self.values._, thing.key[1]
        match thing.key[0]:
            case "bands":
                start = item.removeprefix("from").strip()
                return _("from {start}", start=self._start(start)) if start else _("below the first step")
            case "rules":
                rule = self.values.rules.told(item.removeprefix("when").strip(), thing.path)
                return _("where {rule}", rule=rule)
            case _:
                return name(item)

    def _start(self, start: str) -> str:
        try:
            return self.values.figure(float(start))
        except ValueError:
            return code(start)

    def _both(self, edit: Edit, thing: Thing, key: Key | None) -> tuple[str, str]:
        """What it was and what it becomes, in words; long ones brought down to what differs."""
        if edit.kind == "rename":
            return tuple(code(node.text) if isinstance(node, Scalar) else "" for node in (edit.old, edit.new))  # type: ignore[return-value]
        if edit.kind == "order":
            return shortened(self._names(edit.old, edit.path), self._names(edit.new, edit.path))
        if edit.old and edit.new and kind_at(edit.path).name == "text":
            return self._texts(edit.old, edit.new)
        if edit.kind == "document":
            return self._documents(edit)
        old, new = (self._told(node, edit, thing, key) for node in (edit.old, edit.new))
        if (
            isinstance(edit.old, Scalar)
            and isinstance(edit.new, Scalar)
            and kind_at(edit.path).name == "points"
        ):
            old = self.values.number(edit.old, edit.path)  # "30 → 35 points"
        return shortened(old, new)

    def _told(self, node: Node | None, edit: Edit, thing: Thing, key: Key | None) -> str:
        if node is None or (isinstance(node, Scalar) and node.text == "skip" and edit.path[-1] == "missing"):
            return self.values._(ABSENT.get(key or (), ABSENT.get(("*", *thing.key), NOT_SET)))
        if edit.kind == "together" and thing.kind == "criterion" and isinstance(node, Map):
            return measure(node, edit.path, self.values)
        if (
            edit.path[-1] in {"missing", "otherwise"}
            and thing.kind == "criterion"
            and isinstance(node, Scalar)
        ):
            return self.values.points(node, edit.path)
        if not thing.key:
            return summary(thing.kind, node, edit.path, self.values)
        if thing.key[0] in {"bands", "rules"} and len(thing.key) == 2:  # noqa: PLR2004 - one step or rule
            item = self.values.band if thing.key[0] == "bands" else self.values.rule
            return item(node, edit.path[:-1])
        return self.values.told(node, edit.path)

    def _names(self, node: Node | None, path: Path) -> str:
        """The parts that are put in another order."""
        items = node.items if node is not None and not isinstance(node, Scalar | Map) else ()
        thing = thing_of(path)
        told = (
            self._item(Thing(thing.kind, thing.path, (thing.key[0], item.text)))
            if thing.kind == "criterion"
            else self.titles.name((*path, item.text))
            for item in items
            if isinstance(item, Scalar)
        )
        return ", ".join(told)

    def _texts(self, old: Node, new: Node) -> tuple[str, str]:
        """The texts of the first language in which they differ, the reader's own if it can be."""
        before, after = as_text(old), as_text(new)
        known = dict.fromkeys((self.language, *after.by_language, *before.by_language))
        language = next((each for each in known if _in(before, each) != _in(after, each)), self.language)
        told = shortened(_in(before, language), _in(after, language))
        mark = "" if language == self.language else f" ({language})"
        return tuple(self.values.quoted(text) + mark for text in told)  # type: ignore[return-value]

    def _documents(self, edit: Edit) -> tuple[str, str]:
        texts = [plain(node.text) if isinstance(node, Scalar) else "" for node in (edit.old, edit.new)]
        told = shortened(*texts)
        return tuple(self.values.quoted(text) if text else self.values._(NOT_SET) for text in told)  # type: ignore[return-value]

    def _detail(self, edit: Edit) -> str:
        """Conditions as they are written."""
        if kind_at(edit.path).name not in EXPRESSIONS:
            return ""
        written = [code(node.text) for node in (edit.old, edit.new) if isinstance(node, Scalar)]
        return " → ".join(written)


def _in(text: Text, language: str) -> str:
    return plain(text.in_language(language))
