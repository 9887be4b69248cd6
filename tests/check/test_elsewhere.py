"""Names that another pack declares: the fault says which, where, and what makes them seen."""

from __future__ import annotations

import pytest

from perkins_rules.pipeline import read_rules
from perkins_rules.source import SourceText

BELOW = """\
pack below.sources "Sources"
law act "An act" as "Act"
"""
BASE = """\
pack base.budget "Base" for state_plan extends below.sources
parameter share is 5% from 2020-07-01 cite act 1
parameter words is { "TBD" } from 2020-07-01 cite act 1
define reserve_line as budget.reserve.amount
define filled for row in performance.indicators as row.baseline is present
"""
OTHER = """\
pack other.review "Other" for admissions_review extends below.sources
define first_party as agency.name
"""
HEAD = 'pack own.budget "Own" for state_plan extends below.sources\n'
RULE = 'rule it "It"\n  cite act 1\n'


def suggestions(own: str, *others: str) -> set[str]:
    files = {"own.rules": own, "below.rules": BELOW, "base.rules": BASE, "other.rules": OTHER}
    files |= {f"more{k}.rules": text for k, text in enumerate(others)}
    found = read_rules([SourceText(name, text) for name, text in files.items()]).diagnostics
    return {d.suggestion for d in found if d.source.name == "own.rules"}


@pytest.mark.parametrize(
    ("text", "word", "line"),
    [
        ("  require budget.state_match.amount is at most reserve_line\n", "reserve_line", 4),
        ("  require share of budget.reserve.amount is $0\n", "share", 2),
        ("  for each row in performance.indicators\n  require row is filled\n", "filled", 5),
        ("  require state.name is share\n", "share", 2),
        ("  require state.name is present\n  passes when reserve_line is $1\n", "reserve_line", 4),
    ],
)
def test_a_name_of_another_pack_is_said_to_be_there(text: str, word: str, line: int) -> None:
    assert suggestions(HEAD + RULE + text) == {
        f"`{word}` is declared in the pack `base.budget` (base.rules:{line}): to use it, "
        "write `extends below.sources, base.budget` in the line of this pack"
    }


def test_so_is_that_of_placeholders() -> None:
    (said,) = suggestions(
        f'{HEAD}items it "It"\n  placeholders words\n  narrative.workforce_summary'
        "  cite act 1  encodes a\n"
    )
    assert said.startswith("`words` is declared in the pack `base.budget` (base.rules:3)")


def test_a_source_of_another_pack_is_said_to_be_there() -> None:
    own = 'pack own.budget "Own" for state_plan\n' + RULE + "  require state.name is present\n"
    assert suggestions(own) == {
        "`act` is declared in the pack `below.sources` (below.rules:2): to use it, "
        "write `extends below.sources` in the line of this pack"
    }


def test_what_extending_would_not_help_is_said() -> None:
    own = HEAD + RULE + "  require state.name is {}\n"
    assert suggestions(own.format("first_party")) == {
        "`first_party` is declared in the pack `other.review` (other.rules:2): a definition for "
        "documents of the type `admissions_review` alone"
    }
    above = 'pack above.budget "Above" for state_plan extends own.budget\n'
    above += "define upper as state.name\n"
    assert suggestions(own.format("upper"), above) == {
        "`upper` is declared in the pack `above.budget` (more0.rules:2): that pack builds on this "
        "one, so declare it here"
    }


def test_a_type_of_ones_own_is_said_to_need_its_folder() -> None:
    (said,) = suggestions('pack own.spending "Own" for spending_report\n')
    assert "One of your own is known by `spending_report.schema.json` beside this file" in said
    assert "`--rules`" in said
