"""The sandbox that every template runs in."""

from collections.abc import Callable, Iterable, Mapping
from types import MethodType
from typing import Any

from jinja2 import nodes, pass_eval_context
from jinja2.environment import Template
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from ...languages import Translator
from .budget import MAX_TEXT, Budget, OverBudgetError, bounded_range
from .filters import filters_of
from .grammar import fenced, references
from .reading import NotPlainError, attribute_of, described, item_of
from .sources import Sources
from .speech import speech
from .unknown import Unknown

_TESTS = (
    "defined",
    "undefined",
    "none",
    "number",
    "string",
    "mapping",
    "sequence",
    "odd",
    "even",
    "divisibleby",
)
_MAX_NUMBER = 2.0**63


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates that read plain values, escape whatever they print, and stop at limits of steps, time and text.

    `escape` makes a value safe for the document's format, `escape_words` the template's own words. Errors: those of Jinja, turned into findings
    by `template_fault`.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(
        self,
        sources: Sources,
        words: Translator,
        escape: Callable[[str], Markup],
        escape_words: Callable[[str], Markup],
    ) -> None:
        super().__init__(
            loader=sources, undefined=Unknown, finalize=_finalized, autoescape=True, optimized=False,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False, cache_size=64,
        )  # fmt: skip
        self.sources = sources
        self.escape = escape
        self.budget = Budget()
        self._texts: dict[tuple[str, str], Template] = {}
        spoken = speech(words, escape_words, self.printed)
        self.globals = {"range": bounded_range, "namespace": Namespace, **spoken}
        self._own = frozenset(map(id, spoken.values()))
        self.filters = filters_of(self)
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.concat = self._concatenated  # type: ignore[method-assign]

    def rendered(self, name: str, values: Mapping[str, object]) -> str:
        """The document that a template makes of plain values, on a budget of its own."""
        self.sources.verify(self, name)
        self.budget = Budget()
        return self.get_template(name).render(values)

    def rendered_text(self, source: str, file: str, values: Mapping[str, object]) -> str:
        """The same for a template that is no file of its own, such as a text of a playbook; `file` names it."""
        self.budget = Budget()
        return self.compiled_text(source, file).render(values)

    def compiled_text(self, source: str, file: str) -> Template:
        """Such a text, read and fenced; the same one is read once."""
        known = self._texts.get((source, file))
        if known is None:
            known = self._texts[source, file] = self._compiled_text(source, file)
        return known

    def _compiled_text(self, source: str, file: str) -> Template:
        for name, line in references(self.parse(source, file, file)):
            raise TemplateSyntaxError(f"a text cannot bring in the template {name}", line, file, file)
        return Template.from_code(self, self.compile(source, file, file), self.make_globals(None))

    # What the fences of `grammar` call

    def each(self, items: object) -> Iterable[object]:
        """The items of a list or map for a loop, counted."""
        if isinstance(items, Undefined):
            iter(items)  # fails, naming what is missing
        if not isinstance(items, list | tuple | dict | range):
            raise NotPlainError(f"it loops over {described(items)}")
        return self.budget.counted(items)

    def joined(self, *parts: object) -> str:
        """Texts put together with `~`; once one of them is markup, the others are escaped."""
        texts = [self.text_of(part) for part in parts]
        if not any(isinstance(text, Markup) for text in texts):
            return self._concatenated(texts)
        return Markup(self._concatenated([self.escape(text) for text in texts]))  # noqa: S704 - escaped here

    def scalar(self, value: object) -> object:
        """A value that can be compared at once."""
        if isinstance(value, list | tuple | dict):
            raise NotPlainError("it compares a list or map as a whole")
        return value

    def members(self, value: object) -> object:
        """The right side of `in`."""
        if isinstance(value, list | tuple):
            self.budget.step(len(value))
        return value

    def text_of(self, value: object) -> str:
        """A value as text: a figure by its own text, nothing as nothing; lists and maps cannot be printed."""
        if isinstance(value, str):
            return value
        if isinstance(value, dict) and "text" in value:  # a figure
            return self.text_of(value["text"])
        if isinstance(value, Undefined):
            return str(value)  # fails, naming what is missing
        if isinstance(value, list | tuple | dict | range) or callable(value):
            raise NotPlainError(f"it prints {described(value)} as a whole")
        return "" if value is None else str(value)

    def printed(self, value: object) -> Markup:
        """A value as it stands in the document, escaped."""
        text = value if isinstance(value, str) else self.text_of(value)
        self.budget.write(len(text))
        return self.escape(text)

    def _concatenated(self, parts: Iterable[str]) -> str:
        texts = list(parts)
        if sum(map(len, texts)) > MAX_TEXT:
            raise OverBudgetError(f"it writes more than {MAX_TEXT:,} characters")
        return "".join(texts)

    # What Jinja calls

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:  # the rule; all that follows is for the exceptions
            return obj[attribute]
        return self._found(attribute_of, obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._found(item_of, obj, argument)

    def _found(self, reach: Callable[[Any, Any], Any], obj: Any, name: Any) -> Any:
        if isinstance(obj, Undefined):
            str(obj)  # fails, naming what is missing
        try:
            return reach(obj, name)
        except LookupError:
            return self.undefined(obj=obj, name=str(name))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.budget.step()
        if id(obj) in self._own or (type(obj) is MethodType and obj.__self__ is self):
            # The sandbox's own functions, which need no looking through; Jinja adds names that are for macros.
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)  # fails, naming what is missing
            if not isinstance(value, int | float):
                raise NotPlainError(
                    f"it reckons ({operator}) with {described(value)}; texts are joined with ~"
                )
        result = self.binop_table[operator](left, right)
        if abs(result) >= _MAX_NUMBER:
            raise SecurityError("it makes a number that is too large")
        return result

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        try:
            tree = fenced(source)
        except TemplateSyntaxError as fault:
            fault.name, fault.filename = name, filename
            raise
        return super()._generate(tree, name, filename, defer_init=defer_init)


@pass_eval_context
def _finalized(context: EvalContext, value: object) -> Markup:
    """What Jinja calls for every value that is printed: only when the template runs, so that constants count too."""
    sandbox = context.environment
    assert isinstance(sandbox, Sandbox)  # noqa: S101 - tells the type checker which environment this is
    return sandbox.printed(value)
