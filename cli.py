"""The command line: arguments in, wiring, exit codes and what is printed out.

Exit codes: 0 fine, 1 findings or failed tests, 2 wrong use, 3 a fault of the program itself.
"""

import click

from sikta.engine.commandline.outcome import Commands

COMMANDS = {
    "init": "sikta.engine.commandline.commands.init:init",
    "run": "sikta.engine.commandline.commands.run:run",
    "check": "sikta.engine.commandline.commands.check:check",
    "codes": "sikta.engine.commandline.commands.codes:codes",
    "test": "sikta.engine.commandline.commands.test:test",
    "diff": "sikta.engine.commandline.commands.diff:diff",
    "sensitivity": "sikta.engine.commandline.commands.sensitivity:sensitivity",
    "explain": "sikta.engine.commandline.commands.explain:explain",
    "brief": "sikta.engine.commandline.commands.brief:brief",
    "watch": "sikta.engine.commandline.commands.watch:watch",
    "table": "sikta.engine.commandline.commands.table:table",
    "docs": "sikta.engine.commandline.commands.docs:docs",
    "schema": "sikta.engine.commandline.commands.schema:schema",
    "fmt": "sikta.engine.commandline.commands.fmt:fmt",
}
"""Every command by its name, as module and function: imported when it is asked for."""


@click.group(
    cls=Commands,
    commands_by_name=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="sikta", message="sikta %(version)s")
def main() -> None:
    """Turn your own rules about which customers matter into segments, reasons and briefs.

    \b
    Examples:
      sikta run                          the embedded example, into the folder out/
      sikta check my-rules               every fault of a ruleset, with the line and how to mend it
      sikta run my-rules --data export   your rules on the files in the folder export/
      sikta explain my-rules "Acme BV"   why this account is where it is
      sikta brief out --language nl      the briefs of a finished run in Dutch
    """
