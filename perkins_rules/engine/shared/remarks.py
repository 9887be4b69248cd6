"""Remark: a finding of the program's own, about a document or what lies beside it."""

from __future__ import annotations

from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.source import Span


def remark(
    rule: str, identity: str, message: str, remedy: str, severity: Severity, span: Span
) -> Finding:
    """A finding that fails, carries out no requirement and is about the document as a whole.
    `identity` is its id, see identity.py.
    """
    return Finding(
        id=identity,
        rule=rule,
        requirements=(),
        verdict=Verdict.FAIL,
        severity=severity,
        message=message,
        remedy=remedy,
        path="",
        span=span,
    )
