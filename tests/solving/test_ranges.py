"""Ranges: the ends and the gaps are those that trying all figures finds, and the engine agrees on
both sides of each end.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("z3")

from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.documents.other_values import with_values
from perkins_rules.engine.reference.instances import instances
from perkins_rules.findings import Severity, Verdict
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.solving.encoding import posed
from perkins_rules.solving.lawful_range import LawfulRange, is_lawful
from perkins_rules.solving.named import figures_named
from perkins_rules.solving.ranges import ranges
from tests.loaded import built_in
from tests.solving.small_form import DAYS, checker_of, day
from tests.solving.small_rules import document_of, puzzle

PLAN = (Path(__file__).parents[2] / "examples" / "sample-plan.yaml").read_text(encoding="utf-8")


def _read(checker: Checker, text: str) -> Document:
    document = checker.judged(Member("form.yaml", text.encode())).document
    assert document is not None
    return document


def _ranges(checker: Checker, text: str, *words: str) -> list[LawfulRange]:
    document = _read(checker, text)
    return list(ranges(posed(checker.rules, document, Options()), figures_named(document, words)))


def _told(one: LawfulRange, count: int) -> bool:
    """Whether a range says that a count of units is lawful."""
    figure = one.unknown.figure(count)
    return is_lawful(one._replace(unknown=one.unknown._replace(value=figure)))


@pytest.mark.parametrize("seed", range(60))
def test_ends_and_gaps_are_those_that_trying_all_figures_finds(seed: int) -> None:
    one = puzzle(Random(seed))
    checker = checker_of(demand.text for demand in one.demands)
    for found in _ranges(checker, document_of(one.stands)):
        name = found.unknown.pointer[1:]
        start = day(0).toordinal() if name in DAYS else 0
        read = [demand for demand in one.demands if name in demand.read]
        for count in range(one.most + 1):
            figures = {**one.stands, name: count}
            lawful = all(demand.holds(figures) for demand in read)
            assert _told(found, start + count) == lawful, (name, count)
        assert found.gaps is not None or found.because


def test_between_two_lawful_days_there_is_one_that_is_not() -> None:
    checker = Checker(built_in())
    (found,) = _ranges(checker, PLAN, "consultation.governor.before_submission")
    (gap,) = found.gaps or ()
    assert gap.first == gap.last == date(2025, 9, 10)
    assert [rule.id for rule in gap.because] == ["federal.consultation_agencies/governor-twice"]


@pytest.mark.parametrize("target", [-1, 0, 1])
@pytest.mark.parametrize(
    ("mode", "rounding"),
    [("", "ROUND_HALF_UP"), (" down", "ROUND_DOWN"), (" up", "ROUND_UP")],
)
def test_what_rounds_to_a_dollar_does_so_below_zero_too(
    mode: str, rounding: str, target: int
) -> None:
    words = [f"require (one - two) rounded to 0 places{mode} is three - four"]
    text = f"document: form\none: 2.00\ntwo: 2.00\nthree: {target + 1}.00\nfour: 1.00\n"
    (found,) = _ranges(checker_of(words), text, "one")
    for cents in range(400):
        rest = Decimal(cents - 200) / 100
        assert _told(found, cents) == (rest.quantize(Decimal(1), rounding) == target), cents


def test_of_many_gaps_the_first_are_told() -> None:
    words = [f"require one is not ${k}.00" for k in range(1, 9)]
    (found,) = _ranges(checker_of(words), "document: form\none: 5.50\n")
    assert [gap.first for gap in found.gaps or ()] == [1, 2, 3, 4, 5]
    assert found.has_more_gaps


def test_the_engine_agrees_at_each_end_and_one_unit_beyond() -> None:
    checker = Checker(built_in())
    document = _read(checker, PLAN)
    of = posed(checker.rules, document, Options())
    rules = [one for one in of.in_force() if one.severity == Severity.ERROR.value]

    def failing(figures: dict[str, Any]) -> set[str]:
        ev = of.evaluator(with_values(document.data, figures))
        found = (one for rule in rules for one in instances(ev, rule))
        return {one.rule.id for one in found if one.verdict == Verdict.FAIL}

    for found in ranges(of, figures_named(document, ("budget", "submission.date"))):
        one = found.unknown
        for end, sign in ((found.least, -1), (found.most, 1)):
            if end is None or end.figure is None:
                continue
            count = one.counted(end.figure)
            assert count is not None
            at, beyond = (one.figure(count + k) for k in (0, sign))
            assert not failing({one.pointer: at})
            assert {rule.id for rule in end.because} == failing({one.pointer: beyond})


def test_a_day_that_is_not_given_has_a_range_too() -> None:
    rules = checker_of(
        ["require begun is on or after 2026-03-05", "require ended is at least 3 days after begun"]
    )
    text = "document: form\nended: 2026-03-20\n"
    (found,) = _ranges(rules, text, "begun")
    assert found.unknown.value is None
    assert found.least is not None
    assert found.most is not None
    assert (found.least.figure, found.most.figure) == (date(2026, 3, 5), date(2026, 3, 17))


def test_rules_stand_in_their_order_each_time() -> None:
    checker = Checker(built_in())
    order = {rule.id: k for k, rule in enumerate(checker.rules.rules)}
    (found,) = _ranges(checker, PLAN, "budget.allocation_to_eligible_recipients.amount")
    assert found.most is not None
    told = [order[rule.id] for rule in found.most.because]
    assert len(told) > 1
    assert all(a < b for a, b in pairwise(told))
