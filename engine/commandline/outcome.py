"""How a command ends: what is said of an error, and the exit code.

0 fine, 1 findings, 2 wrong use, 3 a fault of the program itself.
"""

import errno
import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ..findings import SiktaError
from ..findings.nearest import nearest
from .speech import print_findings, say

FINE, FINDINGS, WRONG_USE, OUR_FAULT = 0, 1, 2, 3


class Commands(click.Group):
    """Commands that are imported when asked for, and the one handler that turns errors into messages and exit codes.

    `table` holds each command's name, which is also that of its module and function, with what it does in a line.
    """

    def __init__(self, *args: Any, table: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the order is the table's
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.table:
            return None
        command: click.Command = getattr(import_module(f"{__package__}.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.table:
            meant = nearest(args[0], self.table)
            near = f'; did you mean "{meant}"?' if meant else ""
            raise click.UsageError(f'sikta has no command "{args[0]}"{near}', ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        # A short process that makes many lasting objects: collecting as often as by default costs a tenth of it.
        gc.set_threshold(100_000, 50, 50)
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            say("stopped; the last complete output is as it was")
            code = FINDINGS
        except click.ClickException as error:
            error.show()
            code = WRONG_USE
        except SiktaError as error:
            print_findings(error.findings, "text", err=True)
            code = FINDINGS
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = FINE
        except OSError as error:
            code = _refused(error)
        except Exception as error:  # noqa: BLE001 - the one place where a fault of the program becomes a message
            _own_fault(error)
            code = OUR_FAULT
        if "duckdb" not in sys.modules:  # it takes what is left at the end for a leak, and says so
            gc.freeze()  # what lives until the end is given back by the system, not counted once more
        sys.exit(code if isinstance(code, int) else FINE)


def _refused(error: OSError) -> int:
    """A name that the system takes for none is wrong use; any other refusal should have been a finding."""
    if error.errno == errno.ENAMETOOLONG:
        say(f"Error: {error.filename!s:.80}… is too long to be the name of a file")
        return WRONG_USE
    _own_fault(error)
    return OUR_FAULT


def _own_fault(error: Exception) -> None:
    """Say that the fault is ours and what to report; nobody has to read a traceback."""
    if os.environ.get("SIKTA_DEBUG"):
        raise error
    trace, places = error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} ({code.co_name})")
        trace = trace.tb_next
    say(f"sikta itself has a fault: {type(error).__name__}: {error}")
    say(f"  at {' < '.join(reversed(places[-4:]))}")
    say("  Your rules and data are not to blame. An output folder is only ever replaced as a whole.")
    say("  Please report these lines; SIKTA_DEBUG=1 in front of the command shows more to a programmer.")
