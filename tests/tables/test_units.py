"""Amounts in thousands or millions: heeded wherever the table says it, or asked about."""

from collections.abc import Sequence
from typing import Any

import pytest

from perkins_rules.tables.grid import TableFault
from tests.tables.making import HEAD, Num, Rows, csv_of, taken, told, values, xlsx_of
from tests.tables.word_making import docx_of, p, table

LINES = [
    ["1", "Total Perkins V Allocation", "", "5,200"],
    ["2", "State Administration", "5%", "260.5"],
]
IN_THOUSANDS = ["5200000", "260500"]


def amounts(rows: Rows, **asked: Any) -> list[str]:
    tables = taken(csv_of(rows), "t.csv", **asked)
    return [text for path, text in values(tables).items() if path.endswith("amount")]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, *LINES, [], ["Dollars in thousands"]],
        [HEAD, *LINES, ["* All amounts are in thousands of dollars."]],
        [HEAD, *LINES, ["", "", "", "(in thousands)"]],
        [HEAD, ["(in thousands)"], *LINES],
        [HEAD, ["", "", "", "(in thousands)"], *LINES],
        [[*HEAD, "", "$000s"], *LINES],
        [["Line", "Item (dollars in thousands)", *HEAD[2:]], *LINES],
        [["(in thousands)"], *[[f"{n}"] for n in "abcdefghijk"], HEAD, *LINES],
        [["State Name:", "Vermont"], ["Unit:", "$ thousands"], ["FY:", "2026"], HEAD, *LINES],
        [["", "", "", "$000"], HEAD, *LINES],
        [HEAD, *LINES, ["Note: figures shown in 000s"]],
        [HEAD, *LINES, ["Amounts: thousands"]],
        [[*HEAD[:3], "Amount, thousands"], *LINES],
        [[*HEAD[:3], "Amount ('000)"], *LINES],
        [[*HEAD[:3], "$K"], *LINES],
        [[*HEAD[:3], "Amount (thousand $)"], *LINES],
        [[*HEAD[:3], "$000"], *LINES],
        [[*HEAD[:3], "Amount (K)"], *LINES],
        [[*HEAD[:3], "Amount ($1,000s)"], *LINES],
    ],
)  # fmt: skip
def test_a_unit_is_heeded_wherever_it_stands(rows: Rows) -> None:
    assert amounts(rows) == IN_THOUSANDS
    [remark] = taken(csv_of(rows), "t.csv").remarks
    assert "amounts in thousands by th" in remark.text
    assert not remark.is_loss


def test_millions() -> None:
    rows = [[*HEAD[:3], "Amount, millions"], *LINES]
    assert amounts(rows) == ["5200000000", "260500000"]
    assert amounts([HEAD, *LINES, ["Dollars in millions"]]) == ["5200000000", "260500000"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([HEAD, *LINES, ["Line 2 is in thousands"]], "A4"),
        ([HEAD, *LINES, ["In thousands, except line 1"]], "A4"),
        ([HEAD, [*LINES[0], "in thousands"], LINES[1]], "E2"),
        ([HEAD, LINES[0], ["14", "State Match (in thousands)", "", "7"]], "B3"),
        ([HEAD, *LINES, ["Dollars in thousands"], ["Grants", "12"]], "A4"),
        ([["Grants ($000)"], ["Acme", "12"], HEAD, *LINES], "A1"),
        ([["(in thousands)"], HEAD, *LINES, ["(in millions)"]], "A5"),
        ([[*HEAD[:3], "Amount ($ millions)"], *LINES, ["Dollars in thousands"]], "A4"),
        ([[*HEAD[:3], "Amount (whole dollars)"], *LINES, ["Dollars in thousands"]], "A4"),
        ([HEAD, *LINES, ["Some of the amounts are thousands"]], "A4"),
        ([["Indicator", "FY 2026"], ["1S1", "9%"], HEAD, *LINES, ["In thousands"]], "A6"),
    ],
)
def test_a_unit_that_is_not_plainly_of_all_amounts_is_asked_about(rows: Rows, place: str) -> None:
    with pytest.raises(TableFault, match=f"{place} says ") as fault:
        taken(csv_of(rows), "t.csv")
    assert "--amounts-in dollars, thousands or millions" in fault.value.hint
    assert amounts(rows, scale=1)[0] == "5200"
    assert amounts(rows, scale=1000)[0] == "5200000"


@pytest.mark.parametrize(
    "note",
    [
        "Perkins V serves thousands of students",
        "The State spends $5.2 million a year",
        "Enrollment in thousands",
        "Amounts are rounded to the nearest thousand",
        "Digest 1a000b7",
        "Awards over $10 000 need approval",
    ],
)
def test_what_is_no_unit_of_amounts_changes_nothing(note: str) -> None:
    assert amounts([HEAD, *LINES, [note]]) == ["5200", "260.5"]


def test_blanks_between_the_digits_of_an_amount_are_no_unit() -> None:
    rows = [HEAD, ["1", "Total Perkins V Allocation", "", "5 200 000"], LINES[1]]
    tables = taken(csv_of(rows), "t.csv")
    assert "Write `5200000`" in told(tables)["D2"]
    assert list(values(tables).values()) == ["5%", "260.5"]


def test_a_number_that_is_shown_in_thousands_is_not_scaled_twice() -> None:
    rows: Sequence[Sequence[str]] = [
        [*HEAD[:3], "Amount ($000)"],
        ["1", "", "", Num("5200000|#,##0,")],
        ["2", "", "", Num("260|#,##0")],
    ]
    tables = taken(xlsx_of(rows))
    assert list(values(tables).values()) == ["5200000", "260000"]
    assert "shown in thousands" in told(tables)["Sheet1!D2"]


def test_a_unit_on_another_sheet_is_told() -> None:
    notes = {"Notes": [["All dollars in thousands"]]}
    tables = taken(xlsx_of([HEAD, *LINES], sheets=notes))
    [doubt] = [one for one in tables.remarks if one.is_doubt]
    assert doubt.place == "Notes!A1"
    assert "--amounts-in" in doubt.text
    sure = taken(xlsx_of([HEAD, *LINES], sheets=notes), scale=1000)
    assert not any(one.is_doubt for one in sure.remarks)


@pytest.mark.parametrize(
    ("note", "expected"),
    [("(Dollars in thousands)", ["5200000", "260500"]), ("In dollars.", ["5200", "260.5"])],
)
def test_a_unit_below_a_table_of_a_word_document(note: str, expected: list[str]) -> None:
    data = docx_of(table([HEAD, *LINES]), p(""), p(note))
    tables = taken(data, "t.docx")
    found = values(tables)
    assert [text for path, text in found.items() if path.endswith("amount")] == expected


def test_a_unit_between_two_tables_of_a_word_document_is_asked_about() -> None:
    other = table([["Grant", "Amount"], ["Acme", "12"]])
    data = docx_of(table([HEAD, *LINES]), p("Dollars in thousands"), other)
    with pytest.raises(TableFault, match="below table 1 says `Dollars in thousands`"):
        taken(data, "t.docx")


def test_a_unit_in_the_name_of_the_sheet_is_asked_about() -> None:
    with pytest.raises(TableFault, match="The name of the sheet `Budget"):
        taken(xlsx_of([HEAD, *LINES], name="Budget ($000)"))


def test_a_unit_beside_counts_of_students_is_told() -> None:
    rows = [["Students in thousands"], ["Indicator", "FY 2024 Numerator"], ["1S1", "80"]]
    [doubt] = [one for one in taken(csv_of(rows), "t.csv").remarks if one.is_doubt]
    assert doubt.place == "A1"
    levels = [rows[0], ["Indicator", "FY 2026"], ["1S1", "80%"]]
    assert taken(csv_of(levels), "t.csv").remarks == []
