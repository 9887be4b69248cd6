"""A repair -> plain parts: for programs, for a Result, and for all that is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perkins_rules.documents import Document
from perkins_rules.report.citations import short_law
from perkins_rules.report.figures import number_of
from perkins_rules.report.repairs import ROUNDED
from perkins_rules.report.unfinished import reports_missing

if TYPE_CHECKING:  # who shows a repair has the solver, and nobody else needs it
    from perkins_rules.findings import Finding
    from perkins_rules.solving.conflict import Conflict
    from perkins_rules.solving.repair import Change, Repair


_WAITS = " What rules read together with a value that cannot be read stays until that is put right."


def repair_plain(found: Repair, document: Document | None) -> dict[str, Any]:
    """All that is told of the repair of a document; `said` is the sentence on all of it."""
    named = document.name_of if document is not None else str
    return {
        "path": found.member.name,
        "known": not found.unknown,
        "reason": found.unknown or None,
        "said": _said(found) + (_WAITS if found.waits else ""),
        "only": found.is_only if found.changes else None,
        "changes": [_change(one, named(one.pointer)) for one in found.changes],
        "settles": [one.id for one in found.settled],
        "conflicts": [_conflict(one, document) for one in found.conflicts if document is not None],
        "left": [_left(one, found, document) for one in found.left],
    }


def _said(found: Repair) -> str:
    if found.unknown:
        return f"no repair is known. {found.unknown}"
    unsought = any(finding.rule in found.unsought for finding in found.left)
    waits = any(found.waits_for(finding) is not None for finding in found.left)
    if not found.changes and found.conflicts:
        return "no figures that may change satisfy all rules."
    if not found.changes and waits:
        return "no change is known yet."
    if not found.changes and unsought:
        return "no change of figures is known that helps."
    if not found.changes:
        return "no rule fails for its figures, so that none has to change."
    said = f"with {number_of(len(found.changes), 'figure')} changed, "
    if found.conflicts or unsought or waits:
        return f"{said}fewer errors are left."
    return f"{said}no error is left{' that figures settle' if found.left else ''}."


def _change(change: Change, field: str) -> dict[str, Any]:
    span = change.span
    return {
        "field": field,
        "path": change.pointer,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "was": change.was,
        "now": change.now,
        "because": [_because(one) for one in change.because],
    }


def _because(finding: Finding) -> dict[str, Any]:
    said = ROUNDED.sub("", finding.message)  # to whole dollars: another change than this one
    law = short_law(finding)
    return {"finding": finding.id, "rule": finding.rule, "message": said.strip(), "law": law}


def _conflict(conflict: Conflict, document: Document) -> dict[str, Any]:
    facts = [
        {
            "field": document.name_of(pointer),
            "path": pointer,
            "line": document.span_of(pointer).line,
            "value": str(document.written_at(pointer)),
        }
        for pointer in conflict.facts
    ]
    return {"rules": [rule.id for rule in conflict.rules], "facts": facts}


def _left(finding: Finding, found: Repair, document: Document | None) -> dict[str, Any]:
    place = found.waits_for(finding)
    return {
        "rule": finding.rule,
        "path": finding.path,
        "line": finding.span.line,
        "message": finding.message,
        "missing": reports_missing(finding),
        "sought": finding.rule not in found.unsought,
        "waits": None if place is None or document is None else _unread(place, document),
    }


def _unread(place: str, document: Document) -> dict[str, Any]:
    """The value for which an error waits."""
    span = document.span_of(place)
    return {"field": document.name_of(place), "path": place, "line": span.line}
