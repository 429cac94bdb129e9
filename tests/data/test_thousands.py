"""A point between thousands must not silently become one before decimals."""

import pytest

from tests.data.conftest import Read, told

FIX = 'fix: write decimal: "," and thousands: "." for the table accounts; or decimal: "." to keep it'


def tables(more: str = "", type_: str = "number") -> str:
    return f"accounts: {{file: accounts.csv, key: id, {more} fields: {{id: {{type: text}}, revenue: {{type: {type_}}}}}}}\n"


def content(*values: str) -> dict[str, str]:
    rows = "".join(f"{row};{value}\n" for row, value in enumerate(values))
    return {"accounts.csv": f"id;revenue\n{rows}"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            ["950", "1.234", "2.500", "3.000"],
            ":3 W514 revenue looks as if the point separates thousands (1.234, 2.500): these were read as 1.234 and 2.5",
        ),
        (
            ["€ 1.234", ""],
            ":2 W514 revenue looks as if the point separates thousands (€ 1.234): this was read as 1.234",
        ),
        (
            ["-12.000", "n.a."],
            ":2 W514 revenue looks as if the point separates thousands (-12.000): this was read as -12",
        ),
    ],
)
def test_points_before_three_digits_everywhere(values: list[str], said: str, read: Read) -> None:
    _, quality = read(tables("missing_values: [n.a.],"), content(*values))
    assert [text for text in told(quality.findings) if "W5" in text] == [f"accounts.csv{said}\n  {FIX}"]


@pytest.mark.parametrize("declared", ['decimal: ".",', 'decimal: ",", thousands: ".",', 'thousands: ",",'])
def test_who_says_how_numbers_are_written_is_believed(declared: str, read: Read) -> None:
    _, quality = read(tables(declared), content("1.234", "2.500"))
    assert not [text for text in told(quality.findings) if "W514" in text]


@pytest.mark.parametrize("values", [["1.234", "2.5"], ["0.125", "1.250"], ["1250", "950"], ["1.2345"]])
def test_points_that_stand_before_decimals(values: list[str], read: Read) -> None:
    _, quality = read(tables(), content(*values))
    assert not [text for text in told(quality.findings) if "W514" in text]


def test_only_what_was_read_is_shown_the_rest_does_not_fit(read: Read) -> None:
    _, quality = read(tables(type_="integer"), content("1.234", "3.000"))
    assert [text.splitlines()[0] for text in told(quality.findings)][1:] == [
        "accounts.csv:2 W501 revenue has a value that does not fit in 1 of 2 rows (50%) of accounts.csv",
        "accounts.csv:3 W514 revenue looks as if the point separates thousands (3.000): this was read as 3",
    ]
