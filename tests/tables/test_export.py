"""The forms as a workbook: the same bytes, exact figures, and `import` gives the values back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.documents import Document, document_from_mapping, read_document
from perkins_rules.report.workbooks.form_book import form_book
from perkins_rules.tables.form import INDICATORS, LINES
from perkins_rules.tables.into_plan import fragment
from tests.tables.making import shapes, taken

AMOUNTS = st.decimals(0, 10**14, places=2) | st.integers(0, 10**25)
PERCENTS = st.decimals(0, 100, places=2) | st.integers(0, 100) | st.decimals(0, 1, places=16)
LEVELS = PERCENTS | st.just("N/A")
NUMBERS = st.decimals(0, 10**6, places=1) | st.integers(0, 10**20)
YEARS = st.lists(st.integers(2020, 2098), unique=True, min_size=1, max_size=5)


Plain = dict[str, Any]


def plan_of(mapping: Plain) -> Document:
    return document_from_mapping({"document": "state_plan", **mapping}, shapes())


def again(plan: Document, form: str = "both") -> Document:
    """The plan that the tables of an export give."""
    data, left_out = form_book(plan, form)
    assert left_out == []
    tables = taken(data, plan=plan)
    assert [one for one in tables.remarks if one.is_loss] == []
    text = "document: state_plan\n" + fragment(tables.values, shapes()["state_plan"])
    return read_document("again.yaml", text.encode(), shapes())


def set_at(mapping: Plain, path: Sequence[str], value: Any) -> None:
    for name in path[:-1]:
        mapping = mapping.setdefault(name, {})
    mapping[path[-1]] = value


@st.composite
def budgets(draw: st.DrawFn) -> Plain:
    mapping: Plain = {"budget": {"note": "x"}}
    for line in LINES:
        for path, values in ((line.percent, PERCENTS), (line.amount, AMOUNTS)):
            if path is not None and draw(st.booleans()):
                set_at(mapping, path, draw(values))
    return mapping


@st.composite
def levels(draw: st.DrawFn) -> Plain:
    entries, years = [], draw(YEARS)
    for code in draw(st.lists(st.sampled_from(sorted(INDICATORS)), unique=True, min_size=1)):
        in_numbers = code == "5S4" and draw(st.booleans())
        values = NUMBERS if in_numbers else LEVELS
        entry: Plain = {"code": code, "baseline": draw(values)}
        if in_numbers:
            entry["unit"] = "number"
        entry["levels"] = [{"fiscal_year": year, "level": draw(values)} for year in sorted(years)]
        entries.append(entry)
    return {"performance": {"indicators": entries}}


def figures_of_budget(plan: Document) -> dict[Any, Any]:
    budget = plan.data.get("budget") or {}
    return {
        path: value
        for line in LINES
        for path in (line.percent, line.amount)
        if path and (value := at(budget, path[1:])) is not None
    }


def at(data: Any, path: Sequence[str]) -> Any:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def figures_of_levels(plan: Document) -> dict[Any, Any]:
    found = {}
    for entry in (plan.data.get("performance") or {}).get("indicators") or []:
        found[entry["code"], "baseline"] = entry.get("baseline")
        for level in entry.get("levels") or []:
            found[entry["code"], level["fiscal_year"]] = level.get("level")
    return found


@settings(deadline=None, max_examples=60)
@given(budgets())
def test_a_budget_comes_back_the_same(mapping: Plain) -> None:
    plan = plan_of(mapping)
    assert figures_of_budget(again(plan)) == figures_of_budget(plan)


@settings(deadline=None, max_examples=60)
@given(levels())
def test_levels_come_back_the_same(mapping: Plain) -> None:
    plan = plan_of(mapping)
    found = again(plan)
    numbers = {e["code"] for e in mapping["performance"]["indicators"] if "unit" in e}
    assert figures_of_levels(found) == figures_of_levels(plan)
    assert all(isinstance(code, str) for code in numbers)


SMALL = {
    "budget": {
        "state_name": "=1+1",
        "fiscal_year": 2026,
        "total_allocation": {"amount": Decimal("5200000.10")},
        "state_administration": {"percent": Decimal("4.95"), "amount": 10**20},
    },
    "performance": {
        "indicators": [
            {"code": "1S2", "used": False},
            {"code": "5S5", "name": "@mine", "levels": [{"fiscal_year": 2026, "level": 7}]},
        ]
    },
}


def test_another_program_reads_the_form() -> None:
    data, _ = form_book(plan_of(SMALL), "both")
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Budget"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=7)]
    assert rows == [
        ["Line Number", "Budget Item", "Percent of Funds", "Amount of Funds"],
        ["1", "Total Perkins V Allocation", "Not applicable", 5200000.10],
        ["2", "State Administration", 0.0495, "$" + "1" + "0" * 20],
    ]
    assert sheet["B2"].value == "'=1+1"
    assert sheet["D6"].number_format == '"$"#,##0.00'
    assert sheet["C7"].number_format == "0.00%"
    assert sheet.column_dimensions["B"].width == 54
    assert str(sheet.merged_cells) == "A1:D1"
    said = [str(cell.value) for row in sheet.iter_rows(min_row=24) for cell in row if cell.value]
    assert said[0].startswith("Exported by perkins-rules from <mapping>")
    assert "SHA-256" in said[1]
    levels = {
        str(row[0].value): [c.value for c in row[1:]] for row in book["Levels"].iter_rows(min_row=4)
    }
    assert levels["Indicators"] == ["Baseline Level", "PY 2026-27"]
    assert levels["5S5: @mine"] == [None, 0.07]
    assert levels["1S2: Extended Graduation Rate"] == [None, None]
    assert all(any(key.startswith(code) for key in levels) for code in INDICATORS)


def test_the_digits_stand_as_they_are_in_the_file() -> None:
    data, _ = form_book(plan_of(SMALL), "budget")
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<v>5200000.10</v>" in sheet
    assert "<v>0.0495</v>" in sheet


def test_the_same_plan_gives_the_same_bytes_on_another_day() -> None:
    first = form_book(plan_of(SMALL), "both")
    with (
        patch("time.time", lambda: 2_000_000_000.0),
        patch("time.localtime", lambda *_: (2033,) * 9),
    ):
        assert form_book(plan_of(SMALL), "both") == first


def test_a_value_that_does_not_fit_is_left_blank_and_named() -> None:
    plan = plan_of({"budget": {"reserve": {"amount": "lots"}}})
    assert form_book(plan, "both")[1] == ["budget.reserve.amount"]
    assert form_book(plan, "levels")[1] == []
