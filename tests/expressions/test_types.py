"""The types, as they are written in messages, and columns that hold them."""

import numpy as np
import pytest

from sikta.engine.expressions.columns import Members
from sikta.engine.expressions.types import (
    BOOLEAN,
    INTEGER,
    NONE,
    NUMBER,
    UNKNOWN,
    Kind,
    Type,
    category,
    join,
    list_of,
)


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (NUMBER, "number"),
        (INTEGER, "integer"),
        (BOOLEAN, "boolean"),
        (category("NL", "BE"), "category"),
        (list_of(Kind.TEXT, ("a", "b")), "list of text"),
    ],
)
def test_a_type_as_it_is_written(found: Type, written: str) -> None:
    assert str(found) == written


@pytest.mark.parametrize(
    ("types", "joined"),
    [
        ((), UNKNOWN),
        ((NONE, UNKNOWN), UNKNOWN),
        ((NUMBER, NONE), NUMBER),
        ((INTEGER, NUMBER), NUMBER),
        ((category("a"), category("b", "a")), category("a", "b")),
        ((category("a"), Type(Kind.TEXT)), Type(Kind.TEXT)),
        ((Type(Kind.NUMBER, min=1, max=2), Type(Kind.NUMBER, min=0)), Type(Kind.NUMBER, min=0)),
    ],
)
def test_the_type_that_holds_several(types: tuple[Type, ...], joined: Type) -> None:
    assert join(*types) == joined


@pytest.mark.parametrize("rows", [slice(1, 3), np.array([2, 0]), np.array([True, False, True])])
def test_a_list_column_of_some_rows(rows: slice) -> None:
    members = Members({"a": np.array([True, False, True])}, 3)
    taken = members.take(rows)
    assert taken.masks["a"].tolist() == np.array([True, False, True])[rows].tolist()
    assert len(taken) == len(taken.missing) == len(taken.masks["a"])
