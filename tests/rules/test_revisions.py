"""Rulesets at versions of a git repository, which is only read."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.findings import Finding, SiktaError
from sikta.engine.rules import load
from sikta.engine.rules.revisions import describe, is_uncommitted, ruleset_at

Git = Callable[..., str]

FIRST = """\
sikta: 1
name: small
extends: ../base
include: [criteria]
tables: {accounts: {file: data.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}}
playbooks: {all: {for: "size > 1", text: all.md}}
"""
BASE = "sikta: 1\nname: base\nowner: Sales\nparameters: {large: 5}\n"
CRITERIA = "scores: {worth: {criteria: {size: {weight: 1, value: size, scale: [0, large]}}}}\n"


SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_NAME": "Sales" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "sales@example.com" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2026-01-01T00:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}
"""git as it comes: no settings of whoever runs the tests."""


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


def git_in(folder: Path) -> Git:
    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=folder,
            env={**os.environ, **SETTINGS},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    return git


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions of a ruleset with a base."""
    top = tmp_path_factory.mktemp("original")
    rules = top / "rulesets" / "small"
    write(top, rulesets__small__ruleset_yaml=FIRST, rulesets__base__ruleset_yaml=BASE)
    write(
        rules, criteria__size_yaml=CRITERIA, all_md="Call them.\n", data_csv="id,size\n" + "a,1\n" * 300_000
    )
    git = git_in(top)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("tag", "v1")
    write(rules, criteria__size_yaml=CRITERIA.replace("weight: 1", "weight: 2"))
    git("commit", "-qam", "two")
    write(top, rulesets__base__ruleset_yaml=BASE.replace("large: 5", "large: 6"))
    git("commit", "-qam", "three")
    return top


@pytest.fixture
def repository(original: Path, tmp_path: Path) -> Path:
    """The three versions in a folder whose name is not plain English."""
    return Path(shutil.copytree(original, tmp_path / "våra regler"))


def weight_and_large(folder: Path) -> tuple[float, object]:
    loaded = load(folder)
    assert loaded.errors == ()
    assert loaded.ruleset is not None
    return loaded.ruleset.scores["worth"].criteria["size"].weight, loaded.ruleset.parameters["large"]


def state(top: Path) -> tuple[str, dict[str, int]]:
    """What git thinks of the working tree, and when each of its own files was written."""
    times = {
        str(file): file.stat().st_mtime_ns for file in sorted((top / ".git").rglob("*")) if file.is_file()
    }
    return git_in(top)("rev-parse", "HEAD"), times


def fault(written: str, beside: Path | None = None) -> Finding:
    with pytest.raises(SiktaError) as raised, ruleset_at(written, beside):
        pass
    (finding,) = raised.value.findings
    return finding


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("main", (2.0, 6)),
        ("HEAD", (2.0, 6)),
        ("HEAD~1", (2.0, 5)),
        ("main~2", (1.0, 5)),
        ("v1", (1.0, 5)),
        ("v1:rulesets/small", (1.0, 5)),
        ("v1:rulesets/small/", (1.0, 5)),
        ("HEAD~1:rulesets/small/ruleset.yaml", (2.0, 5)),
    ],
)
def test_a_version_is_the_ruleset_as_it_was_then(
    written: str, expected: tuple[float, object], repository: Path
) -> None:
    before = state(repository)
    with ruleset_at(written, repository / "rulesets" / "small") as folder:
        assert weight_and_large(folder) == expected
        assert not folder.is_relative_to(repository)
    assert not folder.exists()
    assert state(repository) == before


def test_texts_come_along_and_data_stays(repository: Path) -> None:
    with ruleset_at("v1", repository / "rulesets" / "small") as folder:
        found = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        assert found == ["all.md", "criteria/size.yaml", "ruleset.yaml"]
        assert (folder / "all.md").read_text(encoding="utf-8") == "Call them.\n"


@pytest.mark.parametrize("path", ["rulesets/small", "rulesets/small/ruleset.yaml"])
def test_a_path_is_taken_as_it_is(path: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    with ruleset_at(path) as found:
        assert found == Path(path)
    assert describe(path) == path


@pytest.mark.parametrize("folder", ["rulesets", "rulesets/small", "rulesets/base"])
def test_it_works_from_any_folder(folder: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / folder)
    with ruleset_at("v1:rulesets/small") as found:
        assert weight_and_large(found) == (1.0, 5)


def test_a_folder_may_be_seen_from_where_one_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "rulesets")
    for written in ("v1:small", "v1:./small", "v1:small/ruleset.yaml"):
        for beside in (None, Path("small")):
            with ruleset_at(written, beside) as found:
                assert weight_and_large(found) == (1.0, 5)


def test_the_ruleset_of_this_folder_is_meant_where_none_is_named(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "rulesets" / "small")
    with ruleset_at("v1") as found:
        assert weight_and_large(found) == (1.0, 5)


def test_a_hash_and_its_name(repository: Path) -> None:
    rules, whole = repository / "rulesets" / "small", git_in(repository)("rev-parse", "v1")
    assert describe("v1", rules) == f"v1 ({whole[:7]})"
    assert describe(whole[:9], rules) == whole[:7]
    with ruleset_at(whole[:9], rules) as folder:
        assert weight_and_large(folder) == (1.0, 5)


def test_a_ruleset_that_is_a_file(repository: Path) -> None:
    with ruleset_at("v1", repository / "rulesets" / "small" / "ruleset.yaml") as file:
        assert file.name == "ruleset.yaml"
        assert weight_and_large(file) == (1.0, 5)


def test_a_ruleset_at_the_top_of_a_repository(tmp_path: Path) -> None:
    write(tmp_path / "top", ruleset_yaml=BASE + CRITERIA)
    git = git_in(tmp_path / "top")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    with ruleset_at("main", tmp_path / "top") as folder:
        assert (folder / "ruleset.yaml").read_text(encoding="utf-8") == BASE + CRITERIA


def test_a_bare_clone_and_a_worktree(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = git_in(repository)
    git("clone", "-q", "--bare", str(repository), str(tmp_path / "bare.git"))
    git("worktree", "add", "-q", str(tmp_path / "other"), "v1")
    with ruleset_at("main", tmp_path / "other" / "rulesets" / "small") as folder:
        assert weight_and_large(folder) == (2.0, 6)
    monkeypatch.chdir(tmp_path / "bare.git")
    with ruleset_at("v1:rulesets/small") as folder:
        assert weight_and_large(folder) == (1.0, 5)


def test_links_within_the_repository_are_followed_and_others_left_out(repository: Path) -> None:
    rules = repository / "rulesets" / "small"
    (repository / "house.md").write_text("House style.\n", encoding="utf-8")
    (rules / "all.md").unlink()
    (rules / "all.md").symlink_to("../../house.md")
    (rules / "secret.md").symlink_to("/etc/passwd")
    (rules / "gone.md").symlink_to("nowhere.md")
    (rules / "round.md").symlink_to("round.md")
    git = git_in(repository)
    git("add", "-A")
    git("commit", "-qm", "links")
    with ruleset_at("HEAD", rules) as folder:
        assert (folder / "all.md").read_text(encoding="utf-8") == "House style.\n"
        assert not any((folder / name).exists() for name in ("secret.md", "gone.md", "round.md"))
        assert (folder / "ruleset.yaml").is_file()
        assert not any(file.is_symlink() for file in folder.rglob("*"))


def test_file_names_that_look_like_options(repository: Path) -> None:
    rules = repository / "rulesets" / "small"
    (rules / "--output=x.md").write_text("text\n", encoding="utf-8")
    (rules / "två ord.md").write_text("text\n", encoding="utf-8")
    git = git_in(repository)
    git("add", "-A")
    git("commit", "-qm", "names")
    with ruleset_at("HEAD", rules) as folder:
        assert {"--output=x.md", "två ord.md"} <= {file.name for file in folder.iterdir()}


def test_nothing_that_a_repository_asks_for_is_run(repository: Path, tmp_path: Path) -> None:
    trap, git = tmp_path / "trap.sh", git_in(repository)
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (repository / ".gitattributes").write_text(
        "*.yaml filter=trap diff=trap text eol=crlf\n", encoding="utf-8"
    )
    git("add", "-A")
    git("commit", "-qm", "attributes")
    for setting in (
        "filter.trap.smudge",
        "diff.trap.textconv",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
    ):
        git("config", setting, str(trap))
    with ruleset_at("HEAD", repository / "rulesets" / "small") as folder:
        assert b"\r" not in (folder / "ruleset.yaml").read_bytes()
    assert not (tmp_path / "sprung").exists()


def test_what_git_tells_its_hooks_leads_nowhere_else(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    with ruleset_at("v1", repository / "rulesets" / "small") as folder:
        assert weight_and_large(folder) == (1.0, 5)


@pytest.mark.parametrize(
    ("written", "code", "message", "fix"),
    [
        (
            "mian",
            "E933",
            'there is no version called "mian" in the history, and no file or folder of that name',
            'did you mean "main"?',
        ),
        (
            "--help",
            "E933",
            'there is no version called "--help" in the history, and no file or folder of that name',
            '"git branch --all" and "git tag" list the names that there are',
        ),
        (
            ":/one",
            "E933",
            'there is no version called ":/one" in the history, and no file or folder of that name',
            '"git branch --all" and "git tag" list the names that there are',
        ),
        (
            "main~7",
            "E933",
            'there is no version "main~7": the history of "main" has 3 versions in all',
            'name a later one, such as "main~2"',
        ),
        (
            "v1:rulesets/smal",
            "E935",
            'the version "v1" has no ruleset at "rulesets/smal"',
            'write "v1:rulesets/small"',
        ),
        (
            "v1:",
            "E935",
            'the version "v1" has no ruleset in the repository\'s main folder',
            'write "v1:rulesets/base"',
        ),
        (
            "v1:../../etc",
            "E935",
            'the version "v1" has no ruleset at "../../etc"',
            'write "v1:rulesets/base"',
        ),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    written: str, code: str, message: str, fix: str, repository: Path
) -> None:
    found = fault(written, repository / "rulesets" / "small")
    assert (found.code, found.message, found.fix) == (code, message, fix)


def test_a_ruleset_that_is_not_committed(repository: Path) -> None:
    write(repository, rulesets__fresh__ruleset_yaml=BASE)
    found = fault("main", repository / "rulesets" / "fresh")
    assert found.code == "E935"
    assert found.message == 'the version "main" has no ruleset at "rulesets/fresh"'
    assert found.found == 'rulesets at "rulesets/base", "rulesets/small"'


def test_which_ruleset_is_not_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    found = fault("main")
    assert found.code == "E938"
    assert (
        found.message
        == '"main" is a version of the whole repository, and which ruleset in it is meant is not said'
    )
    assert found.expected == 'the version and the ruleset\'s folder, such as "main:rulesets/my-rules"'


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    found = fault("main")
    assert found.code == "E932"
    assert found.message == (
        'there is no file or folder "main", and no history in which it could be a version:'
        ' "this folder" is not in a git repository'
    )


def test_a_shallow_clone(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git_in(tmp_path)("clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    found = fault("HEAD~1", clone / "rulesets" / "small")
    assert found.code == "E934"
    assert "the clone is shallow" in found.message
    assert '"fetch-depth: 0"' in found.fix


def test_a_branch_that_only_the_server_has(repository: Path, tmp_path: Path) -> None:
    git_in(repository)("branch", "pricing")
    clone = tmp_path / "clone"
    git_in(tmp_path)("clone", "-q", str(repository), str(clone))
    found = fault("pricing", clone / "rulesets" / "small")
    assert (found.code, found.fix) == ("E933", 'did you mean "origin/pricing"?')


def test_a_partial_clone_fetches_nothing(repository: Path, tmp_path: Path) -> None:
    git_in(repository)("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git_in(tmp_path)("clone", "-q", "--filter=blob:none", f"file://{repository}", str(clone))
    found = fault("v1", clone / "rulesets" / "small")
    assert found.code == "E939"
    assert "it is a partial clone" in found.message


def test_git_is_not_installed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = fault("main", repository / "rulesets" / "small")
    assert found.code == "E931"


def test_a_repository_of_somebody_else(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found = fault("main", repository / "rulesets" / "small")
    assert found.code == "E936"
    assert "safe.directory" in found.fix


def test_a_damaged_repository(repository: Path) -> None:
    shutil.rmtree(repository / ".git" / "objects")
    (repository / ".git" / "objects").mkdir()
    found = fault("main:rulesets/small", repository / "rulesets" / "small")
    assert found.code in {"E933", "E935", "E937"}


def test_git_that_does_not_answer(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "git"
    broken.write_text("not a program", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path)]))
    found = fault("main", repository / "rulesets" / "small")
    assert found.code in {"E932", "E937"}


def test_rules_that_are_not_in_the_history_yet_are_told_from_those_that_are(repository: Path) -> None:
    rules = repository / "rulesets" / "small"
    assert not is_uncommitted(rules)
    write(rules, out__index_md="A brief.\n", data_csv="id,size\na,2\n")  # neither is a rule
    assert not is_uncommitted(rules)
    write(rules, criteria__size_yaml=CRITERIA.replace("weight: 1", "weight: 4"))
    assert is_uncommitted(rules)
    assert not is_uncommitted(repository / "rulesets" / "base")
    write(repository, rulesets__fresh__ruleset_yaml=BASE)
    assert is_uncommitted(repository / "rulesets" / "fresh")


def test_outside_of_a_history_nothing_is_uncommitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, ruleset_yaml=BASE)
    assert not is_uncommitted(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert not is_uncommitted(tmp_path)
