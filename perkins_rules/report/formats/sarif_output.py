"""Results -> a SARIF 2.1.0 log: one run, one result for each finding.

Results are written as they come; what they name (documents, rules) is written after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.report.clean import clean
from perkins_rules.report.formats.paths import file_uri
from perkins_rules.report.formats.sarif_results import UNOPENED, sarif_result
from perkins_rules.report.formats.sarif_rules import SarifRules
from perkins_rules.report.json_text import json_text
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.spool import Spool

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class SarifOutput(FileOutput):
    """In ASCII, an element on each line. What is left out of it, `told_last` says."""

    told_last = ""

    def _begin(self) -> None:
        self._rules = SarifRules(self.about)
        self._artifacts = Spool()
        self._any = False
        self._digest = ""
        self._write(f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{"results": [')

    def _add(self, result: Result) -> None:
        report = result.report
        self._digest = report.rules_sha256
        artifact = {"uri": file_uri(report.path), "index": self._artifacts.count}
        for finding in filter(self._is_told, report.told_once):
            index = self._rules.index(finding, report.state)
            self._tell(sarif_result(finding, result, self.about, artifact, index))
        self._artifacts.add(_artifact(report, self._artifacts.count))

    def _is_told(self, finding: Finding) -> bool:
        return True

    def _tell(self, told: dict[str, Any]) -> None:
        self._write(",\n" if self._any else "\n")
        self._write(json_text(told))
        self._any = True

    def _told_rules(self) -> list[dict[str, Any]]:
        return self._rules.told

    def _finish(self) -> None:
        self._write('],\n"artifacts": [')
        self._list(self._artifacts)
        driver = json_text(_driver(self.about.version))
        self._write('],\n"tool": {"driver": ' + driver[:-1] + ', "rules": [')
        self._list(self._told_rules())
        self._write(']}},\n"invocations": [' + json_text(self._invocation()) + "],\n")
        self._write('"columnKind": "unicodeCodePoints",\n"language": "en-US",\n"properties": ')
        self._write(json_text(self._run_properties()) + "}]}\n")
        self._artifacts.close()

    def _invocation(self) -> dict[str, Any]:
        told: dict[str, Any] = {"executionSuccessful": True}
        if self.told_last:
            note = {"level": "warning", "message": {"text": clean(self.told_last)}}
            told["toolExecutionNotifications"] = [note]
        return told

    def _run_properties(self) -> dict[str, Any]:
        """What was asked; each document has what it was asked under."""
        asked = {f"asked.{name}": value for name, value in self.about.asked._asdict().items()}
        told = asked | {"failOn": self.about.fail_on, "draft": self.about.draft}
        told["rulesSha256"] = self._digest or None
        return {name: value for name, value in told.items() if value is not None}

    def _list(self, values: Iterable[Any]) -> None:
        for number, value in enumerate(values):
            self._write((",\n" if number else "\n") + json_text(value))

    def _write(self, text: str) -> None:
        self.file.write(text.encode("ascii"))

    def _abandon(self) -> None:
        if hasattr(self, "_artifacts"):
            self._artifacts.close()


def _driver(version: str) -> dict[str, Any]:
    told = {"name": "perkins-rules", "version": version, "language": "en-US"}
    is_semantic = re.fullmatch(r"\d+\.\d+\.\d+", version) is not None  # "1.0rc1" is Python's own
    return told | ({"semanticVersion": version} if is_semantic else {})


def _artifact(report: DocumentReport, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {"location": {"uri": file_uri(report.path)}, "roles": ["analysisTarget"]}
    if all(finding.rule != UNOPENED for finding in report.findings):
        told["hashes"] = {"sha-256": report.sha256}
    properties = {
        "number": number,  # the same file may be named twice, and no two artifacts may be equal
        "verdict": report.verdict.value,
        "document": report.document,
        "state": clean(report.state) if report.state is not None else None,
        "date": report.date,
        "edition": report.edition,
        "edition_reason": report.edition_reason,
        "edition_change": report.edition_change,
        "profile": report.profile,
        "packs": list(report.packs) or None,
    }
    told["properties"] = {name: value for name, value in properties.items() if value is not None}
    return told
