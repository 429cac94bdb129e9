"""Repairs tried in rounds: each is kept only if its finding is gone and nothing new is wrong."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ..checking import Checked, check_ruleset
from ..findings import Finding, Repair, Replacement, Severity
from .texts import apart, replaced, written_over

_MOST_TRIALS = 200
"""Bounds the time; a file with more repairs that fail one by one is mended by hand."""
_READING = ("E10",)
_TWICE = ("E105", "E111", "E401")

_Mark: TypeAlias = tuple[str, str | None, int | None, str, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was replaced, in order; the files before and after; and what checking them finds then.

    `repaired` counts the findings that are gone. Nothing has been written.
    """

    checked: Checked
    replacements: tuple[Replacement, ...] = ()
    repaired: int = 0
    before: Mapping[Path, bytes] = field(default_factory=dict)
    after: Mapping[Path, bytes] = field(default_factory=dict)


def mend(ruleset: Path) -> Mended:
    """Every repair that a ruleset's findings carry, made in its own files as far as it does good.

    Files outside the ruleset's folder, such as those of a ruleset that it extends, are left alone.
    """
    return _Mending(ruleset).mended()


class _Mending:
    def __init__(self, ruleset: Path) -> None:
        self._ruleset = ruleset
        self._folder = ruleset if ruleset.is_dir() else ruleset.parent
        self._before: dict[Path, bytes] = {}
        self._texts: dict[Path, bytes] = {}
        self._checked = check_ruleset(ruleset)
        self._refused: set[_Mark] = set()
        self._made: list[Replacement] = []
        self._repaired = 0

    def mended(self) -> Mended:
        size = None
        for _ in range(_MOST_TRIALS):
            batch = self._batch()[:size]
            if not batch:
                break
            if self._try(batch):
                size = None
            elif len(batch) == 1:
                self._refused.add(_mark(batch[0]))
                size = None
            else:
                size = len(batch) // 2
        changed = {file: text for file, text in self._texts.items() if text != self._before[file]}
        before = {file: self._before[file] for file in changed}
        return Mended(self._checked, tuple(self._made), self._repaired, before, changed)

    def _batch(self) -> list[Finding]:
        """The findings whose repairs can be made together."""
        by_file: dict[Path, list[Finding]] = defaultdict(list)
        for finding in self._checked.findings:
            if finding.repair is not None and _mark(finding) not in self._refused:
                file = own_file(self._folder, finding.repair.file)
                if file is not None:
                    by_file[file].append(finding)
        chosen: list[Finding] = []
        for file, findings in by_file.items():
            repairs = apart(self._text(file), [finding.repair for finding in findings if finding.repair])
            chosen += [finding for finding in findings if finding.repair in repairs]
        return chosen

    def _text(self, file: Path) -> bytes:
        if file not in self._texts:
            self._texts[file] = self._before[file] = file.read_bytes()
        return self._texts[file]

    def _try(self, batch: Sequence[Finding]) -> bool:
        """Whether a batch of repairs does good, in which case it is kept."""
        repairs = list(dict.fromkeys(finding.repair for finding in batch if finding.repair))
        by_file: dict[Path, list[Replacement]] = defaultdict(list)
        for repair in repairs:
            by_file[(self._folder / repair.file).resolve()] += repair.replacements
        trial = {**self._texts, **{file: replaced(self._text(file), made) for file, made in by_file.items()}}
        checked = check_ruleset(self._ruleset, trial)
        if not (
            _are_gone(batch, self._checked, checked) and _brings_nothing(self._checked, checked, repairs)
        ):
            return False
        self._texts, self._checked = trial, checked
        self._made += [one for repair in repairs for one in repair.replacements]
        self._repaired += len(batch)
        return True


def own_file(folder: Path, shown: str) -> Path | None:
    """The whole path of a file of the ruleset's own; None for one outside its folder."""
    file = (folder / shown).resolve()
    return file if file.is_file() and file.is_relative_to(folder.resolve()) else None


def _mark(finding: Finding) -> _Mark:
    """What makes a finding the same one after other characters of its line were replaced."""
    place = finding.place
    return (finding.code, place.file, place.line, finding.path, finding.message)


def _are_gone(batch: Iterable[Finding], before: Checked, after: Checked) -> bool:
    """Whether so many findings fewer are told as were mended; several of one line may have the same words."""
    known, left = Counter(map(_mark, before.findings)), Counter(map(_mark, after.findings))
    return all(left[mark] <= known[mark] - count for mark, count in Counter(map(_mark, batch)).items())


def _brings_nothing(before: Checked, after: Checked, repairs: Collection[Repair]) -> bool:
    """Whether no error is new that the repairs made.

    An error in what they wrote is theirs, and so is a name or key that now stands twice, and a file that now cannot
    be read. Others were hidden by the fault that was mended: a condition that cannot be read has no other fault.
    """
    made = [one for repair in repairs for one in repair.replacements]
    known = Counter(map(_mark, before.findings))
    new = [finding for finding in after.findings if _is_new_error(finding, known)]
    return not any(
        finding.code.startswith((*_READING, *_TWICE)) or written_over(finding.place, made) for finding in new
    )


def _is_new_error(finding: Finding, known: Counter[_Mark]) -> bool:
    mark = _mark(finding)
    known[mark] -= 1
    return finding.severity is Severity.ERROR and known[mark] < 0
