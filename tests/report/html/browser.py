"""A Chromium to open reports in; tests that need one are skipped with the reason when none is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

KNOWN = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, KNOWN)), None)
    with api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"no Chromium to open the report in: {str(error).splitlines()[0]}")
        try:
            yield browser
        finally:
            browser.close()


class Page:
    """A report opened from its file. What the page complains of, or asks of a network, is kept."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.path = path
        self.complaints: list[str] = []
        self.asked: list[str] = []
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.go("")

    def go(self, place: str) -> None:
        """A page of the report, by what stands after #."""
        self.page.goto(f"{self.path.as_uri()}{place}")

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def violations(self, *rules: str) -> list[str]:
        """What axe-core finds: see `violations`."""
        return violations(self.page, *rules)


HANG_ON = {
    "light": (),
    "dark": ("color-contrast", "link-in-text-block"),
    "narrow": ("target-size", "scrollable-region-focusable", "meta-viewport", "skip-link"),
}
"""Axe's rules that a look can break; light is held to all, which take their time."""


def violations(page: Any, *rules: str) -> list[str]:
    """What axe-core finds in an open page against WCAG 2.2 AA and its own best practices, or
    against some of its rules.
    """
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-core is not installed")
    page.evaluate(Path(axe.AXE_FILE_PATH).read_text(encoding="utf-8"))
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": levels}
    found = page.evaluate("only => axe.run({runOnly: only})", only)
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
