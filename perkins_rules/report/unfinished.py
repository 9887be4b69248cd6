"""Findings -> which count against a document, and which only say that it is not yet filled in."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.report.surroundings import dotted

NO_RULES = "document/no-rules"
"""That no pack is for a document, so that nothing was checked: filling in more will not help."""
NO_STATE = "document/state"

_WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}
_LEVELS = {"error": 3, "warning": 2, "info": 1, "never": 4}


def reaches(finding: Finding, fail_on: str, draft: bool = False) -> bool:
    """Whether a finding makes a run fail. `fail_on` is error, warning, info or never; a draft is
    not failed for what is not yet filled in, and nothing is for what is waived
    or known from the baseline.
    """
    if finding.waiver is not None or finding.baseline:
        return False
    if finding.verdict not in (Verdict.FAIL, Verdict.CANNOT_DETERMINE):
        return False
    if draft and to_fill_in(finding):
        return False
    return _WEIGHT[finding.severity] >= _LEVELS[fail_on]


def to_fill_in(finding: Finding) -> bool:
    """Whether a finding only says that something is not there yet, and is to be."""
    if finding.waiver is not None or finding.baseline or finding.rule == NO_RULES:
        return False
    return finding.verdict == Verdict.CANNOT_DETERMINE or reports_missing(finding)


def is_to_fill(finding: Finding) -> bool:
    """Whether what a draft lacks is a thing to be filled in, and not a check that waits for one."""
    return finding.verdict == Verdict.FAIL or finding.rule == NO_STATE


def missing_thing(finding: Finding) -> str:
    """What a finding calls missing or unreadable, where its message is no more than that."""
    said = finding.message.strip()
    for opening in ("Not given: ", "Could not be read: "):
        said = said.removeprefix(opening)
    return said.rstrip(".")


def reports_missing(finding: Finding) -> bool:
    """Whether a rule failed because the very thing it looks at is not given, or is empty."""
    if finding.verdict != Verdict.FAIL or finding.distance is not None:
        return False
    if finding.determination is not None:  # a reviewer judged what is there
        return False
    absent = {f"{name} is present" for name in _names_of_missing(finding)}
    return any(step.value == "no" and step.text in absent for step in finding.derivation)


def _names_of_missing(finding: Finding) -> Iterator[str]:
    """What the derivation calls the missing thing: its path, and a name that the rule gives it."""
    yield dotted(finding.path)
    after = False
    for step in finding.derivation:
        if step.path == finding.path and not step.value:
            yield step.text
            after = True
        elif after and not step.value and step.text.isidentifier():
            yield step.text
        else:
            yield dotted(finding.path)
    after = False
