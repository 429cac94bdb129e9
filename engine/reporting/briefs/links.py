"""Which page is where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .facts import Facts
from .file_names import safe_names

Format = Literal["html", "md"]


@dataclass(frozen=True)
class Links:
    """The pages of a run in one format, as paths from the folder of the index, with forward slashes."""

    format: Format
    segments: Mapping[str, str]
    accounts: Mapping[str, str]

    @classmethod
    def of(cls, facts: Facts, format_: Format) -> "Links":
        segments = (_id(each.segmentation, each.line.id) for each in facts.segments)
        return cls(format_, safe_names(segments), safe_names(each.key for each in facts.accounts))

    @property
    def index(self) -> str:
        return f"index.{self.format}"

    def segment(self, segmentation: str, segment: str) -> str | None:
        """The page of a segment; None where it has none (no accounts)."""
        name = self.segments.get(_id(segmentation, segment))
        return f"segments/{name}.{self.format}" if name else None

    def account(self, key: str) -> str | None:
        """The page of an account; None where it has none."""
        name = self.accounts.get(key)
        return f"accounts/{name}.{self.format}" if name else None


def _id(segmentation: str, segment: str) -> str:
    # A segmentation's id is a name in expressions and holds no dash, so two pairs never give one text.
    return f"{segmentation}-{segment}"
