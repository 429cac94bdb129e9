"""`sikta test`: the ruleset's own tests."""

import json
import sys
from datetime import date
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..choosing import chosen, example
from ..options import as_of_option, data_option, known_languages, ruleset_argument
from ..outcome import FINDINGS, FINE
from ..places import from_here, placed_from_here
from ..speech import say

if TYPE_CHECKING:
    from ...checking import Checked
    from ...scenarios import Suite, Trial


@click.command()
@ruleset_argument
@data_option
@as_of_option
@click.option("--language", callback=known_languages, help="Language of the explanations: en, nl, sv.")
@click.option("-k", "pattern", metavar="WORDS", help="Only tests with these words in their id or title.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "junit", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, for a build server, or as annotations of a pull request.",
)
@click.option(
    "--junit", type=click.Path(dir_okay=False, path_type=Path), help="Also write JUnit XML to this file."
)
@click.option("--allow-empty", is_flag=True, help="A ruleset without tests is fine.")
@click.option("--coverage", is_flag=True, help="Also tell what no test decides.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail where tests decide less."
)
@click.option(
    "--mutate",
    is_flag=True,
    help="Also change each number and rule a bit: which changes does no test notice?",
)
@click.option(
    "--write-missing", is_flag=True, help="Propose tests at bounds that none decides, in tests/proposed.yaml."
)
@click.option("--dry-run", is_flag=True, help="With --write-missing: show them, write nothing.")
@click.option(
    "--limit", type=click.IntRange(1), metavar="NUMBER", help="With --write-missing: at most so many."
)
@click.option("--quiet", "-q", is_flag=True, help="Only what does not hold, and the verdict.")
def test(
    ruleset: Path | None, data: Path | None, as_of: date | None, language: str | None, **asked: Any
) -> int:
    """Run the ruleset's own tests: accounts of which you know where they belong.

    \b
    Examples:
      sikta test my-rules
      sikta test my-rules -k invest --language nl
      sikta test my-rules --coverage --fail-under 80
      sikta test my-rules --data exports     (for tests among: accounts)
      sikta test my-rules --write-missing --dry-run
    """
    from ...checking import check_ruleset
    from ...scenarios import make_suite
    from ...scenarios.choosing import chosen_scenarios

    with as_file(example()) as embedded:
        home = chosen(ruleset, embedded, quiet=asked["style"] != "text")
        with from_here(home):
            checked = check_ruleset(home)
            plan = placed_from_here(checked.or_raise(), home)
            may_be_empty = asked["allow_empty"] or asked["write_missing"]
            scenarios = chosen_scenarios(plan.ruleset, asked["pattern"], allow_empty=may_be_empty)
            suite = make_suite(plan, scenarios, as_of=as_of, folder=data)
            told = language or plan.ruleset.language
            if asked["write_missing"]:
                return _propose(suite, as_of, example_only=home == embedded, data=data, asked=asked)
            return _run(suite, checked, told, asked)


def _run(suite: "Suite", checked: "Checked", language: str, asked: dict[str, Any]) -> int:
    from ...rules.replacing import replace_text
    from ...scenarios.formats import as_junit

    trials, name = suite.run(), suite.plan.ruleset.name
    record, texts, code = _measures(suite, checked, language, asked)
    _print(trials, record, texts, name, language, asked)
    if asked["junit"]:
        replace_text(asked["junit"], as_junit(trials, name, language))
    return code if all(trial.holds for trial in trials) else FINDINGS


def _measures(
    suite: "Suite", checked: "Checked", language: str, asked: dict[str, Any]
) -> tuple[dict[str, Any], list[str], int]:
    """Coverage and changes as far as they are asked for: as a record, as texts, and the exit code they call for."""
    record: dict[str, Any] = {}
    texts: list[str] = []
    code = FINE
    if asked["coverage"] or asked["fail_under"] is not None:
        from ...reporting.languages import translator
        from ...reporting.values import format_value
        from ...scenarios.coverage import coverage_of, coverage_record, coverage_text

        found = coverage_of(suite, language)
        record["coverage"] = coverage_record(found)
        texts.append(coverage_text(found, language))
        if asked["fail_under"] is not None and found.share * 100 < asked["fail_under"]:
            texts.append(
                translator(language)(
                    "Tests decide {share}, less than the {wanted} that is asked for.",
                    share=format_value(found.share, "percent", language),
                    wanted=format_value(asked["fail_under"] / 100, "percent", language),
                )
            )
            code = FINDINGS
    if asked["mutate"] and checked.tree is not None:
        from ...scenarios.mutation import mutated, mutation_record, mutation_text

        changed = mutated(suite, checked.tree, _progress(asked["style"]))
        record["changes"] = mutation_record(changed, suite.plan, language)
        texts.append(mutation_text(changed, suite.plan, language))
    return record, texts, code


def _progress(style: str) -> Any:
    """Counts on a terminal while changes are tried; silent elsewhere."""
    if style != "text" or not sys.stderr.isatty():
        return lambda _done, _all: None
    return lambda done, whole: click.echo(
        f"\r{done} of {whole} changes tried" + ("\r\033[K" if done == whole else ""), nl=False, err=True
    )


def _print(
    trials: "tuple[Trial, ...]",
    record: dict[str, Any],
    texts: list[str],
    name: str,
    language: str,
    asked: dict[str, Any],
) -> None:
    from ...findings.github import as_github
    from ...scenarios.formats import as_junit, as_record, as_text, findings_of

    match asked["style"]:
        case "json":
            click.echo(json.dumps({**as_record(trials), **record}, ensure_ascii=False, indent=2))
        case "junit":
            click.echo(as_junit(trials, name, language), nl=False)
        case "github":
            for finding in findings_of(trials, language):
                click.echo(as_github(finding))
        case _:
            click.echo("\n\n".join([as_text(trials, language, quiet=asked["quiet"]), *texts]))


def _propose(
    suite: "Suite", as_of: date | None, *, example_only: bool, data: Path | None, asked: dict[str, Any]
) -> int:
    from ...scenarios.proposals import proposals_text, proposed, write_proposals

    found = proposed(suite.plan, suite, asked["limit"], as_of=as_of, folder=data)
    if not found:
        say("Nothing to propose: the tests decide every bound that sikta finds.")
        return FINE
    text = proposals_text(suite.plan, found, as_of, data)
    if asked["dry_run"] or example_only:
        click.echo(text, nl=False)
        if example_only and not asked["dry_run"]:
            say("The embedded example is not yours to write to; name a ruleset to have them in its folder.")
        return FINE
    file = write_proposals(suite.plan.ruleset.folder, text)
    click.echo(
        f"{len(found)} {'test' if len(found) == 1 else 'tests'} proposed in {file}; read them before you commit"
    )
    return FINE
