"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port of the loopback address."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

USER, PASSWORD = "crm_reader", "s3cr3t-Pa55/w0rd"
"""A password with a sign that an address has to spell otherwise."""

_SPELLED = "s3cr3t-Pa55%2Fw0rd"
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server listens."""

    port: int

    def address(self, database: str = "postgres", password: str = _SPELLED) -> str:
        """What stands in the environment for a run."""
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, dbname=database, autocommit=True
        )


def programs() -> Path | None:
    """The folder with the programs of a PostgreSQL server: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return Path(found).parent if found else debian[-1].parent if debian else None


def absent() -> None:
    """Skip, or fail where every test has to run."""
    reason = "no PostgreSQL server is installed (apt-get install postgresql)"
    if os.environ.get("SIKTA_ALL_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A new server that has ended when the block does."""
    where = programs()
    if where is None:
        absent()
        return
    data, port = folder / "data", _free_port()
    password = folder / "password"
    password.write_text(PASSWORD)
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        shutil.chown(password, "postgres", "postgres")
    _as_nobody(
        str(where / "initdb"), "-D", str(data), "-U", USER, f"--pwfile={password}", "-A", "scram-sha-256",
        "-E", "UTF8", "--locale=C", "--no-sync",
    )  # fmt: skip
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    control = str(where / "pg_ctl")
    _as_nobody(
        control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "-t", str(_SECONDS), "start"
    )
    try:
        yield Server(port)
    finally:
        _as_nobody(control, "-D", str(data), "-m", "immediate", "-w", "stop")


def _as_nobody(*command: str) -> None:
    """Run a program, as the user `postgres` where the tests run as root."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(
        command, check=True, user=user, group=user, extra_groups=[] if user else None, cwd="/",
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def until(condition: "object", seconds: float = 10) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)
