"""Entry: one finding as it stands in a baseline."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.findings import Finding, Severity, Verdict

FORM = 1
MARK = "perkins_rules_baseline"
"""The field by which a file says that it is a baseline, and of which form."""
GONE = "baseline/gone"
"""What a report calls it when entries of a baseline no longer occur."""
VERDICTS = (Verdict.CANNOT_DETERMINE.value, Verdict.FAIL.value)
SEVERITIES = (Severity.INFO.value, Severity.WARNING.value, Severity.ERROR.value)
"""Both from the lightest to the heaviest."""


class Entry(NamedTuple):
    """`file` is the document's name from the folder of the baseline on, `id` that of the finding.
    `message` is for people alone. `further` is how many of its rule it stands for, if it does.
    """

    file: str
    rule: str
    id: str
    verdict: str
    severity: str
    message: str
    further: int = 0

    @property
    def weight(self) -> tuple[int, int]:
        """How much it weighs: a failure more than what cannot be determined, an error most."""
        return SEVERITIES.index(self.severity), VERDICTS.index(self.verdict)


class Faulty(Exception):
    """The file is no baseline that can be used: what is wrong, in which line, what would be right.

    `line` counts from 1; 0 where it is the file as a whole.
    """

    def __init__(self, path: str, line: int, message: str, remedy: str = "") -> None:
        self.place = f"{path}:{line}" if line else path
        super().__init__(f"{self.place}: {message}")
        self.message, self.remedy = message, remedy


def entry_of(finding: Finding, file: str) -> Entry:
    """The entry for a finding that counts."""
    return Entry(
        file=file,
        rule=finding.rule,
        id=finding.id,
        verdict=finding.verdict.value,
        severity=finding.severity.value,
        message=finding.message,
        further=finding.further,
    )


def occurs(finding: Finding) -> bool:
    """Whether something is found that a baseline may know: what failed, or cannot be determined."""
    return finding.verdict.value in VERDICTS and not finding.rule.startswith("baseline/")


def counts(finding: Finding) -> bool:
    """Whether a finding belongs into a baseline that is written today."""
    return occurs(finding) and finding.waiver is None
