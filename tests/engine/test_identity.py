"""A finding keeps its id when lines move, when other entries of lists come, go or change places,
and when figures change; no two findings of a report have one id.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.documents import read_document
from perkins_rules.findings import DocumentReport
from perkins_rules.pipeline import Options, check_read
from tests.loaded import built_in, rules_of

RULES = """\
pack test.identity "Rules for tests" for state_plan

law perkins "Carl D. Perkins Act" as "Perkins V"

parameter half is 50%  from 2019-07-01 cite perkins 1
parameter some is $100 from 2019-07-01 cite perkins 1
parameter much is $200 from 2019-07-01 cite perkins 1

rule own "Of an entry alone"
  cite perkins 1
  encodes own
  for each indicator in performance.indicators
  require indicator.baseline is at least half
  otherwise "own {indicator.code}"

rule outer "Of an entry, but it reads another place first"
  cite perkins 2
  encodes outer
  for each indicator in performance.indicators
  require budget.total_allocation.amount is at most some or indicator.baseline is at least half
  otherwise "outer {indicator.code}"

rule nested "Of entries in entries"
  cite perkins 3
  encodes nested
  for each indicator in performance.indicators
  for each goal in indicator.levels
  require indicator.baseline is at most goal.level
  otherwise "nested {indicator.code} {goal.fiscal_year}"

rule every "Of the whole list"
  cite perkins 4
  encodes every
  require every indicator in performance.indicators satisfies indicator.baseline is at least half
  otherwise "every"

rule clauses "Of several demands"
  cite perkins 5
  encodes clauses
  require budget.total_allocation.amount is at least much
  otherwise "clauses first"
  require budget.state_administration.amount is at most budget.total_allocation.amount
  otherwise "clauses second"

review judged "For a person"
  cite perkins 6
  encodes judged
  for each indicator in performance.indicators
  look at budget.total_allocation.amount, indicator.numerator_definition
  ask "judged {indicator.code}"

rule comment "Of an entry without a key"
  cite perkins 7
  encodes comment
  for each comment in performance.comments
  require comment.author is present
  otherwise "comment {comment.text}"
"""
CLAUSES = "test.identity/clauses"
CODES = ("1S1", "1S2", "2S1", "1P1", "2P1", "3P1")


@cache
def rules() -> Any:
    return rules_of(RULES)


def check(plan: Any, comments: str = "") -> DocumentReport:
    text = comments + yaml.safe_dump(plan, sort_keys=False)
    return check_read(rules(), read_document("p.yaml", text.encode(), rules().shapes), Options())


def ids(report: DocumentReport) -> dict[tuple[str, str], str]:
    """The ids by what each finding is about: the messages of these rules have no figures."""
    found = [f for f in report.findings if f.rule.startswith("test.")]
    told = {(f.rule, "" if f.rule == CLAUSES else f.message): f.id for f in found}
    assert len(told) == len(found)
    assert len({f.id for f in report.findings}) == len(report.findings)
    return told


_PERCENTS = st.integers(0, 99).map(lambda n: f"{n}%")
_LEVELS = st.dictionaries(st.integers(2024, 2028), _PERCENTS, max_size=3).map(
    lambda years: [{"fiscal_year": year, "level": value} for year, value in years.items()]
)


@st.composite
def indicators(draw: st.DrawFn, codes: tuple[str, ...] = CODES) -> list[Any]:
    chosen = draw(st.lists(st.sampled_from(codes), unique=True, max_size=len(codes)))
    return [{"code": c, "baseline": draw(_PERCENTS), "levels": draw(_LEVELS)} for c in chosen]


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    texts = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    return {
        "document": "state_plan",
        "state": {"code": "VT"},
        "submission": {"fiscal_years": [2026]},
        "budget": {
            "total_allocation": {"amount": draw(st.integers(0, 400))},
            "state_administration": {"amount": draw(st.integers(0, 400))},
        },
        "performance": {"indicators": draw(indicators()), "comments": [{"text": t} for t in texts]},
    }


def agree(before: DocumentReport, after: DocumentReport) -> None:
    """What is found before and after has one id."""
    old, new = ids(before), ids(after)
    for about in old.keys() & new.keys():
        assert old[about] == new[about], about
    swapped = {ident: about for about, ident in old.items()}
    for about, ident in new.items():
        assert swapped.get(ident, about) == about


@settings(max_examples=60, deadline=None)
@given(plans(), st.integers(1, 5))
def test_when_lines_move(plan: Any, lines: int) -> None:
    assert ids(check(plan)) == ids(check(plan, "# a line\n" * lines))


@settings(max_examples=120, deadline=None)
@given(plans(), plans(), st.randoms(use_true_random=False))
def test_when_entries_come_and_go_and_figures_change(
    plan: Any, other: Any, chance: random.Random
) -> None:
    entries = plan["performance"]["indicators"]
    theirs = other["performance"]["indicators"]
    kept = [entry for entry in entries if chance.random() < 0.7]
    codes = {entry["code"] for entry in kept}
    mixed = kept + [entry for entry in theirs if entry["code"] not in codes]
    chance.shuffle(mixed)
    for entry in mixed:
        chance.shuffle(entry["levels"])
    comments = plan["performance"]["comments"] + [{"text": "new"}]
    chance.shuffle(comments)
    revised = {**other, "performance": {"indicators": mixed, "comments": comments}}
    agree(check(plan), check(revised))


def test_when_a_key_is_spelled_otherwise() -> None:
    steps = [{"fiscal_year": 2026, "level": "1%"}]
    plan: Any = {"document": "state_plan", "state": {"code": "VT"}}
    plan["performance"] = {"indicators": [{"code": "4S1", "baseline": "2%", "levels": steps}]}
    before = [f.id for f in check(plan).findings if f.rule.startswith("test.")]
    plan["performance"]["indicators"][0]["code"] = "4s1\u00a0"
    assert before == [f.id for f in check(plan).findings if f.rule.startswith("test.")]


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_what_does_not_fit_keeps_its_id(plan: Any, data: st.DataObject) -> None:
    """An entry whose key does not fit is known by what is written."""
    broken = [{"fiscal_year": word, "level": "1%"} for word in ("FY26", "FY27", "FY28")]
    levels = list(broken)
    indicator = {"code": "5S1", "baseline": "1%", "levels": levels}
    plan["performance"]["indicators"].append(indicator)
    before = check(plan)
    levels.remove(data.draw(st.sampled_from(broken)))
    after = check(plan)
    old = {f.message: f.id for f in before.findings if f.rule.startswith("schema/")}
    new = {f.message: f.id for f in after.findings if f.rule.startswith("schema/")}
    assert len(old) - len(new) == 1
    assert new.items() <= old.items()


@pytest.mark.parametrize("name", ["sample-plan.yaml", "sample-plan-with-errors.yaml"])
def test_the_rules_that_come_with_the_tool_obey_it(name: str) -> None:
    content = (Path(__file__).parents[2] / "examples" / name).read_text(encoding="utf-8")
    plan = yaml.load(content, yaml.BaseLoader)  # noqa: S506  # it makes texts alone

    def found(plan: Any) -> dict[str, str]:
        text = yaml.safe_dump(plan, sort_keys=False)
        document = read_document("p.yaml", text.encode(), built_in().shapes)
        report = check_read(built_in(), document, Options())
        assert len({f.id for f in report.findings}) == len(report.findings)
        return {f.id: f"{f.rule} {document.name_of(f.path)}" for f in report.findings}

    before = found(plan)
    plan["performance"]["indicators"].reverse()
    for indicator in plan["performance"]["indicators"]:
        indicator.get("levels", []).reverse()
    plan["consultation"]["parties"].reverse()
    assert found(plan) == before
