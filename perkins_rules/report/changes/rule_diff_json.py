"""What changed in rules -> JSON, as `schemas/rule_changes.schema.json` describes it."""

from __future__ import annotations

from typing import Any

from perkins_rules.analysis.changes.rule_diff import Change, PackDiff
from perkins_rules.analysis.changes.rule_diff_documents import DocumentShift, Shift
from perkins_rules.findings_plain import finding_to_plain
from perkins_rules.report.changes.rule_diff_text import RuleDiff
from perkins_rules.report.json_text import json_text


def rule_diff_json(version: str, found: RuleDiff, proved: dict[str, Any] | None = None) -> str:
    """The changes as JSON text, in ASCII, with what was `proved` of them. The same changes, the
    same bytes.
    """
    documents = found.documents
    plain = {
        "tool": {"name": "perkins-rules", "version": version},
        "old": {"path": found.old, "rules_sha256": found.old_sha256},
        "new": {"path": found.new, "rules_sha256": found.new_sha256},
        "packs": [_pack(pack) for pack in found.packs],
        "documents": None if documents is None else [_document(one) for one in documents],
    }
    plain |= {} if proved is None else {"proved": proved}
    return json_text(plain, indent=2) + "\n"


def _pack(pack: PackDiff) -> dict[str, Any]:
    return {
        "name": pack.name,
        "title": pack.title,
        "changes": [_change(change) for change in pack.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        **change._asdict(),
        "details": [detail._asdict() for detail in change.details],
        "used_by": list(change.used_by),
    }


def _document(one: DocumentShift) -> dict[str, Any]:
    return {
        "name": one.name,
        "sha256": one.new.sha256,
        "old_verdict": one.old.verdict.value,
        "new_verdict": one.new.verdict.value,
        "shifts": [_shift(shift) for shift in one.shifts],
    }


def _shift(shift: Shift) -> dict[str, Any]:
    old, new = (None if f is None else finding_to_plain(f) for f in (shift.old, shift.new))
    return {**shift._asdict(), "old": old, "new": new}
