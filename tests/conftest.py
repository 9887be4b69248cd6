"""For all tests: how often Python looks for garbage, built-in files read once, and one browser."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from perkins_rules.assets import built_in_rules
from perkins_rules.lang import tables
from perkins_rules.source import SourceText

gc.set_threshold(10_000, 20, 50)
"""Each look at all objects goes over the rules, which stay: a third of all the time."""


@pytest.fixture(scope="session", autouse=True)
def _built_in_files_are_parsed_once() -> Iterator[None]:
    """What is parsed is never changed; many tests read the built-in packs beside their own."""
    parse, own = tables.read_rule_file, str(built_in_rules())
    once = cache(parse)

    def parsed(source: SourceText) -> Any:
        return (once if source.name.startswith(own) else parse)(source)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "read_rule_file", parsed)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium, for all tests that open a page: a second would not start in the same
    process. Without one the test is skipped.
    """
    from tests.report.html.browser import chromium

    with chromium() as running:
        yield running
