"""Random edits of a tree, made without the rooms that are tested."""

from random import Random

from sikta.engine.rules.nodes import Entry, Map, Node, Scalar, Sequence


def mutated(root: Map, random: Random, times: int) -> Map:
    """The tree after some random edits: values, parts gone, copied, or in another order."""
    for _ in range(times):
        node = _changed(root, random, ())
        root = node if isinstance(node, Map) else root
    return root


def _changed(node: Node, random: Random, path: tuple[str, ...]) -> Node:
    if isinstance(node, Scalar):
        return _scalar(node, random)
    if isinstance(node, Sequence):
        return _sequence(node, random, path)
    if path and random.random() < 0.15:
        return _map(node, random)
    keys = [key for key in node.entries if path or key not in ("extends", "include", "sikta", "languages")]
    if not keys:
        return node
    key = random.choice(keys)
    entry = node.entries[key]
    return Map(
        {**node.entries, key: Entry(entry.key, _changed(entry.value, random, (*path, key)))}, node.place
    )


def _scalar(node: Scalar, random: Random) -> Scalar:
    if isinstance(node.value, bool):
        return Scalar(not node.value, str(not node.value).lower(), node.place)
    if isinstance(node.value, int | float):
        value = node.value + random.choice((1, 2.5, -0.5))
        return Scalar(value, str(value), node.place)
    text = node.text + random.choice((" or x", "z"))
    return Scalar(text, text, node.place, node.quoted)


def _sequence(node: Sequence, random: Random, path: tuple[str, ...]) -> Node:
    items = list(node.items)
    match random.randrange(4):
        case 0:
            random.shuffle(items)
        case 1 if len(items) > 1:
            items.pop(random.randrange(len(items)))
        case 2:
            items.insert(random.randrange(len(items) + 1), _changed(random.choice(items), random, path))
        case _:
            at = random.randrange(len(items))
            items[at] = _changed(items[at], random, path)
    return Sequence(tuple(items), node.place)


def _map(node: Map, random: Random) -> Map:
    entries = list(node.entries.items())
    match random.randrange(3):
        case 0:
            random.shuffle(entries)
        case 1 if len(entries) > 1:
            entries.pop(random.randrange(len(entries)))
        case _:
            key, entry = random.choice(entries)
            name = f"{key}_{random.randrange(100)}"
            copy = Entry(Scalar(name, name, entry.key.place), _changed(entry.value, random, ("x",)))
            entries.insert(random.randrange(len(entries) + 1), (name, copy))
    return Map(dict(entries), node.place)


def shuffled(node: Node, random: Random) -> Node:
    """The same in another order of keys, at every depth; but for maps whose order has a meaning."""
    if isinstance(node, Sequence):
        return Sequence(tuple(shuffled(item, random) for item in node.items), node.place)
    if not isinstance(node, Map):
        return node
    keys = list(node.entries)
    random.shuffle(keys)
    entries = {key: Entry(node.entries[key].key, _kept(node.entries[key].value, key, random)) for key in keys}
    return Map(entries, node.place)


def _kept(value: Node, key: str, random: Random) -> Node:
    """Playbooks keep their order; what is in them does not."""
    if key in ("playbooks", "segments") and isinstance(value, Map):
        entries = {
            id_: Entry(entry.key, shuffled(entry.value, random)) for id_, entry in value.entries.items()
        }
        return Map(entries, value.place)
    return shuffled(value, random)
