"""Findings about files and rulesets that are taken in."""

from collections.abc import Iterable

from ...findings import Finding, Place
from ...findings.nearest import nearest
from ..nodes import Scalar
from ..rewriting import respelt

_INSIDE = "a file or folder inside the ruleset's own folder, such as criteria.yaml"
_BESIDE = "a ruleset's folder beside this one, such as ../base"


def include_out_of_reach(item: Scalar, why: str) -> Finding:
    return Finding(
        "E110",
        f'"{item.text}" {why}',
        item.place,
        path="include",
        expected=_INSIDE,
        fix="copy the file into the ruleset's folder",
    )


def base_out_of_reach(node: Scalar, why: str) -> Finding:
    return Finding(
        "E110",
        f'"{node.text}" {why}',
        node.place,
        path="extends",
        expected=_BESIDE,
        fix="put both rulesets into one folder",
    )


def no_include(item: Scalar) -> Finding:
    return Finding(
        "E110",
        f'there is no file or folder "{item.text}" to include',
        item.place,
        path="include",
        expected=_INSIDE,
        fix="check the name",
    )


def no_base(node: Scalar) -> Finding:
    return Finding(
        "E110",
        f'there is no ruleset "{node.text}" to build on',
        node.place,
        path="extends",
        expected=_BESIDE,
        fix="check the name; the folder must hold a ruleset.yaml",
    )


def includes_itself(item: Scalar) -> Finding:
    return Finding(
        "E110", f'"{item.text}" includes itself', item.place, path="include", fix="delete it from the list"
    )


def only_in_ruleset(key: Scalar) -> Finding:
    return Finding(
        "E110",
        f'"{key.text}" may stand in the ruleset\'s own file only',
        key.place,
        fix=f"move {key.text}: to ruleset.yaml",
    )


def cycle(place: Place, names: Iterable[str]) -> Finding:
    return Finding(
        "E110",
        f"rulesets that extend one another in a circle: {' → '.join(names)}",
        place,
        path="extends",
        fix="let one of them stand on its own",
    )


def too_many_bases(place: Place, most: int) -> Finding:
    return Finding(
        "E110", f"more than {most} rulesets extend one another", place, path="extends", fix="merge some"
    )


def too_many_files(place: Place, most: int) -> Finding:
    return Finding(
        "E102", f"more than {most} files are included", place, path="include", fix="merge some of them"
    )


def in_two_files(path: tuple[str, ...], first: Place, again: Scalar) -> Finding:
    name = ".".join(path)
    return Finding(
        "E111",
        f'"{name}" stands in two files: first in {first.file}, line {first.line}, '
        f"again in {again.place.file}, line {again.place.line}",
        again.place,
        path=name,
        expected="each id in one file",
        fix="delete one of the two, or rename it",
    )


def nothing_to_remove(key: Scalar, names: tuple[str, ...]) -> Finding:
    near = nearest(key.text, names)
    return Finding(
        "E110",
        f'"{key.text}" is empty, which removes it from the ruleset that this one extends; but that has none',
        key.place,
        fix=f'did you mean "{near}"?' if near else "give it a value, or delete it",
        repair=respelt(key, names),
    )
