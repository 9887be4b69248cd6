"""A pipe where a file is looked for is told, and not waited for; so is a file that is too large."""

from __future__ import annotations

import faulthandler
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkins_rules import schema_files
from perkins_rules.checker import check_document
from perkins_rules.pipeline import Options
from perkins_rules.record_file import read_record
from tests.loaded import built_in

from .conftest import SAMPLE, Run

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Where one is waited for after all, the suite does not stand still."""
    faulthandler.dump_traceback_later(60, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def pipe(tmp_path: Path) -> str:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return str(path)


@pytest.mark.parametrize(
    "words",
    [
        "check PLAN --waivers PIPE",
        "check PLAN --determinations PIPE",
        "check PLAN --baseline PIPE",
        "check PLAN --config PIPE",
        "check PLAN --receipt out.json --sign-key PIPE",
        "verify PIPE PLAN",
        "review PLAN --determinations PIPE",
    ],
)
def test_one_that_is_named(
    run: Run, pipe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*({"PLAN": SAMPLE, "PIPE": pipe}.get(word, word) for word in words.split()))
    assert ran.code == 2
    assert re.search("it is a pipe, not a file|no file .* of (waivers|determinations)", ran.said)


@pytest.mark.parametrize(
    "name", ["perkins.yaml", "pyproject.toml", "waivers.yaml", "tiny.determinations.yaml"]
)
def test_one_that_lies_there(run: Run, tiny: str, name: str) -> None:
    os.mkfifo(Path(tiny).parent / name)
    ran = run("check", tiny)
    assert ran.code in (1, 2)
    assert "determinations" not in name or "it is a pipe, not a file" in ran.said.lower()


@pytest.mark.parametrize("name", ["more.examples", "documents/a.yaml", "own.schema.json"])
def test_one_beside_rules(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "documents").mkdir()
    os.mkfifo(tmp_path / name)
    rules = tmp_path / "own.rules"
    rules.write_text('pack own.it "Ours" for state_plan extends federal.common\n', "utf-8")
    assert run("test", str(tmp_path)).code in (0, 1, 2)


def test_nothing_is_read_of_a_device_without_end() -> None:
    assert read_record("/dev/null").content == b""


def test_what_is_too_large_is_not_read_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perkins_rules.app.asking.rule_sources.MOST_BYTES", 10)
    monkeypatch.setattr(schema_files, "MOST_BYTES", 10)
    for name in ("own.rules", "own.schema.json"):
        (tmp_path / name).write_text(" " * 11, "utf-8")
        assert "too large to be read" in run("lint", str(tmp_path)).err
        (tmp_path / name).unlink()


def test_a_document_above_the_limit_is_not_read_whole_by_the_python_interface(
    tmp_path: Path,
) -> None:
    """What has no end has none to be read to."""
    report = check_document(built_in(), Path("/dev/zero"), Options(limit_bytes=1000))
    assert "more than 1,000 bytes" in report.findings[0].message
