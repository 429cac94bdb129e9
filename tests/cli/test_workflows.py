"""The workflow files that a repository can take over: they are YAML, ask for little, and their commands run."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import Any, ClassVar

import pytest
import yaml

from tests.cli.conftest import ACCOUNTS, RULESET

WORKFLOWS = Path(str(files("sikta"))) / "templates" / "workflows"
TESTS = "tests: {large_one: {given: {size: 80}, expect: {grade: large}}}\n"


def read(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    return found


def shell(lines: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run lines as the workflow would, with the `sikta` of this Python first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    known = {"PATH": path, "HOME": str(folder), "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", lines],
        cwd=folder, env=known, capture_output=True, text=True, check=False,
    )  # fmt: skip


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A clone with a change on a branch; origin/main has the rules as they were."""
    origin = tmp_path / "origin"
    origin.mkdir()
    (origin / "ruleset.yaml").write_text(RULESET + TESTS, encoding="utf-8")
    (origin / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    git(origin, "init", "--quiet")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message", "first")
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "--quiet", "--create", "lower")
    (clone / "ruleset.yaml").write_text((RULESET + TESTS).replace(">= 50", ">= 20"), encoding="utf-8")
    git(clone, "commit", "--quiet", "--all", "--message", "lower the bound")
    return clone


# GitHub


def steps() -> dict[str, dict[str, Any]]:
    return {
        step.get("name", step.get("uses", "")): step for step in read("github.yml")["jobs"]["rules"]["steps"]
    }


def given(work: Path, **more: str) -> dict[str, str]:
    """What the workflow sets: its own `env`, and where the report goes."""
    own = {name: str(value or "") for name, value in read("github.yml")["env"].items()}
    return {**own, "BASE": "origin/main", "REPORT": str(work.parent / "report"), **more}


def test_github_asks_for_no_more_than_it_needs() -> None:
    whole = read("github.yml")
    assert whole["permissions"] == {"contents": "read"}
    assert whole["jobs"]["rules"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "pull_request_target" not in (WORKFLOWS / "github.yml").read_text(encoding="utf-8")
    assert steps()["actions/checkout@v4"]["with"]["fetch-depth"] == 0
    uses = [step["uses"] for step in steps().values() if "uses" in step]
    assert all(name.startswith("actions/") and name.rpartition("@v")[2].isdigit() for name in uses)


def test_github_puts_nothing_of_a_pull_request_into_the_shell() -> None:
    """A branch may have any name: it reaches the shell as a variable, never as text of the script."""
    assert not any("${{" in step.get("run", "") for step in steps().values())
    assert "head.repo.full_name == github.repository" in steps()["Comment on the pull request"]["if"]


@pytest.mark.parametrize("name", ["Check the rules", "Test the rules"])
def test_github_checks_and_tests(work: Path, name: str) -> None:
    done = shell(steps()[name]["run"], work, **given(work))
    assert done.returncode == 0, done.stdout + done.stderr


def test_github_compares_and_shows_the_summary(work: Path) -> None:
    done = shell(steps()["Compare with the target branch"]["run"], work, **given(work, LANGUAGE="nl"))
    assert done.returncode == 0, done.stderr
    report = work.parent / "report"
    assert "1 wijziging verplaatst 1 van 3 accounts" in (report / "diff.md").read_text(encoding="utf-8")
    assert (report / "diff.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    summary = work.parent / "summary.md"
    lines = steps()["Show the comparison in the summary"]["run"]
    shell(lines, work, **given(work, GITHUB_STEP_SUMMARY=str(summary)))
    assert summary.read_text(encoding="utf-8") == (report / "diff.md").read_text(encoding="utf-8")


def test_github_fails_beyond_a_limit_with_the_report_written(work: Path) -> None:
    limits = given(work, FAIL_ON="moved>90% leaves:small>0")
    done = shell(steps()["Compare with the target branch"]["run"], work, **limits)
    assert done.returncode == 1
    assert "beyond the limit leaves:small>0: 1 in grade" in done.stderr
    assert (work.parent / "report" / "diff.md").exists()


def test_github_has_nothing_to_compare_with_a_branch_without_rules(work: Path) -> None:
    git(work.parent / "origin", "rm", "--quiet", "ruleset.yaml")
    git(work.parent / "origin", "commit", "--quiet", "--message", "gone")
    git(work, "fetch", "--quiet")
    done = shell(steps()["Compare with the target branch"]["run"], work, **given(work))
    assert done.returncode == 0
    assert "nothing to compare" in (work.parent / "report" / "diff.md").read_text(encoding="utf-8")


HARNESS = """
const calls = [], comments = JSON.parse(process.env.COMMENTS)
const context = {repo: {owner: 'o', repo: 'r'}, issue: {number: 7}}
const issues = {
  listComments: 'list',
  updateComment: async given => calls.push(['update', given]),
  createComment: async given => calls.push(['create', given]),
}
const github = {paginate: async () => comments, rest: {issues}}
async function comment() {
%s
}
comment().then(() => console.log(JSON.stringify(calls)))
"""


@pytest.mark.skipif(which("node") is None, reason="the comment is written in JavaScript")
@pytest.mark.parametrize(
    ("comments", "call"),
    [
        ([], "create"),
        ([{"id": 3, "body": "<!-- sikta diff -->\nold", "user": {"type": "Bot"}}], "update"),
        ([{"id": 3, "body": "<!-- sikta diff -->\nquoted", "user": {"type": "User"}}], "create"),
        ([{"id": 3, "body": None, "user": None}], "create"),
    ],
)
def test_github_keeps_one_comment(tmp_path: Path, comments: list[Any], call: str) -> None:
    report = tmp_path / "diff.md"
    report.write_text("## 1 edit\n", encoding="utf-8")
    script = HARNESS % steps()["Comment on the pull request"]["with"]["script"]
    environment = {**os.environ, "REPORT": str(report), "COMMENTS": json.dumps(comments)}
    done = subprocess.run(["node", "-e", script], env=environment, capture_output=True, text=True, check=True)
    ((kind, told),) = json.loads(done.stdout)
    assert kind == call
    assert told["body"] == "<!-- sikta diff -->\n## 1 edit\n"
    assert told.get("comment_id", told.get("issue_number")) == (3 if call == "update" else 7)


# GitLab


def job() -> dict[str, Any]:
    found: dict[str, Any] = read("gitlab.yml")["sikta"]
    return found


def merge_request(**more: str) -> dict[str, str]:
    own = {name: str(value or "") for name, value in job()["variables"].items()}
    return {**own, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", **more}


def test_gitlab_has_the_whole_history_and_keeps_the_report() -> None:
    assert job()["variables"]["GIT_DEPTH"] == "0"
    assert job()["artifacts"]["paths"] == ["sikta/"]
    assert job()["image"] == "python:3.12"


def test_gitlab_checks_tests_and_compares(work: Path) -> None:
    done = shell("\n".join(job()["script"]), work, **merge_request(FAIL_ON="moved>90% moved>0"))
    assert (done.returncode, "beyond the limit moved>0: 1\n" in done.stderr) == (1, True), done.stderr
    assert (
        (work / "sikta" / "diff.md").read_text(encoding="utf-8").startswith("## 1 edit moves 1 of 3 accounts")
    )
    assert (work / "sikta" / "diff.html").exists()
    assert (work / "sikta" / "junit.xml").exists()


def test_gitlab_compares_nothing_on_the_main_branch(work: Path) -> None:
    done = shell("\n".join(job()["script"]), work, **merge_request(CI_MERGE_REQUEST_TARGET_BRANCH_NAME=""))
    assert done.returncode == 0
    assert not (work / "sikta" / "diff.md").exists()


class Notes(BaseHTTPRequestHandler):
    """The notes of a merge request, as GitLab keeps them."""

    notes: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[list[str]] = []

    def log_message(self, format: str, *args: Any) -> None:
        return

    def _answer(self, content: Any) -> None:
        self.asked.append(f"{self.command} {self.path} {self.headers['PRIVATE-TOKEN']}")
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> str:
        found: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return found

    def do_GET(self) -> None:
        self._answer(self.notes)

    def do_POST(self) -> None:
        self.notes.append({"id": len(self.notes) + 1, "body": self._body()})
        self._answer(self.notes[-1])

    def do_PUT(self) -> None:
        note = self.notes[int(self.path.rpartition("/")[2]) - 1]
        note["body"] = self._body()
        self._answer(note)


@pytest.fixture
def gitlab() -> Iterator[str]:
    Notes.notes, Notes.asked = [{"id": 1, "body": "a note of somebody"}], []
    with HTTPServer(("127.0.0.1", 0), Notes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_gitlab_keeps_one_note(tmp_path: Path, gitlab: str) -> None:
    (tmp_path / "sikta").mkdir()
    environment = {"CI_API_V4_URL": gitlab, "CI_MERGE_REQUEST_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "8"}
    for text in ("first", "second"):
        (tmp_path / "sikta" / "diff.md").write_text(text, encoding="utf-8")
        done = shell(job()["after_script"][0], tmp_path, **environment, SIKTA_TOKEN="t")
        assert done.returncode == 0, done.stderr
    assert [note["body"] for note in Notes.notes] == ["a note of somebody", "<!-- sikta diff -->\nsecond"]
    notes = "/projects/5/merge_requests/8/notes"
    assert Notes.asked[-1] == f"PUT {notes}/2 t"


def test_gitlab_without_a_token_writes_no_note(tmp_path: Path) -> None:
    done = shell(job()["after_script"][0], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
