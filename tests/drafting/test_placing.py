"""A draft on the disk: whole or not at all, and never over a file that is there."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.drafting.files import Given
from sikta.engine.drafting.placing import Copies, copies, folder, plan_copies, put
from sikta.engine.findings import SiktaError

RULES = {
    "ruleset.yaml": "sikta: 1\nname: x\nas_of: 2026-06-30\ntables: {accounts: {file: a.csv, fields: {a: {type: text}}}}\n"
    "segmentations: {all: {method: rules, segments: {everyone: {otherwise: true}}}}\n"
}


def everything(below: Path) -> dict[str, str]:
    return {
        path.relative_to(below).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(below.rglob("*"))
        if path.is_file()
    }


def codes(do: Callable[[], object]) -> list[str]:
    with pytest.raises(SiktaError) as error:
        do()
    return [finding.code for finding in error.value.findings]


def test_a_new_folder_appears_whole(tmp_path: Path) -> None:
    data = tmp_path / "list.csv"
    data.write_text("a\n1\n", encoding="utf-8")
    placed = put(
        tmp_path / "new" / "rules", RULES, {"data/list.csv": data}, {".gitignore": "out/\n"}, "rules"
    )
    assert placed.written == ("ruleset.yaml", ".gitignore", "data/list.csv")
    assert everything(tmp_path / "new") == {
        "rules/.gitignore": "out/\n",
        "rules/data/list.csv": "a\n1\n",
        "rules/ruleset.yaml": RULES["ruleset.yaml"],
    }


def test_what_lies_beside_the_rules_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    placed = put(tmp_path, RULES, {}, {"README.md": "ours", ".gitignore": "out/\n"}, "here")
    assert (placed.written, placed.kept) == (("ruleset.yaml", ".gitignore"), ("README.md",))
    assert everything(tmp_path) == {
        ".gitignore": "out/\n",
        "README.md": "mine",
        "ruleset.yaml": RULES["ruleset.yaml"],
    }


def test_a_ruleset_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("mine", encoding="utf-8")
    before = everything(tmp_path)
    with pytest.raises(SiktaError) as error:
        put(tmp_path, {**RULES, "tests/cases.yaml": ""}, {}, {}, "my-rules")
    (finding,) = error.value.findings
    assert finding.code == "E964"
    assert finding.message == "the folder my-rules has this file already: ruleset.yaml; nothing was written"
    assert everything(tmp_path) == before


def test_a_file_that_appears_meanwhile_is_not_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = folder._refuse_faulty

    def meanwhile(new: Path) -> None:
        original(new)
        (tmp_path / "z.yaml").write_text("mine", encoding="utf-8")

    monkeypatch.setattr(folder, "_refuse_faulty", meanwhile)
    assert codes(lambda: put(tmp_path, {**RULES, "z.yaml": "{}"}, {}, {}, "here")) == ["E964"]
    assert everything(tmp_path) == {"z.yaml": "mine"}


def test_a_draft_with_a_fault_is_not_written(tmp_path: Path) -> None:
    assert codes(lambda: put(tmp_path / "new", {"ruleset.yaml": "sikta: 2\n"}, {}, {}, "new"))[0] == "E966"
    assert everything(tmp_path) == {}


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder, "_fill", full)
    assert codes(lambda: put(tmp_path / "new", RULES, {}, {}, "new")) == ["E965"]
    assert everything(tmp_path) == {}


def test_where_the_disk_has_no_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    put(tmp_path, RULES, {}, {}, "here")
    assert everything(tmp_path) == RULES


def some(tmp_path: Path, *names: str) -> list[Given]:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a\n1\n", encoding="utf-8")
    return [Given(tmp_path / name) for name in names]


def test_files_in_the_folder_stay_there(tmp_path: Path) -> None:
    files = some(tmp_path, "rules/accounts.csv", "rules/in/orders.csv")
    assert plan_copies(files, tmp_path / "rules", copy=True) == Copies(
        {files[0]: "accounts.csv", files[1]: "in/orders.csv"}
    )


def test_files_from_elsewhere_are_copied_under_names_of_their_own(tmp_path: Path) -> None:
    files = some(tmp_path, "a/list.csv", "b/LIST.csv", "b/..odd: name?.csv", "rules/own.csv")
    files.append(Given(files[0].path, "Sheet"))
    plan = plan_copies(files, tmp_path / "rules", copy=True)
    assert [plan.paths[given] for given in files] == [
        "data/list.csv",
        "data/LIST-2.csv",
        "data/odd_name.csv",
        "own.csv",
        "data/list.csv",
    ]
    assert sorted(plan.files) == ["data/LIST-2.csv", "data/list.csv", "data/odd_name.csv"]


def test_without_copies_they_are_named_from_the_folder_that_holds_all(tmp_path: Path) -> None:
    files = some(tmp_path, "crm/accounts.csv", "crm/erp/orders.csv")
    plan = plan_copies(files, tmp_path / "rules", copy=False)
    assert plan == Copies({files[0]: "accounts.csv", files[1]: "erp/orders.csv"}, {}, tmp_path / "crm")


def test_large_files_are_left_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LARGEST", 3)
    files = some(tmp_path, "crm/accounts.csv")
    plan = plan_copies(files, tmp_path / "rules", copy=True)
    assert (plan.large, plan.files, plan.data) == (("accounts.csv",), {}, tmp_path / "crm")


def test_a_name_that_no_ruleset_can_write_is_told(tmp_path: Path) -> None:
    files = some(tmp_path, "crm/list:2.csv", "crm/b\\c.csv")
    assert codes(lambda: plan_copies(files[:1], tmp_path / "rules", copy=False)) == ["E963"]
    assert codes(lambda: plan_copies(files[1:], tmp_path / "rules", copy=False)) == ["E963"]
    assert [*plan_copies(files, tmp_path / "rules", copy=True).files] == ["data/list_2.csv", "data/b_c.csv"]


def test_files_on_different_drives_have_no_folder_in_common(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apart(_: object) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr("os.path.commonpath", apart)
    files = some(tmp_path, "crm/accounts.csv")
    assert codes(lambda: plan_copies(files, tmp_path / "rules", copy=False)) == ["E963"]
