"""JUnit XML, as junitparser reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite

from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.outputs import About
from perkins_rules.report.unfinished import reaches
from tests.report.making import missing, review, undetermined
from tests.report.outputs.making import ABOUT, hostile, over, result, some

from .making import about, example, waived, written


def suites(folder: Path, *results: Any, about: About = ABOUT) -> list[TestSuite]:
    text = written(folder, "junit", results, about=about)
    read = JUnitXml.fromstring(text.encode("utf-8"))
    for one in read:
        found = [type(r) for case in one for r in case.result]
        assert (one.tests, one.failures) == (len(list(one)), found.count(Failure))
        assert (one.errors, one.skipped) == (found.count(Error), found.count(Skipped))
    totals = [sum(getattr(s, n) for s in read) for n in ("tests", "failures", "errors")]
    assert [read.tests, read.failures, read.errors] == totals
    return list(read)


def outcomes(suite: TestSuite) -> list[tuple[str, str | None]]:
    return [
        (type(c.result[0]).__name__, c.result[0].type) if c.result else ("pass", None)
        for c in suite
    ]


def test_a_case_for_each_rule_that_is_asked(tmp_path: Path) -> None:
    given = example(each_rule=True)
    (suite,) = suites(tmp_path, given, about=about())
    names = [(case.classname, case.name) for case in suite]
    assert len(set(names)) == len(names)
    found = {finding.rule for finding in given.report.findings}
    assert len(names) == len(found | set(given.drawn["rules"]))
    assert (
        f"{given.report.path}: federal.budget",
        "State administration stays within its cap (administration-cap)",
    ) in names


def test_each_case_has_its_raw_attributes_and_each_suite_its_properties(tmp_path: Path) -> None:
    text = written(tmp_path, "junit", [result(over(), path='a"&<b>.yaml')], about=ABOUT)
    read = ElementTree.fromstring(text)  # noqa: S314  # our own
    [suite] = read
    assert dict(suite.attrib) == {
        "name": 'a"&<b>.yaml', "file": 'a"&<b>.yaml', "tests": "1", "failures": "1",
        "errors": "0", "skipped": "0", "time": "0",
    }  # fmt: skip
    [case] = suite.iter("testcase")
    assert dict(case.attrib) == {
        "classname": 'a"&<b>.yaml: federal.budget',
        "name": "Administration stays within its cap (administration-cap)",
        "time": "0",
    }  # fmt: skip
    [failure] = case
    assert (failure.tag, failure.attrib["type"]) == ("failure", "error")
    assert failure.attrib["message"].startswith("Line 2 is over its cap")
    told = {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}
    report = result(over()).report
    assert told["verdict"] == report.verdict.value
    assert (told["document"], told["state"]) == (report.document, report.state)


def test_failures_are_what_fails_the_run(tmp_path: Path) -> None:
    given = example(each_rule=True)
    for level in ("error", "warning", "never"):
        (suite,) = suites(tmp_path, given, about=about()._replace(fail_on=level))
        rules = {f.rule for f in given.report.told_once if reaches(f, level)}
        assert suite.failures == len(rules)


def test_what_passed_and_what_does_not_apply_agree_with_the_counts(tmp_path: Path) -> None:
    given = example("annual-budget-only.yaml", each_rule=True)
    found = {finding.rule for finding in given.report.findings}
    words = [word for rule, word in given.drawn["rules"].items() if rule not in found]
    assert words.count("pass") > 50
    assert words.count("not_applicable") > 50
    (suite,) = suites(tmp_path, given, about=about())
    assert suite.failures == 0
    assert suite.skipped >= words.count("not_applicable")


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([over()], ("Failure", "error")),
        ([missing("/budget/x", "m")], ("Failure", "missing")),
        ([undetermined("u", "/x")], ("Failure", "open")),
        ([over(severity=Severity.WARNING)], ("pass", None)),
        ([review("r", "Is it?")], ("Skipped", "review")),
        ([over(verdict=Verdict.NOT_APPLICABLE)], ("Skipped", "skip")),
        ([over(verdict=Verdict.PASS)], ("pass", None)),
        ([waived(over())], ("Skipped", "waived")),
        ([over()._replace(baseline=True)], ("Skipped", "known")),
        ([waived(over("a")), over("b")], ("Failure", "error")),
        ([over(verdict=Verdict.PASS), over(verdict=Verdict.NOT_APPLICABLE)], ("pass", None)),
        ([over(verdict=Verdict.UNREADABLE)], ("Error", "unreadable")),
    ],
)
def test_outcomes(findings: list[Any], outcome: tuple[str, str | None], tmp_path: Path) -> None:
    (suite,) = suites(tmp_path, result(*findings))
    shown = outcomes(suite)
    assert [(kind, word if kind != "pass" else None) for kind, word in shown] == [outcome]


def test_a_waived_case_says_why(tmp_path: Path) -> None:
    (suite,) = suites(tmp_path, result(waived(over())))
    (case,) = suite
    assert case.result[0].message.startswith("Waived. Until 2027-06-30, by Letter of the")


def test_a_draft_does_not_fail_for_what_is_missing(tmp_path: Path) -> None:
    given = result(missing("/budget/x", "m"))
    (suite,) = suites(tmp_path, given, about=ABOUT._replace(draft=True))
    assert suite.failures == 0
    assert "Not given" in next(iter(suite)).system_out


def test_no_document_breaks_the_xml(tmp_path: Path) -> None:
    odd = result(over(message="]]> <failure> \x00\x0b\ufffe\ud800 &amp;", path="/\x1b"))
    read = suites(tmp_path, hostile(), odd, *some())
    assert len(read) == 5
    text = next(iter(read[1])).result[0].text
    assert "]]> <failure> \\x00 \\ufffe\\ud800 &amp;" in text


def test_cases_of_two_documents_have_two_names(tmp_path: Path) -> None:
    # GitLab takes the first of two cases with one class and name, and passes over the other.
    first = result(over())
    second = first._replace(report=first.report._replace(path="other.yaml"))
    names = [(c.classname, c.name) for suite in suites(tmp_path, first, second) for c in suite]
    assert len(set(names)) == len(names) == 2


def test_only_attributes_that_the_schema_of_a_jenkins_plugin_knows(tmp_path: Path) -> None:
    given = [example(each_rule=True), result(waived(over())), hostile(), *some()]
    root = ElementTree.fromstring(written(tmp_path, "junit", given, about=about()))  # noqa: S314  # our own
    found = {(element.tag, name) for element in root.iter() for name in element.attrib}
    assert found == {
        *(("testsuites", name) for name in ("name", "tests", "failures", "errors", "time")),
        *(("testsuite", name) for name in ("name", "tests", "failures", "errors", "time")),
        *(("testsuite", name) for name in ("file", "skipped")),
        *(("property", name) for name in ("name", "value")),
        *(("testcase", name) for name in ("classname", "name", "time")),
        *((tag, name) for tag in ("failure", "error", "skipped") for name in ("type", "message")),
    }
    assert {element.get("time") for element in root.iter() if "time" in element.attrib} == {"0"}
