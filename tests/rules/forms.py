"""Forms with levels as changes to the sample plan: one row, a filing that adjusts levels of the
plan in force.
"""

from __future__ import annotations

from typing import Any

from tests.rules.conftest import plan
from tests.rules.filings import LEVELS_ONLY

Levels = dict[int, str]


def levels(figures: Levels, *adjusted: int) -> list[dict[str, Any]]:
    """Entries for an indicator's levels; the years named last are marked as adjusted."""
    return [
        {"fiscal_year": year, "level": figure, "adjusted": year in adjusted}
        for year, figure in figures.items()
    ]


def actuals(figures: Levels) -> list[dict[str, Any]]:
    return [{"fiscal_year": year, "value": figure} for year, figure in figures.items()]


def one_row(code: str, figures: Levels, *adjusted: int, **more: Any) -> dict[str, Any]:
    """Changes that leave a single row on the form."""
    row = {"code": code, "unit": "percent", "levels": levels(figures, *adjusted), **more}
    return {"performance.indicators": [row]}


def adjusting(basis: str | None, code: str, figures: Levels, *adjusted: int, **more: Any) -> Any:
    """A filing in the plan for FY 2026 to FY 2029 that adjusts levels of one indicator."""
    revision = {
        "basis": basis,
        "date": "2027-07-02",
        "evidence": "The assessment of spring 2027 was cancelled.",
        "compared_with_states": "Six similar States set like levels.",
    }
    filing = {**LEVELS_ONLY, "submission.fiscal_years": [2028], "submission.date": "2028-04-14"}
    return plan(
        {
            **filing,
            "performance.revision": revision,
            **one_row(code, figures, *adjusted, actuals=more.pop("actuals", [])),
            **more,
        }
    )
