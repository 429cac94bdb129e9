"""The two rulesets that sikta brings along, and the generator behind the data of the first."""

import importlib
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.evaluation.results import Results
from sikta.engine.running import Sources, evaluate_plan

RULESETS = Path(str(files("sikta"))) / "rulesets"
EXAMPLE = RULESETS / "proactive-sales"
FIRST_STEPS = RULESETS / "first-steps"


def generate(folder: Path, *options: str) -> Path:
    """Run the generator as a reader of its README would, into a folder."""
    script = str(EXAMPLE / "generate.py")
    subprocess.run([sys.executable, "-B", script, "--to", str(folder), *options], check=True, timeout=120)
    return folder


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the embedded example."""
    return EXAMPLE


@pytest.fixture(scope="session")
def data() -> Path:
    return EXAMPLE / "data"


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="session")
def without_effects(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The same ruleset over the same company with nothing hidden in it."""
    there = generate(tmp_path_factory.mktemp("nothing") / "data", "--planted", "none")
    plan = check_ruleset(EXAMPLE).or_raise()
    return evaluate_plan(plan, Sources(folder=there.parent))


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    """The generator as a module, to ask what it planted and where."""
    sys.path.insert(0, str(EXAMPLE))
    try:
        return importlib.import_module("generator")
    finally:
        sys.path.remove(str(EXAMPLE))


@pytest.fixture(scope="session")
def example() -> Results:
    """The embedded example, evaluated once."""
    return evaluate_plan(check_ruleset(EXAMPLE).or_raise())


@pytest.fixture(scope="session")
def first_steps() -> Results:
    return evaluate_plan(check_ruleset(FIRST_STEPS).or_raise())
