"""Codes about versions of a ruleset: each test makes a git repository in the state that gives the message."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.rules.revisions import ruleset_at

RULES = Path("my-rules")

State = Callable[[pytest.MonkeyPatch], None]


def git(*words: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"]
    done = subprocess.run(
        ["git", *person, *words], check=True, capture_output=True, env={**os.environ, **own}, text=True
    )
    return done.stdout


def repository(versions: int = 1) -> None:
    git("init", "--initial-branch", "main")
    for number in range(versions):
        (RULES / "notes.md").write_text(f"Version {number}\n", encoding="utf-8")
        git("add", "my-rules")
        git("commit", "--message", f"Version {number}")


def ask(written: str, beside: Path | None = RULES) -> None:
    with ruleset_at(written, beside):
        pass


def git_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path("nothing").resolve()))
    ask("main")


def no_repository(_: pytest.MonkeyPatch) -> None:
    ask("main")


def a_misspelt_branch(_: pytest.MonkeyPatch) -> None:
    repository()
    ask("mian")


def a_shallow_clone(monkeypatch: pytest.MonkeyPatch) -> None:
    repository(versions=3)
    git("clone", "--depth", "1", Path.cwd().as_uri(), "clone")
    monkeypatch.chdir("clone")
    ask("HEAD~2")


def a_version_without_the_ruleset(_: pytest.MonkeyPatch) -> None:
    repository()
    ask("main:old-rules")


def a_repository_of_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    repository()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ask("main")


def a_damaged_repository(_: pytest.MonkeyPatch) -> None:
    repository()
    shutil.rmtree(Path(".git", "objects", git("hash-object", "my-rules/notes.md")[:2]))
    ask("main")


def a_version_without_a_folder(_: pytest.MonkeyPatch) -> None:
    repository()
    ask("main", beside=None)


def a_partial_clone(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("elsewhere").mkdir()
    shutil.copytree(RULES, Path("elsewhere", RULES))
    monkeypatch.chdir("elsewhere")
    repository(versions=2)
    git("config", "uploadpack.allowFilter", "true")
    monkeypatch.chdir("..")
    git("clone", "--filter=blob:none", Path("elsewhere").resolve().as_uri(), "clone")
    shutil.rmtree("elsewhere")
    monkeypatch.chdir("clone")
    ask("main~1")


STATES: dict[str, State] = {
    "E931": git_is_not_installed,
    "E932": no_repository,
    "E933": a_misspelt_branch,
    "E934": a_shallow_clone,
    "E935": a_version_without_the_ruleset,
    "E936": a_repository_of_another_user,
    "E937": a_damaged_repository,
    "E938": a_version_without_a_folder,
    "E939": a_partial_clone,
}


@pytest.mark.parametrize(("code", "state"), STATES.items())
def test_the_state_gives_its_message_whole(
    code: str, state: State, told_whole: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told_whole(code, lambda: state(monkeypatch))
