"""File names from keys: safe, short, and never one for two keys."""

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.reporting.briefs.file_names import safe_names


def mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("NL-0007", "nl-0007"),
        ("Ångström & Söner AB", "angstrom-soner-ab"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 300, "x" * 48),
        ("con", f"con-{mark('con')}"),
        ("日本", mark("日本")),
        ("", "e3b0c442"),  # the SHA-256 of nothing begins so
    ],
)
def test_a_name_is_made_of_small_letters_and_digits(key: str, name: str) -> None:
    assert safe_names([key]) == {key: name}


def test_keys_that_would_share_a_name_get_a_mark() -> None:
    names = safe_names(["ACME", "acme", "Acme!", "other"])
    assert names["other"] == "other"
    assert all(re.fullmatch(r"acme-[0-9a-f]{8}", names[key]) for key in ("ACME", "acme", "Acme!"))
    assert safe_names(["Acme!", "other", "acme", "ACME"]) == names


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.one_of(st.sampled_from("aAbB-_. /\\"), st.characters())), unique=True, max_size=30
    )
)
def test_no_two_keys_share_a_file(keys: list[str]) -> None:
    names = safe_names(keys)
    assert len({name.casefold() for name in names.values()}) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9_-]{1,80}", name) for name in names.values())
