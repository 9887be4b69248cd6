"""Which findings are set beside the lines of a pull request, and what is said of them."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.clean import clean_lines
from perkins_rules.report.outputs.about import About
from perkins_rules.report.rule_titles import title_of
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.unfinished import to_fill_in
from perkins_rules.report.waived import told


class Annotation(NamedTuple):
    """`weight` is unreadable, error, open, warning or info."""

    finding: Finding
    weight: str
    title: str
    text: str


def annotations_of(result: Result, about: About) -> list[Annotation]:
    """One for each thing that is wrong or open, in the order of the report.

    What is open only because of another finding, and what a person must judge, would drown them.
    """
    found = (f for f in result.report.told_once if _is_set_beside(f))
    return [_annotation(finding, result, about) for finding in found]


def excuse(finding: Finding) -> str:
    """Why a finding does not count, in words; empty when it does."""
    if finding.waiver is not None:
        return f"Waived. {told(finding)}"
    return "Known from the baseline." if finding.baseline else ""


def _is_set_beside(finding: Finding) -> bool:
    if finding.baseline:  # a pull request is shown what it brings, not what was there before
        return False
    if finding.verdict == Verdict.CANNOT_DETERMINE:
        return finding.because_of is None
    return finding.verdict in (Verdict.FAIL, Verdict.UNREADABLE)


def _annotation(finding: Finding, result: Result, about: About) -> Annotation:
    excused = excuse(finding)
    label = about.rules.label(finding.rule, result.report.state)
    law = "; ".join(citation.text for citation in finding.citations)
    lines = [
        sentence(finding.message),
        excused,
        f"Fix: {sentence(finding.remedy)}" if finding.remedy else "",
        f"Law: {law}" if law else "",
        f"Rule: {finding.rule}",
    ]
    text = clean_lines("\n".join(" ".join(line.split()) for line in lines if line))
    return Annotation(
        finding, _weight(finding, bool(excused), about.draft), title_of(finding.rule, label), text
    )


def _weight(finding: Finding, is_excused: bool, draft: bool) -> str:
    if finding.verdict == Verdict.UNREADABLE:
        return "unreadable"
    if is_excused or (draft and to_fill_in(finding)):
        return "info"
    is_open = finding.verdict == Verdict.CANNOT_DETERMINE and finding.severity.value == "error"
    return "open" if is_open else finding.severity.value
