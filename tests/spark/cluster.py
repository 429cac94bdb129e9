"""Clusters of Spark on this machine, each part a process of its own on loopback: a master with workers, a Connect server."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 120


@dataclass
class Standalone:
    """A running cluster. Its workers have one core each."""

    url: str
    folder: Path
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)


@contextmanager
def standalone(folder: Path, python: Path, workers: int = 2) -> Iterator[Standalone]:
    """A cluster that ends with the block, whose workers have a Python of their own."""
    port = _free_port()
    master = _started(
        folder, "master", python,
        "org.apache.spark.deploy.master.Master", *_here(), "--port", str(port),
    )  # fmt: skip
    cluster = Standalone(f"spark://127.0.0.1:{port}", folder)
    try:
        _wait_for(master, folder / "master.log", "I have been elected leader")
        for number in range(workers):
            process = _started(
                folder, f"worker{number}", python,
                "org.apache.spark.deploy.worker.Worker", *_here(), "--cores", "1", "--memory", "1g",
                "--work-dir", str(folder / f"worker{number}"), cluster.url,
            )  # fmt: skip
            cluster.workers.append(process)
        for number, worker in enumerate(cluster.workers):
            _wait_for(worker, folder / f"worker{number}.log", "Successfully registered with master")
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            process.kill()
            process.wait()


@contextmanager
def connect_server(folder: Path, python: Path) -> Iterator[str]:
    """A server of Spark Connect on two cores, which ends with the block; gives its address."""
    port = _free_port()
    server = _started(
        folder, "connect", python,
        "org.apache.spark.deploy.SparkSubmit", "--master", "local[2]",
        "--conf", "spark.connect.grpc.binding.address=127.0.0.1",
        "--conf", f"spark.connect.grpc.binding.port={port}",
        "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal",
    )  # fmt: skip
    try:
        _wait_for(server, folder / "connect.log", "Spark Connect server started")
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _started(folder: Path, name: str, python: Path, *command: str) -> "subprocess.Popen[bytes]":
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    spark = Path(found.origin).parent
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {
        "SPARK_HOME": str(spark),
        "PYSPARK_PYTHON": str(python),
        "SPARK_DAEMON_MEMORY": "512m",
        "SPARK_CONNECT_MODE": "0",
    }
    with (folder / f"{name}.log").open("wb") as log:
        whole = [str(spark / "bin" / "spark-class"), *command]
        return subprocess.Popen(whole, stdout=log, stderr=log, env=environment, cwd=folder)


def _here() -> tuple[str, ...]:
    return "--host", "127.0.0.1", "--webui-port", str(_free_port())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(process: "subprocess.Popen[bytes]", log: Path, said: str) -> None:
    end = time.monotonic() + PATIENCE
    while said not in log.read_text(encoding="utf-8", errors="replace"):
        if process.poll() is not None or time.monotonic() > end:
            raise TimeoutError(f"{log.name} never said: {said}")
        time.sleep(0.1)
