"""A fingerprint of a ruleset's content."""

import hashlib
import json

from ..nodes import Map, Node, Scalar, Sequence

_NOT_CONTENT = frozenset(("extends", "include"))


def digest(root: Map) -> str:
    """SHA-256 of what the merged ruleset says, in hexadecimal; comments, quotation marks and layout do not change it."""
    content = [[key, _content(entry.value)] for key, entry in root.entries.items() if key not in _NOT_CONTENT]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _content(node: Node) -> object:
    if isinstance(node, Scalar):
        # The kind of value tells 5 from "5"; the text as written keeps 3.10 apart from 3.1.
        return [type(node.value).__name__, node.text]
    if isinstance(node, Sequence):
        return [_content(item) for item in node.items]
    return {key: _content(entry.value) for key, entry in node.entries.items()}
