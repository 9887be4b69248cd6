"""Records -> the text of their file. Order, comments and what is not changed stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from perkins_rules.determinations.reader import FIELDS, placed_records, records_in
from perkins_rules.determinations.records import Record
from perkins_rules.documents.decoding import decode
from perkins_rules.documents.tree import Mapping as Group
from perkins_rules.documents.tree import Node
from perkins_rules.documents.yaml_reader import read_yaml

Comments = dict[str, list[str]]
"""By the field that they stand above."""
_INDENT = 4
_WIDTH = 88


def updated(
    content: bytes,
    changed: Sequence[Record],
    dropped: Iterable[str] = (),
    name: str = "",
    remarks: Mapping[str, str] | None = None,
) -> str:
    """The text of a file in which some records are new or changed, and others are gone.

    `content` is what the file holds now (nothing, if there is none), `dropped` are ids of
    findings, `name` what the document is called in a new file; `remarks` are comments above the
    answers to findings. Raises Faulty.
    """
    placed = placed_records(content, name)
    wanted = _merged([record for record, _ in placed], changed, set(dropped))
    text = decode(content)
    edited = _edited(text, placed, changed, set(dropped), remarks or {}) if placed else None
    if edited is None or _read_back(edited) != wanted:
        head = _head_of(text) if text.strip() else _new_head(name)
        beside = {record.finding: _comments(text, *span) for record, span in placed}
        edited = head + _listed(wanted, remarks or {}, beside)
    assert _read_back(edited) == wanted
    return edited


def _merged(before: Sequence[Record], changed: Sequence[Record], dropped: set[str]) -> list[Record]:
    records = {r.finding: r for r in before if r.finding not in dropped}
    records |= {r.finding: r for r in changed}
    return list(records.values())


def _read_back(text: str) -> list[Record] | None:
    try:
        return list(records_in(text.encode("utf-8", "surrogatepass")))
    except Exception:  # noqa: BLE001  # whatever is wrong with an edit, the file is written anew
        return None


# ------------------------------------------------------------------ a file, edited


def _edited(
    text: str,
    placed: Sequence[tuple[Record, tuple[int, int]]],
    changed: Sequence[Record],
    dropped: set[str],
    remarks: Mapping[str, str],
) -> str:
    """The text with each changed record in the place of the old one, and new ones at the end."""
    ends = "\r\n" if "\r\n" in text else "\n"
    spans = {record.finding: span for record, span in placed}
    new = {record.finding: record for record in changed}
    last = placed[-1][1]
    indent = _column(text, last[0])
    added = [r for r in changed if r.finding not in spans]
    at_end = _line_end(text, last[1])
    pieces = [(at_end, at_end, _appended(added, indent, ends, remarks))]
    for finding, (start, end) in spans.items():
        if finding in new:
            comments = _comments(text, start, end)
            comments.setdefault("answer", []).extend(_remark(remarks.get(finding, "")))
            lines = _fields(new[finding], comments, " " * _column(text, start))
            pieces.append((start, end, ends.join(lines).lstrip()))
        elif finding in dropped:
            pieces.append((_line_start(text, start), _line_end(text, end) + len(ends), ""))
    for start, end, piece in sorted(pieces, reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def _appended(records: Sequence[Record], indent: int, ends: str, remarks: Mapping[str, str]) -> str:
    return "".join(ends + ends.join(_item(record, indent, remarks, {})) for record in records)


def _remark(text: str) -> list[str]:
    """A comment on one line, whatever the text holds."""
    harmless = "".join(c if c.isprintable() else " " for c in text)
    return [f"# {' '.join(harmless.split())}"] if text else []


def _column(text: str, at: int) -> int:
    return at - _line_start(text, at)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _comments(text: str, start: int, end: int) -> Comments:
    """The comments in a record, by the field that they stand above or beside."""
    item = _item_at(read_yaml(text), start)
    comments: dict[str, list[str]] = {}
    before, at = "", start
    for name, (key, node) in item.fields.items() if item is not None else ():
        beside, *above = text[at : key.start].split("\n")
        comments.setdefault(before, []).extend(_pieces([beside]))
        comments.setdefault(name, []).extend(_pieces(above))
        before, at = name, max(key.end, node.end)
    return comments


def _pieces(lines: Iterable[str]) -> list[str]:
    found = (re.search(r"(?:^|[\s:])(#.*)", line) for line in lines)
    return [match[1].rstrip() for match in found if match]


def _item_at(root: Node, start: int) -> Group | None:
    listed: Any = root.fields["determinations"][1] if isinstance(root, Group) else None
    return next((i for i in listed.items if i.start == start and isinstance(i, Group)), None)


# ------------------------------------------------------------------ a file, written


def _head_of(text: str) -> str:
    """The comments that a file begins with."""
    lines = text.replace("\r\n", "\n").split("\n")
    kept = 0
    while kept < len(lines) and (not lines[kept].strip() or lines[kept].lstrip().startswith("#")):
        kept += 1
    head = "\n".join(lines[:kept]).strip("\n")
    return f"{head}\n" if head else ""


def _new_head(name: str) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in name) or "a document"
    return (
        f"# What reviewers determined on {shown}.\n"
        "# Written by `perkins-rules review`, and to be edited as you like. `answer` is met,\n"
        "# not_met or not_applicable, or blank while the question is open. `text_sha256` is the\n"
        "# digest of the question and of the text that was looked at: leave it as it is.\n"
    )


def _listed(
    records: Sequence[Record], remarks: Mapping[str, str], beside: Mapping[str, Comments]
) -> str:
    if not records:
        return "determinations: []\n"
    lines = (
        line
        for record in records
        for line in _item(record, _INDENT, remarks, beside.get(record.finding, {}))
    )
    return "determinations:\n" + "\n".join(lines) + "\n"


def _item(record: Record, indent: int, remarks: Mapping[str, str], beside: Comments) -> list[str]:
    remark = _remark(remarks.get(record.finding, ""))
    comments = {**beside, "answer": [*beside.get("answer", ()), *remark]}
    lines = _fields(record, comments, " " * indent)
    return [" " * max(indent - 2, 0) + "- " + lines[0].lstrip(), *lines[1:]]


def _fields(record: Record, comments: Mapping[str, Sequence[str]], indent: str) -> list[str]:
    lines: list[str] = []
    for name in FIELDS:
        own = _field(name, getattr(record, name))
        above = list(comments.get(name, ()))
        # The first field stands behind the dash; a comment on it goes below.
        lines += [*above, *own] if lines else [*own, *above]
    return [indent + line if line else "" for line in lines]


def _field(name: str, text: str) -> list[str]:
    if not text:
        return [f"{name}:"]
    value = date.fromisoformat(text) if name == "date" else _Text(text)
    dumped = yaml.dump(
        {name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return str(dumped).rstrip("\n").split("\n")


class _Text(str):
    """A text, whose lines stay as they are."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    pass


def _represented(dumper: Any, text: _Text) -> Any:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(_Text, _represented)
