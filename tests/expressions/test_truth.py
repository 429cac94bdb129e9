"""Conditions that are always or never true are a warning."""

from collections.abc import Callable

import pytest

from sikta.engine.expressions import Compiled

Compile = Callable[[str], Compiled]


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("true", True),
        ("1 < 2", True),
        ("2 in [1, 3]", False),
        ("5 in [1, 3]", False),
        ("employees >= 0", True),  # the contract says min: 0
        ("0 <= employees", True),
        ("employees < 0", False),
        ("employees > 0", None),
        ("length(company) < 0", False),
        ("quarter(last_order) == 5", False),
        ("percent_rank(revenue) <= 1", True),
        ("revenue > 5 and revenue < 3", False),
        ("revenue > 5 and revenue <= 5", False),
        ("revenue >= 5 and revenue <= 5", None),
        ("revenue >= 5 and revenue <= 5 and revenue != 5", False),
        ("revenue > 5 or revenue <= 5", True),
        ("revenue > 5 or revenue < 3", None),
        ("5 < revenue < 3", False),
        ("not 5 < revenue < 3", True),
        ("3 < revenue < 5", None),
        ("not 3 < revenue < 5", None),
        ("employees > large and employees < 100", False),
        ("country in ['NL', 'BE', 'DE', 'SE']", True),
        ("country not in ['NL', 'BE', 'DE', 'SE']", False),
        ("country == 'NL' and country == 'BE'", False),
        ("country == 'NL' and country != 'NL'", False),
        ("country in home_markets and country == 'DE'", False),
        ("country != 'NL' or country != 'BE'", True),
        ("company == 'a' and company == 'b'", False),
        ("company != 'a' and company != 'b'", None),
        ("company == 'a' and company not in ['a', 'b']", False),
        ("company not in ['a', 'b'] and company == 'a'", False),
        ("company not in ['a', 'b'] and company == 'c'", None),
        ("revenue is None and revenue > 5", False),
        ("revenue is None or revenue is not None", True),
        ("as_of is None", False),
        ("vip and not vip", False),
        ("vip or not vip", True),
        ("vip and revenue > 5", None),
        ("(vip or revenue > 5) and revenue < 3", None),
        ("(1 > 2 or 3 > 4) and vip", False),
        ("vip if vip else 1 < 2", True),
        ("1 > 2 if vip else 3 > 4", False),
        ("(1 > 2 if vip else 3 > 4) and vip", False),
        ("'filters' in products", None),
    ],
)
def test_always_and_never(compiled: Compile, text: str, always: bool | None) -> None:
    assert compiled(text).always is always


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("employees < 0", "This condition is never true", "employees < 0"),
        ("vip and 1 < 2", "This condition is always true", "1 < 2"),
        ("1 if employees < 0 else 2", "This condition is never true", "employees < 0"),
        ("average(revenue, where=employees >= 0)", "This condition is always true", "employees >= 0"),
    ],
)
def test_the_warning_points_at_the_largest_part(compiled: Compile, text: str, message: str, at: str) -> None:
    (warning,) = compiled(text).warnings
    assert (warning.code, warning.message) == ("W302", message)
    assert (text[warning.offset : warning.offset + warning.length], warning.found) == (at, at)
