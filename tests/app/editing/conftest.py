"""One editor for the tests of a module: what they open has names of their own; and packs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.editing.editor import Editor, editor
from tests.app.editing.own_packs import BASE, PACK


@pytest.fixture(scope="module")
def ed() -> Iterator[Editor]:
    """An editor."""
    with editor() as one:
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two packs."""
    (tmp_path / "base.rules").write_text(BASE)
    (tmp_path / "own.rules").write_text(PACK, encoding="utf-8")
    return tmp_path
