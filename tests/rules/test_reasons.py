"""Why something cannot be told is a sentence about the document, whatever is wrong with it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Document, document_from_mapping, read_document
from perkins_rules.engine.reference.evaluate import evaluator_of, rules_for
from perkins_rules.engine.reference.example_run import parameters_of, question_of
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.said.reasons import words_of
from perkins_rules.findings import Asked, Verdict
from perkins_rules.pipeline import Options, check_read
from perkins_rules.pipeline import question_of as asked_of
from tests.loaded import built_in, rules_of, with_examples

EXAMPLES = Path(__file__).parents[2] / "examples"
A_FEW = 12
ENGINE = re.compile(
    r"`|the one \(|divi(sion|ded)|empty list|entries answer|[a-z]_[a-z]|\bpattern\b|\bNone\b|  "
)


def wrong(told: str) -> bool:
    """Whether a reason is no sentence, or speaks of what is inside the program."""
    return ENGINE.search(told) is not None or told[:1].islower() or not told.endswith(".")


def blank(rule: CheckedRule, data: Any) -> Document:
    """Some document of the rule's type, with the data of an example."""
    kind = next(p.document for p in built_in().packs if p.name == rule.pack)
    document = document_from_mapping({"document": kind}, built_in().shapes)
    document.data.update(data)
    return document


def reasons_in(ev: Evaluator, document: Document, rule: CheckedRule) -> Iterator[str]:
    for found in instances(ev, rule):
        if found.verdict == Verdict.CANNOT_DETERMINE:
            yield from (words_of(document, reason) for reason in found.reasons)


def test_reasons_in_examples_of_rules() -> None:
    rules, told = with_examples(), set()
    for rule in rules.rules:
        for example in rule.examples:
            if example.verdict == Verdict.CANNOT_DETERMINE:
                asked = question_of(rules, rule, example)
                ev = Evaluator(parameters_of(rules, rule, example), example.data, asked)
                told |= set(reasons_in(ev, blank(rule, example.data), rule))
    assert not [one for one in sorted(told) if wrong(one)]
    assert told


# ------------------------------------------------------------------ documents with something wrong


def places(plain: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = plain.items() if isinstance(plain, dict) else enumerate(plain)
    for name, value in items if isinstance(plain, dict | list) else ():
        yield (*at, name)
        yield from places(value, (*at, name))


def changed(plain: Any) -> Iterator[Any]:
    """The document with each field taken out, each list emptied, each number made 0."""
    for place in list(places(plain)):
        if isinstance(place[-1], str) and place[-1] in ("document", "code", "state"):
            continue
        other = copy.deepcopy(plain)
        inner = other
        for name in place[:-1]:
            inner = inner[name]
        was = inner[place[-1]]
        number = isinstance(was, str) and re.fullmatch(r"[$]?[0-9.,]+%?", was)
        for new in (None, *([[]] if isinstance(was, list) else ()), *(["0"] if number else ())):
            inner[place[-1]] = new
            yield copy.deepcopy(other)


def documents() -> list[str]:
    return sorted(p.name for p in EXAMPLES.glob("*.yaml") if "error" not in p.name)


@pytest.mark.slow
@pytest.mark.parametrize("name", documents())
def test_reasons_in_documents(name: str) -> None:
    plain = yaml.load((EXAMPLES / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    if not isinstance(plain, dict) or plain.get("document") not in built_in().shapes:
        pytest.skip("no document")
    told: set[str] = set()
    for other in Random(7).sample(list(changed(plain)), A_FEW):
        told |= set(reasons_of(other))
    assert not [one for one in sorted(told) if wrong(one)]


def reasons_of(plain: Any) -> Iterator[str]:
    ready = built_in()
    if not isinstance(plain.get("document"), str):
        return
    document = read_document("d.yaml", yaml.safe_dump(plain).encode(), ready.shapes)
    asked, _ = asked_of(ready, document, Options().asked)
    ev = evaluator_of(ready.rule_set, document, asked)
    for rule in rules_for(ready.rule_set, document, asked):
        yield from reasons_in(ev, document, rule)


def test_what_is_said_of_an_admissions_review() -> None:
    name = EXAMPLES / "massachusetts-admissions-review.yaml"
    plain = yaml.load(name.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    year = plain["years"][0]
    group = next(one for one in year["groups"] if one["name"] == "students_of_color")
    group["region"]["total"] = "0"
    assert (
        "“Students of the region, all students” of 2024-25 for students of color is 0,"
        " so that no share of it can be worked out."
    ) in set(reasons_of(plain))
    year["groups"].clear()
    assert {
        "There is no entry in the groups of 2024-25.",
        "There is no entry for students of color in the groups of 2024-25.",
        "There is no entry for English learners in the groups of 2024-25.",
    } <= set(reasons_of(plain))


STRANGERS = """\
pack test.strangers "Rules of somebody else" for state_plan

law perkins "Carl D. Perkins Act" as "Perkins V"

parameter by_grant by state.code
  for GU is $1 from 2019-07-01 cite perkins 1
define years as submission.fiscal_years
define rows as performance.indicators
"""


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            "for each row in rows let x be the greatest of s.level over s in row.levels"
            " require x is at least 1%",
            "There is no entry in the levels of 1S1.",
        ),
        (
            "for each row in rows let x be the average of s.value over s in row.actuals"
            " where s.fiscal_year is 1 require x is at least 1%",
            "There is no entry in the actual performance of 1S1 that counts here.",
        ),
        (
            "for each row in rows let x be sum of s.value over s in the 1 latest row.levels"
            " by fiscal_year require x is at least 1%".replace("s.value", "s.level"),
            "There is no entry in the levels of 1S1 that counts here; the 1 latest are needed.",
        ),
        (
            "let x be (the one row in rows where row.code is 1P1) require x.baseline is 1%",
            "There is no entry for 1P1 in the indicators.",
        ),
        (
            "let x be (the one row in rows where row.unit is percent) require x.baseline is 1%",
            "There are 2 entries for percent in the indicators, and no telling which counts.",
        ),
        (
            "let x be (the one row in rows where row.baseline is more than 1%)"
            " require x.baseline is 1%",
            "There are 2 entries that may be meant in the indicators, and no telling which counts.",
        ),
        (
            "require budget.reserve.amount as a percent of budget.state_match.amount is 1%",
            "“State match, amount” is 0, so that no share of it can be worked out.",
        ),
        (
            "let x be budget.state_match.amount + budget.state_match.amount"
            " require budget.reserve.amount / x is 1",
            "What “State match, amount” comes to is 0, so that no share of it can be worked out.",
        ),
        ("require budget.reserve.amount is by_grant", "The law gives no by grant for VT."),
        ("require first(years) is 1", "There is no entry in the fiscal years covered."),
        (
            "require start_of(budget.fiscal_year) is after asked_date",
            "There is no fiscal year 9999 in the calendar: “Budget, fiscal year” is 9999.",
        ),
    ],
)
def test_rules_of_others_need_not_provide_for_it(rule: str, told: str) -> None:
    text = f'{STRANGERS}\nrule one "For a test"\n  cite perkins 1\n  encodes one\n  {rule}\n'
    rules = rules_of(text)
    actuals = [{"fiscal_year": 2024, "value": "3%"}]
    row = {"code": "1S1", "unit": "percent", "baseline": "5%", "levels": [], "actuals": actuals}
    plan = {
        "document": "state_plan",
        "state": {"code": "VT"},
        "submission": {"fiscal_years": []},
        "budget": {
            "fiscal_year": "9999",
            "reserve": {"amount": "1"},
            "state_match": {"amount": "0"},
        },
        "performance": {"indicators": [row, {**row, "code": "2S1"}]},
    }
    document = read_document("p.yaml", yaml.safe_dump(plan).encode(), rules.shapes)
    report = check_read(rules, document, Options(asked=Asked("2026-07-01")))
    message = next(f.message for f in report.findings if f.rule == "test.strangers/one")
    assert message.endswith(f". {told}")
