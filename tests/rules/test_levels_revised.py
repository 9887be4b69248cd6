"""Two States that revised a level of the first plan year in 2021: whole filings, to the day."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.rules.conftest import plan, report
from tests.rules.filings import ANNUAL

ABOUT_LEVELS = ("federal.levels/", "federal.adjustments/", "federal.submission/")
COMPLETED = "federal.adjustments/completed-years-stand"
AT_THE_END = "federal.adjustments/revision-at-the-end-of-a-year"
REMAINING = "federal.adjustments/remaining-years-only"
JUST_ENDED = "federal.adjustments/year-just-ended"


class Filed(NamedTuple):
    """A level of 2020-21 (FY 2020) that was lowered in the plan for FY 2020 to FY 2023."""

    code: str
    name: str
    indicator: str
    before: str
    after: str
    later: tuple[str, str, str]


ILLINOIS = Filed("IL", "Illinois", "1P1", "69", "64", ("69", "70", "71"))
MICHIGAN = Filed("MI", "Michigan", "3S1", "95", "75", ("95", "95.1", "95.2"))


def filed(case: Filed, revised: str, submitted: str) -> dict[str, Any]:
    """The annual filing for FY 2021 that revises the level of FY 2020."""
    first = {"fiscal_year": 2020, "level": case.after, "previous": case.before, "adjusted": True}
    later = [
        {"fiscal_year": year, "level": level}
        for year, level in zip((2021, 2022, 2023), case.later, strict=True)
    ]
    row = {"code": case.indicator, "unit": "percent", "baseline": "60", "levels": [first, *later]}
    return plan(
        {
            **ANNUAL,
            "state": {"code": case.code, "name": case.name},
            "performance.state_name": case.name,
            "submission.fiscal_years": [2021],
            "submission.date": submitted,
            "submission.due_date": None,
            "submission.plan_in_force": True,
            "submission.running_plan_years": [2020, 2021, 2022, 2023],
            "submission.revises": ["performance"],
            "budget.fiscal_year": 2021,
            "budget.state_name": case.name,
            "cover_page.governor.sent": "2021-04-01",
            "cover_page.governor.delivered": "2021-04-02",
            "cover_page.signature.date": "2021-05-12",
            "performance.comment_period.opened": "2021-03-01",
            "performance.comment_period.closed": "2021-04-30",
            "performance.indicators": [row],
            "performance.revision": {
                "basis": "unanticipated_circumstances",
                "date": revised,
                "evidence": "Schools, colleges and employers closed in the spring of 2020.",
            },
        }
    )


def told(document: dict[str, Any], profile: str) -> dict[str, set[str]]:
    """What is said of the levels and the filing: the rules by severity, and the questions."""
    found = [
        f for f in report(document, profile=profile).findings if f.rule.startswith(ABOUT_LEVELS)
    ]
    said = {
        name: {f.rule for f in found if (f.verdict, f.severity) == ("fail", name)}
        for name in ("error", "warning")
    }
    return {**said, "asked": {f.rule for f in found if f.verdict == "needs_review"}}


DAYS = [
    ("2021-03-01", {AT_THE_END}, set(), set()),  # in spring, while the year runs
    ("2021-06-29", {AT_THE_END}, set(), set()),
    ("2021-06-30", set(), set(), set()),  # the last day of the year
    ("2021-07-01", {REMAINING}, {JUST_ENDED}, set()),  # in summer, when it has just ended
    ("2021-12-31", {REMAINING}, {JUST_ENDED}, set()),
    ("2022-01-01", {AT_THE_END, REMAINING}, {JUST_ENDED}, set()),
    ("2022-06-30", {REMAINING}, {JUST_ENDED}, set()),
    ("2022-07-01", set(), set(), {COMPLETED}),  # another year has ended since
]


@pytest.mark.parametrize("case", [ILLINOIS, MICHIGAN], ids=["Illinois", "Michigan"])
@pytest.mark.parametrize(("revised", "warned", "asked", "refused"), DAYS)
def test_a_first_year_revised(
    case: Filed, revised: str, warned: set[str], asked: set[str], refused: set[str]
) -> None:
    document = filed(case, revised, max(revised, "2021-05-14"))
    if revised >= "2022-07-01":
        document["submission"]["fiscal_years"] = [2022]
        document["budget"]["fiscal_year"] = 2022
    guide = told(document, "guide")
    assert guide["error"] == refused
    assert guide["warning"] & {AT_THE_END, REMAINING} == warned
    statute = told(document, "statute")
    assert statute["error"] == refused
    assert statute["warning"] & {AT_THE_END, REMAINING} == warned - {REMAINING}
    assert statute["asked"] & {JUST_ENDED} == asked


@pytest.mark.parametrize("case", [ILLINOIS, MICHIGAN], ids=["Illinois", "Michigan"])
def test_as_filed_they_are_accepted(case: Filed) -> None:
    for revised, submitted in (("2021-04-30", "2021-05-14"), ("2021-07-15", "2021-08-31")):
        document = filed(case, revised, submitted)
        errors = {
            f.rule
            for f in report(document).findings
            if (f.verdict, f.severity) == ("fail", "error")
        }
        assert errors == set()
