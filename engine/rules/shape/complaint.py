"""One complaint of the schema, together with the part of the ruleset that it is about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...findings import Place
from ..nodes import Map, Node, Scalar, Sequence

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Step = str | int


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint with the node that it is about. `key` is the node's own key, where it has one."""

    error: "ValidationError"
    steps: tuple[Step, ...]
    node: Node
    key: str
    key_place: Place

    @classmethod
    def of(cls, error: "ValidationError", root: Map) -> "Complaint":
        node: Node = root
        key, place = "", root.place
        for step in error.absolute_path:
            if isinstance(node, Map):
                entry = node.entries[str(step)]
                key, place, node = entry.key.text, entry.key.place, entry.value
            elif isinstance(node, Sequence):
                node = node.items[int(step)]
                place = node.place
        return cls(error, tuple(error.absolute_path), node, key, place)

    @property
    def path(self) -> str:
        return ".".join(str(step) for step in self.steps)

    @property
    def in_key(self) -> bool:
        """Whether it is about a key of the part: then the value is that key."""
        return "propertyNames" in self.error.absolute_schema_path

    @property
    def value(self) -> Any:
        return self.error.instance

    @property
    def rule(self) -> Any:
        """What the keyword of the schema asks for."""
        return self.error.validator_value

    @property
    def schema(self) -> dict[str, Any]:
        return self.error.schema if isinstance(self.error.schema, dict) else {}

    @property
    def name(self) -> str:
        """What to call the part: its key, also for an item of a list."""
        return f'"{self.key}"' if self.key else "the file"

    @property
    def written(self) -> str:
        """A plain value as the file has it, without quotes; empty for lists and maps."""
        return self.node.text if isinstance(self.node, Scalar) else ""

    def key_at(self, key: str) -> Place:
        entry = self.node.entries.get(key) if isinstance(self.node, Map) else None
        return entry.key.place if entry else self.key_place
