"""One browser for all tests that open a page: a second would not start in the same process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium; without one the test is skipped."""
    from tests.report.html.browser import chromium

    with chromium() as running:
        yield running
