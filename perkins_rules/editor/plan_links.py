"""A place of a document -> the other places of it that it speaks of."""

from __future__ import annotations

from perkins_rules.documents import to_pointer
from perkins_rules.documents.pointers import follow
from perkins_rules.documents.tree import Scalar
from perkins_rules.editor.plan import Plan
from perkins_rules.editor.spots import Spot, shape_of
from perkins_rules.findings import Finding
from perkins_rules.source import Span


def section_named(plan: Plan, spot: Spot) -> Span | None:
    """Where the section or field stands that a word names, as in `submission.revises`."""
    if plan.document is None or spot.is_name or not isinstance(spot.node, Scalar):
        return None
    shape = shape_of(plan.document.shape, spot.path)
    if shape is None or shape.kind != "path":
        return None
    parts = spot.node.text.strip().split(".")
    if len(follow(plan.document.root, parts)) != len(parts) + 1:
        return None
    name, node = follow(plan.document.root, parts)[-1]
    at = name or node
    return plan.document.span_of(to_pointer(parts)) if name is None else _span(plan, at)


def _span(plan: Plan, at: object) -> Span:
    from perkins_rules.documents.places import Places

    assert isinstance(at, Scalar)
    return Places(plan.text.lstrip("\ufeff")).span(at.start, at.end)


def findings_at(plan: Plan, line: int, column: int) -> list[Finding]:
    """The findings whose place takes in a line and column, which count from 1."""
    at = (line, column)
    return [
        finding
        for finding in plan.result.report.told_once
        if finding.span[:2] <= at <= finding.span[2:]
    ]
