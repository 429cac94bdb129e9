"""Spark is slow to start: one session for each module, and none where Java or pyspark is not there."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

ALL = os.environ.get("SIKTA_ALL_TESTS") == "1"


def missing() -> str:
    """What Spark lacks here; empty where it has everything."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed"
    return "" if shutil.which("java") else "Java is not installed"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    if missing() and not ALL:
        pytest.skip(missing())
    from sikta.engine.spark.session import Cluster, session_of

    with session_of(Cluster("local[2]")) as session:
        yield session
