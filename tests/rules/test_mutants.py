"""Every small change of a built-in rule is noticed by some example: see docs/rules/mutants.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from perkins_rules.app.asking.rule_sources import read_with_examples
from perkins_rules.app.authoring.mutants import Tried, try_mutants
from perkins_rules.assets import built_in_rules
from perkins_rules.pipeline import example_files, rule_files

pytestmark = pytest.mark.slow


@cache
def tried() -> Tried:
    places = [built_in_rules()]
    sources = [*rule_files(places), *example_files(places)]
    read = read_with_examples(sources)
    assert read.rules is not None
    return try_mutants(read.rules, read.files, sources)


def pack(file: str) -> str:
    return Path(file).relative_to(built_in_rules()).with_suffix("").as_posix()


def test_some_example_notices_every_change() -> None:
    unnoticed = tried().settled.unexplained
    told = "\n".join(f"{pack(m.source.name)}:{m.line}: {m.owner}: {m.words}" for m in unnoticed)
    assert not unnoticed, told


def test_every_entry_for_an_equivalent_mutant_answers_to_one() -> None:
    settled = tried().settled
    assert [entry.place for entry in (*settled.stale, *tried().unknown)] == []


def test_every_kind_of_declaration_is_changed() -> None:
    kinds = {m.owner.partition(" ")[0] for m in tried().mutants if " " in m.owner}
    assert {"definition", "parameter"} <= kinds
    assert len(tried().mutants) > 4_000
