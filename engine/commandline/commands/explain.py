"""`sikta explain`: why an account is where it is."""

from datetime import date
from importlib.resources import as_file
from pathlib import Path

import click

from ..choosing import chosen, example
from ..options import as_of_option, data_option, engine_option, known_languages
from ..outcome import FINE
from ..speech import say_missing_texts


@click.command()
@click.argument("arguments", nargs=-1, required=True, metavar="[RULESET] ACCOUNT")
@data_option
@as_of_option
@engine_option
@click.option("--language", callback=known_languages, help="Language of the text: en, nl, sv.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="For the terminal, or for a mail or pull request.",
)
def explain(
    arguments: tuple[str, ...],
    data: Path | None,
    as_of: date | None,
    engine: str,
    language: str | None,
    style: str,
) -> int:
    """Show why an account is where it is, what is missing, and what would move it up.

    ACCOUNT is its key or its exact name.

    \b
    Examples:
      sikta explain 00010
      sikta explain my-rules "Acme BV" --language nl --format markdown
    """
    from ...analysis.explanation import explain as explained
    from ...reporting.explanation import explanation_markdown, explanation_text
    from ...running import Sources, evaluate_plan
    from ..places import checked_from_here, from_here

    if len(arguments) > 2:  # noqa: PLR2004
        raise click.UsageError(
            'give one ruleset and one account; an account with spaces in its name needs quotes: "Acme BV"'
        )
    ruleset = Path(arguments[0]) if len(arguments) == 2 else None  # noqa: PLR2004
    if ruleset is None and (Path(arguments[0]) / "ruleset.yaml").is_file():
        raise click.UsageError(
            f'"{arguments[0]}" is a ruleset; name the account too: sikta explain {arguments[0]} ACCOUNT'
        )
    with as_file(example()) as embedded:
        path = chosen(ruleset, embedded, quiet=style != "text")
        plan = checked_from_here(path).or_raise()
        if language:
            say_missing_texts((language,), plan.ruleset.languages)
        with from_here(path):
            results = evaluate_plan(plan, Sources(data), as_of=as_of, carrier=engine)
            explanation = explained(results, plan, arguments[-1])
    write = explanation_markdown if style == "markdown" else explanation_text
    click.echo(write(explanation, language or plan.ruleset.language))
    return FINE
