"""One desk for all tests of it: the rules are loaded once."""

from __future__ import annotations

import pytest

from perkins_rules.app.page.desk import Desk


@pytest.fixture(scope="session")
def loaded() -> Desk:
    return Desk()


@pytest.fixture
def desk(loaded: Desk) -> Desk:
    """With nothing on it."""
    loaded._held = loaded._import = None
    return loaded
