"""A tree in which one thing has another id, there and wherever it is used."""

from dataclasses import dataclass, replace

from ..nodes import Entry, Map, Node, Scalar, Sequence
from .formulas import names_in, renamed_in, text_renamed_in
from .kinds import EXPRESSIONS, NUMBERS, kind_at
from .uses import ACCOUNTS, ROLES, keys_seen, names_a_table, role_tables, rows_seen

Path = tuple[str, ...]


def renamed(root: Map, path: Path, name: str) -> Map:
    """The tree with `name` in place of the id at the end of `path`. One that is not there changes nothing.

    Uses are followed in expressions, in references by name, and in the ruleset's tests. A field goes on reading the
    column that it read.
    """
    changed = _Renaming(root, path, name).node(root, ())
    return changed if isinstance(changed, Map) else root


@dataclass(frozen=True, slots=True)
class _Renaming:
    root: Map
    target: Path
    name: str

    @property
    def known(self) -> str:
        return self.target[-1]

    def node(self, node: Node, path: Path) -> Node:
        """The node at a path as it becomes; paths are those of the tree as it was."""
        if isinstance(node, Scalar):
            text = self.text(node.text, path)
            return node if text == node.text else replace(node, value=text, text=text, offsets=())
        if isinstance(node, Sequence):
            items = (self.node(item, (*path, str(index))) for index, item in enumerate(node.items))
            return Sequence(tuple(items), node.place)
        return self.map(node, path)

    def map(self, node: Map, path: Path) -> Map:
        entries: dict[str, Entry] = {}
        for key, entry in node.entries.items():
            name, value = self.key(key, path), self.node(entry.value, (*path, key))
            if (*path, key) == self.target:
                value = with_column(value, self.target)
            entries[name] = (
                entry if name == key and value is entry.value else Entry(_called(entry.key, name), value)
            )
        return Map(entries, node.place)

    def key(self, key: str, path: Path) -> str:
        if key != self.known:
            return key
        seen = keys_seen(path)
        if (*path, key) == self.target or (seen and self._is_meant_in(seen)) or self._is_interview(path):
            return self.name
        return key

    def _is_interview(self, path: Path) -> bool:
        return path == ("buying_committee", "interview") and self.target[:-1] == ("buying_committee", "roles")

    def text(self, text: str, path: Path) -> str:
        if self.known not in text:
            return text
        kind = kind_at(path).name
        if kind in EXPRESSIONS:
            return self._expression(text, path)
        if kind in NUMBERS:
            return self.name if text == self.known and self.target[0] == "parameters" else text
        if kind == "text" or path[-1] == "language" or kind_at(path[:-1]).name == "text":
            braced = self._is_meant_in(ACCOUNTS) or self.target[0] == "parameters"
            return text.replace(f"{{{self.known}}}", f"{{{self.name}}}") if braced else text
        return self.name if text == self.known and self._is_named(path) else self._looked_up(text, path)

    def _expression(self, text: str, path: Path) -> str:
        if self.target[2:3] == ("segments",):
            told = self.target[1] in names_in(text)
            return text_renamed_in(text, self.known, self.name) if told else text
        rows = rows_seen(self.root, path)
        return renamed_in(text, self.known, self.name) if rows and self._is_meant_in(rows) else text

    def _is_meant_in(self, rows: str) -> bool:
        """Whether a name that stands for a field of a table, or for a value of accounts, means what is renamed."""
        match self.target:
            case ("parameters", _):
                return rows != "tables" and not self._is_field(rows)
            case ("tables", _):
                return rows == "tables"
            case ("tables", table, "fields", _):
                return rows == table or (rows == ROLES and table in role_tables(self.root))
            case ("metrics" | "scores" | "segmentations", _):
                return rows == ACCOUNTS
            case _:
                return False

    def _is_field(self, table: str) -> bool:
        fields = _below(self.root, ("tables", table, "fields"))
        return isinstance(fields, Map) and self.known in fields.entries

    def _is_named(self, path: Path) -> bool:
        """Whether the name that a place gives is the one that changes."""
        match self.target:
            case ("tables", _):
                return names_a_table(path)
            case ("segmentations", name, "segments", _):
                return path[:1] == ("tests",) and path[2:4] == ("expect", name)
            case ("segmentations", name, "axes", axis, _):
                return path[:2] == ("segmentations", name) and path[4:5] == ("at",) and axis in path[5:]
            case _:
                return kind_at(path).name == "name" and not names_a_table(path) and self._is_seen(path)

    def _is_seen(self, path: Path) -> bool:
        rows = rows_seen(self.root, path)
        return bool(rows) and self.target[0] != "parameters" and self._is_meant_in(rows)

    def _looked_up(self, text: str, path: Path) -> str:
        """A reference such as `sectors.outlook`, whose table or field may be what changes."""
        table, dot, field = text.partition(".")
        if not dot or path[-1] != "lookup":
            return text
        match self.target:
            case ("tables", name) if name == table:
                return f"{self.name}.{field}"
            case ("tables", name, "fields", of) if (name, of) == (table, field):
                return f"{table}.{self.name}"
            case _:
                return text


def with_column(value: Node, path: Path) -> Node:
    """What stands at a path; a field with the column that its id stands for."""
    match path:
        case ("tables", _, "fields", name) if isinstance(value, Map):
            if {"column", "lookup", "last", "first"} & value.entries.keys():
                return value
            key, column = Scalar("column", "column", value.place), Scalar(name, name, value.place)
            return Map({**value.entries, "column": Entry(key, column)}, value.place)
        case _:
            return value


def _called(key: Scalar, name: str) -> Scalar:
    return key if key.text == name else replace(key, value=name, text=name, offsets=())


def _below(node: Node | None, path: Path) -> Node | None:
    for key in path:
        node = node.get(key) if isinstance(node, Map) else None
    return node
