"""The command line as tests call it: in this process, with the built-in packs read once."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from perkins_rules.app.asking import rule_sources
from perkins_rules.app.main import main
from perkins_rules.pipeline import load_rules
from tests.loaded import built_in

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAMPLE = str(EXAMPLES / "sample-plan.yaml")
ERRORS = str(EXAMPLES / "sample-plan-with-errors.yaml")
DRAFT = str(EXAMPLES / "new-york-levels.yaml")

TINY = """\
document: state_plan
state: {code: VT, name: Vermont}
submission: {option: annual_revisions, revises: [], fiscal_years: [2026]}
"""


class Ran(NamedTuple):
    """What a command gave: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All of it on one line: where lines wrap hangs on how long the paths in them are."""
        return " ".join(f"{self.out} {self.err}".split())


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _rules_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def once(folders: Sequence[str] = ()) -> Any:
        return load_rules(folders) if folders else built_in()

    monkeypatch.setattr(rule_sources, "load_rules", once)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `perkins-rules` with some words; `stdin` are the bytes of standard input."""

    def run(*words: str, stdin: bytes = b"", encoding: str = "utf-8") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding, write_through=True))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding, write_through=True))
        code = main(words)
        return Ran(code, out.getvalue().decode(encoding), err.getvalue().decode(encoding))

    return run


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    """A small annual filing, as a file."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return str(path)
