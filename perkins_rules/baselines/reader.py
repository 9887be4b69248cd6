"""The bytes of a baseline -> its entries; exactly, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perkins_rules.baselines.entries import FORM, MARK, SEVERITIES, VERDICTS, Entry, Faulty
from perkins_rules.documents import Refusal
from perkins_rules.documents.decoding import decode
from perkins_rules.documents.json_reader import read_json
from perkins_rules.documents.places import Places
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.nearest import nearest
from perkins_rules.record_file import RecordFile

_FIELDS = (MARK, "findings")
_TEXTS = tuple(name for name in Entry._fields if name != "further")
_COUNT = re.compile("[1-9][0-9]{0,8}")
_CHOICES = {"verdict": VERDICTS, "severity": SEVERITIES}
_WRITE = "`perkins-rules baseline PATH --output FILE` writes one."
_AGAIN = "Write it anew: `perkins-rules baseline PATH --output FILE`."


def read_baseline(file: RecordFile) -> tuple[Entry, ...]:
    """The entries of a file. Raises Faulty."""
    if file.fault:
        raise Faulty(file.path, 0, f"{file.fault}.", _WRITE)
    return entries_in(file.content, file.path)


def entries_in(content: bytes, path: str = "baseline") -> tuple[Entry, ...]:
    """The entries in the bytes of a file. Raises Faulty."""
    try:
        text = decode(content)
        _refuse_conflict(text, path)
        root = read_json(text)
    except Refusal as refusal:
        told = f"this is no baseline: {_started_small(refusal.message)}"
        raise Faulty(path, refusal.span.line, told, _WRITE) from refusal
    return tuple(_Reader(text, path).entries(root))


def _refuse_conflict(text: str, path: str) -> None:
    """What git leaves where two branches changed the same lines."""
    if "<<<<<<< " not in text:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("<<<<<<< "):
            remedy = "Keep the lines of both sides, or write it anew."
            raise Faulty(path, number, "there is an unfinished merge here.", remedy)


def _started_small(message: str) -> str:
    return message[:1].lower() + message[1:]


class _Reader:
    """Reads entries off a tree, and stops at the first thing that is wrong."""

    def __init__(self, text: str, path: str) -> None:
        self.places, self.path = Places(text), path
        self.lines: dict[tuple[str, str], int] = {}

    def entries(self, root: Node) -> Iterator[Entry]:
        if not isinstance(root, Mapping) or MARK not in root.fields:
            raise self._fault(root, f"this is no baseline: it has no `{MARK}`.", _WRITE)
        self._of_this_form(root.fields[MARK][1])
        for name, (key, _) in root.fields.items():
            if name not in _FIELDS:
                raise self._unknown(key, _FIELDS)
        if "findings" not in root.fields:
            raise self._fault(root, "there is no list of `findings`.", _AGAIN)
        findings = root.fields["findings"][1]
        if not isinstance(findings, Sequence):
            raise self._fault(findings, "`findings` is no list.", _AGAIN)
        for item in findings.items:
            yield self._once(item, self._entry(item))

    def _of_this_form(self, node: Node) -> None:
        if isinstance(node, Scalar) and node.style == "number" and node.text == str(FORM):
            return
        told = shown(node.text) if isinstance(node, Scalar) else "something else"
        message = f"this baseline is of form {told}; this version reads form {FORM}."
        raise self._fault(node, message, "Write it anew, or take the version that wrote it.")

    def _entry(self, item: Node) -> Entry:
        if not isinstance(item, Mapping):
            raise self._fault(item, "a finding is a group of fields; this is not.", _AGAIN)
        for name, (key, _) in item.fields.items():
            if name not in Entry._fields:
                raise self._unknown(key, Entry._fields)
        lacks = [name for name in _TEXTS if name not in item.fields]
        if lacks:
            raise self._fault(item, f"this finding has no {listed(lacks)}.", _AGAIN)
        texts = {name: self._text(name, item.fields[name][1]) for name in _TEXTS}
        return Entry(**texts, further=self._further(item))

    def _further(self, item: Mapping) -> int:
        if "further" not in item.fields:
            return 0
        node = item.fields["further"][1]
        if isinstance(node, Scalar) and node.style == "number" and _COUNT.fullmatch(node.text):
            return int(node.text)
        raise self._fault(node, "`further` is no count.", _AGAIN)

    def _text(self, name: str, node: Node) -> str:
        if not isinstance(node, Scalar) or node.style != "quoted":
            raise self._fault(node, f"`{name}` is no text.", _AGAIN)
        allowed = _CHOICES.get(name)
        if allowed and node.text not in allowed:
            remedy = f"It is one of {listed(list(allowed))}."
            raise self._fault(node, f"`{name}` is {shown(node.text)}.", remedy)
        if not node.text and name in ("file", "id", "rule"):
            raise self._fault(node, f"`{name}` is empty.", _AGAIN)
        return node.text

    def _once(self, item: Node, entry: Entry) -> Entry:
        key = entry.file.replace("\\", "/"), entry.id
        if key in self.lines:
            message = f"this finding stands already in line {self.lines[key]}."
            raise self._fault(item, message, "Keep one of the two.")
        self.lines[key] = self._line(item)
        return entry

    def _unknown(self, key: Scalar, known: tuple[str, ...]) -> Faulty:
        meant = nearest(key.text, list(known))
        remedy = f"Did you mean `{meant}`?" if meant else f"There are {listed(list(known))}."
        return self._fault(key, f"there is no field {shown(key.text)} here.", remedy)

    def _fault(self, node: Node, message: str, remedy: str) -> Faulty:
        return Faulty(self.path, self._line(node), message, remedy)

    def _line(self, node: Node) -> int:
        return self.places.line_of(node.start)
