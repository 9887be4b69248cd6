"""The findings of a document -> one test case for each rule that it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.batch.rules_asked import KEY as RULES
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.formats.annotations import excuse
from perkins_rules.report.formats.paths import file_path
from perkins_rules.report.outputs.about import About
from perkins_rules.report.rule_titles import title_of
from perkins_rules.report.text.block_text import kind_of, sentence
from perkins_rules.report.unfinished import reaches

_NO_CASE = "Does not apply here."
_UNREAD = "The value could not be read; the case that says so tells it once."
Findings = Sequence[Finding]


class Case(NamedTuple):
    """`outcome` is pass, failure, error or skipped; `word`, `message` and `text` say why.

    `name` is what the rule says of a good document, `pack` where it stands.
    """

    pack: str
    name: str
    outcome: str
    word: str = ""
    message: str = ""
    text: str = ""


def cases(result: Result, about: About) -> list[Case]:
    """In the order of the rules; what is asked of every file comes last."""
    asked = result.drawn.get(RULES, {})
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in asked}
    for finding in result.report.told_once:
        by_rule.setdefault(finding.rule, []).append(finding)
    return [_case(rule, found, result, about) for rule, found in by_rule.items()]


def _without_findings(rule: str, result: Result) -> tuple[str, str, str]:
    """Outcome, word and message of a rule of which nothing is told."""
    verdict = result.drawn[RULES][rule]
    if verdict == Verdict.PASS.value:
        return "pass", "", ""
    return "skipped", "skip", _UNREAD if verdict == Verdict.FAIL.value else _NO_CASE


def _case(rule: str, found: Findings, result: Result, about: About) -> Case:
    pack, _, name = rule.partition("/")
    title = title_of(rule, about.rules.label(rule, result.report.state)).rstrip(".")
    # Several rules may have one title; a reader of JUnit tells cases apart by their names.
    named = f"{title} ({name or rule})"
    if not found:
        return Case(pack, named, *_without_findings(rule, result))
    outcome, told = _outcome(found, about)
    case = Case(pack, named, outcome)
    if not told:
        return case
    text = "\n\n".join(_text(finding, result) for finding in told)
    return case._replace(word=_word(told[0]), message=_message(told[0]), text=text)


def _outcome(found: Findings, about: About) -> tuple[str, Findings]:
    """What came of a rule, and the findings that say why."""
    unread = [f for f in found if f.verdict == Verdict.UNREADABLE]
    counted = [f for f in found if reaches(f, about.fail_on, about.draft) and not excuse(f)]
    excused = [f for f in found if excuse(f)]
    noted = [f for f in found if f.verdict in (Verdict.FAIL, Verdict.CANNOT_DETERMINE)]
    asked = [f for f in found if f.verdict == Verdict.NEEDS_REVIEW]
    for outcome, told in (
        ("error", unread),
        ("failure", counted),
        ("skipped", excused),
        ("pass", noted),
        ("skipped", asked),
    ):
        if told:
            return outcome, told
    if all(f.verdict == Verdict.NOT_APPLICABLE for f in found):
        return "skipped", found
    return "pass", ()


def _word(finding: Finding) -> str:
    if finding.verdict == Verdict.UNREADABLE:
        return "unreadable"
    return "review" if finding.verdict == Verdict.NEEDS_REVIEW else kind_of(finding)


def _message(finding: Finding) -> str:
    if finding.verdict == Verdict.NOT_APPLICABLE:
        return _NO_CASE
    if finding.verdict == Verdict.NEEDS_REVIEW:
        return f"For a person to judge: {sentence(finding.message)}"
    return excuse(finding) or sentence(finding.message)


def _text(finding: Finding, result: Result) -> str:
    place = f"{file_path(result.report.path)}:{finding.span.line}:{finding.span.column}"
    parts = [
        f"{place}: {_word(finding)}: {sentence(finding.message)}",
        excuse(finding),
        f"Fix: {sentence(finding.remedy)}" if finding.remedy else "",
        *(f"Law: {citation.text}" for citation in finding.citations),
    ]
    return "\n".join(" ".join(part.split()) for part in parts if part)
