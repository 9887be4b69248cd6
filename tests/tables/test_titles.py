"""A table whose title or sheet names another State or year than the plan is told."""

from typing import Any

import pytest

from perkins_rules.tables.against_plan import against_plan
from perkins_rules.tables.into_plan import plan_of
from perkins_rules.tables.titles import states_in
from tests.tables.making import BUDGET, LEVELS, Rows, csv_of, shapes, taken, xlsx_of

FORM = BUDGET[2:]
PLAN = "document: state_plan\nstate: {{{0}}}\nsubmission: {{fiscal_years: [{1}]}}\n"


def doubts(
    rows: Rows, state: str = "name: Vermont", years: str = "2026", sheet: str = "", more: str = ""
) -> dict[str, str]:
    text = PLAN.format(state, years) + more
    plan = plan_of("plan.yaml", text.encode(), shapes())
    data, name = (xlsx_of(rows, name=sheet), "t.xlsx") if sheet else (csv_of(rows), "t.csv")
    asked: Any = {"plan": plan}
    return {one.place: one.text for one in against_plan(plan, taken(data, name, **asked))}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("State of Iowa: Perkins V Budget", "names Iowa, the plan `Vermont`"),
        ("IOWA DEPARTMENT OF EDUCATION", "names Iowa"),
        ("West Virginia Perkins V", "names West Virginia, the plan"),
        ("Perkins V Budget FY 2028", "names FY 2028, the plan is of FY 2026"),
        ("Budget, Program Year 2027-28", "names FY 2027"),
        ("Perkins budget for 2028", "names FY 2028"),
        ("2028 Perkins V Budget", "names FY 2028"),
        ("Perkins V State Plan 2020-2024", "names FY 2020 to FY 2024"),
        ("Budget PY 2028", "names FY 2027 to FY 2028"),
    ],
)
@pytest.mark.parametrize("state", ["name: Vermont", "code: VT"])
def test_a_title_of_another_state_or_year(title: str, said: str, state: str) -> None:
    assert said in doubts([[title], [], *FORM], state)["A1"]
    assert said in doubts([[title], [], ["a note"], *FORM], state)["A1"]


@pytest.mark.parametrize(
    "title",
    [
        "State of Vermont: Perkins V Budget FY 2026",
        "Vermont and New Hampshire",
        "Washington County",
        "U.S. Department of Education, Washington, DC 20202",
        "Program Year 2026-27",
        "State Plan 2024-2028",
        "Carl D. Perkins Act of 2006, as amended July 31, 2018",
        "Adopted on 2025-05-14",
        "FY 2025, FY 2026",
    ],
)
def test_a_title_of_the_plans_own_state_and_years_is_not_told(title: str) -> None:
    assert doubts([[title], [], *FORM]) == {}


def test_the_name_of_a_sheet() -> None:
    found = doubts(FORM, sheet="Iowa FY2028")
    assert "names Iowa" in found["sheet Iowa FY2028"] or "FY 2028" in found["sheet Iowa FY2028"]
    assert "names Iowa" in doubts(FORM, sheet="IA_Budget")["sheet IA_Budget"]
    assert "names FY 2028" in doubts(FORM, sheet="Budget 2028")["sheet Budget 2028"]
    assert doubts(FORM, sheet="VT FY2026") == doubts(FORM, sheet="Sheet1") == {}


def test_levels_are_of_the_years_of_their_columns_too() -> None:
    assert "names FY 2030" in doubts([["Levels FY 2030"], *LEVELS])["A1"]
    assert doubts([["Levels FY 2027"], *LEVELS]) == {}
    rows = [["Results, Program Year 2024-25"], ["Indicator", "Actual"], ["1S1", "79%"]]
    assert doubts(rows) == {}


def test_a_budget_is_of_the_year_of_the_plans_budget() -> None:
    own = "budget: {fiscal_year: 2027}\n"
    title = [["Perkins V Budget FY 2026"], *FORM]
    assert "the plan is of FY 2027" in doubts(title, years="2026, 2027", more=own)["A1"]
    assert doubts(title, years="2026, 2027") == {}


def test_a_state_whose_name_is_part_of_another() -> None:
    rows = [["State Name:", "West Virginia"], *FORM]
    assert "the table is of `West Virginia`" in doubts(rows, "name: Virginia")["B1"]
    assert doubts([["State Name:", "Commonwealth of Virginia"], *FORM], "code: VA") == {}


def test_states_are_known_in_full() -> None:
    assert states_in("Arkansas and New Mexico") == {"AR", "NM"}
    assert states_in("Washington, D.C.") == set()
    assert states_in("Main Street, in or me") == set()
