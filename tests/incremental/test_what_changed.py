"""What of a run's data has changed, and what of it is read and computed anew then. Every case is held against a full run."""

from datetime import date

import pytest

from sikta.engine.running import Wanted
from tests.incremental.conftest import Wholesaler

KEPT = "Not read again, as nothing in it has changed: orders."


def test_nothing_changed(shop: Wholesaler) -> None:
    assert shop.told() == f"0 of 5 accounts were computed anew. {KEPT}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("20,food,2", "55,food,2", f"1 of 5 accounts was computed anew. {KEPT}", id="a field of one"),
        pytest.param("20,food,2", ",food,2", f"1 of 5 accounts was computed anew. {KEPT}", id="a value that goes"),
        pytest.param("food,2", "food,77", f"0 of 5 accounts were computed anew. {KEPT}", id="a field no rule uses"),
        pytest.param("wood", "steel", f"1 of 5 accounts was computed anew. {KEPT}", id="a value to look up"),
        pytest.param(
            "id,company", "id,company ", f"0 of 5 accounts were computed anew. {KEPT}", id="only how it is written"
        ),
        pytest.param(
            "c3,", "c3x,",
            "1 of 5 accounts was computed anew. "
            "Read again: orders (accounts have gone, or its rows may belong to new ones).",
            id="an account under another key",
        ),
        pytest.param(
            "e5,Epsilon SA,60,wood,5\n", "",
            "0 of 4 accounts were computed anew. "
            "Read again: orders (accounts have gone, or its rows may belong to new ones).",
            id="an account gone",
        ),
        pytest.param(
            "e5,", "b1,New one,7,food,9\ne5,", f"1 of 6 accounts was computed anew. {KEPT}", id="a new account"
        ),
    ],
)  # fmt: skip
def test_accounts(shop: Wholesaler, old: str, new: str, told: str) -> None:
    shop.edit("accounts.csv", old, new)
    assert shop.told() == told


@pytest.mark.parametrize(
    ("old", "new", "computed"),
    [
        pytest.param("b2,2026-06-01,50.5", "b2,2026-06-01,99", 1, id="an amount"),
        pytest.param("2025-01-01,70", "2025-01-01,80", 0, id="an amount before the period"),
        pytest.param("perhaps", "surely", 1, id="what was said last"),
        pytest.param("b2,2026-04-01", "c3,2026-04-01", 2, id="an order of another account"),
        pytest.param("c3,2025-01-01,70,\n", "", 0, id="an order that counted nowhere"),
        pytest.param("c3,2025-01-01,70", "zz,2025-01-01,70", 0, id="an order of nobody"),
    ],
)
def test_orders(shop: Wholesaler, old: str, new: str, computed: int) -> None:
    shop.edit("orders.csv", old, new)
    were = "was" if computed == 1 else "were"
    assert (
        shop.told() == f"{computed} of 5 accounts {were} computed anew. Read again: orders (it has changed)."
    )


def test_a_table_to_look_up_in(shop: Wholesaler) -> None:
    shop.edit("sectors.csv", "2.5", "3")
    assert shop.told() == (
        f"All 5 accounts were computed: sectors, in which values are looked up, has changed. {KEPT}"
    )


def test_each_account_changed(shop: Wholesaler) -> None:
    for size in ("80,", "20,", "5,s", ",,s", "60,"):
        shop.edit("accounts.csv", size, f"1{size}" if size != ",,s" else ",33,s")
    assert shop.told() == f"All 5 accounts were computed: something has changed for each of them. {KEPT}"


def test_a_new_account_may_own_rows_that_nobody_owned(shop: Wholesaler) -> None:
    shop.edit("orders.csv", "c3,", "f6,")
    shop.run("tuesday", "monday")
    shop.edit("accounts.csv", "e5,", "f6,Found,30,food,6\ne5,")
    assert shop.told("tuesday") == (
        "1 of 6 accounts was computed anew. "
        "Read again: orders (accounts have gone, or its rows may belong to new ones)."
    )


def test_an_unknown_account_may_mean_another_one(shop: Wholesaler) -> None:
    shop.edit("orders.csv", "c3,", "Gamma,")
    shop.run("tuesday", "monday")
    assert shop.told("tuesday") == f"0 of 5 accounts were computed anew. {KEPT}"
    shop.edit("accounts.csv", "Gamma AB", "Kappa AB")
    assert shop.told("tuesday") == (
        "0 of 5 accounts were computed anew. Read again: orders (its unknown accounts may mean others now)."
    )


def test_runs_build_on_runs_that_built_on_runs(shop: Wholesaler) -> None:
    shop.edit("accounts.csv", "20,food", "21,food")
    shop.run("tuesday", "monday")
    shop.edit("accounts.csv", "80,food", "81,food")
    assert shop.told("tuesday") == f"1 of 5 accounts was computed anew. {KEPT}"
    shop.edit("accounts.csv", "21,food", "20,food")
    assert shop.told("monday") == f"1 of 5 accounts was computed anew. {KEPT}"


def test_a_run_may_take_the_place_of_the_one_it_builds_on(shop: Wholesaler) -> None:
    shop.edit("accounts.csv", "20,food", "21,food")
    story = shop.run("monday", "monday")
    assert story is not None
    assert (story.computed, story.kept) == (1, ("orders",))


def test_briefs_are_written_for_all(shop: Wholesaler) -> None:
    wanted = Wanted(("csv", "xlsx"), ("html", "md"))
    shop.edit("accounts.csv", "20,food", "21,food")
    assert shop.told(wanted=wanted) == f"1 of 5 accounts was computed anew. {KEPT}"


def test_rules_that_compare_accounts_need_them_all(shop: Wholesaler) -> None:
    tiers = "  pyramid: {method: tiers, rank_by: revenue, cut: cumulative_share, segments: {a: {up_to: 80%}, b: {up_to: 100%}}}\n"
    rules = shop.rules / "ruleset.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + tiers, encoding="utf-8")
    shop.run("tuesday")
    assert shop.told("tuesday") == (
        f"All 5 accounts were computed: segmentations.pyramid looks at all accounts at once. {KEPT}"
    )


def test_another_day(shop: Wholesaler) -> None:
    assert shop.told(as_of=date(2026, 7, 1)) == (
        "All 5 accounts were computed: the day of the run is another one (1 Jul 2026, it was 30 Jun 2026), "
        "so every window has moved."
    )


def test_other_rules(shop: Wholesaler) -> None:
    shop.edit("ruleset.yaml", "[0, 1000]", "[0, 2000]")
    assert shop.told() == "All 5 accounts were computed: the rules are not those of the run before."


def test_only_one_run_is_strict(shop: Wholesaler) -> None:
    assert shop.told(strict=True) == "All 5 accounts were computed: only one of the two runs was strict."


def test_a_run_without_a_memory(shop: Wholesaler) -> None:
    (shop.place / "monday" / "memory.json").unlink()
    assert shop.told() == (
        'All 5 accounts were computed: the run in "monday" left no memory to build on '
        "(--remember leaves one, and so did this run)."
    )


@pytest.mark.parametrize("name", ["memory.json", "memory.arrow"])
@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": 1}', b"\x00\xff" * 1000])
def test_a_memory_that_is_damaged(shop: Wholesaler, name: str, content: bytes) -> None:
    (shop.place / "monday" / name).write_bytes(content)
    assert shop.told() == 'All 5 accounts were computed: the memory in "monday" is damaged.'


def test_a_memory_of_two_runs(shop: Wholesaler) -> None:
    shop.edit("orders.csv", "900", "901")
    shop.run("tuesday")
    (shop.place / "monday" / "memory.arrow").write_bytes(
        (shop.place / "tuesday" / "memory.arrow").read_bytes()
    )
    assert shop.told() == 'All 5 accounts were computed: the memory in "monday" is damaged.'


def test_a_memory_of_another_version(shop: Wholesaler) -> None:
    path = shop.place / "monday" / "memory.json"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition('"program":"')
    path.write_text(f'{head}"program":"0.0.1{rest[rest.index(chr(34)) :]}', encoding="utf-8")
    assert shop.told() == (
        "All 5 accounts were computed: the run before was made by another version of sikta (0.0.1)."
    )


def test_what_was_said_of_rows_is_said_again(shop: Wholesaler) -> None:
    """A sum beyond 2⁶³ is told of by a run that has seen its rows: such a table is read every time."""
    shop.edit("orders.csv", "900", "9200000000000000000")
    shop.edit("orders.csv", "50.5", "9200000000000000000")
    shop.edit("orders.csv", "b2,2026-04-01,100", "b2,2026-04-01,9200000000000000000")
    shop.run("tuesday")
    assert shop.told("tuesday") == (
        "0 of 5 accounts were computed anew. Read again: orders (the run before had something to say of its rows)."
    )
