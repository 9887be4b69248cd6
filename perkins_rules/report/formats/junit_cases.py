"""The findings of a document -> one test case for each rule that it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
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
from perkins_rules.source import Citation

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


class Cases:
    """The cases of documents. A rule of which nothing is told makes the same one of each."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._case = lru_cache(maxsize=8192)(self._named)
        self._quiet = lru_cache(maxsize=8192)(self._without_findings)

    def of(self, result: Result) -> list[Case]:
        """In the order of the rules; what is asked of every file comes last."""
        asked, state = result.drawn.get(RULES, {}), result.report.state
        by_rule: dict[str, list[Finding]] = {}
        for finding in result.report.told_once:
            by_rule.setdefault(finding.rule, []).append(finding)
        file, quiet = file_path(result.report.path), self._quiet
        made = [
            quiet(rule, verdict, state)
            if (found := by_rule.pop(rule, None)) is None
            else self._told(rule, found, state, file)
            for rule, verdict in asked.items()
        ]
        return made + [self._told(rule, found, state, file) for rule, found in by_rule.items()]

    def _named(self, rule: str, state: str | None, outcome: str) -> Case:
        pack, _, name = rule.partition("/")
        title = title_of(rule, self._about.rules.label(rule, state)).rstrip(".")
        # Several rules may have one title; a reader of JUnit tells cases apart by their names.
        return Case(pack, f"{title} ({name or rule})", outcome)

    def _without_findings(self, rule: str, verdict: str, state: str | None) -> Case:
        if verdict == Verdict.PASS.value:
            return self._case(rule, state, "pass")
        said = _UNREAD if verdict == Verdict.FAIL.value else _NO_CASE
        return self._case(rule, state, "skipped")._replace(word="skip", message=said)

    def _told(self, rule: str, found: Findings, state: str | None, file: str) -> Case:
        outcome, told = _outcome(found, self._about)
        case = self._case(rule, state, outcome)
        if not told:
            return case
        text = "\n\n".join(_text(finding, file) for finding in told)
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


def _text(finding: Finding, file: str) -> str:
    place = " ".join(f"{file}:{finding.span.line}:{finding.span.column}".split())
    told = (_word(finding), finding.message, excuse(finding), finding.remedy, finding.citations)
    return f"{place}: {_said(*told)}"


@lru_cache(maxsize=2048)
def _said(
    word: str, message: str, excused: str, remedy: str, citations: tuple[Citation, ...]
) -> str:
    """What is said of a finding wherever it stands; of a question, the same in each document."""
    parts = [
        f"{word}: {sentence(message)}",
        excused,
        f"Fix: {sentence(remedy)}" if remedy else "",
        *(f"Law: {citation.text}" for citation in citations),
    ]
    return "\n".join(" ".join(part.split()) for part in parts if part)
