"""Titles of the parts of two rulesets: as the new one has them, else as the old one."""

from dataclasses import dataclass

from ....analysis.glossary import titled
from ....rules.model import Ruleset, Text
from ...levels import level_in_words
from .marks import name
from .things import Path, container_of, thing_of


@dataclass(frozen=True, slots=True)
class Titles:
    """Names of parts in a language, marked as names."""

    rulesets: tuple[Ruleset, ...]
    language: str

    def plain(self, path: Path) -> str:
        """The title of what stands at a path; its id in words where it has none. Not marked."""
        if thing_of(path).kind == "level":
            return level_in_words(path[-1], self.language)
        if thing_of(path).kind == "axis":
            path = ("scores", path[-1])
        return titled(self._title(path), path[-1]).in_language(self.language) if path else ""

    def _title(self, path: Path) -> Text:
        for ruleset in self.rulesets:
            scalars, place = ruleset.positions.scalars, ".".join((*path, "title"))
            if place in scalars:
                return Text.plain(scalars[place].text)
            codes = (*ruleset.languages, "en", "nl", "sv")
            found = {code: scalars[f"{place}.{code}"].text for code in codes if f"{place}.{code}" in scalars}
            if found:
                return Text(found)
        return Text()

    def name(self, path: Path) -> str:
        return name(self.plain(path)) if path else ""

    def where(self, path: Path) -> str:
        """What holds a part, from the outside in: `Revenue potential › Size`."""
        holders: list[Path] = []
        while path := container_of(path):
            if thing_of(path).kind != "axis":
                holders.append(path)
        return name(" › ".join(self.plain(holder) for holder in reversed(holders)))

    def axis(self, path: Path) -> str:
        """The score along an axis, as it stands inside a sentence: `pain`."""
        title = self.plain(path[:4])
        inside = title[1:2].islower() or len(title) == 1
        return name(title[0].lower() + title[1:] if inside else title)
