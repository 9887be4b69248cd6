"""A whole derivation: each value, what it is, and the line or the law that it is from."""

from __future__ import annotations

from perkins_rules.findings import Step
from perkins_rules.report.style import Style
from perkins_rules.report.text.derivation_text import derivation_lines

from .making import GUIDE, LAW


def test_each_figure_has_its_origin_and_what_is_not_given_has_none() -> None:
    steps = (
        Step("budget.x", "260000.00", "money", "/budget/x", 12),
        Step("budget.y", "", "money", "/budget/y", 14),
        Step("share", "5", "percent", None, None, (LAW, GUIDE)),
        Step("years", "", "list"),
        Step("budget.x is at most share of budget.y", "", "yes_no"),
    )
    lines = [line.strip() for line in derivation_lines(steps, 78, Style(width=78))]
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines] == [
        "$260,000.00  budget.x (line 12)",
        "not given  budget.y",
        "5%  share (Perkins V § 112(a)(3); Guide IV.A line 2)",
        "nothing  years",
        "open  budget.x is at most share of budget.y",
    ]
