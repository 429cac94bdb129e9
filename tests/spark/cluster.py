"""A standalone cluster of Spark on this machine: a master and workers, each a process of its own, on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyspark

SPARK = Path(pyspark.__file__).parent
PATIENCE = 120


@dataclass
class Standalone:
    """A running cluster. Its workers have one core each."""

    url: str
    folder: Path
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Standalone]:
    """A cluster that ends with the block."""
    port = _free_port()
    master = _started(folder, "master", "org.apache.spark.deploy.master.Master", "--port", str(port))
    cluster = Standalone(f"spark://127.0.0.1:{port}", folder)
    try:
        _wait_for(folder / "master.log", "I have been elected leader")
        for number in range(workers):
            name = f"worker{number}"
            process = _started(
                folder, name, "org.apache.spark.deploy.worker.Worker", "--cores", "1", "--memory", "1g",
                "--work-dir", str(folder / name), cluster.url,
            )  # fmt: skip
            cluster.workers.append(process)
        for number in range(workers):
            _wait_for(folder / f"worker{number}.log", "Successfully registered with master")
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            process.kill()
            process.wait()


def _started(folder: Path, name: str, main: str, *arguments: str) -> "subprocess.Popen[bytes]":
    where = ("--host", "127.0.0.1", "--webui-port", str(_free_port()))
    environment = {
        **os.environ,
        "SPARK_HOME": str(SPARK),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
    }
    with (folder / f"{name}.log").open("wb") as log:
        command = [str(SPARK / "bin" / "spark-class"), main, *where, *arguments]
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(log: Path, said: str) -> None:
    end = time.monotonic() + PATIENCE
    while said not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > end:
            raise TimeoutError(f"{log.name} never said: {said}")
        time.sleep(0.1)
