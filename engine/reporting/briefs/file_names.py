"""Names of files made from ids and account keys: safe on every system, and never the same for two of them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 48
_OTHER = re.compile(r"[^a-z0-9_]+")
_RESERVED = re.compile(r"con|prn|aux|nul|index|(com|lpt)\d")


def safe_names(keys: Iterable[str]) -> dict[str, str]:
    """Each key with its file name, without an ending. A name that had to differ from its key carries a mark of it.

    The mark depends on the key alone, so a name does not change when other accounts come or go.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = _safe(key)
        while name in taken:  # two keys with one mark: next to impossible, and still never one file for two
            name += "x"
        taken.add(name)
        names[key] = name
    return names


def _safe(key: str) -> str:
    letters = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", letters).strip("-")[:_LONGEST]
    if slug == key and not _RESERVED.fullmatch(slug):
        return slug
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{mark}" if slug else mark
