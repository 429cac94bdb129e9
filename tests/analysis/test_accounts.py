"""Finding an account by key or name."""

from dataclasses import replace

import pytest

from sikta.engine.analysis.accounts import find_account
from sikta.engine.findings import SiktaError
from tests.reporting.sample import renamed, sample


@pytest.mark.parametrize(("text", "row"), [("01", 0), ("Alfa", 0), (" Eta ", 6), ("eps", 4), ("THETA", 7)])
def test_an_account_is_found_by_key_then_name_then_name_in_any_case(text: str, row: int) -> None:
    assert find_account(sample(), text) == row


def test_an_unknown_account_gets_the_nearest_names() -> None:
    with pytest.raises(SiktaError) as caught:
        find_account(sample(), "Gama")
    finding = caught.value.findings[0]
    assert finding.code == "E911"
    assert finding.message == 'there is no account with the key or name "Gama"'
    assert finding.expected == "one of the 8 accounts, by key or by exact name"
    assert finding.found == "Gama"
    assert finding.fix.startswith('did you mean "Gamma"')


def test_an_account_like_no_other_gets_the_file_to_look_in() -> None:
    with pytest.raises(SiktaError) as caught:
        find_account(sample(), "wwwwww")
    assert caught.value.findings[0].fix == "look the key up in accounts.csv"


def _advice(name: str, typed: str) -> str:
    results = sample()
    called = replace(results, values={**results.values, "company": renamed(results, name)})
    with pytest.raises(SiktaError) as caught:
        find_account(called, typed)
    return caught.value.findings[0].fix


def test_only_names_that_are_really_near_are_offered() -> None:
    assert _advice("Janssen Bouw", "Hansa Transport") == "look the key up in accounts.csv"
    assert _advice("Janssen Bouw", "Jansen Bouw") == 'did you mean "Janssen Bouw"?'


def test_a_part_of_a_name_is_enough_unless_it_is_too_short() -> None:
    assert _advice("Janssen Bouw", "bouw") == 'did you mean "Janssen Bouw"?'
    assert _advice("Janssen Bouw", "bo") == "look the key up in accounts.csv"


def test_a_name_of_several_accounts_asks_for_the_key() -> None:
    results = sample()
    twice = replace(results, values={**results.values, "company": renamed(results, "Beta")})
    with pytest.raises(SiktaError) as caught:
        find_account(twice, "Beta")
    finding = caught.value.findings[0]
    assert (finding.code, finding.message) == ("E912", '2 accounts are called "Beta"')
    assert (finding.found, finding.fix) == ("the keys 01, 02", "give the key instead, such as 01")
