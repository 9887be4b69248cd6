"""Every rule pack that comes with the tool stands in the canonical layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.assets import built_in_rules
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.source import SourceText

PACKS = sorted(p for e in ("rules", "examples") for p in built_in_rules().rglob(f"*.{e}"))


def name_of(path: Path) -> str:
    return path.relative_to(built_in_rules()).as_posix()


def test_there_are_packs() -> None:
    assert PACKS


@pytest.mark.parametrize("path", PACKS, ids=name_of)
def test_a_pack_stands_in_the_canonical_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_rule_file(SourceText(name_of(path), text)) == text


@pytest.mark.parametrize("path", PACKS, ids=name_of)
def test_a_formatted_pack_says_the_same(path: Path) -> None:
    source = SourceText(name_of(path), path.read_text(encoding="utf-8"))
    before = parse_rule_file(source).file
    after = parse_rule_file(SourceText(source.name, format_rule_file(source))).file
    assert after.declarations == before.declarations
    assert [c.text for c in after.comments] == [c.text for c in before.comments]
