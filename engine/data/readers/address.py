"""The address of a database: from the environment by name, and never in a message."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, quote_plus

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ...findings import Finding, SiktaError

_NAMED = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SERVER = re.compile(r"""server at "[^"]*"(?: \([^)]*\))?, port \d+|server on socket "[^"]*\"""")
_LONGEST = 200
_PATIENT = ("postgresql", "postgresql+psycopg", "postgresql+psycopg2")
_PATIENCE = 15
"""Seconds to wait for a server that does not answer."""
_SHORTEST_SECRET = 3

Said = Callable[..., Finding]
"""Builds a finding about a database, out of what is wrong, expected and found, and how to mend it."""


def variable_of(written: str | None) -> str | None:
    """The name in `${CRM_URL}`; None for anything else."""
    named = _NAMED.fullmatch((written or "").strip())
    return named[1] if named else None


def engine_at(
    written: str | None, environment: Mapping[str, str], say: Said, otherwise: str = ""
) -> sa.Engine:
    """The database whose address stands in the environment variable that is named. Raises SiktaError.

    `otherwise` is what else can be done where it does not stand there.
    """
    name = variable_of(written)
    if name is None:
        raise SiktaError([_not_named(say)])
    address = environment.get(name)
    if not address:
        raise SiktaError([_not_set(say, name, otherwise)])
    try:
        url = sa.make_url(address)
        patience = {"connect_timeout": _PATIENCE} if url.drivername in _PATIENT else {}
        return sa.create_engine(url, hide_parameters=True, connect_args=patience)
    except ImportError:
        raise SiktaError([_no_driver(say, name, address)]) from None
    except (SQLAlchemyError, ValueError, TypeError):
        raise SiktaError([_no_address(say, name)]) from None


@contextmanager
def told_apart(
    address: sa.URL, refused: Callable[[str], Finding], driver: type[Exception] = SQLAlchemyError
) -> Iterator[None]:
    """Turn what the database says, or its `driver`, into a finding, without anything of its address.

    The error itself is not passed on: its text may hold the address.
    """
    try:
        yield
    except (SQLAlchemyError, driver) as error:
        raise SiktaError([refused(said_by(error, address))]) from None


def said_by(error: Exception, address: sa.URL) -> str:
    """The first line of what a database says, with the parts of its address left out."""
    told = getattr(error, "orig", None) or error
    said = type(error).__name__ if isinstance(told, SQLAlchemyError) else str(told).strip().partition("\n")[0]
    said = _SERVER.sub("the server", said)
    for secret in sorted(_secrets(address), key=len, reverse=True):
        said = said.replace(secret, "…")
    return said[:_LONGEST]


def _secrets(address: sa.URL) -> set[str]:
    """The parts of an address, as they are and as an address spells them."""
    parts = [address.render_as_string(hide_password=False), address.password, address.host, address.username]
    parts += [address.database, *(str(value) for value in address.query.values())]
    plain = {str(part) for part in parts if part}
    spelled = {form(part) for part in plain for form in (quote, quote_plus)}
    return {part for part in plain | spelled if len(part) >= _SHORTEST_SECRET} | plain & {
        str(address.password)
    }


def _not_named(say: Said) -> Finding:
    return say(
        "does not say which environment variable holds the address of its database",
        expected="connection: ${CRM_URL}",
        fix="put the address, with its password, into an environment variable and name that",
    )


def _not_set(say: Said, name: str, otherwise: str) -> Finding:
    return say(
        f"needs the environment variable {name}, which is not set",
        expected=f"the address of the database in {name}",
        fix=f'set it before the run, such as export {name}="postgresql://…"{otherwise}',
    )


def _no_address(say: Said, name: str) -> Finding:
    return say(
        f"cannot use the address in {name}",
        expected="an address such as postgresql://user:password@host/database, and the driver for it installed",
        fix="check the address, and install the driver of your database (psycopg, pymysql, pyodbc …)",
    )


def _no_driver(say: Said, name: str, address: str) -> Finding:
    if not address.startswith("postgres"):
        return _no_address(say, name)
    return say(
        f"needs the driver that the address in {name} asks for, which is not installed",
        expected="an address such as postgresql+psycopg://user:password@host/database",
        fix='install it: pip install "sikta[postgres]"',
    )
