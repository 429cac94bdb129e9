"""Spark is slow to start: one session for all tests, and none where Java or pyspark is not there."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.spark.bare import bare_python
from tests.spark.shop import write_shop

WANTED = "spark" in os.environ.get("SIKTA_ALL_TESTS", "").split()
"""Whether a machine that cannot run Spark is at fault."""

SETTINGS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",  # for a few rows, making the code takes longer than running it
    "spark.shuffle.io.maxRetries": "1",
    "spark.shuffle.io.retryWait": "1s",
    "spark.executor.heartbeatInterval": "2s",
    "spark.network.timeout": "20s",
    "spark.network.timeoutInterval": "2s",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""For a cluster of one machine, from which a worker that is gone is not waited for."""


def missing() -> str:
    """What Spark lacks here; empty where it has everything."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed"
    return "" if shutil.which("java") else "Java is not installed"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of Spark in one process, where several run tests."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session")
def spark_here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spark can be started, with settings for a small machine; the test is skipped or at fault where it cannot."""
    if missing():
        (pytest.fail if WANTED else pytest.skip)(missing())
    folder = tmp_path_factory.mktemp("spark-settings")
    settings = {**SETTINGS, "spark.sql.warehouse.dir": str(folder / "warehouse")}
    lines = [f"{name} {value}" for name, value in settings.items()]
    (folder / "spark-defaults.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        yield


@pytest.fixture(scope="session")
def session(spark_here: None) -> Iterator[Any]:
    """A session on two cores of this machine, whose driver is the process of the tests."""
    from sikta.engine.spark.session import Cluster, session_of

    with session_of(Cluster("local[2]")) as session:
        yield session


@pytest.fixture(scope="session")
def python_without_sikta(spark_here: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python for workers that has all packages but sikta."""
    return bare_python(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the shop."""
    return write_shop(tmp_path_factory.mktemp("shop"))
