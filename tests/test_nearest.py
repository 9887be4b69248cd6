"""Names are near each other by one rule: what is suggested, and where nothing is."""

from __future__ import annotations

import pytest

from perkins_rules.nearest import nearest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("amont", ["amount", "percent"], "amount"),
        ("Total Allocation", ["total_allocation"], "total_allocation"),
        ("federal.bugdet", ["federal.budget", "federal.levels"], "federal.budget"),
        ("sample-plam.yaml", ["sample-plan.yaml", "guam.yaml"], "sample-plan.yaml"),
        ("plan.yml", ["plan.yaml", "report.yaml"], "plan.yaml"),
        ("admin-cap", ["administration-cap", "reserve-cap"], "administration-cap"),
        ("nothere.yaml", ["rep.yaml", "plan.yaml"], None),
        ("line2", ["declined", "outlined"], None),
        ("a.determinations.yaml", ["a.yaml"], None),
        ("cover_page.sent", ["cover_page.date"], None),
        ("", ["amount"], None),
    ],
)
def test_what_is_near(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant
