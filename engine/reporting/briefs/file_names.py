"""Names of files made from ids and account keys: safe on every system, and never the same for two of them."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LONGEST = 48
_OTHER = re.compile(r"[^a-z0-9_]+")
_RESERVED = re.compile(r"con|prn|aux|nul|index|(com|lpt)\d")


def safe_names(keys: Iterable[str]) -> dict[str, str]:
    """Each key with its file name, without an ending: its letters and digits, in small letters.

    Where that would be the same for two keys, is nothing, or is a name that a system keeps to itself, a mark made of
    the key is added.
    """
    slugs = {key: _slug(key) for key in keys}
    often = Counter(slugs.values())
    names: dict[str, str] = {}
    taken = {slug for slug, count in often.items() if count == 1}
    for key, slug in slugs.items():
        unique = often[slug] == 1 and slug and not _RESERVED.fullmatch(slug)
        names[key] = slug if unique else _marked(key, slug, taken)
    return names


def _slug(key: str) -> str:
    letters = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", letters).strip("-")[:_LONGEST].strip("-")


def _marked(key: str, slug: str, taken: set[str]) -> str:
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    length = 8
    while (name := f"{slug}-{mark[:length]}".strip("-")) in taken:
        length += 1  # two keys whose marks begin alike
    taken.add(name)
    return name
