"""One server and one browser for all tests of the page, and one tab in which the checker runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.page.site import Tab, served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as at:
        yield at


@pytest.fixture(scope="session")
def context(address: str, browser: Any) -> Iterator[Any]:
    made = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    yield made
    made.close()


@pytest.fixture(scope="session")
def asked(context: Any) -> list[str]:
    """Every address that any tab, worker or service worker has asked for."""
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    return addresses


@pytest.fixture(scope="session")
def shared(context: Any, address: str, asked: list[str]) -> Tab:
    """The tab that most tests use: Python is loaded once."""
    return Tab(context, address).ready()


@pytest.fixture
def tab(shared: Tab) -> Iterator[Tab]:
    """The same tab, which must not have complained meanwhile."""
    yield shared
    complaints, shared.complaints[:] = list(shared.complaints), []
    assert complaints == []
