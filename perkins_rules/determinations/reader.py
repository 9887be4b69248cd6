"""The text of a file of determinations -> records; exactly, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perkins_rules.determinations.records import ANSWERS, Fault, Faulty, Record, Recorded
from perkins_rules.documents import Refusal
from perkins_rules.documents.decoding import decode
from perkins_rules.documents.places import Places
from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.documents.values import day
from perkins_rules.documents.yaml_reader import read_yaml
from perkins_rules.nearest import nearest
from perkins_rules.record_file import RecordFile

FIELDS = Record._fields
_ALWAYS = ("finding", "rule", "question", "text_sha256")
_ANSWERED = ("reviewer", "date")
_SHA256 = re.compile("[0-9a-f]{64}")
_WITHIN = {"answer": 20, "reviewer": 200, "finding": 100, "rule": 200}
_LONGEST = 20_000


def read_determinations(file: RecordFile) -> Recorded:
    """The records of a file that can be used, and what is wrong with the others. Never raises."""
    if file.fault:
        return Recorded(faults=(Fault(1, f"{file.fault[:1].upper()}{file.fault[1:]}."),))
    try:
        placed, reader = _read(file.content, file.path)
    except Faulty as faulty:
        return Recorded(faults=faulty.faults)
    # Of two answers to one question nobody knows which is meant: neither counts.
    records = tuple(record for record, _ in placed if record.finding not in reader.twice)
    return Recorded(records, tuple(sorted(reader.faults)))


def records_in(content: bytes, path: str = "determinations") -> tuple[Record, ...]:
    """The records in the bytes of a file. Raises Faulty, with all that is wrong."""
    return tuple(record for record, _ in placed_records(content, path))


def placed_records(content: bytes, path: str) -> list[tuple[Record, tuple[int, int]]]:
    """The records, each with its offsets in the text. Raises Faulty."""
    records, reader = _read(content, path)
    if reader.faults:
        raise Faulty(path, tuple(sorted(reader.faults)))
    return records


def _read(content: bytes, path: str) -> tuple[list[tuple[Record, tuple[int, int]]], _Reader]:
    """The same, of those that can be used, and the reader that knows the faults of the others.
    Raises Faulty for what is no file of determinations.
    """
    try:
        text = decode(content)
        root = read_yaml(text) if _holds_anything(text) else Mapping({}, 0, 0)
    except Refusal as refusal:
        fault = Fault(refusal.span.line, refusal.message, _remedy(refusal))
        raise Faulty(path, (fault,)) from refusal
    reader = _Reader(text)
    return list(reader.records(root)), reader


def _holds_anything(text: str) -> bool:
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return any(line and not line.startswith("#") for line in lines)


def _remedy(refusal: Refusal) -> str:
    return "" if "document: " in refusal.remedy else refusal.remedy


class _Reader:
    """Reads records off a tree; what is wrong is put into `faults`, and reading goes on."""

    def __init__(self, text: str) -> None:
        self.places = Places(text)
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}
        self.twice: set[str] = set()

    def records(self, root: Node) -> Iterator[tuple[Record, tuple[int, int]]]:
        if not isinstance(root, Mapping):
            self._fault(root, "The file is not a group of fields.", "Start with `determinations:`.")
            return
        for name, (key, node) in root.fields.items():
            if name != "determinations":
                self._unknown(key, ("determinations",))
            elif isinstance(node, Sequence):
                for item in node.items:
                    if (record := self._record(item)) is not None:
                        yield record, (item.start, item.end)
            elif not (isinstance(node, Scalar) and node.is_blank):
                self._fault(
                    node, "`determinations` is not a list.", "Start each with `- finding:`."
                )

    def _record(self, item: Node) -> Record | None:
        if not isinstance(item, Mapping):
            self._fault(item, "A determination is a group of fields; this is not.")
            return None
        before = len(self.faults)
        parts = dict.fromkeys(FIELDS, "")
        for name, (key, node) in item.fields.items():
            if name not in FIELDS:
                self._unknown(key, FIELDS)
            else:
                parts[name] = self._text(name, node)
        record = Record(**parts)
        self._demand(item, record)
        return record if len(self.faults) == before else None

    def _text(self, name: str, node: Node) -> str:
        if not isinstance(node, Scalar):
            self._fault(node, f"`{name}` is not a text.")
            return ""
        text = "" if node.is_blank else node.text.strip()
        if len(text) > _WITHIN.get(name, _LONGEST):
            self._fault(node, f"`{name}` is too long.")
        return self._fitting(name, node, text) if text else ""

    def _fitting(self, name: str, node: Scalar, text: str) -> str:
        if name == "answer" and text not in ANSWERS:
            meant = nearest(text.lower().replace(" ", "_").replace("-", "_"), list(ANSWERS))
            remedy = (
                f"Did you mean `{meant}`?" if meant else f"Write one of {listed(list(ANSWERS))}."
            )
            self._fault(node, f"`answer` is {shown(text)}, which is no answer.", remedy)
        if name == "text_sha256" and not _SHA256.fullmatch(text):
            message = "`text_sha256` is not a digest of 64 digits."
            self._fault(node, message, "It is not written by hand: see `review --edit`.")
        if name == "date":
            return self._date(node)
        return text

    def _date(self, node: Scalar) -> str:
        try:
            return day(node, _DATE).isoformat()
        except Unfit as unfit:
            self._fault(node, f"`date` is {shown(node.text)}, {unfit.reason}.", unfit.remedy)
            return ""

    def _demand(self, item: Mapping, record: Record) -> None:
        """What a determination cannot be without, and what must stand once only."""
        needed = (*_ALWAYS, *(_ANSWERED if record.is_answered else ()))
        lacks = [n for n in needed if not getattr(record, n) and not self._is_faulty(item, n)]
        if lacks:
            remedy = "`perkins-rules review --edit` writes all but the answer, reviewer and date."
            self._fault(item, f"This determination has no {listed(lacks)}.", remedy)
        line = self._line(item)
        first = self.lines.setdefault(record.finding, line)
        if record.finding and first != line:
            self.twice.add(record.finding)
            message = f"The finding {shown(record.finding)} is determined already, in line {first}."
            self._fault(item, message, "Keep one of the two.")

    def _is_faulty(self, item: Mapping, name: str) -> bool:
        """Whether something stands there that was told as wrong already."""
        node = item.fields[name][1] if name in item.fields else None
        return node is not None and not (isinstance(node, Scalar) and node.is_blank)

    def _unknown(self, key: Scalar, known: tuple[str, ...]) -> None:
        meant = nearest(key.text, list(known))
        remedy = _meant(meant, "There are", known)
        self._fault(key, f"There is no field {shown(key.text)} here.", remedy)

    def _fault(self, node: Node, message: str, remedy: str = "") -> None:
        self.faults.append(Fault(self._line(node), message, remedy))

    def _line(self, node: Node) -> int:
        return self.places.span(node.start, node.end).line


def _meant(meant: str | None, before: str, known: tuple[str, ...]) -> str:
    return f"Did you mean `{meant}`?" if meant else f"{before} {listed(list(known))}."


_DATE = Shape("date", "date")
