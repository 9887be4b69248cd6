"""A document and its determinations -> the questions for a reviewer, and what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from perkins_rules.app.console import write_file
from perkins_rules.app.faults import Stop
from perkins_rules.checker import Checker
from perkins_rules.determinations.applying import matched, questions
from perkins_rules.determinations.place import place_beside
from perkins_rules.determinations.reader import records_in
from perkins_rules.determinations.records import Faulty, Record
from perkins_rules.determinations.writer import updated
from perkins_rules.documents import Document
from perkins_rules.engine.reference.look_at import LookedAt
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.member import Member
from perkins_rules.record_file import MOST_BYTES, read_within


class Item(NamedTuple):
    """One question of a case: the finding that asks it, what it looks at, what was determined
    before.
    """

    case: Case
    finding: Finding
    looked: LookedAt
    record: Record | None

    @property
    def is_settled(self) -> bool:
        """Whether it was answered, and on the text as it is."""
        record = self.record
        return record is not None and record.is_answered and not self.is_outdated

    @property
    def is_outdated(self) -> bool:
        """Whether it was answered on a text that has changed since."""
        record = self.record
        if record is None or not record.is_answered:
            return False
        return record.text_sha256 != self.looked.sha256

    def as_kept(self) -> Item:
        """The same question with what its file says of it now; as it is where none can tell."""
        try:
            return next(one for one in self.case.items() if one.finding.id == self.finding.id)
        except Stop:
            return self


class Keeping(Protocol):
    """Where determinations are kept; `place` is what that is called."""

    place: str

    def read(self) -> bytes:
        """What is kept; nothing if nothing is. Raises Stop."""

    def write(self, text: str) -> None:
        """Keeps that instead. Raises Stop."""


class InFile:
    """A file of determinations."""

    def __init__(self, place: str) -> None:
        self.place = place

    def read(self) -> bytes:
        """The bytes of the file. Raises Stop."""
        try:
            content = read_within(self.place, MOST_BYTES)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise Stop(f"{self.place} cannot be read: {error.strerror}.") from error
        if len(content) > MOST_BYTES:
            raise Stop(f"{self.place} is too large to be read.")
        return content

    def write(self, text: str) -> None:
        """The whole file anew. Raises Stop."""
        write_file(self.place, text)


def file_for(member: Member, place: str | None) -> InFile:
    """The file at a place, or that beside a document. Raises Stop where there can be none."""
    beside = place if place is not None else place_beside(member.name)
    if beside is None or not (member.is_file or member.data is None):
        raise Stop(
            f"{member.name}: a review needs a file, beside which its determinations are kept."
        )
    return InFile(beside)


class Case:
    """What is reviewed: a document, its determinations, and the questions."""

    def __init__(self, member: Member, keeping: Keeping, checker: Checker) -> None:
        """`checker` asks as if nothing were determined yet. Raises Stop when the document or its
        determinations cannot be read.
        """
        self.name, self.place, self._keeping = member.name, keeping.place, keeping
        self.report, self.document = _checked(member, checker)
        self._asked = questions(self.report, self.document, checker.rules)

    def asks_as(self, other: Case) -> bool:
        """Whether the other's answers are answers to its own questions, all of them."""
        return self._asked == other._asked

    def items(self) -> list[Item]:
        """The questions in the order of the guide's form, with what the file now says of them."""
        records = self._records(self._keeping.read())
        by_finding, _ = matched(self.report, self.document, self._asked, records)
        return [
            Item(self, f, self._asked[f.id], by_finding.get(f.id))
            for f in self.report.findings
            if f.verdict == Verdict.NEEDS_REVIEW
        ]

    def idle(self) -> list[str]:
        """The findings of blank records in the file that nothing asks any more."""
        records = self._records(self._keeping.read())
        _, left = matched(self.report, self.document, self._asked, records)
        return [record.finding for record in left if not record.is_answered]

    def blank(self, item: Item) -> Record:
        """A record with all that is known before the reviewer answers."""
        finding = item.finding
        return Record(
            finding=finding.id,
            rule=finding.rule,
            at=self.document.name_of(finding.path) if finding.path else "",
            question=" ".join(finding.message.split()),
            answer="",
            reviewer="",
            date="",
            note="",
            text_sha256=item.looked.sha256,
        )

    def answered(self, item: Item, answer: str, reviewer: str, note: str) -> Record:
        """The record of an answer that is given today."""
        today = date.today().isoformat()  # the reviewer's own day
        parts = {"answer": answer, "reviewer": reviewer, "date": today, "note": note}
        return self.blank(item)._replace(**parts)

    def save(
        self,
        records: Sequence[Record],
        replaced: Sequence[str] = (),
        remarks: dict[str, str] | None = None,
    ) -> None:
        """Keeps records; others that are kept by now stay, save those `replaced`. Raises Stop."""
        content: bytes | None = None
        text = ""
        while content != (
            content := self._keeping.read()
        ):  # another program may write at the same time
            self._records(content)
            text = updated(content, records, replaced, Path(self.name).name, remarks)
        self._keeping.write(text)

    def _records(self, content: bytes) -> tuple[Record, ...]:
        try:
            return records_in(content, self.place)
        except Faulty as faulty:
            told = "\n  ".join(f"{self.place}:{fault}" for fault in map(_said, faulty.faults))
            raise Stop(f"the determinations cannot be used.\n  {told}") from faulty


def _said(fault: Any) -> str:
    return f"{fault.line}: {fault.message} {fault.remedy}".rstrip()


def _checked(member: Member, checker: Checker) -> tuple[DocumentReport, Document]:
    report, document, _ = checker.check(member)
    if document is None:
        fault = report.findings[0]
        place = f"{member.name}:{fault.span.line}: " if member.data is not None else ""
        raise Stop(f"{place}{fault.message}", fault.remedy)
    return report, document
