"""Every look gives a picture: findings always, figures of the last time that they could be computed."""

import subprocess
from pathlib import Path

import pytest
from watchfiles import Change

from sikta.engine.running import Sources
from sikta.engine.watching import Picture, Watcher
from sikta.engine.watching.files import Kept, watched_folders
from sikta.engine.watching.page import Page
from tests.watching.conftest import edit


def counts(picture: Picture) -> dict[str, int]:
    assert picture.facts is not None
    (priority,) = picture.facts.overview.segmentations
    return {line.id: line.accounts for line in priority.segments}


def last(watcher: Watcher) -> Picture:
    return list(watcher.look())[-1]


def commit(folder: Path) -> None:
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run(
            ["git", "-c", "user.email=a@example.com", "-c", "user.name=A", *words], cwd=folder, check=True
        )


def test_a_save_gives_new_counts_and_who_moved_since_the_last_commit(watched: Path) -> None:
    commit(watched)
    watcher = Watcher(watched, Sources())
    assert counts(last(watcher)) == {"invest": 2, "rest": 1}

    edit(watched, "potential: {low: 0, high: 50}", "potential: {low: 0, high: 70}")  # Beta NV has 60
    picture = last(watcher)

    assert counts(picture) == {"invest": 1, "rest": 2}
    assert picture.review is not None
    assert picture.review.comparison is not None
    assert picture.review.comparison.moved.accounts == 1


def test_a_broken_rule_keeps_the_last_good_figures(watched: Path) -> None:
    watcher = Watcher(watched / "ruleset.yaml", Sources())
    last(watcher)
    edit(watched, "value: size", "value: sise")
    picture = last(watcher)
    assert picture.broken
    assert [finding.code for finding in picture.findings] == ["E305"]
    assert counts(picture) == {"invest": 2, "rest": 1}


def test_data_at_fault_is_told_and_keeps_the_last_good_figures(watched: Path) -> None:
    watcher = Watcher(watched, Sources())
    last(watcher)
    (watched / "accounts.csv").write_text(
        "id,company,size,need,spend\n1,A,1,1,1\n1,B,1,1,1\n", encoding="utf-8"
    )
    picture = last(watcher)
    assert [finding.code for finding in picture.findings] == ["E508"]
    assert counts(picture) == {"invest": 2, "rest": 1}


def test_without_a_repository_the_page_says_why_nobody_is_compared(watched: Path) -> None:
    picture = last(Watcher(watched, Sources()))
    assert picture.review is None
    assert "These rules are not in a git repository" in Page("x", "en").part(picture)


def test_everything_from_rules_and_data_is_escaped(watched: Path) -> None:
    commit(watched)
    edit(watched, "high: 50}, pain", "high: 70}, pain")
    edit(watched, "title: Watched rules", "title: <script>alert(1)</script>")
    (watched / "accounts.csv").write_text(
        "id,company,size,need,spend\n1,<img src=x onerror=alert(1)>,60,90,1\n", encoding="utf-8"
    )
    page = Page("<b>x</b>", "en").whole(last(Watcher(watched, Sources())))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>x</b>" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_finding_shows_its_line_with_the_fault_marked(watched: Path) -> None:
    edit(watched, "value: size", "value: sise")
    part = Page("x", "nl").part(last(Watcher(watched, Sources())))
    assert "value: <mark>sise</mark>, scale" in part
    assert "1 fout" in part


KEPT = {
    "rules/ruleset.yaml": True,
    "rules/data/orders.csv": True,
    "rules/texts/invest.md": True,
    ".git/logs/HEAD": True,
    "rules/.ruleset.yaml.swp": False,
    "rules/~$points.xlsx": False,
    "rules/ruleset.yaml~": False,
    "out/run.json": False,
    "rules/picture.png": False,
}


@pytest.mark.parametrize("path", KEPT)
def test_only_rules_and_data_make_a_new_picture(path: str) -> None:
    assert Kept()(Change.modified, path) is KEPT[path]


def test_watched_are_the_rules_the_data_and_the_record_of_commits(watched: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    assert watched_folders(watched, data) == [watched, data]
    commit(watched)
    assert watched_folders(watched, None) == [watched, watched.resolve() / ".git" / "logs"]
