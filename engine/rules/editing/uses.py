"""What the names at a place of a ruleset refer to: a value of accounts, a field of some rows, a table."""

from typing import get_args

from ..model import Aggregation
from ..nodes import Map, Node, Scalar

Path = tuple[str, ...]

ACCOUNTS = "accounts"
ROLES = "buying_committee"
"""Stands for the rows that rules about people see: contacts, deals and involvement."""

_OF_ROWS = frozenset((*get_args(Aggregation), "where"))
_TABLE_KEYS = frozenset(("key", "name", "parent", "account", "date"))
_FIELD_KEYS = frozenset(("updated", "not_before", "by"))
_TABLE_NAMES = frozenset(("from", "contacts", "deals", "involvement"))


def rows_seen(root: Map, path: Path) -> str:  # noqa: C901, PLR0911 - one sort of place a line
    """The table whose fields the names at a path are; that of accounts for whatever sees an account's values.

    Empty where names are of another sort.
    """
    match path:
        case ("metrics", metric, key) if key in _OF_ROWS:
            return _text(root, "metrics", metric, "from") or ACCOUNTS
        case ("tables", _, "via", table):
            return path[1] if table else ""
        case ("tables", table, key) if key in _TABLE_KEYS:
            return table
        case ("tables", table, "fields", _, key) if key in _FIELD_KEYS:
            return table
        case ("tables", table, "fields", _, "last" | "first"):
            return _text(root, "tables", table, "from")
        case ("opportunities", chance, "gaps", "item" | "measure"):
            return _text(root, "opportunities", chance, "gaps", "from")
        case ("rankings", ranking, "metrics", metric, "weighted" | "by"):
            return _text(root, "rankings", ranking, "metrics", metric, "from")
        case ("rankings", _, "criteria", *_):
            return ""
        case ("buying_committee", "won"):
            return _text(root, "buying_committee", "deals")
        case ("buying_committee", "roles", *_):
            return ROLES
        case _:
            return ACCOUNTS


def names_a_table(path: Path) -> bool:
    """Whether the name at a path is that of a table."""
    return path[-1] in _TABLE_NAMES and path[0] in {
        "metrics",
        "tables",
        "opportunities",
        "rankings",
        "buying_committee",
    }


def keys_seen(path: Path) -> str:
    """As `rows_seen`, for the keys of the map at a path; `tables` where they name tables, empty where they are ids."""
    match path:
        case ("segmentations", _, "axes") | ("segmentations", _, "segments", _, "at", *_):
            return ACCOUNTS
        case ("tests", _, "given" | "expect"):
            return ACCOUNTS
        case ("tests", _, "rows") | ("tables", _, "via"):
            return "tables"
        case ("tests", _, "rows", table, _):
            return table
        case _:
            return ""


def role_tables(root: Map) -> frozenset[str]:
    """The tables that rules about people see."""
    return frozenset(_text(root, "buying_committee", key) for key in ("contacts", "deals", "involvement"))


def _text(root: Map, *path: str) -> str:
    node: Node | None = root
    for key in path:
        node = node.get(key) if isinstance(node, Map) else None
    return node.text if isinstance(node, Scalar) else ""
