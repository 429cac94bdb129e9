"""A name that a template uses and is not given: an error that knows the names that are."""

from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing


class UnknownNameError(UndefinedError):
    """`name` is not there (empty where no name is to blame); `known` are the names that are, empty at the top level,
    where the caller knows them.
    """

    def __init__(self, message: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class Unknown(StrictUndefined):
    """Stands for a missing name and fails at the first use other than `is defined` or `| default`."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, **_: object
    ) -> None:
        super().__init__(hint, obj, name)
        known = tuple(str(key) for key in obj) if isinstance(obj, dict) else ()
        # Jinja's slot takes a class; it only ever calls it with the message.
        self._undefined_exception = partial(UnknownNameError, name="" if hint else str(name), known=known)  # type: ignore[assignment]

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if isinstance(self._undefined_obj, dict):
            return f"it asks for .{self._undefined_name}, which that value does not have"
        return f"it uses {self._undefined_name}, which it is not given"
