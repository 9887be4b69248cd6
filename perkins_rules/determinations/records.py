"""Record: one determination as it stands in the file."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.findings import Determination

ANSWERS = ("met", "not_met", "not_applicable")


class Record(NamedTuple):
    """A reviewer's answer to one question. `answer` is empty while there is none.

    `finding` is the id of the finding that asks, `at` the place in words (for people alone),
    `text_sha256` the digest of the question and of the text that it was made on.
    """

    finding: str
    rule: str
    at: str
    question: str
    answer: str
    reviewer: str
    date: str
    note: str
    text_sha256: str

    @property
    def is_answered(self) -> bool:
        """Whether the reviewer has answered."""
        return bool(self.answer)

    def determination(self, is_current: bool) -> Determination:
        """What a report tells of it; one that is not current is outdated."""
        return Determination(
            answer=self.answer,
            reviewer=self.reviewer,
            date=self.date,
            note=self.note,
            question=self.question,
            state="current" if is_current else "outdated",
        )


class Fault(NamedTuple):
    """What is wrong with the file, where (a line, from 1), and what would be right."""

    line: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" + (f" {self.remedy}" if self.remedy else "")


class Recorded(NamedTuple):
    """The determinations that can be used, and what is wrong with the others."""

    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()


class Faulty(Exception):
    """The file cannot be used; every fault that was found, in the order of its lines."""

    def __init__(self, path: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.path = path
        self.faults = faults
