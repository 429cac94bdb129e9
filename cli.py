"""The command line: arguments in, wiring, exit codes and what is printed out.

Exit codes: 0 fine, 1 findings or failed tests, 2 wrong use, 3 a fault of the program itself.
"""

import click

from sikta.engine.commandline.outcome import Commands

COMMANDS = {
    "init": "Begin a ruleset that runs at once, from your own files.",
    "run": "Read rules and data; write segments, reasons and briefs.",
    "check": "Find every fault of a ruleset, and how to mend it.",
    "codes": "Tell what a finding's code means, with an example.",
    "test": "Run a ruleset's own tests; propose the missing ones.",
    "diff": "Compare two rulesets: what changed, who moves, and why.",
    "sensitivity": "Show who moves when a number is turned a little.",
    "explain": "Show why an account is where it is.",
    "brief": "Render the briefs of a finished run again.",
    "docs": "Write the rules as a document that people read.",
    "watch": "Show a page that follows every save of the rules.",
    "table": "Keep points in a sheet of Excel, or take them back.",
    "fmt": "Lay out the files of a ruleset in one way.",
    "schema": "Print the JSON Schema of the language, for editors.",
}
"""Every command with what it does, in a line; each lives in a module of its own, imported when it is asked for."""


@click.group(
    cls=Commands,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="sikta", message="sikta %(version)s")
def main() -> None:
    """Turn your own rules about which customers matter into segments, reasons and briefs.

    \b
    Examples:
      sikta run                         the embedded example, into out/
      sikta init my-rules --from *.csv  a ruleset from your own files
      sikta check my-rules              every fault, and how to mend it
      sikta run my-rules                your segments and briefs
      sikta explain my-rules "Acme BV"  why this account is where it is
      sikta diff main my-rules          who an edit moves, with how much money
    """
