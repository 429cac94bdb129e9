"""`sikta watch`: a page that follows a ruleset while it is written."""

import socket
import sys
from datetime import date
from pathlib import Path

import click

from ...findings import Finding, SiktaError
from ...plan import Plan
from ..options import LANGUAGES, as_of_option, data_option, known_languages
from ..outcome import FINE
from ..speech import say

_PORT = 8642


@click.command()
@click.argument("ruleset", required=False, type=click.Path(exists=True, path_type=Path))
@data_option
@as_of_option
@click.option("--language", callback=known_languages, help="Language of the page: en, nl, sv.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port of the page; {_PORT}, or a free one, when left out."
)
@click.option(
    "--open/--no-open", "browse", default=None, help="Open the page in a browser; so on a terminal."
)
def watch(
    ruleset: Path | None,
    data: Path | None,
    as_of: date | None,
    language: str | None,
    port: int | None,
    browse: bool | None,
) -> int:
    """Show a page that follows every save: findings, the matrix, money per segment, who moved since the last commit.

    The page can be seen on this computer only, and nothing can be changed through it. Ctrl+C stops it.

    \b
    Examples:
      sikta watch my-rules
      sikta watch my-rules --data exports --language nl
    """
    path = _chosen(ruleset)
    try:
        import uvicorn

        from ...watching.page import Page
        from ...watching.server import application
        from ...watching.watcher import Watcher
    except ModuleNotFoundError as error:
        raise SiktaError([_not_installed(error.name or "")]) from error
    from ...checking import check_ruleset
    from ...running import Sources

    page = Page(path.resolve().name, language or _language(check_ruleset(path).plan))
    place = _socket(port)
    address = f"http://127.0.0.1:{place.getsockname()[1]}/"
    say(f"{path.resolve().name} can be watched at {address}")
    say("Every save of a rule or data file shows there. Ctrl+C stops it.")
    if sys.stdout.isatty() if browse is None else browse:
        click.launch(address)
    app = application(Watcher(path, Sources(data), as_of), page)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[place])
    return FINE


def _language(plan: Plan | None) -> str:
    """The ruleset's own, where it can be read and sikta speaks it."""
    return plan.ruleset.language if plan and plan.ruleset.language in LANGUAGES else "en"


def _chosen(ruleset: Path | None) -> Path:
    if ruleset is not None:
        return ruleset
    if Path("ruleset.yaml").is_file():
        return Path()
    raise click.UsageError("this folder holds no ruleset.yaml; name the ruleset: sikta watch my-rules")


def _socket(port: int | None) -> socket.socket:
    """A place on this computer alone. Raises SiktaError (E982) where the port that was asked for is taken."""
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        place.bind(("127.0.0.1", _PORT if port is None else port))
    except OSError as error:
        if port is not None:
            place.close()
            raise SiktaError([_taken(port)]) from error
        place.bind(("127.0.0.1", 0))
    place.listen()  # who asks before the page is ready waits for it
    return place


def _taken(port: int) -> Finding:
    return Finding(
        "E982",
        f"port {port} is in use, or may not be used",
        expected="a port that nothing else answers on",
        fix="name another one, or leave --port out",
    )


def _not_installed(module: str) -> Finding:
    return Finding(
        "E981",
        "sikta watch needs a few packages more than the rest of sikta",
        found=f"{module} is not installed",
        fix="pip install 'sikta[watch]'",
    )
