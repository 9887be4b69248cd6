"""Rules + options + records + one member -> what was found: the one way to check a document.

Every command that needs a verdict comes through here, and so does the Python API. The bytes of a
document and of each record are read once; all that is told, kept or signed comes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules.documents import Document, Refusal, document_from_mapping, read_document
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.shared.reporting import refused_report, unread_report
from perkins_rules.findings import DocumentReport
from perkins_rules.member import Fault, Member, faulty, in_words
from perkins_rules.pipeline import Options, check_read
from perkins_rules.record_file import RecordFile
from perkins_rules.waivers.place import Kept

if TYPE_CHECKING:  # only a check with a baseline pays for it
    from perkins_rules.baselines.applying import Baseline
    from perkins_rules.waivers.applying import Waivers


def none_determined(name: str) -> RecordFile | None:
    """No determinations on any document."""
    return None


class Records(NamedTuple):
    """What a check goes by beside the document; each may be none.

    `determined` gives the determinations on the document of a name (see determinations.place).
    """

    determined: Callable[[str], RecordFile | None] = none_determined
    waivers: Kept | None = None
    baseline: Baseline | None = None


class Checked(NamedTuple):
    """What was found about a member, the document that was read (None if it could not be), and the
    determinations that counted.
    """

    report: DocumentReport
    document: Document | None = None
    determinations: RecordFile | None = None


class Checker:
    """Checks one member after another with the same rules."""

    def __init__(
        self,
        rules: AskableRules,
        options: Options = Options(),  # noqa: B008  # a tuple: it cannot change
        records: Records = Records(),  # noqa: B008
    ) -> None:
        self.rules, self.options, self.records = rules, options, records
        self._waivers: Waivers | None = None

    def check(self, member: Member) -> Checked:
        """Never raises on what a member holds; one that cannot be read has the verdict
        `unreadable`.
        """
        checked = self.judged(member)
        return checked._replace(report=self.known(checked.report))

    def judged(self, member: Member) -> Checked:
        """The same without the baseline, as a store keeps it: it holds for another one, too."""
        rules = self.rules
        if member.data is None:
            fault = member.fault or Fault(f"`{member.name}` was left out.")
            return Checked(unread_report(member.name, *fault, rules.sha256))
        try:
            read = read_document(member.name, member.data, rules.shapes, self.options.limit_bytes)
        except Refusal as refusal:
            return Checked(refused_report(refusal, member.name, rules.sha256))
        return self._recorded(check_read(rules, read, self.options), read, member)

    def known(self, report: DocumentReport) -> DocumentReport:
        """A report with what the baseline knows marked."""
        baseline = self.records.baseline
        return report if baseline is None else baseline.on(report, self._all_asked)

    @property
    def _all_asked(self) -> bool:
        """Whether no rule is left out: only then can a record be told to match nothing."""
        return self.options.keep is None

    def _recorded(self, report: DocumentReport, read: Document, member: Member) -> Checked:
        """What the rules found, and what was recorded about it."""
        report = report._replace(path=member.name)
        file = self.records.determined(member.name)
        if file is not None:
            from perkins_rules.determinations.applying import with_determinations

            report = with_determinations(report, read, self.rules, file, self._all_asked)
        return Checked(self._waived(report, read, member), read, file)

    def _waived(self, report: DocumentReport, read: Document, member: Member) -> DocumentReport:
        kept = self.records.waivers
        if kept is None or not kept.concern(member):
            return report
        if self._waivers is None:
            from perkins_rules.waivers.applying import Waivers

            self._waivers = Waivers(kept, self.rules)
        return self._waivers.on(report, read, kept.count_in(member), self._all_asked)


# ------------------------------------------------------------------ the Python interface


def check_document(
    rules: AskableRules,
    document: Path | str | bytes | Mapping[str, Any],
    options: Options = Options(),  # noqa: B008
) -> DocumentReport:
    """Checks one document: a path, its text or bytes, or a parsed mapping; no record counts.

    A str of more than one line is the text itself. Never raises on what a document holds; one
    that cannot be read has the verdict `unreadable`.
    """
    if isinstance(document, Mapping):
        try:
            return check_read(rules, document_from_mapping(document, rules.shapes), options)
        except Refusal as refusal:
            return refused_report(refusal, "-", rules.sha256)
    return Checker(rules, options).check(_member(document, options.limit_bytes)).report


def _member(document: Path | str | bytes, limit_bytes: int) -> Member:
    if isinstance(document, str) and "\n" in document:
        document = document.encode("utf-8", "surrogatepass")
    if isinstance(document, bytes):
        return Member("-", document)
    try:
        with Path(document).open("rb") as file:
            return Member(str(document), file.read(limit_bytes + 1), is_file=True)
    except (OSError, ValueError) as error:
        return faulty(str(document), f"{document}: {in_words(error)}.")
