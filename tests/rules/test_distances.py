"""Of every failing example of every pack: the distance that is told leads from the value to a
figure that the message names, within what is displayed of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from perkins_rules.app.asking.rule_sources import read_with_examples
from perkins_rules.engine.reference.evaluate import in_force
from perkins_rules.engine.reference.example_run import parameters_of, question_of
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.reference.wording import named_values, words
from perkins_rules.engine.said.distance import distance
from perkins_rules.engine.said.explain import deciding
from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.report.off_by import off_by
from tests.report.making import finding

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_WRITTEN = {
    "money": r"-?\$\d[\d,]*(?:\.\d+)?",
    "points": rf"{_NUMBER}(?=%| points?\b)",
    "days": r"\d{4}-\d\d-\d\d",
    "minutes": r"\d\d:\d\d",
    "number": rf"(?<![\w$.,/-]){_NUMBER}(?![\w%/-]|[.,:]\d| points?\b)",
}


_FIELDS = ("distance", "distance_unit", "distance_exact", "tolerance")


class Failed(NamedTuple):
    """A finding, and the value of the comparison that it was measured by."""

    finding: Finding
    value: Any


@pytest.fixture(scope="module")
def failed() -> list[Failed]:
    return list(_failed())


def _failed() -> Iterator[Failed]:
    rules = read_with_examples([]).rules
    assert rules is not None
    for rule in rules.rules:
        for example in (e for e in rule.examples if e.verdict == Verdict.FAIL):
            asked = question_of(rules, rule, example)
            ev = Evaluator(parameters_of(rules, rule, example), example.data, asked)
            for found in instances(ev, rule) if in_force(rule, asked) else ():
                if found.verdict == Verdict.FAIL and rule.kind != "item":
                    yield from _measured(ev, found)


def _measured(ev: Evaluator, found: Instance) -> Iterator[Failed]:
    named = named_values(ev, found)
    for trace in found.traces:
        if (far := distance(trace, named)) is not None:
            document: Any = ev.data  # asked for items alone
            message, _ = words(ev, document, found)
            told: dict[str, Any] = dict(zip(_FIELDS, far, strict=True))
            value = deciding(trace).children[0].value
            told |= {"rule": found.rule.id, "severity": Severity(found.rule.severity)}
            yield Failed(finding(message=message, **told), value)
            return


def _figures(finding: Finding) -> Iterator[tuple[Fraction, Fraction]]:
    """Figures of the distance's kind that the message names, and one unit of their last place."""
    unit = finding.distance_unit or ""
    for written in re.findall(_WRITTEN.get(unit, _WRITTEN["number"]), finding.message):
        places = len(written.partition(".")[2])
        yield _number(written, unit), Fraction(1, 10**places) if places else Fraction(0)


def _number(written: str, unit: str) -> Fraction:
    if unit == "days":
        return Fraction(date.fromisoformat(written).toordinal())
    if unit == "minutes":
        hours, minutes = written.split(":")
        return Fraction(60 * int(hours) + int(minutes))
    return Fraction(re.sub("[$,]", "", written))


def _between_lengths(told: Finding, far: Fraction) -> bool:
    """Whether two lengths of time that the message names, in days or by two dates, are so far
    apart.
    """
    days = [date.fromisoformat(day) for day in re.findall(_WRITTEN["days"], told.message)]
    lengths = {int(n) for n in re.findall(r"(-?\d+)(?= days?\b)", told.message)}
    if told.distance_unit == "days" and lengths:
        lengths |= {abs((a - b).days) for a in days for b in days}
    return any(abs(a - b) == far for a in lengths for b in lengths)


def test_a_distance_leads_to_a_figure_that_the_message_names(failed: list[Failed]) -> None:
    wrong = {}
    for told, at in failed:
        value = Fraction(at.toordinal() if isinstance(at, date) else at)
        figures = [(abs(f - value), unit) for f, unit in _figures(told)]
        far = Fraction(told.distance or 0)
        leads = any(abs(gap - far) <= unit for gap, unit in figures)
        is_named = any(gap <= unit for gap, unit in figures)
        others = any(gap > unit for gap, unit in figures)
        if is_named and others and off_by(told) and not leads and not _between_lengths(told, far):
            wrong[told.rule] = f"{told.message} Off by {told.distance}, from {at}"
    assert not list(wrong.values())
    assert len(failed) > 500


def test_nothing_is_off_by_nothing(failed: list[Failed]) -> None:
    offs = {off_by(f) for f, _ in failed}
    assert not [off for off in offs if re.match(r"≈?\$?0(\.0+)?(?![.\d])", off)]


def test_what_a_rule_lets_pass_is_told(failed: list[Failed]) -> None:
    rules = {f.rule for f, _ in failed if f.tolerance is not None}
    assert {"federal.budget_percents/local-percent-agrees", "federal.budget/balance"} <= rules
    assert "federal.definitions/percentage-of-counts" in rules
