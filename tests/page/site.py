"""The built page behind a server of its own, in a Chromium; skipped where either is missing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.report.html.browser import violations

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "page"
STARTING = 120_000
"""Milliseconds until the checker must be there: a busy machine takes its time."""
SOON = 20_000


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *told: Any) -> None:
        """Says nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the built page."""
    if not (BUILT / "sw.js").exists():
        pytest.skip("the page is not built: `make page` does it, and needs Node")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Tab:
    """A tab with the page. What it complains of, and every address it asks for, is kept."""

    def __init__(self, context: Any, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)

    def ready(self) -> Tab:
        """Waits for the checker."""
        self.page.wait_for_selector(".progress", state="detached", timeout=STARTING)
        assert self.page.locator(".failed").count() == 0, self.complaints
        return self

    def go(self, place: str) -> None:
        """To a part of the page."""
        self.page.evaluate("place => { location.hash = `#/${place}`; }", place)

    def begin(self, title: str) -> None:
        """A new document, by the words on its button."""
        self.go("begin")
        button = self.page.get_by_role("button", name=title, exact=True)
        button.wait_for(state="attached")
        if not button.is_visible():
            self.page.locator("details.other-types > summary").click()
        button.click()
        self.page.wait_for_selector(".section")

    def open(self, *files: Path | dict[str, Any]) -> None:
        """Opens files, as by choosing them."""
        self.go("begin")
        self.page.locator("#file").set_input_files(list(files))
        self.page.wait_for_selector(".section, .source", timeout=SOON)

    def all_open(self) -> None:
        """Opens every section of the form."""
        self.page.get_by_role("button", name="Open all sections").click()

    def field(self, at: str) -> Any:
        """The field at a pointer."""
        return self.page.locator(f'[id="at{at}"]')

    def type(self, at: str, text: str) -> None:
        """Types or chooses a value."""
        field = self.field(at)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)

    def settled(self) -> None:
        """Waits until all that was typed is checked and kept."""
        self.page.evaluate(
            "() => new Promise(end => requestAnimationFrame(() => requestAnimationFrame(end)))"
        )
        self.page.wait_for_function(
            "() => document.querySelector('.checking')?.textContent === 'Checked.'"
            " && !document.querySelector('.at-work')?.textContent.includes('Keeping')",
            timeout=SOON,
        )

    def found(self) -> str:
        """What is said of the whole document."""
        return str(self.page.locator("aside .standing").inner_text())

    def beside(self, at: str) -> str:
        """What stands beside a field."""
        return str(self.page.locator(f'[id="beside{at}"]').inner_text())

    def violations(self, *rules: str) -> list[str]:
        """What axe-core finds: see `violations`."""
        return violations(self.page, *rules)

    def too_wide(self) -> list[str]:
        """What reaches over the right edge of the window."""
        return list(self.page.evaluate(TOO_WIDE))


TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 0.5
    && !one.closest(".away, .scroll, .skip, .plain-text"))
    .map((one) => one.outerHTML.slice(0, 120))"""
