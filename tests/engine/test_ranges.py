"""What is settled although an entry is not known: the ranges of counts and figures of lists."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from perkins_rules.check.tree import RuleSet
from perkins_rules.documents import document_from_mapping
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.reference.assemble import finding_of
from perkins_rules.engine.reference.bounds import bounds_of
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.findings import Finding
from tests.check.rule_texts import rule_set
from tests.engine.agreement import compared

ASKED = Question(date(2026, 7, 1))
FIGURES = "".join(
    f"parameter {name} is {value} from 2019-07-01 cite perkins 112\n"
    for name, value in (
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("level_30", "30%"),
        ("level_50", "50%"),
        ("level_60", "60%"),
        ("level_70", "70%"),
        ("year_2026", "2026"),
        ("year_2030", "2030"),
        ("month_of_days", "30 days"),
        ("winter", "2026-03-01"),
    )
)
YES, NO, OPEN = "pass", "fail", "cannot_determine"


def asked_of(body: str, data: dict[str, Any]) -> tuple[RuleSet, Instance]:
    """The only verdict of a rule, on which both engines agree."""
    rules = rule_set(f'{FIGURES}rule it "It holds"\n  cite perkins 112\n{body}\n')
    rule = rules.rules[0]
    found = instances(Evaluator(rules.parameters, data, ASKED), rule)
    assert compared(rules, compile_rules(rules), rule, data, ASKED) is None
    return rules, found[0]


def verdict(condition: str, data: dict[str, Any]) -> str:
    return asked_of(f"  require {condition}", data)[1].verdict.value


def needs(condition: str, data: dict[str, Any]) -> list[str]:
    return sorted(set(asked_of(f"  require {condition}", data)[1].needs))


def finding(body: str, data: dict[str, Any]) -> Finding:
    rules, found = asked_of(body, data)
    document = document_from_mapping({"document": "state_plan"}, rules.shapes)
    return finding_of(Evaluator(rules.parameters, data, ASKED), document, found)


def told(found: Finding, text: str) -> str:
    """What the derivation says of something."""
    return next(step.value for step in found.derivation if step.text == text)


def rows(*rows: tuple[bool | None, int | None]) -> dict[str, Any]:
    """Indicators that are in use, are not, or do not say so; with their baselines."""
    found = []
    for k, (used, baseline) in enumerate(rows):
        row: dict[str, Any] = {"code": f"{k}S1"}
        if used is not None:
            row["used"] = used
        if baseline is not None:
            row["baseline"] = Fraction(baseline)
        found.append(row)
    return {"performance": {"indicators": found}}


IN_USE = "i in performance.indicators where i.used"
COUNT = f"count of ({IN_USE})"

# ------------------------------------------------------------------ counts


@pytest.mark.parametrize(
    ("used", "comparison", "expected"),
    [
        ((True, None), "is at least 1", YES),
        ((True, None), "is at least two", OPEN),
        ((True, None), "is at least three", NO),
        ((False, None), "is at least 1", OPEN),
        ((False, None), "is at most 1", YES),
        ((True, True, None), "is at most 1", NO),
        ((True, True, None), "is more than 1", YES),
        ((True, None, None), "is less than 1", NO),
        ((True, None, None), "is less than four", YES),
        ((True, None), "is 0", NO),
        ((True, None), "is 1", OPEN),
        ((True, None), "is two", OPEN),
        ((True, None), "is three", NO),
        ((True, None), "is not 0", YES),
        ((False, None), "is not 1", OPEN),
        ((True, None), "is between 1 and two", YES),
        ((True, None), "is between 0 and 1", OPEN),
        ((True, True, None), "is between 0 and 1", NO),
        ((True, None), "differs from two by less than two", YES),
        ((True, None), "differs from two by less than 1", OPEN),
        ((True, None), "differs from four by less than 1", NO),
    ],
)
def test_a_count_settles_what_its_range_settles(
    used: tuple[bool | None, ...], comparison: str, expected: str
) -> None:
    assert verdict(f"{COUNT} {comparison}", rows(*((u, None) for u in used))) == expected


def test_a_count_of_a_missing_list_has_no_range() -> None:
    assert verdict(f"{COUNT} is at least 0", {}) == OPEN
    assert needs(f"{COUNT} is at least 0", {}) == ["/performance/indicators"]


def test_a_range_stands_on_either_side() -> None:
    data = rows((True, None), (None, None))
    assert verdict(f"0 is less than {COUNT}", data) == YES
    assert verdict(f"three is at least {COUNT}", data) == YES
    other = "count of (k in performance.indicators where k.code is 9S9 and k.used)"
    assert verdict(f"{COUNT} is more than {other}", data) == YES


def test_needs_names_what_is_still_open() -> None:
    data = rows((True, None), (None, None), (False, None), (None, None))
    assert needs(f"{COUNT} is at least two", data) == [
        "/performance/indicators/1/used",
        "/performance/indicators/3/used",
    ]
    assert needs(f"{COUNT} is at least 1", data) == []


# ------------------------------------------------------------------ greatest, least, sum


def of(kind: str, where: str = "where i.used") -> str:
    the = "" if kind == "sum" else "the "
    return f"({the}{kind} of i.baseline over i in performance.indicators {where})"


@pytest.mark.parametrize(
    ("kind", "data", "comparison", "expected"),
    [
        ("greatest", ((True, 60), (None, 70)), "is at least level_60", YES),
        ("greatest", ((True, 60), (None, 70)), "is more than level_60", OPEN),
        ("greatest", ((True, 60), (None, 70)), "is more than level_70", NO),
        ("greatest", ((True, 60), (True, None)), "is at least level_50", YES),
        ("greatest", ((True, 60), (True, None)), "is at most level_50", NO),
        ("greatest", ((True, 60), (True, None)), "is at most level_60", OPEN),
        ("greatest", ((True, 60), (None, 50)), "is level_60", YES),
        ("greatest", ((None, 60), (None, 70)), "is at least level_50", OPEN),
        ("greatest", ((True, None), (None, 70)), "is at least level_50", OPEN),
        ("least", ((True, 60), (None, 50)), "is at most level_60", YES),
        ("least", ((True, 60), (None, 50)), "is at least level_50", YES),
        ("least", ((True, 60), (None, 50)), "is level_60", OPEN),
        ("least", ((True, 60), (True, None)), "is more than level_60", NO),
        ("least", ((True, 60), (True, None)), "is at least level_30", OPEN),
        ("least", ((True, 60), (None, 70)), "is level_60", YES),
        ("sum", ((True, 60), (None, 10)), "is at least level_60", YES),
        ("sum", ((True, 60), (None, 10)), "is at most level_70", YES),
        ("sum", ((True, 60), (None, -10)), "is at most level_50", OPEN),
        ("sum", ((True, 60), (None, -10)), "is less than level_50", NO),
        ("sum", ((True, 60), (None, 0)), "is level_60", YES),
        ("sum", ((True, 60), (True, None)), "is at least 0%", OPEN),
        ("sum", ((True, 60), (None, None)), "is at least 0%", OPEN),
    ],
)
def test_figures_settle_what_their_range_settles(
    kind: str, data: tuple[tuple[bool | None, int | None], ...], comparison: str, expected: str
) -> None:
    assert verdict(f"{of(kind)} {comparison}", rows(*data)) == expected


def test_an_average_has_no_range() -> None:
    data = rows((True, 60), (None, 70))
    assert verdict(f"{of('average')} is at least level_30", data) == OPEN


def test_what_cannot_change_the_result_is_not_needed() -> None:
    data = rows((True, 60), (None, 50), (None, 70))
    assert needs(f"{of('greatest')} is at least level_70", data) == [
        "/performance/indicators/2/used"
    ]
    data = rows((True, 60), (None, None))
    assert needs(f"{of('greatest')} is at most level_60", data) == [
        "/performance/indicators/1/baseline",
        "/performance/indicators/1/used",
    ]


def years(*given: int | None) -> dict[str, Any]:
    return {"submission": {"fiscal_years": list(given)}}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("(the least of y over y in submission.fiscal_years) is less than 1", NO),
        ("(sum of y over y in submission.fiscal_years) is more than year_2030", YES),
        ("(sum of y over y in submission.fiscal_years where y is present) is year_2026", YES),
        ("(the greatest of y over y in submission.fiscal_years) is at least year_2030", OPEN),
        ("(sum of y + 0 over y in submission.fiscal_years) is more than 0", OPEN),
    ],
)
def test_a_missing_member_lies_within_the_bounds_of_its_field(
    condition: str, expected: str
) -> None:
    """A fiscal year is not before 1900, as the schema has it; what is worked out has no bounds."""
    assert verdict(condition, years(2026, None)) == expected


def test_dates_are_compared_over_their_range() -> None:
    data = {
        "public_comment": {
            "hearings": {"dates": [date(2026, 1, 15), None]},
        },
        "submission": {"date": date(2026, 2, 1)},
    }
    latest = "(the greatest of day over day in public_comment.hearings.dates)"
    assert verdict(f"{latest} is at least month_of_days before submission.date", data) == NO
    assert verdict(f"{latest} is more than 1 day before submission.date", data) == OPEN
    assert verdict(f"submission.date is at most month_of_days after {latest}", data) == OPEN
    assert verdict(f"{latest} differs from winter by less than month_of_days", data) == OPEN


# ------------------------------------------------------------------ where a range survives


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("known is at least 1", YES),
        ("(when performance.indicators is present then known otherwise 0) is at least 1", YES),
        ("(known + 1) is more than 1", YES),
        ("(four - known) is at least two", YES),
        ("(known - known) is at most 1", YES),
        ("(known * two) is at least 1", OPEN),
        ("the greater of known and 0 is at least 1", OPEN),
        ("(known else 0) is at least 1", NO),
        ("known is one of { 1, two }", OPEN),
        ("every n in counts satisfies n is at least 1", YES),
    ],
)
def test_a_range_is_handed_on_by_names_and_sums_alone(condition: str, expected: str) -> None:
    rules = f"  let known be {COUNT}\n"
    if "counts" in condition:
        count = COUNT.replace("i.used", "i.used and k is 1")
        rules = f"  let counts be the list of ({count}) over k in {{ 1 }}\n"
    body = f"{rules}  require {condition.replace('two }', '0 }')}"
    data = rows((True, None), (None, None))
    assert asked_of(body, data)[1].verdict.value == expected


# ------------------------------------------------------------------ lists under an open filter


def listed(condition: str, data: dict[str, Any]) -> str:
    body = f"  let codes be the list of i.code over {IN_USE}\n  require {condition}"
    return asked_of(body, data)[1].verdict.value


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('codes includes "0S1"', YES),
        ('codes includes "1S1"', OPEN),
        ('codes includes "2S1"', NO),
        ('codes does not include "2S1"', YES),
        ('"0S1" is one of codes', YES),
        ("count of codes is at least 1", YES),
        ("count of codes is 0", NO),
        ("count of codes is 1", OPEN),
        ('some code in codes satisfies code is "0S1"', YES),
        ('some code in codes satisfies code is "2S1"', NO),
        ('every code in codes satisfies code is "0S1"', OPEN),
        ('every code in codes satisfies code is not "2S1"', YES),
        ('none of code in codes satisfies code is "0S1"', NO),
        ('count of (code in codes where code is not "1S1") is 1', YES),
        ('codes is { "0S1" }', OPEN),
        ('first(codes) is "0S1"', OPEN),
    ],
)
def test_a_list_settles_what_its_certain_entries_settle(condition: str, expected: str) -> None:
    assert listed(condition, rows((True, None), (None, None), (False, None))) == expected


def test_each_entry_of_such_a_list_is_judged_by_itself() -> None:
    rules = rule_set(
        f'rule it "It holds"\n  cite perkins 112\n'
        f"  let shown be the list of i over {IN_USE}\n"
        "  for each row in shown\n  require row.baseline is more than 0%\n"
    )
    data = rows((True, 0), (None, 0), (None, 1), (False, 0))
    found = instances(Evaluator(rules.parameters, data, ASKED), rules.rules[0])
    assert [i.verdict.value for i in found] == ["fail", "cannot_determine", "pass"]
    assert found[1].needs == ("/performance/indicators/1/used",)
    assert compared(rules, compile_rules(rules), rules.rules[0], data, ASKED) is None


# ------------------------------------------------------------------ in words


@pytest.mark.parametrize(
    ("used", "said"),
    [
        ((True, None), "at least 1 of 2"),
        ((True, None, None, False), "between 1 and 3"),
        ((False, None), "at most 1"),
        ((None, None), "at most 2"),
    ],
)
def test_the_derivation_says_how_far_a_count_is_known(
    used: tuple[bool | None, ...], said: str
) -> None:
    found = finding(f"  require {COUNT} is at most four", rows(*((u, None) for u in used)))
    assert told(found, COUNT) == said


def test_the_message_says_how_far_a_figure_is_known() -> None:
    body = (
        f"  let known be {COUNT}\n  require known is at most 1\n"
        '  otherwise "In use are {known}, and {known + 1} with this one."'
    )
    found = finding(body, rows((True, None), (True, None), (None, None)))
    assert found.message == "In use are at least 2 of 3, and between 3 and 4 with this one."
    assert told(found, "known") == "at least 2 of 3"
    unsaid = finding(f"  require {COUNT} is at most 1", rows((True, None), (True, None), (None, 1)))
    assert f"{COUNT} is at least 2 of 3; it must be at most 1." in unsaid.message
    money = finding(f"  require {of('greatest')} is at most level_30", rows((True, 60), (None, 70)))
    assert "is between 60% and 70%; it must be at most 30%" in money.message
    assert finding(
        f"  require {of('greatest', '')} is at most level_30", rows((True, 60), (True, None))
    ).message.endswith("is at least 60%; it must be at most 30%.")


def test_a_limit_that_is_a_range_is_not_drawn() -> None:
    text = (
        f'{FIGURES}rule it "It holds"\n  cite perkins 112\n'
        "  for each i in performance.indicators\n"
        "  require i.baseline is at most the greatest of k.baseline "
        "over k in performance.indicators\n"
    )
    rules = rule_set(text)
    row = {"code": "1S1", "baseline": "60%"}
    drawn = []
    for more in ({"code": "2S1"}, {"code": "2S1", "baseline": "50%"}):
        document = document_from_mapping(
            {"document": "state_plan", "performance": {"indicators": [row, more]}}, rules.shapes
        )
        drawn.append(bounds_of(rules, document, ASKED).bounds)
    assert drawn[0] == ()
    assert [bound.limit for bound in drawn[1]] == ["60", "60"]


def test_the_message_names_what_a_list_may_have() -> None:
    body = (
        f"  let codes be the list of i.code over {IN_USE}\n  require count of codes is 0\n"
        '  otherwise "In use: {codes}."'
    )
    found = finding(body, rows((True, None), (None, None), (False, None)))
    assert found.message == "In use: 0S1, perhaps 1S1."
    assert told(found, "codes") == "0S1, perhaps 1S1"
