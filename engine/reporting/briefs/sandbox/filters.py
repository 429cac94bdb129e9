"""The filters that templates may use. Those of Jinja that grow texts, draw lots or switch escaping off are left out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Undefined
from markupsafe import Markup

from .budget import MAX_TEXT, OverBudgetError
from .reading import NotPlainError, described

if TYPE_CHECKING:
    from .environment import Sandbox


def filters_of(sandbox: "Sandbox") -> dict[str, Callable[..., Any]]:
    """Every filter by name, counting against the sandbox's budget."""
    lists = _Lists(sandbox)
    return {
        "abs": lambda value: abs(_number(value)),
        "capitalize": lambda value: _on_text(sandbox, str.capitalize, value),
        "count": lists.length,
        "default": _default,
        "escape": sandbox.printed,
        "first": lambda items: next(iter(lists.of(items)), None),
        "items": lists.items,
        "join": lists.join,
        "last": lambda items: next(iter(lists.of(items)[-1:]), None),
        "length": lists.length,
        "lower": lambda value: _on_text(sandbox, str.lower, value),
        "map": lists.map,
        "rejectattr": lambda items, name: [
            item for item in lists.of(items) if not sandbox.getattr(item, name)
        ],
        "replace": lambda value, old, new: _replace(sandbox.text_of(value), old, new),
        "round": lambda value, decimals=0: round(_number(value), decimals),
        "selectattr": lambda items, name: [item for item in lists.of(items) if sandbox.getattr(item, name)],
        "short": lambda value, length=80: shortened(sandbox.text_of(value), length),
        "sort": lists.sort,
        "sum": lambda items, name=None: sum(_number(value) for value in lists.map(items, name)),
        "trim": lambda value: _on_text(sandbox, str.strip, value),
        "upper": lambda value: _on_text(sandbox, str.upper, value),
    }


def shortened(text: str, length: int) -> str:
    """The text, cut with an ellipsis when it is longer."""
    return text if len(text) <= length else text[: max(length - 1, 0)].rstrip() + "…"


class _Lists:
    """Filters that walk through a list."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox = sandbox

    def of(self, items: object) -> list[Any]:
        return list(self.sandbox.each(items))

    def length(self, items: object) -> int:
        return len(items) if isinstance(items, str) else len(self.of(items))

    def items(self, values: object) -> list[tuple[Any, Any]]:
        if not isinstance(values, dict):
            raise NotPlainError(f"it asks for the items of {described(values)}, which is no map")
        return [(key, values[key]) for key in self.of(values)]

    def map(self, items: object, attribute: str | None = None) -> list[Any]:
        return [
            item if attribute is None else self.sandbox.getattr(item, attribute) for item in self.of(items)
        ]

    def join(self, items: object, by: str = "", attribute: str | None = None) -> str:
        parts: list[Any] = []
        for item in self.map(items, attribute):
            parts += [by, item] if parts else [item]
        return self.sandbox.joined(*parts)

    def sort(self, items: object, attribute: str | None = None, reverse: bool = False) -> list[Any]:
        def key(item: object) -> Any:
            return self.sandbox.scalar(item if attribute is None else self.sandbox.getattr(item, attribute))

        return sorted(self.of(items), key=key, reverse=reverse)


def _default(value: object, instead: object = "") -> object:
    return instead if isinstance(value, Undefined) or value is None else value


def _number(value: object) -> float:
    if isinstance(value, dict):
        value = value.get("value")
    if not isinstance(value, int | float):
        raise NotPlainError(f"it reckons with {described(value)}")
    return value


def _on_text(sandbox: "Sandbox", change: Callable[[str], str], value: object) -> str:
    text = sandbox.text_of(value)
    # Markup is changed as the text that it shows, never as tags or entities, and escaped again.
    return sandbox.escape(change(text.unescape())) if isinstance(text, Markup) else change(text)


def _replace(text: str, old: str, new: str) -> str:
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        raise OverBudgetError(f"it writes more than {MAX_TEXT:,} characters")
    return text.replace(old, new)
