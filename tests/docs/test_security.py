"""SECURITY.md names tests that are there, and promises of a configuration what holds."""

from __future__ import annotations

import re
from pathlib import Path

from perkins_rules.app.asking.settings import KEYS

ROOT = Path(__file__).parents[2]


def test_the_tests_that_it_names_are_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[^`]+)`", text)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_a_configuration_sets_nothing_that_is_written_or_run() -> None:
    assert not set(KEYS) & {"output", "receipt", "resume", "sign-key", "fix", "jobs", "config"}
