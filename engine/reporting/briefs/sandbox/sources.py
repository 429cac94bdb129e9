"""Where templates come from: the ruleset's own folder first, those that come with sikta after it."""

from collections.abc import Callable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError

from ....findings.refusals import refusal
from .grammar import references

if TYPE_CHECKING:
    from jinja2 import Environment

SHIPPED = "shipped/"
"""In front of a name: the template that comes with sikta, also where the ruleset has its own of that name."""

MAX_TEMPLATE_BYTES = 1_000_000


class UnreadableTemplateError(TemplateNotFound):
    """A template's file that is there and cannot be used; the message says why."""


class MissingTemplateError(TemplateSyntaxError):
    """A line of a template refers to another one that is not there."""


class Sources(BaseLoader):
    """Templates by file name. `own` is the ruleset's folder of templates; nothing outside it is ever read.

    `folder` is how that folder is called in messages, such as `templates`.
    """

    def __init__(self, own: Path | None = None, folder: str = "templates") -> None:
        self.own = own
        self.folder = folder
        self._verified: set[str] = set()

    def get_source(self, environment: "Environment", template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        file = self._own_file(template)
        shipped = _shipped_file(template.removeprefix(SHIPPED))
        if file is None and shipped is None:
            raise TemplateNotFound(template)
        found = file or shipped
        shown = f"{self.folder}/{template}" if file else f"sikta/templates/{template.removeprefix(SHIPPED)}"
        assert found is not None  # noqa: S101 - one of the two is there
        return _text(found, shown), shown, lambda: True

    def verify(self, environment: "Environment", name: str, above: tuple[str, ...] = ()) -> None:
        """Read a template and all that it refers to. Errors: one that is missing, or that leads back to itself."""
        if name in self._verified:
            return
        source, shown, _ = self.get_source(environment, name)
        for other, line in references(environment.parse(source, name, shown)):
            if other in (*above, name):
                route = " → ".join((*above, name, other))
                raise TemplateSyntaxError(f"it includes itself: {route}", line, name, shown)
            try:
                self.verify(environment, other, (*above, name))
            except UnreadableTemplateError:
                raise
            except TemplateNotFound as missing:
                text = f"it refers to the template {missing.name}, which does not exist"
                raise MissingTemplateError(text, line, name, shown) from missing
        self._verified.add(name)

    def referred(self, environment: "Environment", name: str) -> set[str]:
        """The templates that a template refers to."""
        source, shown, _ = self.get_source(environment, name)
        return {other for other, _ in references(environment.parse(source, name, shown))}

    def _own_file(self, name: str) -> Path | None:
        if self.own is None or name.startswith(SHIPPED):
            return None
        file = self.own / name
        if not file.resolve().is_relative_to(self.own.resolve()):
            raise UnreadableTemplateError(f"{self.folder}/{name}", "it lies outside the folder of templates")
        return file if file.exists() or file.is_symlink() else None


def _shipped_file(name: str) -> Traversable | None:
    if "/" in name or "\\" in name or name.startswith("."):
        return None
    file = resources.files("sikta") / "templates" / name
    return file if file.is_file() else None


def _text(file: Traversable, shown: str) -> str:
    try:
        content = file.read_bytes()
    except OSError as fault:
        reason = refusal(fault)
        raise UnreadableTemplateError(shown, f"it cannot be read ({reason})") from fault
    if len(content) > MAX_TEMPLATE_BYTES:
        raise UnreadableTemplateError(shown, f"it is larger than {MAX_TEMPLATE_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise UnreadableTemplateError(shown, f"line {line} is not UTF-8 text") from fault
