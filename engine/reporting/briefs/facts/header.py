"""Whose rules these are, and why they exist."""

from dataclasses import dataclass

from ....rules.model.texts import Text


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A step of the work plan; `due` is an ISO date."""

    task: Text
    owner: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the top of every document. Dates are ISO text."""

    name: str
    title: Text
    as_of: str
    currency: str
    languages: tuple[str, ...]
    version: str = ""
    digest: str = ""
    owner: str | None = None
    purpose: Text = Text()
    supports: tuple[Text, ...] = ()
    sponsor: str | None = None
    users: tuple[str, ...] = ()
    review_by: str | None = None
    work_plan: tuple[TaskFacts, ...] = ()
