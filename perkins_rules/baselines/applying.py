"""A report + a baseline -> the report in which what was there before is marked as known."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from perkins_rules.baselines.entries import GONE, Entry, counts, entry_of, occurs
from perkins_rules.baselines.reader import read_baseline
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.remarks import remark
from perkins_rules.findings import (
    DocumentReport,
    Finding,
    Severity,
    Verdict,
    says_again,
    unread_values,
)
from perkins_rules.name_patterns import name_from
from perkins_rules.record_file import RecordFile
from perkins_rules.source import NOWHERE

_MOST_NAMED = 3
_WIDE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters that stand for no byte of a name: Windows has such names."""


class Baseline:
    """The entries of a baseline by document, whatever folder a check is made in. `here` is the
    folder that names are of, for a process that runs in another one.

    Raises Faulty for a file that is none.
    """

    def __init__(self, file: RecordFile, here: str = "") -> None:
        self.here = here
        self.file, self.path, self.folder = file, file.path, folder_of(file.path)
        self.entries = read_baseline(file)
        self.by_file: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            self.by_file.setdefault(entry.file.replace("\\", "/"), {})[entry.id] = entry

    def on(self, report: DocumentReport, all_asked: bool = True) -> DocumentReport:
        """The report with what is known marked, and a note on entries that no longer occur.

        Verdict and counts stay: a document does not pass for being known. `all_asked` is False
        when rules were left out: nothing is then said of what no longer occurs.
        """
        known = self.by_file.get(self.name_of(report.path), {})
        if not known or report.verdict == Verdict.UNREADABLE:
            return report
        unread = unread_values(f for f in report.findings if is_known(f, known))
        findings = tuple(
            f._replace(baseline=True) if is_known(f, known) or says_again(f, unread) else f
            for f in report.findings
        )
        gone = gone_of(report, known) if all_asked else []
        notes = (_note(gone),) if gone else ()
        return report._replace(findings=(*notes, *findings))

    def name_of(self, document: str) -> str:
        """What the baseline calls a document."""
        return text_name(name_from(self.folder, document, self.here))

    def not_there(self) -> Iterator[str]:
        """Documents of which it has entries, and of which there is no file any more."""
        for name in self.by_file:
            if not self.is_there(name):
                yield name

    def is_there(self, name: str) -> bool:
        """Whether there is a file for a name of the baseline, or the archive that it is in."""
        if name == "-" or "://" in name:
            return True
        whole = os.path.join(self.folder, name)  # noqa: PTH118
        return any(map(os.path.exists, (whole, *outer(whole))))


def outer(name: str) -> Iterator[str]:
    """The archive or the file of lines that a document of this name would be in."""
    if "!" in name:
        yield name.partition("!")[0]
    lines, colon, number = name.rpartition(":")
    if colon and number.isdecimal():
        yield lines


def folder_of(path: str) -> str:
    """The folder that names of documents in a baseline are taken from."""
    return str(Path(os.path.realpath(path)).parent) if path != "-" else str(Path.cwd())


def text_name(name: str) -> str:
    """A name in characters that a file of text takes; names may hold bytes that are no text."""
    told = name.encode("utf-8", "backslashreplace" if _WIDE.search(name) else "surrogateescape")
    return told.decode("utf-8", "backslashreplace").replace("\\", "/")


def is_known(finding: Finding, known: Mapping[str, Entry]) -> bool:
    """Whether a baseline knows a finding, and it weighs no more, and stands for no more, than it
    did then.
    """
    entry = known.get(finding.id)
    if entry is None or not counts(finding) or entry.rule != finding.rule:
        return False
    now = entry_of(finding, entry.file)
    return now.weight <= entry.weight and now.further <= entry.further


def gone_of(report: DocumentReport, known: Mapping[str, Entry]) -> list[Entry]:
    """The entries of a document that no longer occur in its report."""
    here = {finding.id for finding in report.findings if occurs(finding)}
    return [entry for name, entry in known.items() if name not in here]


def _note(gone: list[Entry]) -> Finding:
    rules = list(dict.fromkeys(entry.rule for entry in gone))
    named = ", ".join(rules[:_MOST_NAMED])
    more = f" and {len(rules) - _MOST_NAMED} more" if len(rules) > _MOST_NAMED else ""
    findings = "1 finding" if len(gone) == 1 else f"{len(gone)} findings"
    verb = "occurs" if len(gone) == 1 else "occur"
    message = f"{findings} of the baseline no longer {verb} here: {named}{more}."
    remedy = "`perkins-rules baseline --prune BASELINE PATH` takes out what is gone."
    return remark(GONE, finding_id(GONE, None), message, remedy, Severity.INFO, NOWHERE)
