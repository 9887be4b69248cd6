"""The bytes of a file of waivers -> those that can be used, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.documents import Refusal
from perkins_rules.documents.decoding import decode
from perkins_rules.documents.places import Places
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.documents.yaml_reader import read_yaml
from perkins_rules.engine.askable import AskableRules
from perkins_rules.nearest import nearest
from perkins_rules.record_file import RecordFile
from perkins_rules.waivers.demands import Demands
from perkins_rules.waivers.records import FIELDS, REQUIRED, Fault, Record, Recorded

_ROOT = "waivers"


def read_waivers(file: RecordFile, rules: AskableRules) -> Recorded:
    """The waivers of a file; never raises on what it holds."""
    if file.fault:
        fault = Fault(1, f"{file.fault[:1].upper()}{file.fault[1:]}.")
        return Recorded(faults=(fault,))
    return waivers_in(file.content, file.path, rules)


def waivers_in(content: bytes, path: str, rules: AskableRules) -> Recorded:
    """The waivers in the bytes of a file."""
    try:
        text = decode(content)
        root = read_yaml(text) if _holds_anything(text) else Mapping({}, 0, 0)
    except Refusal as refusal:
        remedy = "" if "document: " in refusal.remedy else refusal.remedy
        return Recorded(faults=(Fault(refusal.span.line, refusal.message, remedy),))
    reader = _Reader(text, path, rules)
    records = tuple(reader.records(root))
    return Recorded(records, tuple(sorted(reader.faults)))


def _holds_anything(text: str) -> bool:
    lines = (line.strip() for line in text.splitlines())
    return any(line and not line.startswith("#") for line in lines)


class _Reader:
    """Reads waivers off a tree; what is wrong is put into `faults`, and reading goes on."""

    def __init__(self, text: str, path: str, rules: AskableRules) -> None:
        self.places, self.path = Places(text), path
        self.demands = Demands(rules, (REQUIRED[0], "path", *REQUIRED[1:]))
        self.faults: list[Fault] = []
        self.first: dict[tuple[str, ...], int] = {}

    def records(self, root: Node) -> Iterator[Record]:
        if not isinstance(root, Mapping):
            self._fault(root, "The file is not a group of fields.", f"Start with `{_ROOT}:`.")
            return
        for name, (key, node) in root.fields.items():
            if name != _ROOT:
                self._unknown(key, (_ROOT,))
            elif isinstance(node, Sequence):
                yield from filter(None, map(self._record, node.items))
            elif not (isinstance(node, Scalar) and node.is_blank):
                self._fault(node, f"`{_ROOT}` is not a list.", "Start each with `- rule:`.")

    def _record(self, item: Node) -> Record | None:
        if not isinstance(item, Mapping):
            self._fault(
                item, "A waiver is a group of fields; this is not.", "Begin with `- rule:`."
            )
            return None
        before = len(self.faults)
        parts = {}
        for name, (key, node) in item.fields.items():
            if name not in FIELDS:
                self._unknown(key, FIELDS)
            elif isinstance(node, Scalar):
                parts[name] = "" if node.is_blank else " ".join(node.text.split())
            else:
                self._fault(node, f"`{name}` is not a text.")

        def tell(field: str, message: str, remedy: str) -> None:
            self._fault(item.fields[field][1] if field in item.fields else item, message, remedy)

        line = self._line(item)
        record = self.demands.record(parts, line, f"{self.path}:{line}", tell)
        if record is None or len(self.faults) > before or self._is_again(item, record):
            return None
        return record

    def _is_again(self, item: Node, record: Record) -> bool:
        same = (record.rule, record.path, record.file, record.finding)
        first = self.first.setdefault(same, record.line)
        if first == record.line:
            return False
        message = f"{record.about} is waived already, in line {first}."
        self._fault(item, message, "Keep one of the two.")
        return True

    def _unknown(self, key: Scalar, known: tuple[str, ...]) -> None:
        meant = nearest(key.text, list(known))
        remedy = f"Did you mean `{meant}`?" if meant else f"There are {listed(list(known))}."
        self._fault(key, f"There is no field {shown(key.text)} here.", remedy)

    def _fault(self, node: Node, message: str, remedy: str = "") -> None:
        self.faults.append(Fault(self._line(node), message, remedy))

    def _line(self, node: Node) -> int:
        return self.places.line_of(node.start)
