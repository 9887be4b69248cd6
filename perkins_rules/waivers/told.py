"""What a report says of waivers that do not hold: findings of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.documents import Document
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.remarks import remark
from perkins_rules.findings import Finding, Severity, Waiver
from perkins_rules.record_file import misread
from perkins_rules.source import Span
from perkins_rules.waivers.records import Fault, Record, Recorded

KINDS = ("expired", "not-yet", "again", "ambiguous", "stray")
_MOST_FAULTS = 3
_TO_COUNT = (
    "Whoever checks decides: with `--inline-waivers`, or `inline-waivers: yes` in perkins.yaml, "
    "waivers beside values count."
)


def _move(line: int) -> str:
    return f"Move it to the end of line {line}: a waiver beside a value is for its own line."


def note_id(kind: str, record: Record) -> str:
    """The id of what is said of a waiver: not of its line, which may move."""
    return finding_id(f"waivers/{kind}", None, "\n".join((record.about, record.file)))


class About:
    """Tells of the waivers on one document; `path` is the file of waivers; empty without one."""

    def __init__(self, document: Document, path: str) -> None:
        self.document, self.path = document, path

    def expired(self, record: Record, finding: Finding) -> Finding:
        """It held, and no longer does."""
        message = (
            f"The waiver of {self._named(record, finding)} expired on {record.expires}: what it "
            f"waived counts again. Authority: {record.authority}. Recorded in {record.place}."
        )
        remedy = "Mend what was waived, or record the waiver that has taken its place."
        return self._note("expired", record, message, remedy, Severity.ERROR)

    def not_yet(self, record: Record, finding: Finding) -> Finding:
        """It will hold."""
        message = (
            f"The waiver of {self._named(record, finding)} holds from {record.date} only. "
            f"Recorded in {record.place}."
        )
        return self._note("not-yet", record, message, "", Severity.WARNING)

    def stray(self, record: Record, meant: int | None) -> Finding:
        """It is for nothing that was found; `meant` is the line where such a finding is."""
        where = record.about if record.path else f"{record.rule} in its line"
        message = f"The waiver of {where} matches no finding. Recorded in {record.place}."
        remedy = "Take it out if what it waived is mended; otherwise mend its rule"
        remedy += " or its path." if record.path else "."
        remedy = _move(meant) if meant else remedy
        return self._note("stray", record, message, remedy, Severity.WARNING)

    def again(self, record: Record, first: Waiver) -> Finding:
        """Its finding is waived by another."""
        message = (
            f"The waiver of {record.rule} recorded in {record.place} is one too many: what it "
            f"is for is waived in {first.place}."
        )
        return self._note("again", record, message, "Keep one of the two.", Severity.WARNING)

    def ambiguous(self, record: Record, found: Sequence[Finding]) -> Finding:
        """It would be for several findings; a waiver is for one."""
        each = "; ".join(f"`finding: {f.id}`, `path: {f.path or '.'}`" for f in found[:4])
        message = (
            f"The waiver of {record.rule} recorded in {record.place} is for {len(found)} "
            "findings, and a waiver is for one. It waives none."
        )
        remedy = f"Say which, by `finding` or a path that is its alone: {each}."
        return self._note("ambiguous", record, message, remedy, Severity.ERROR)

    def claimed(self, record: Record, meant: int | None) -> Finding:
        """It stands beside a value, where whoever checks lets none count."""
        message = (
            f"A comment claims a waiver of {record.rule} by {record.authority}, until "
            f"{record.expires}: {record.reason.rstrip('.')}. It is not counted."
        )
        remedy = f"{_move(meant)} {_TO_COUNT}" if meant else _TO_COUNT
        return self._note("claimed", record, message, remedy, Severity.INFO)

    def claims_unclear(self, faults: Sequence[Fault]) -> Iterator[Finding]:
        """The same of comments that are not understood."""
        for fault in faults[:_MOST_FAULTS]:
            message = f"A comment claims a waiver, and is not understood: {fault.message}"
            place = self._line(fault.line)
            which = f"claim\n{fault.message}"
            yield self._finding("claimed", which, message, _TO_COUNT, Severity.INFO, place)

    def faults(self, recorded: Recorded, beside: bool) -> Iterator[Finding]:
        """What is wrong with what was written down. Such waivers waive nothing; others hold."""
        faults, others = recorded.faults, len(recorded.records)
        if not faults:
            return
        few = misread(self.document.path if beside else self.path, faults)
        where = "beside values of this document" if beside else f"in {self.path}"
        hold = "other waiver holds" if others == 1 else "other waivers hold"
        rest = f"{others} {hold}." if others else "There is no other."
        message = f"{few} What is wrong {where} waives nothing. {rest}"
        remedy = "Correct them, or take them out."
        span = self._line(faults[0].line) if beside else None
        which = "beside" if beside else ""
        yield self._finding("file", which, message, remedy, Severity.ERROR, span)

    # -------------------------------------------------------------- parts

    def _named(self, record: Record, finding: Finding) -> str:
        path = record.path or self.document.name_of(finding.path)
        return f"{record.rule} at {path}"

    def _note(
        self, kind: str, record: Record, message: str, remedy: str, severity: Severity
    ) -> Finding:
        span = None if record.path else self._line(record.line)
        which = "\n".join((record.about, record.file))
        return self._finding(kind, which, message, remedy, severity, span)

    def _line(self, number: int) -> Span:
        return Span(number, 1, number, len(self.document.text.line(number)) + 1)

    def _finding(
        self,
        kind: str,
        which: str,
        message: str,
        remedy: str,
        severity: Severity,
        span: Span | None,
    ) -> Finding:
        rule = f"waivers/{kind}"
        place = span if span is not None else self.document.span_of("")
        return remark(rule, finding_id(rule, None, which), message, remedy, severity, place)
