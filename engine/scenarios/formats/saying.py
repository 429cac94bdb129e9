"""The words for what was expected and what was found."""

from datetime import date

from ...plan.wants import Consists, Plain
from ...reporting.languages import translator
from ...reporting.markup.controls import one_line
from ..judging import Check, Trial


def title_of(trial: Trial, language: str) -> str:
    """The title of a test; its id as words where it has none."""
    title = trial.scenario.title.in_language(language)
    return one_line(title or trial.scenario.id.replace("_", " "))


def place_of(trial: Trial) -> str:
    """Where a test stands, as `tests/priority.yaml:3`."""
    place = trial.case.plan.ruleset.positions.place(f"tests.{trial.scenario.id}")
    return ":".join(str(part) for part in (place.file, place.line) if part is not None)


def difference(check: Check, language: str = "en") -> str:
    """What was expected and found of one thing, in the words of the file."""
    _ = translator(language)
    wanted = check.expectation.written
    if wanted == "null":
        wanted = _("missing")
    if isinstance(check.expectation.want, Consists) and not check.expectation.want.ids:
        wanted = _("none")
    found = _nothing(check.found, language) or written(check.found)
    if wanted.endswith("%") and isinstance(check.found, float):
        found = f"{written(round(check.found * 100, 4))}%"
    label = check.expectation.subject.label
    return _("{name}: expected {value}, found {found}", name=label, value=wanted, found=found)


def _nothing(found: Plain, language: str) -> str:
    """The word where there is nothing to write."""
    _ = translator(language)
    if found is None:
        return _("missing")
    return _("none") if found == () else ""


def written(found: Plain) -> str:
    """A value as a test would write it."""
    match found:
        case None:
            return "missing"
        case bool():
            return "true" if found else "false"
        case int() | float():
            return f"{found:.6f}".rstrip("0").rstrip(".")
        case date():
            return found.isoformat()
        case tuple():
            return f"[{', '.join(found)}]" if found else "none"
        case _:
            return one_line(found)
