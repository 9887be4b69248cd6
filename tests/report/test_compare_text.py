"""Comparisons as text: the signs of the other reports."""

from __future__ import annotations

from perkins_rules.analysis.changes.compare import compare
from perkins_rules.findings import Waiver
from perkins_rules.report.changes.compare_text import compare_text
from perkins_rules.report.style import Style
from tests.report.making import document, finding

LETTER = Waiver("Letter", "Agreed", "2026-03-02", "2027-06-30", None, "waivers.yaml:2")


def test_what_is_waived_or_known_has_no_sign_of_a_question() -> None:
    waived = finding(id="w", waiver=LETTER)
    known = finding(id="k", baseline=True)
    said = compare_text(
        [compare("plan.yaml", document(), document(waived, known))], Style(encoding="ascii")
    )
    assert "  - error (waived) " in said
    assert "  - known " in said
    assert "?" not in said
