"""One editor for the tests of a module: what they open has names of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.editing.editor import Editor, editor


@pytest.fixture(scope="module")
def ed() -> Iterator[Editor]:
    """An editor."""
    with editor() as one:
        yield one
