"""What a template's text may contain, checked before it runs; and the fences put around what it may do."""

from collections.abc import Iterator
from typing import cast

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

_REFERENCES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.EvalContextModifier: "escaping cannot be switched off or on",
    nodes.ScopedEvalContextModifier: "escaping cannot be switched off or on",
    nodes.Pow: "powers (**) are not available",
}
_ORDERED = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})


def fenced(tree: nodes.Template) -> nodes.Template:
    """The template with every loop, join of texts and comparison led through the sandbox's counters.

    Errors: TemplateSyntaxError for what is not available, at its line.
    """
    for node in list(_walk(tree)):
        _refuse(node)
        if isinstance(node, nodes.For):
            node.iter = _through("each", cast("nodes.Expr", node.iter))
        elif isinstance(node, nodes.Compare):
            _fence_comparison(node)
    _lead_joins(tree)
    return tree


def references(tree: nodes.Template) -> list[tuple[str, int]]:
    """The templates that this one includes, imports or extends, each with the line where it does."""
    found = [node for node in _walk(tree) if isinstance(node, _REFERENCES)]
    return [(name, node.lineno) for node in found for name in _names(node)]


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _refuse(node: nodes.Node) -> None:
    if type(node) in _REFUSED:
        raise TemplateSyntaxError(_REFUSED[type(node)], node.lineno)
    if isinstance(node, nodes.For) and node.recursive:
        raise TemplateSyntaxError("a loop that calls itself is not available; write a macro", node.lineno)
    if (
        isinstance(node, nodes.Call)
        and _speaks(node)
        and not all(isinstance(text, nodes.Const) for text in _messages(node))
    ):
        raise TemplateSyntaxError("what _() and plural() translate is written out, in quotes", node.lineno)
    if isinstance(node, _REFERENCES) and not _names(node):
        raise TemplateSyntaxError("the name of another template is written out, in quotes", node.lineno)


def _names(node: nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends) -> list[str]:
    template = node.template
    return [template.value] if isinstance(template, nodes.Const) and isinstance(template.value, str) else []


def _speaks(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name in {"_", "plural"}


def _messages(node: nodes.Call) -> list[nodes.Expr]:
    name = node.node
    count = 2 if isinstance(name, nodes.Name) and name.name == "plural" else 1
    return [*node.args[:count], *([node.dyn_args] if node.dyn_args else [])]


def _fence_comparison(node: nodes.Compare) -> None:
    node.expr = _through("scalar", node.expr)
    for operand in node.ops:
        operand.expr = _through("scalar" if operand.op in _ORDERED else "members", operand.expr)


def _lead_joins(node: nodes.Node) -> None:
    for child in node.iter_child_nodes():
        _lead_joins(child)
    for name, value in list(node.iter_fields()):
        setattr(node, name, _joined(value))


def _joined(value: object) -> object:
    if isinstance(value, list):
        return [_joined(item) for item in value]
    if isinstance(value, nodes.Concat):
        return _through("joined", *value.nodes)
    return value


def _through(method: str, *values: nodes.Expr) -> nodes.Call:
    line = values[0].lineno
    return nodes.Call(
        nodes.EnvironmentAttribute(method, lineno=line), list(values), [], None, None, lineno=line
    )
