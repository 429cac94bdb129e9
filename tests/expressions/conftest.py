"""A small company's accounts: the names that expressions may use, and six accounts with values missing here and there."""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np
import pytest

from sikta.engine.expressions import Compiled, ExpressionError, Fault, Scope, compile_expression
from sikta.engine.expressions.columns import Column, Condition, Dates, Members, Numbers, Texts
from sikta.engine.expressions.types import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, Kind, Type, category, list_of

AS_OF = date(2026, 6, 30)


SCOPE = Scope(
    names={
        "company": TEXT,
        "country": category("NL", "BE", "DE", "SE"),
        "relationship": category("customer", "prospect", "ex-customer"),
        "revenue": NUMBER,
        "growth": NUMBER,
        "employees": Type(Kind.NUMBER, integer=True, min=0),
        "orders": INTEGER,
        "vip": BOOLEAN,
        "last_order": DATE,
        "contract_end": DATE,
        "products": list_of(Kind.TEXT, ("filters", "service")),
    },
    constants={"large": 250, "home_markets": ("NL", "BE"), "start": "2026-01-31", "best": "customer"},
    nearby={"amount": "a field of orders"},
)


@pytest.fixture(scope="session")
def scope() -> Scope:
    return SCOPE


@pytest.fixture(scope="session")
def compiled(scope: Scope) -> Callable[[str], Compiled]:
    return lambda text: compile_expression(text, scope)


@pytest.fixture(scope="session")
def faults(scope: Scope) -> Callable[[str], list[Fault]]:
    """The faults of an expression that is refused."""

    def found(text: str) -> list[Fault]:
        with pytest.raises(ExpressionError) as caught:
            compile_expression(text, scope)
        return list(caught.value.faults)

    return found


def shown(text: str, faults: Iterable[Fault]) -> str:
    """An expression with carets under each fault, and all that the fault says: the form of the tables in the tests."""
    lines = [text]
    for fault in faults:
        lines += [" " * fault.offset + "^" * fault.length, f"{fault.code} {fault.message}"]
        details = {"expected": fault.expected, "found": fault.found, "fix": fault.fix}
        lines += [f"{name}: {detail}" for name, detail in details.items() if detail]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def told() -> Callable[[str], str]:
    """What is told about an expression: faults, or warnings where it is accepted."""

    def found(text: str) -> str:
        try:
            return shown(text, compile_expression(text, SCOPE).warnings)
        except ExpressionError as error:
            return shown(text, error.faults)

    return found


def days(*texts: str | None) -> Dates:
    """Dates from ISO texts."""
    epoch = date(1970, 1, 1)
    values = [np.nan if text is None else float((date.fromisoformat(text) - epoch).days) for text in texts]
    return Dates(np.array(values))


def truth(*values: bool | None) -> Condition:
    """A condition from True, False and None for unknown."""
    return Condition(np.array([v is True for v in values]), np.array([v is False for v in values]))


@pytest.fixture(scope="session")
def block() -> dict[str, Column]:
    nan = np.nan
    return {
        "company": Texts.of(
            ["Dairy Beheer B.V.", "Nordic Food AB", "CFO/CTO Service", None, "dairy", "Solvents"]
        ),
        "country": Texts.of(["NL", "BE", None, "NL", "SE", "DE"]),
        "relationship": Texts.of(["customer", "prospect", "customer", None, "ex-customer", "customer"]),
        "revenue": Numbers(np.array([100.0, 250.0, nan, 40.0, 40.0, -10.0])),
        "growth": Numbers(np.array([0.0, 2.5, 5.0, nan, -3.0, 10.0])),
        "employees": Numbers(np.array([10.0, 250.0, 3.0, nan, 50.0, 1000.0])),
        "orders": Numbers(np.array([0.0, 2.0, 4.0, 5.0, nan, 1.0])),
        "vip": truth(True, False, None, True, False, None),
        "last_order": days("2026-06-30", "2026-05-31", None, "2025-12-31", "2024-02-29", "2026-07-15"),
        "contract_end": days("2026-12-31", None, "2026-07-30", "2026-07-29", "2025-06-30", "2028-02-29"),
        "products": Members(
            {
                "filters": np.array([True, False, True, False, True, False]),
                "service": np.array([True, False, False, True, False, False]),
            },
            6,
        ),
    }


def plain(column: Column) -> list[object]:
    """A column as ordinary values, None for missing."""
    match column:
        case Condition(true, false):
            return [True if t else False if f else None for t, f in zip(true, false, strict=True)]
        case Texts():
            return list(column.to_list())
        case Dates(values):
            return [None if np.isnan(v) else str(np.datetime64(int(v), "D")) for v in values]
        case Numbers(values):
            return [None if np.isnan(v) else float(v) for v in values]
        case Members():
            raise TypeError("lists are compared by their members")


@pytest.fixture(scope="session")
def result(compiled: Callable[[str], Compiled], block: dict[str, Column]) -> Callable[[str], list[object]]:
    """The values of an expression for the six accounts."""
    from sikta.engine.expressions.kernel import evaluate

    return lambda text: plain(evaluate(compiled(text), block, 6, AS_OF))
