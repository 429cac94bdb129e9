"""What every test may use."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import Server, running

# Laws are tried on the same examples every time, so that a change is judged by what it changes; `wide` looks further.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("wide", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("SIKTA_HYPOTHESIS", "steady"))

_ROOT = Path(__file__).parents[1]


def shared_data(name: str) -> Path:
    """A folder of public data, in SIKTA_SHARED_DATA or beside the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("SIKTA_SHARED_DATA", _ROOT.parent / "shared" / "data")) / name
    if not folder.is_dir():
        pytest.skip(f"the public data {name} is not at hand; SIKTA_SHARED_DATA names its folder")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for all tests that ask for one; they are skipped where none is installed."""
    with tempfile.TemporaryDirectory(prefix="sikta-postgres-") as folder, running(Path(folder)) as server:
        yield server
