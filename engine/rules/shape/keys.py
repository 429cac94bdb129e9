"""Keys that are unknown, missing, too many, or no ids."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from ...findings import Finding, Repair
from ...findings.nearest import nearest
from ..nodes import Map, Scalar
from ..rewriting import replaced, respelt, rewritten
from .commas import cut_at_comma, cut_text
from .complaint import Complaint
from .wording import expectation, one_of, shortened

# Words that people know from elsewhere for keys of the language.
_SAID_OTHERWISE: Mapping[str, str] = {
    **dict.fromkeys(("avg", "mean"), "average"),
    "total": "sum",
    **dict.fromkeys(("number", "nr", "n", "size"), "count"),
    **dict.fromkeys(("distinct", "nunique", "unique", "count_unique"), "count_distinct"),
    **dict.fromkeys(("minimum", "lowest"), "min"),
    **dict.fromkeys(("maximum", "highest"), "max"),
    "newest": "latest",
    "oldest": "earliest",
    **dict.fromkeys(("filter", "having"), "where"),
    **dict.fromkeys(("if", "condition"), "when"),
    **dict.fromkeys(("else", "default"), "otherwise"),
}
_GLUED = re.compile(r"(?P<key>[a-z_]+)(?:(?P<colon>:) *| +)(?P<value>\S.*)")
_MAY_MEAN_ANOTHER = frozenset(("total", "number", "nr", "n", "size"))


def unknown_keys(complaint: Complaint) -> list[str]:
    """The keys that a complaint about unknown keys is about."""
    permitted = complaint.schema.get("properties", {})
    return [key for key in complaint.value if key not in permitted]


def unknown(complaint: Complaint) -> Iterator[Finding]:
    permitted = list(complaint.schema.get("properties", {}))
    for key in unknown_keys(complaint):
        if cut_text(complaint.node, key):
            yield from cut_at_comma(complaint, key)
            continue
        glued = _glued(complaint, key, permitted)
        if glued is not None:
            yield glued
            continue
        meant = _SAID_OTHERWISE.get(key.lower())
        near = meant if meant in permitted else nearest(key, permitted)
        where = f"in {complaint.name}" if complaint.key else "at the top of a ruleset"
        yield Finding(
            "E201",
            f'there is no key "{shortened(key)}" {where}',
            complaint.key_at(key),
            path=f"{complaint.path}.{key}".lstrip("."),
            expected="" if near else one_of(permitted),
            fix=f'did you mean "{near}"?' if near else "",
            repair=_respelt(complaint, key, permitted, meant),
        )


def _glued(complaint: Complaint, key: str, permitted: list[str]) -> Finding | None:
    """A key that took its value in, as in `{weight 2, value: size}`; None where it is no such key."""
    match = _GLUED.fullmatch(key)
    entry = complaint.node.entries[key] if isinstance(complaint.node, Map) else None
    is_alone = entry is not None and isinstance(entry.value, Scalar) and entry.value.value is None
    if match is None or entry is None or match["key"] not in permitted or not is_alone:
        return None
    meant = f"{match['key']}: {match['value']}"
    is_free = match["key"] not in complaint.value
    return Finding(
        "E201",
        f'there is no key "{shortened(key)}" in {complaint.name}: '
        + ("a blank is missing behind the colon" if match["colon"] else "a colon is missing"),
        complaint.key_at(key),
        path=f"{complaint.path}.{key}".lstrip("."),
        fix=f"write {meant}",
        repair=replaced(entry.key, meant) if is_free else None,
    )


def _glued_keys(value: Mapping[str, object]) -> set[str]:
    """The keys that lack only their colon, which is told where they stand."""
    return {match["key"] for key in value if (match := _GLUED.fullmatch(key))}


def _respelt(complaint: Complaint, key: str, permitted: list[str], meant: str | None) -> Repair | None:
    """The key that alone can have been meant; none that stands there already, and no word that may mean several."""
    if not isinstance(complaint.node, Map):
        return None
    free = [name for name in permitted if name not in complaint.node.entries]
    scalar = complaint.node.entries[key].key
    if meant in free and meant is not None and key.lower() not in _MAY_MEAN_ANOTHER:
        return rewritten(scalar, meant)
    return respelt(scalar, free)


def _missing(complaint: Complaint, message: str, fix: str, expected: str = "") -> Finding:
    return Finding("E202", message, complaint.key_place, path=complaint.path, expected=expected, fix=fix)


def required(complaint: Complaint) -> Iterator[Finding]:
    """The library complains once per missing key, without saying which; so all are told, and told once."""
    glued = _glued_keys(complaint.value)
    for key in complaint.rule:
        if key not in complaint.value and key not in glued:
            expected = expectation(complaint.schema.get("properties", {}).get(key, {}))
            yield _missing(complaint, f'{complaint.name} lacks the key "{key}"', f"add {key}:", expected)


def dependent(complaint: Complaint) -> Iterator[Finding]:
    for key, needed in complaint.rule.items():
        for other in needed:
            if key in complaint.value and other not in complaint.value:
                yield Finding(
                    "E202",
                    f'"{key}" needs the key "{other}" beside it',
                    complaint.key_at(key),
                    path=complaint.path,
                    fix=f"add {other}:",
                )


def _choices(complaint: Complaint) -> list[str]:
    return [key for branch in complaint.rule for key in branch.get("required", ())]


def choice(complaint: Complaint) -> Iterator[Finding]:
    if not isinstance(complaint.value, dict):
        return  # its kind is at fault, which is told on its own
    choices = _choices(complaint)
    present = [key for key in complaint.value if key in choices]
    if present:
        yield _together(complaint, present)
    elif not _glued_keys(complaint.value) & {*choices}:
        yield _missing(
            complaint, f"{complaint.name} lacks one of the keys {one_of(choices)}", "add one of them"
        )


def together(complaint: Complaint) -> Iterator[Finding]:
    excluded = complaint.rule["required"]
    if isinstance(complaint.value, dict):  # else its kind is at fault, which is told on its own
        yield _together(complaint, [key for key in complaint.value if key in excluded])


def _together(complaint: Complaint, present: list[str]) -> Finding:
    quoted = " and ".join(f'"{key}"' for key in present)
    return Finding(
        "E207",
        f"{quoted} do not go together in {complaint.name}",
        complaint.key_at(present[-1]),
        path=complaint.path,
        expected=f"only one of {one_of(present)}",
        fix="delete one of them",
    )


def bad_key(complaint: Complaint) -> Iterator[Finding]:
    """The complaint is about a key of the node; jsonschema gives the key as the instance."""
    key = str(complaint.value)
    if cut_text(complaint.node, key):
        yield from cut_at_comma(complaint, key)
        return
    strange = next((character for character in key if not character.isascii()), "")
    named = f"U+{ord(strange):04X} {unicodedata.name(strange, 'without a name')}" if strange else ""
    plain = key.isascii()
    yield Finding(
        "E208",
        f'"{shortened(key)}" cannot be a key in {complaint.name}'
        if plain
        else f"a key in {complaint.name} holds a letter that looks like another or cannot be seen: {named}",
        complaint.key_at(key),
        path=complaint.path,
        expected=expectation(complaint.schema),
        fix=_as_id(key) if plain else "type the key again with plain letters",
    )


def _as_id(key: str) -> str:
    name, brace, inner = key.partition(" {")
    if brace:
        return f"a colon is missing: write {name.rstrip()}: {{{inner}: …"
    mended = "".join(letter if letter.isalnum() else "_" for letter in key).strip("_")
    return f'write "{mended}"' if mended and not mended[0].isdigit() and mended != key else ""
