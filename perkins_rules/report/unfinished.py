"""Findings -> which count against a document, and which only say that it is not yet filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.report.surroundings import dotted

NO_RULES = "document/no-rules"
"""That no pack is for a document, so that nothing was checked: filling in more will not help."""
NO_STATE = "document/state"
FILING_DAYS = ("/submission/date", "/filed")
"""Where a document says on which day it was filed: checks wait for it, and the edition goes by it,
though no rule requires it.
"""

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


def lacks_state(finding: Finding) -> bool:
    """Whether it counts that a document does not say which State it is for."""
    return finding.rule == NO_STATE and reaches(finding, "error")


def is_check(finding: Finding) -> bool:
    """Whether a finding is the answer of a rule, and no remark of the program's own."""
    return not finding.rule.startswith("document/")


def lacking_filing_day(findings: Iterable[Finding]) -> str:
    """The pointer of the day of filing, where a check waits for it; empty where none does."""
    needs = {need for f in findings if f.verdict == Verdict.CANNOT_DETERMINE for need in f.needs}
    return next((pointer for pointer in FILING_DAYS if pointer in needs), "")


def things_to_fill(findings: Iterable[Finding]) -> int:
    """How many things of a draft are to be filled in: a part of a missing section counts, the
    section then does not; nor does a thing twice that two rules ask for.
    """
    lacking = [f for f in findings if to_fill_in(f)]
    paths = {f.path or f.rule for f in lacking if is_to_fill(f)}
    around = {path[:k] for path in paths for k, sign in enumerate(path) if sign == "/"}
    return len(paths - around) + bool(lacking_filing_day(lacking))


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
