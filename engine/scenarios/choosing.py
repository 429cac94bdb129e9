"""Which tests of a ruleset to run."""

from ..findings import Finding, SiktaError
from ..findings.nearest import nearest
from ..rules.model import Ruleset, Scenario


def chosen_scenarios(ruleset: Ruleset, pattern: str | None, *, allow_empty: bool) -> tuple[Scenario, ...]:
    """The tests with all words of `pattern` in their id or a title, in any case; all without one.

    Raises SiktaError where there are none: E921 for a ruleset without tests unless they may be lacking, E922 where the
    pattern fits none.
    """
    scenarios = tuple(ruleset.scenarios.values())
    if not scenarios and not allow_empty:
        raise SiktaError([_untested(ruleset)])
    words = (pattern or "").casefold().split()
    found = tuple(each for each in scenarios if all(word in _searched(each) for word in words))
    if scenarios and not found:
        raise SiktaError([_no_match(pattern or "", scenarios)])
    return found


def _searched(scenario: Scenario) -> str:
    return " ".join((scenario.id, *scenario.title.by_language.values())).casefold()


def _untested(ruleset: Ruleset) -> Finding:
    return Finding(
        "E921",
        "a ruleset without scenarios is untested",
        ruleset.positions.place(""),
        expected="accounts of which you know where they belong, under tests: or in files of the folder tests/",
        found="no tests",
        fix="sikta test --write-missing proposes some; --allow-empty accepts a ruleset without them",
    )


def _no_match(pattern: str, scenarios: tuple[Scenario, ...]) -> Finding:
    near = nearest(pattern, [scenario.id for scenario in scenarios])
    return Finding(
        "E922",
        f'none of the {len(scenarios)} tests has "{pattern}" in its id or title',
        expected="words of an id or title",
        fix=f'did you mean "{near}"?' if near else "leave -k out to run them all",
    )
