"""The session with a cluster: an address that is given, or one of the environment, else this machine's own cores."""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies

from ..carriers.registry import engine_named
from ..findings import Finding, SiktaError
from .shipping import ship

Session: TypeAlias = Any  # pyspark is an extra, and its two kinds of session share no type

QUIET: Mapping[str, str] = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}

CONNECT_PORT = 15_002
"""Where a server of Spark Connect listens if its address does not say."""

PATIENCE = 20
"""Seconds in which a server has to answer."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark runs: `master` is the URL of a master or `local[*]`, `remote` one of Spark Connect (`sc://…`).

    With neither the environment decides (SPARK_REMOTE, then MASTER), and where it is silent Spark runs on this machine.
    """

    master: str | None = None
    remote: str | None = None

    def settled(self, environment: Mapping[str, str] = os.environ) -> "Cluster":
        """The same with what the environment says, where nothing was given."""
        if self.master or self.remote:
            return self
        remote = environment.get("SPARK_REMOTE")
        return Cluster(None if remote else environment.get("MASTER", "local[*]"), remote)


@contextmanager
def session_of(cluster: Cluster) -> Iterator[Session]:
    """A session that ends with the block. One that the program has already goes on, and is used.

    Raises SiktaError where Spark or Java is not installed, or the cluster does not answer.
    """
    engine_named("spark")
    own = _active()
    session = own or _opened(cluster.settled())
    try:
        ship(session)
        yield session
    finally:
        if own is None:
            session.stop()


def is_connect(session: Session) -> bool:
    """Whether the session speaks to its cluster by Spark Connect."""
    return "connect" in type(session).__module__


def _active() -> Session | None:
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def _opened(cluster: Cluster) -> Session:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("sikta")
    try:
        session = _remote(builder, cluster.remote) if cluster.remote else _local(builder, cluster.master)
    except Exception as error:
        if not refused_by_spark(error) and not isinstance(error, ImportError | OSError):
            raise
        raise SiktaError(
            [unreachable(cluster, said(error))]
        ) from None  # its text may hold a token of the address
    return session


def _remote(builder: Any, address: str) -> Session:
    """A session by Spark Connect. Raises OSError where nobody listens, which the client would try for ten minutes."""
    at = urlsplit(address)
    if at.hostname and not getproxies():
        socket.create_connection((at.hostname, at.port or CONNECT_PORT), timeout=PATIENCE).close()
    session = builder.remote(address).getOrCreate()
    _ = session.version  # the first word with the server
    return session


def _local(builder: Any, master: str | None) -> Session:
    """A session whose driver is this program."""
    master = master or "local[*]"
    if master.startswith(
        "local"
    ):  # on this machine's own cores workers run the Python that this program runs
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    for name, value in QUIET.items():
        builder = builder.config(name, value)
    session = builder.master(master).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def refused_by_spark(error: Exception) -> bool:
    """Whether an error comes from Spark or the way to it."""
    return type(error).__module__.startswith(("pyspark", "py4j", "grpc"))


def unreachable(cluster: Cluster, kind: str) -> Finding:
    """A cluster that does not answer, or Spark that cannot start here; `kind` is what Spark calls the error."""
    where = "Spark Connect" if cluster.remote else f"the master {_address(cluster.master or '')}"
    return Finding(
        code="E556",
        message=f"Spark cannot be used through {where}",
        expected="a cluster that answers; or Java 17 or newer, for Spark to run on this machine",
        found=kind,
        fix="look whether the cluster runs and can be reached from here, and whether java -version says something",
    )


def _address(master: str) -> str:
    """A master without what may be secret: no user, no password, no parameters."""
    scheme, separator, rest = master.partition("://")
    bare = rest.rpartition("@")[2].partition("?")[0].partition(";")[0]
    return f"{scheme}://{bare}" if separator else scheme


def said(error: Exception) -> str:
    """The kind of an error, as Spark calls it; its text may hold addresses and tokens."""
    kind = getattr(error, "getCondition", lambda: None)() or getattr(error, "errorClass", None)
    return str(kind or type(error).__name__)
