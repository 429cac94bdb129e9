"""What each command may import before it reads any data: a person who asks for help waits for nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import contextlib, io, json, sys
from sikta.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""

YAML = {"yaml", "_yaml"}
SCHEMA = {
    "jsonschema", "jsonschema_specifications", "referencing", "rpds", "attr", "attrs", "idna", "typing_extensions",
    "fqdn", "isoduration", "jsonpointer", "rfc3339_validator", "rfc3986_validator", "rfc3987", "uri_template",
    "webcolors",
}  # fmt: skip
"""jsonschema, and what it takes along where it is there."""

ALWAYS = {"click", "colorama", "sikta"}
THE_SYSTEMS = {"cython_runtime", "sitecustomize", "usercustomize", "apport_python_hook", "coverage"}
"""What Python, its extensions or a test run may bring along by themselves."""

CHECKING = {"checking", "expressions", "findings", "mending", "plan", "reasoning", "rules"}
COMMANDS = [
    (["--help"], set(), set()),
    (["--version"], set(), set()),
    (["run", "--help"], set(), set()),
    (["check", "--help"], set(), set()),
    (["codes", "E101"], YAML, set()),
    (["schema"], YAML | SCHEMA, {"expressions", "rules", "plan"}),
    (["check", "RULESET"], YAML | SCHEMA, CHECKING),
]


def imported(arguments: list[str]) -> set[str]:
    """The names of all modules that a command leaves in memory."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


@pytest.fixture(params=COMMANDS, ids=lambda command: " ".join(command[0]))
def command(request: pytest.FixtureRequest, small: Path) -> tuple[set[str], set[str], set[str]]:
    arguments, packages, rooms = request.param
    return imported([str(small) if each == "RULESET" else each for each in arguments]), packages, rooms


def test_a_command_imports_only_the_packages_that_it_needs(
    command: tuple[set[str], set[str], set[str]],
) -> None:
    modules, packages, _ = command
    top = {name.partition(".")[0] for name in modules}
    others = {
        name
        for name in top - sys.stdlib_module_names - THE_SYSTEMS
        if not name.startswith(("_", "encodings"))
    }
    assert others - ALWAYS - packages == set()


def test_a_command_enters_only_the_rooms_that_it_needs(
    command: tuple[set[str], set[str], set[str]],
) -> None:
    modules, _, rooms = command
    inside = {name.split(".")[2] for name in modules if name.startswith("sikta.engine.")}
    assert inside - {"commandline", "findings"} - rooms == set()
