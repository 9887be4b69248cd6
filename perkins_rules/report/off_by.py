"""A finding -> in words how far the value is from the figure that it is held against."""

from __future__ import annotations

import re
from fractions import Fraction

from perkins_rules.findings import Finding, Severity
from perkins_rules.report.figures import figure

_COUNTED = ("number", "integer")


def off_by(finding: Finding) -> str:
    """`0.6 points; a difference within 0.5 points is let pass`. Empty where there is nothing to
    add to the message: it says so already, the value lies on the limit, or two whole numbers are
    next to each other.
    """
    if finding.distance is None or finding.severity == Severity.INFO:
        return ""
    far = Fraction(finding.distance)
    if not far or (far == 1 and finding.distance_unit in _COUNTED):
        return ""
    off = how_far(finding)
    if finding.tolerance is not None:
        return f"{off}; {_let_pass(finding, far)}"
    return "" if re.search(rf"(?<![\w$.,]){re.escape(off)}(?![\w.,]\d)", finding.message) else off


def how_far(finding: Finding) -> str:
    """The distance, which there must be, with its unit; an amount in whole cents, rounded up."""
    assert finding.distance is not None
    digits, unit = finding.distance, finding.distance_unit or ""
    if unit == "money":
        cents = (Fraction(digits) * 100).__ceil__()
        return figure(f"{cents // 100}.{cents % 100:02d}", unit)
    return figure(digits if finding.distance_exact is not False else f"≈{digits}", unit)


def _let_pass(finding: Finding, far: Fraction) -> str:
    allowed = finding.tolerance or ""
    within = "of less than" if far == Fraction(allowed) else "within"
    return f"a difference {within} {figure(allowed, finding.distance_unit or '')} is let pass"
