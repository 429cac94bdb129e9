"""Findings that merely follow from another: a level out of reach empties segments, and those their playbooks.

They are told in the finding that they follow from, with "so": whoever mends that one has mended them all.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..expressions.world import Outcome
from ..findings import Finding
from ..rules.model import Matrix, Segment
from .rulebook import Rulebook
from .telling import named

_LEVEL = re.compile(r"segmentations\.([^.]+)\.axes\.([^.]+)\.([^.]+)")
_SEGMENT = re.compile(r"segmentations\.([^.]+)\.segments\.([^.]+)")
_PLAYBOOK = re.compile(r"playbooks\.([^.]+)\.for")

_At = tuple[str, str]


def folded(book: Rulebook, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that follow from another of them, which says so itself."""
    segments = {match.groups(): one for one, match in _about(findings, "W421", _SEGMENT)}
    causes: dict[Finding, Finding] = {}
    for at, one in segments.items():
        level = _level_of(book, at, findings)
        if level is not None:
            causes[one] = level
    for one in findings:
        empty = _empty_segment(book, one, segments)
        if empty is not None:
            causes[one] = causes.get(empty, empty)
    followers: dict[Finding, list[Finding]] = defaultdict(list)
    for follower, cause in causes.items():
        followers[cause].append(follower)
    return [_with_followers(one, followers[one]) for one in findings if one not in causes]


def _about(
    findings: Sequence[Finding], code: str, path: re.Pattern[str]
) -> Iterator[tuple[Finding, re.Match[str]]]:
    for one in findings:
        match = path.fullmatch(one.path) if one.code == code else None
        if match:
            yield one, match


def _level_of(book: Rulebook, at: tuple[str, ...], findings: Sequence[Finding]) -> Finding | None:
    """The first level out of reach by which alone a segment of a matrix is empty."""
    segmentation, id = at
    matrix = book.ruleset.segmentations[segmentation]
    if not isinstance(matrix, Matrix):
        return None
    empty = {
        (match[2], match[3]): one
        for one, match in _about(findings, "W431", _LEVEL)
        if match[1] == segmentation
    }
    return next(_levels_behind(matrix.segments[id], empty), None)


def _levels_behind(segment: Segment, empty: Mapping[_At, Finding]) -> Iterator[Finding]:
    """The levels out of reach of a segment's cells; none where a cell asks for levels that scores come to."""
    cells = [
        [one for (axis, level), one in empty.items() if set(cell.get(axis, ())) == {level}]
        for cell in segment.cells
    ]
    return (one for cell in cells if all(cells) for one in cell)


def _empty_segment(
    book: Rulebook, one: Finding, segments: Mapping[tuple[str, ...], Finding]
) -> Finding | None:
    """The empty segment that a playbook is for, or that a part of a condition compares with; None for others."""
    if one.code == "W426":
        if not book.impossible(one.path, book.claim(one.path, Outcome.TRUE)):
            return None  # others go before it
        told = None
    elif one.code == "W430" and "never" in one.message:
        told = one.found
    else:
        return None
    compared = list(_compared(book.plan.expressions[one.path].tree, book, told))
    found = [segments[at] for at in compared if at in segments]
    return found[0] if found and len(found) == len(compared) else None


def _compared(tree: ast.expr, book: Rulebook, told: str | None) -> Iterator[_At]:
    """The segmentations that an expression, or the told part of it, compares with segments of theirs."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name):
            continue
        segmentation = node.left.id
        words = [word.value for word in ast.walk(node) if isinstance(word, ast.Constant)]
        for word in words if segmentation in book.ruleset.segmentations else ():
            if isinstance(word, str) and (told is None or (segmentation in told and word in told)):
                yield segmentation, word


def _with_followers(cause: Finding, followers: Sequence[Finding]) -> Finding:
    segments = [match[2] for _, match in _about(followers, "W421", _SEGMENT)]
    playbooks = [match[1] for _, match in _about(followers, "W426", _PLAYBOOK)]
    conditions = [f"line {one.place.line}" for one in followers if one.code == "W430"]
    parts = [
        f"comes to the {_noun('segment', segments)}" if segments else "",
        f"gets {_playbooks(playbooks, segments)}" if playbooks else "",
    ]
    nobody = " or ".join(filter(None, parts))
    effects = [
        f"nobody {nobody}" if nobody else "",
        f"the condition in {' and '.join(conditions)} is never true" if conditions else "",
    ]
    so = ", and ".join(filter(None, effects))
    return replace(cause, message=f"{cause.message}, so {so}") if so else cause


def _playbooks(ids: Sequence[str], segments: Sequence[str]) -> str:
    if ids == segments:
        return "its playbook" if len(ids) == 1 else "their playbooks"
    return f"the {_noun('playbook', ids)}"


def _noun(noun: str, ids: Sequence[str]) -> str:
    return f"{noun if len(ids) == 1 else noun + 's'} {named(ids)}"
