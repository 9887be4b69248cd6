"""Identity and order of findings: the id that outlives a revision, the guide's order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from perkins_rules.documents import Document, Shape, from_pointer, to_pointer
from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.same_text import key_form


def finding_id(rule: str, document: Document | None, *about: str) -> str:
    """A digest of a rule and of what the finding is about: no figures, no file name, no position.

    `about` are pointers: of the entries that a rule quantifies over (none for a rule that speaks
    of the whole document), or of the value that does not fit the schema. Where in an entry the
    rule found its reason, and in which of its demands, may change with the figures: it is left out.
    """
    told = [p if document is None or p[:1] != "/" else keyed_path(document, p) for p in about]
    return sha256("\n".join([rule, *told]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def keyed_path(document: Document, pointer: str) -> str:
    """The pointer with list entries named by their keys, however these are spelled, or by a digest
    of their content.

    What an entry has that does not fit is named by what is written there.
    """
    value: Any = document.data
    shape: Shape | None = document.shape
    names = []
    at = ""
    for part in from_pointer(pointer):
        if shape is not None and shape.kind == "list":
            value = value[int(part)] if value and int(part) < len(value) else None
            at += f"/{part}"
            names.append(_entry_name(shape, value) or _by_content(document, shape, at, value))
            shape = shape.entry
        else:
            names.append(part)
            at += to_pointer([part])
            value = value.get(part) if isinstance(value, dict) else None
            shape = shape.fields.get(part) if shape is not None else None
    return "/".join(names)


def _entry_name(shape: Shape, entry: Any) -> str | None:
    if shape.key is not None and isinstance(entry, dict) and shape.key in entry:
        return f"[{key_form(entry[shape.key])}]"
    return None


def _by_content(document: Document, shape: Shape, pointer: str, entry: Any) -> str:
    """A name for an entry that has no key, or whose key does not fit or is that of another."""
    is_unfit = entry is None or shape.key is not None
    told = document.written_at(pointer) if is_unfit else entry
    content = json.dumps(told, default=str, sort_keys=True)
    return f"[#{sha256(content.encode()).hexdigest()[:12]}]"


@lru_cache(maxsize=4096)  # documents of a type have most of their places in common
def form_order(root: Shape, pointer: str) -> tuple[int, ...]:
    """Where a place stands in the guide's form: the schema keeps that order."""
    shape: Shape | None = root
    order: list[int] = []
    for part in from_pointer(pointer):
        if shape is None:
            break
        if shape.kind == "list":
            order.append(int(part) if part.isdigit() else 0)
            shape = shape.entry
        else:
            names = list(shape.fields)
            order.append(names.index(part) if part in shape.fields else len(names))
            shape = shape.fields.get(part)
    return tuple(order)


def told_apart(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with equal ids (two entries with one key) numbered, so that an id names one."""
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        count = seen[finding.id] = seen.get(finding.id, 0) + 1
        result.append(finding if count == 1 else finding._replace(id=f"{finding.id}-{count}"))
    return result


def with_causes(findings: Sequence[Finding], document: Document) -> list[Finding]:
    """What cannot be determined names the finding that reports its missing item.

    So does an item of a section that is missing as a whole, and one that counts as missing
    because its value does not fit: that is told once, by what reads the document.
    """
    told = {(f.rule, f.path): f.id for f in reversed(findings)}
    lost = {
        problem.loses: told[told_as]
        for problem in document.problems
        if problem.loses is not None
        and (told_as := (f"schema/{problem.kind}", problem.pointer)) in told
    }
    absent = [f for f in findings if f.verdict == Verdict.FAIL and not given(document, f.path)]
    # Of several at one place the first is the one: an item stands before the rules on its value.
    firsts = reversed([f for f in absent if f.severity == Severity.ERROR])
    missing = {f.path: f.id for f in firsts} | lost
    items = {f.id for f in absent if not f.rule.startswith("schema/")}
    return [f._replace(because_of=_because_of(f, items, missing, lost)) for f in findings]


def _because_of(
    finding: Finding, items: set[str], missing: dict[str, str], lost: dict[str, str]
) -> str | None:
    if finding.verdict == Verdict.CANNOT_DETERMINE:
        return _cause(finding.needs, lost) or _cause(finding.needs, missing)
    if finding.id not in items:
        return None
    if finding.severity != Severity.ERROR:
        return _cause((finding.path,), lost)
    return _cause((finding.path,), lost) or _cause((finding.path.rpartition("/")[0],), missing)


def given(document: Document, pointer: str) -> bool:
    """Whether the document has a value at a place that its schema knows; an empty list is none."""
    value: Any = document.data
    for part in from_pointer(pointer):
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value is not None and value != []


def _cause(needs: Sequence[str], missing: dict[str, str]) -> str | None:
    """The finding that reports one of the needs missing, or the section it stands in."""
    for need in needs:
        place = need
        while place:
            if place in missing:
                return missing[place]
            place = place.rpartition("/")[0]
    return None
