"""The tables of the rule parser are kept: made once, read from then on, made again when spoilt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lark import Lark

from perkins_rules.assets import grammar_text
from perkins_rules.lang import parse

RULE = """rule cap "Line 2 is within its cap"
  cite perkins 112(a)(3)
  require budget.state_administration.amount is at most $250,000
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Each making of tables, in a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    makes: list[str] = []
    make = Lark.__init__

    def told(self: Lark, *given: object, **named: object) -> None:
        makes.append("made")
        make(self, *given, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Lark, "__init__", told)
    parse.rule_parser.cache_clear()
    yield makes
    parse.rule_parser.cache_clear()


def tree() -> str:
    parse.rule_parser.cache_clear()
    return parse.rule_parser().parse(RULE, start="declaration").pretty()


def test_the_tables_are_made_once_and_read_alike(made: list[str]) -> None:
    assert tree() == tree() == tree()
    assert made == ["made"]


def test_a_spoilt_file_only_costs_time(made: list[str], tmp_path: Path) -> None:
    before = tree()
    (kept,) = tmp_path.rglob("*.parser")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert tree() == before
    assert tree() == before
    assert made == ["made", "made"]


def test_another_grammar_has_tables_of_its_own(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree()
    other = grammar_text() + "\n// other\n"
    monkeypatch.setattr("perkins_rules.lang.parse.grammar_text", lambda: other)
    tree()
    assert made == ["made", "made"]
