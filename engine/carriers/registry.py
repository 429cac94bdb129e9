"""The engines by name, each with what to install for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, TypeAlias

from ..findings import Finding, SiktaError
from ..findings.nearest import nearest
from .carrier import Carrier
from .limits import Limits

AUTO = "auto"
"""In place of a name: the engine that the data asks for."""

Name: TypeAlias = Literal["pandas", "polars", "duckdb", "spark"]


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: the module it is made of, what to install to have it, and how it becomes a carrier of rows.

    `carrier` is None for an engine that computes outside of this process; `besides` is what else it takes.
    """

    module: str
    install: str
    carrier: Callable[[Limits], Carrier] | None = None
    besides: str = ""

    @property
    def installed(self) -> bool:
        return find_spec(self.module) is not None


def _pandas(_: Limits) -> Carrier:
    from .in_memory import Pandas

    return Pandas()


def _polars(_: Limits) -> Carrier:
    from .in_memory import Polars

    return Polars()


def _duckdb(limits: Limits) -> Carrier:
    from .on_disk import DuckDB

    return DuckDB(limits)


ENGINES: Mapping[Name, Engine] = {
    "pandas": Engine("pandas", "sikta", _pandas),
    "polars": Engine("polars", "sikta[fast]", _polars),
    "duckdb": Engine("duckdb", "sikta[fast]", _duckdb),
    "spark": Engine("pyspark", "sikta[spark]", besides=" and have Java 17 or newer"),
}


def engine_named(name: str) -> Engine:
    """The engine of that name. Raises SiktaError where it is unknown or not installed."""
    known: Name | None = next((engine for engine in ENGINES if engine == name), None)
    if known is None:
        raise SiktaError([_unknown(name)])
    if not ENGINES[known].installed:
        raise SiktaError([_not_installed(known)])
    return ENGINES[known]


def carrier_named(name: str | Carrier, limits: Limits | None = None) -> Carrier:
    """The carrier of that name, or itself; pandas where nobody chose, or for what an engine outside leaves to do here.

    Raises SiktaError where it is unknown or not installed.
    """
    if not isinstance(name, str):
        return name
    carrier = _pandas if name == AUTO else engine_named(name).carrier or _pandas
    return carrier(limits or Limits())


def _unknown(name: str) -> Finding:
    close = nearest(name, [*ENGINES, AUTO])
    return Finding(
        code="E551",
        message=f'there is no engine "{name}"',
        expected=f"{', '.join(ENGINES)} or auto",
        found=name,
        fix=f'did you mean "{close}"?' if close else 'leave it out, or use "auto"',
    )


def _not_installed(name: Name) -> Finding:
    return Finding(
        code="E552",
        message=f'the engine "{name}" is not installed',
        expected=f"{ENGINES[name].module} beside sikta",
        found="only what sikta installs by itself",
        fix=f'run: pip install "{ENGINES[name].install}"{ENGINES[name].besides}, or use the engine "pandas"',
    )
