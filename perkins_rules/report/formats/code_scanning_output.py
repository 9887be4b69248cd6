"""Results -> a SARIF log for GitHub's code scanning, which makes an alert of each result in it.

Code scanning reads neither `kind` nor `suppressions`: of a plan in which nothing is wrong, the
whole log would give an alert for each question to a person. This one holds what failed and counts.
"""

from __future__ import annotations

from typing import Any

from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.figures import number_of
from perkins_rules.report.formats.annotations import excuse
from perkins_rules.report.formats.sarif_output import SarifOutput
from perkins_rules.report.outputs.spool import Spool
from perkins_rules.report.unfinished import to_fill_in

MOST_RESULTS = 5_000
"""Of one run. Code scanning keeps no more, and refuses a log of more than 25,000."""
MOST_CHARACTERS = 1_024
"""Of what it shows of a rule."""
_LEVELS = ("error", "warning", "note")


class CodeScanningOutput(SarifOutput):
    """The results wait until all are known: the weightiest come first, and stay when it is cut."""

    def _begin(self) -> None:
        super()._begin()
        self._waiting = {level: Spool() for level in _LEVELS}

    def _is_told(self, finding: Finding) -> bool:
        is_wrong = finding.verdict in (Verdict.FAIL, Verdict.UNREADABLE) and not excuse(finding)
        return is_wrong and not (self.about.draft and to_fill_in(finding))

    def _tell(self, told: dict[str, Any]) -> None:
        self._waiting[told["level"]].add(told)

    def _finish(self) -> None:
        found = (told for waiting in self._waiting.values() for told in waiting)
        for told, _ in zip(found, range(MOST_RESULTS), strict=False):
            super()._tell(told)
        count = sum(waiting.count for waiting in self._waiting.values())
        if count > MOST_RESULTS:
            self.told_last = (
                f"{self.path} holds {MOST_RESULTS:,} of {number_of(count, 'result')}, the"
                " weightiest: code scanning keeps no more. Name fewer documents for one log."
            )
        super()._finish()

    def _told_rules(self) -> list[dict[str, Any]]:
        return [_shortened(rule) for rule in super()._told_rules()]

    def _abandon(self) -> None:
        super()._abandon()
        for waiting in getattr(self, "_waiting", {}).values():
            waiting.close()


def _shortened(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule in which no description is longer than code scanning takes."""
    told = dict(rule)
    for name in ("shortDescription", "fullDescription"):
        text = rule[name]["text"]
        if len(text) > MOST_CHARACTERS:
            told[name] = {"text": f"{text[: MOST_CHARACTERS - 2].rstrip()} \u2026"}
    return told
