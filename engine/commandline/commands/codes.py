"""`sikta codes`: what a code of a finding means."""

import click

from ..outcome import FINE


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="For the terminal, or for a mail or pull request.",
)
def codes(codes: tuple[str, ...], style: str) -> int:
    """Tell what a finding's code means and how to mend it, with an example.

    Without a CODE, all of them in a table.

    \b
    Examples:
      sikta codes
      sikta codes E305
      sikta codes E305 W404 --format markdown
    """
    from ...findings.pages import contents_markdown, contents_text, page_markdown, page_of, page_text, pages

    chosen = [page_of(_known(code)) for code in codes]
    if style == "markdown":
        shown = "\n".join(map(page_markdown, chosen)) if chosen else contents_markdown(pages().values())
        click.echo(shown, nl=False)
    else:
        shown = "\n\n\n".join(map(page_text, chosen)) if chosen else contents_text(pages().values())
        click.echo(shown)
    return FINE


def _known(code: str) -> str:
    """A code of the table, however its letter is written; wrong use where there is none."""
    from ...findings import CODES
    from ...findings.nearest import nearest

    if code.upper() in CODES:
        return code.upper()
    near = nearest(code.upper(), CODES)
    hint = f'did you mean "{near}"?' if near else "all codes: sikta codes"
    raise click.BadParameter(f'there is no code "{code}"; {hint}', param_hint="CODE")
