"""A session of Spark on this machine; tests that take it are skipped where there can be none."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.spark.session import has_java, session_of
from tests.app.conftest import _rules_once, run

__all__ = ["_rules_once", "run"]


def why_not() -> str:
    """Why Spark cannot be run here; nothing if it can."""
    if any(importlib.util.find_spec(name) is None for name in ("pyspark", "pandas", "pyarrow")):
        return "PySpark is not installed: `make spark` does it"
    return "" if has_java() else "there is no Java here, which Spark needs"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if reason := why_not():
        pytest.skip(reason)
    here = tmp_path_factory.mktemp("here")
    (here / "random.py").write_text("raise SystemExit('what lies in a folder was run')\n")
    before = Path.cwd()
    os.chdir(here)  # where Java starts, so do the workers
    try:
        session = session_of("local[2]", ["spark.sql.ansi.enabled=false"])
    finally:
        os.chdir(before)
    yield session
    session.stop()
