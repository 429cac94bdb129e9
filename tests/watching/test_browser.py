"""The page in a real browser: it follows every save by itself, and keeps the last good picture."""

import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.watching.conftest import edit

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
if CHROMIUM is None and not os.environ.get("SIKTA_ALL_TESTS"):
    pytest.skip("Chromium is not installed", allow_module_level=True)


@pytest.fixture
def address(watched: Path) -> Iterator[str]:
    """`sikta watch` on the ruleset, on a free port."""
    command = [sys.executable, "-m", "sikta", "watch", str(watched), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        assert found is not None
        yield found[0]
        process.terminate()


@pytest.fixture
def browser(address: str) -> Iterator["Page"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(address)
        page.get_by_text("Invest").first.wait_for()
        yield page
        chromium.close()


def accounts(page: "Page", segment: str) -> str:
    return page.locator("#segmentation-priority tbody tr", has_text=segment).locator("td").first.inner_text()


def test_the_page_follows_every_save(browser: "Page", watched: Path) -> None:
    from playwright.sync_api import expect

    problems: list[str] = []
    browser.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    browser.evaluate("window.sameVisit = true")
    first = browser.locator("#segmentation-priority tbody tr", has_text="Invest").locator("td").first
    expect(first).to_have_text("2")
    assert accounts(browser, "The rest") == "1"

    edit(watched, "potential: {low: 0, high: 50}", "potential: {low: 0, high: 70}")
    expect(first).to_have_text("1", timeout=20_000)
    assert accounts(browser, "The rest") == "2"

    edit(watched, "value: need", "value: nead")
    expect(browser.locator("#verdict")).to_contain_text("1 error", timeout=20_000)
    expect(browser.locator("mark")).to_have_text("nead")
    assert accounts(browser, "Invest") == "1"

    edit(watched, "value: nead", "value: need")
    expect(browser.locator("#verdict")).to_have_text("Nothing to mend.", timeout=20_000)

    (watched / "accounts.csv").write_text("id,company,size,need,spend\n1,Acme,90,90,1\n", encoding="utf-8")
    expect(browser.locator("dl.tiles dd").first).to_have_text("1", timeout=20_000)
    assert browser.evaluate("window.sameVisit") is True
    assert problems == []


def test_nothing_can_be_written_and_no_other_name_leads_here(address: str) -> None:
    def status(method: str = "GET", path: str = "", host: str | None = None) -> int:
        request = urllib.request.Request(
            address + path, method=method, headers={"Host": host} if host else {}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    assert status() == 200
    assert [status(method) for method in ("POST", "PUT", "PATCH", "DELETE")] == [405] * 4
    assert [status(path=path) for path in ("ruleset.yaml", "../ruleset.yaml", "accounts.csv")] == [404] * 3
    assert status(host="example.com") == 400
