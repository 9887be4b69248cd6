"""The budget form is found wherever it stands, by numbers or labels; what is odd is told."""

from collections.abc import Sequence

import pytest

from perkins_rules.documents import Shape, shape_at
from perkins_rules.tables.form import LINE_PLACE, LINES
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.recognising import Tables
from tests.tables.making import (
    BUDGET,
    HEAD,
    Make,
    Rows,
    csv_of,
    shapes,
    taken,
    told,
    values,
    xlsx_of,
)

LABELS = [line.label for line in LINES]


def whole(number: bool = True, label: bool = True) -> list[list[str]]:
    return [
        [line.number if number else "", line.label if label else "", "", f"${at}.00"]
        for at, line in enumerate(LINES, start=1)
    ]


def amounts(tables: Tables) -> list[str]:
    return [tables.values[line.amount].text for line in LINES]


def of_the_plan(path: Sequence[str]) -> Shape:
    shape = shape_at(shapes()["state_plan"], path)
    assert shape is not None
    return shape


def test_the_lines_are_those_of_the_schema() -> None:
    for line in LINES:
        assert of_the_plan(line.amount).guide == LINE_PLACE + line.number
        if line.percent is not None:
            assert of_the_plan(line.percent).kind == "percent"
        elif not line.number[-1].isalpha():
            assert "percent" not in of_the_plan(line.amount[:-1]).fields


@pytest.mark.parametrize(("number", "label"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("make", [xlsx_of, csv_of])
def test_each_line_is_known_by_number_by_label_and_by_both(
    number: bool, label: bool, make: Make
) -> None:
    name = "t.xlsx" if make is xlsx_of else "t.csv"
    tables = taken(make([HEAD, *whole(number, label)]), name)
    assert amounts(tables) == [f"{at}.00" for at in range(1, 19)]
    assert tables.remarks == []


def test_number_and_label_in_one_cell() -> None:
    rows = [HEAD[1:], *([f"{line.number}. {line.label}", "", "$1"] for line in LINES)]
    assert len(taken(xlsx_of(rows)).values) == 18


def test_the_form_stands_anywhere_with_titles_blank_rows_and_footnotes() -> None:
    rows = [["Perkins V"], [], ["", "", "Budget for the year"], [], []]
    rows += [["", "", *row] for row in BUDGET]
    rows += [[], ["* Amounts in dollars. Line 2 is 5 percent of line 1."], ["Prepared 2026"]]
    tables = taken(xlsx_of(rows, first_row=400))
    assert values(tables) == {
        "budget.state_name": "Vermont",
        "budget.fiscal_year": "2026",
        "budget.total_allocation.amount": "5200000.00",
        "budget.state_administration.percent": "5%",
        "budget.state_administration.amount": "260000.00",
        "budget.state_leadership.percent": "10%",
        "budget.state_leadership.amount": "520000.00",
    }
    assert tables.remarks == []


def test_an_empty_form_gives_nothing_and_says_nothing() -> None:
    rows = [["State Name:"], ["Fiscal Year (FY):"], HEAD]
    rows += [[line.number, line.label, line.not_asked or "%", "$"] for line in LINES]
    tables = taken(xlsx_of(rows))
    assert tables.values == {}
    assert tables.remarks == []


def test_totals_that_do_not_add_up_are_taken_as_they_are() -> None:
    rows = [HEAD, ["4", "", "", "$9"], ["4a", "", "", "$1"], ["4b", "", "", "$1"]]
    assert list(values(taken(xlsx_of(rows))).values()) == ["9", "1", "1"]


def test_a_number_against_its_label_is_left_out() -> None:
    rows = [*BUDGET, ["7", "Reserve", "15%", "$663,000"]]
    tables = taken(xlsx_of(rows))
    assert told(tables)["Sheet1!D7"] == (
        "`$663,000`, left out: its number is that of line 7 (Local Formula Distribution), but its"
        " label `Reserve` is that of line 8 (Reserve); make the two agree"
        " (its label stands in Sheet1!B7)"
    )
    assert "make the two agree" in told(tables)["Sheet1!C7"]
    assert not any("reserve" in path for path in values(tables))


def test_labels_that_are_swapped_are_told_row_by_row() -> None:
    rows = [
        *BUDGET[:4],
        ["2", "State Leadership", "", "$5"],
        ["3", "State Administration", "", "$6"],
    ]
    tables = taken(csv_of(rows), "t.csv")
    assert values(tables).get("budget.total_allocation.amount") == "5200000.00"
    assert set(told(tables)) == {"D5", "D6"}
    assert "line 2 (State Administration), but its label `State Leadership`" in told(tables)["D5"]
    only = taken(csv_of([HEAD, *rows[4:]]), "t.csv")
    assert set(told(only)) == {"D2", "D3"}
    assert not only.values


@pytest.mark.parametrize(
    ("number", "label", "others"),
    [
        ("2", "Leadership activities", "line 3 (State Leadership)"),
        ("3", "Administration", "line 2 (State Administration)"),
        ("4", "Correctional programs", "line 4a (Correctional Institutions)"),
        ("7", "Reserve fund", "line 8 (Reserve)"),
        ("8", "Formula grants", "line 7 or 11 or 12 or 13"),
        ("12", "Postsecondary share", "line 10 or 13 (Postsecondary Recipients)"),
        ("14", "Total award", "line 1 (Total Perkins V Allocation)"),
        ("6", "Nontraditional careers", "line 5 (Non-traditional Training and Employment)"),
        ("2", "Leadership for nontraditional careers", "line 5"),
        ("11", "Match, non-federal", "line 14"),
        ("2", "Salaries", "is not the form's"),
        ("2", "State administration (carryover)", "is not the form's"),
        ("5", "Special populations, nontraditional", "is not the form's"),
    ],
)
def test_a_number_does_not_beat_words_that_speak_of_another_line(
    number: str, label: str, others: str
) -> None:
    rows = [*BUDGET[:4], ["10", "", "", "$1"], [number, label, "", "$9"]]
    tables = taken(csv_of(rows), "t.csv")
    assert "9" not in values(tables).values()
    assert f"line {number} (" in told(tables)["D6"]
    assert others in told(tables)["D6"]
    assert "stands in B6" in told(tables)["D6"]


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("1", "Perkins V award to the State"),
        ("2", "Admin. (up to 5%)"),
        ("3", "Leadership activities"),
        ("4", "Institutions of the State"),
        ("4d", "Any other institution"),
        ("5", "Leadership: nontraditional careers"),
        ("8", "Reserve for local recipients"),
        ("9", "Reserve: secondary schools"),
        ("11", "Allocation to locals"),
        ("13", "Distribution to post-secondary institutions"),
        ("14", "Matching funds"),
    ],
)
def test_words_of_ones_own_that_speak_of_the_line_are_taken(number: str, label: str) -> None:
    rows = [*BUDGET[:3], [number, label, "", "$9"], ["10", "", "", "$1"]]
    tables = taken(csv_of(rows), "t.csv")
    assert "9" in values(tables).values(), told(tables)
    assert f"taken for line {number} by its number" in told(tables)["B4"]


def test_a_label_of_ones_own_goes_by_its_number_and_is_told() -> None:
    tables = taken(xlsx_of([*BUDGET, ["7", "To the locals", "", "$4,420,000"]]))
    assert values(tables)["budget.local_formula_distribution.amount"] == "4420000"
    assert "taken for line 7 by its number" in told(tables)["Sheet1!B7"]


def test_a_row_that_is_no_line_is_left_out() -> None:
    tables = taken(xlsx_of([*BUDGET, ["", "Grand total", "", "$9"], ["99", "", "", "$8"]]))
    assert "no line of the form" in told(tables)["Sheet1!D7"]
    assert "no line of the form" in told(tables)["Sheet1!D8"]
    assert [one.is_loss for one in tables.remarks] == [False, True]  # a total is none


def test_a_percent_where_the_form_has_none_is_left_out() -> None:
    tables = taken(xlsx_of([*BUDGET, ["5", LABELS[8], "1%", "$60,000"]]))
    assert "has no percent" in told(tables)["Sheet1!C7"]


def test_a_line_given_twice_differently_is_not_taken() -> None:
    tables = taken(xlsx_of([*BUDGET, ["2", "State Administration", "5%", "$1"]]))
    assert "budget.state_administration.amount" not in values(tables)
    assert "Sheet1!D7 has another figure" in told(tables)["Sheet1!D5"]
    assert "Sheet1!D5 has another figure" in told(tables)["Sheet1!D7"]
    assert values(tables)["budget.state_administration.percent"] == "5%"


def test_two_columns_of_amounts_are_not_chosen_from() -> None:
    rows = [[*HEAD, "Amount last year"], *[[*row, "$1"] for row in BUDGET[3:]]]
    tables = taken(xlsx_of(rows))
    assert not any(path.endswith("amount") for path in values(tables))
    assert told(tables) == {
        "Sheet1!D1": "`Amount of Funds` with 3 figures below, left out: "
        "2 columns are headed as amounts; choose one of D, E by --column",
        "Sheet1!E1": "`Amount last year` with 3 figures below, left out: "
        "2 columns are headed as amounts; choose one of D, E by --column",
    }


@pytest.mark.parametrize(("ref", "said"), [("D5:D6", "rows 5 to 6"), ("C5:D5", "several columns")])
def test_a_merged_figure_is_left_out(ref: str, said: str) -> None:
    after = f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
    place = "Sheet1!" + ref.partition(":")[0]
    assert said in told(taken(xlsx_of(BUDGET, after=after)))[place]


def test_merged_titles_and_labels_do_no_harm() -> None:
    after = '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A5:A6"/></mergeCells>'
    assert len(taken(xlsx_of(BUDGET, after=after)).values) == 7


def test_a_hidden_row_is_taken_and_told() -> None:
    hidden = '<cols><col min="4" max="4" hidden="1"/></cols>'
    assert "hidden" in told(taken(xlsx_of(BUDGET, before=hidden)))["Sheet1!D4"]


def test_names_of_sheets_are_quoted_where_they_need_it() -> None:
    tables = taken(xlsx_of([*BUDGET, ["", "x", "", "$9"]], name="Bob's budget"))
    assert "'Bob''s budget'!D7" in told(tables)


def test_two_budgets_are_not_chosen_from() -> None:
    with pytest.raises(TableFault, match="several sheets hold a budget: Sheet1, Old"):
        taken(xlsx_of(BUDGET, sheets={"Old": BUDGET}))


def test_a_line_that_is_half_filled_in_is_no_head() -> None:
    rows = [HEAD, ["1", LABELS[0], "", "$9"], ["2", LABELS[1], "5%", "$"], ["8", "Reserve amount"]]
    tables = taken(xlsx_of([*rows, ["", "State Leadership", "%", "$7"]]))
    assert list(values(tables).values()) == ["9", "5%", "7"]


def test_heads_of_few_words() -> None:
    rows = [["", "", "% of funds", "$"], *BUDGET[3:], ["", "Sum", "15%", "$"]]
    tables = taken(xlsx_of(rows))
    assert len(tables.values) == 5
    assert "no line of the form" in told(tables)["Sheet1!C5"]


def test_titles_and_notes_that_speak_of_amounts_are_no_head() -> None:
    rows = [["Budget (amounts in dollars)"], *BUDGET[:4], ["All amounts are rounded"], *BUDGET[4:]]
    tables = taken(xlsx_of(rows))
    assert len(tables.values) == 7
    assert tables.remarks == []


@pytest.mark.parametrize("turned", [False, True])
def test_both_forms_in_one_sheet(turned: bool) -> None:
    head = [["Indicators", "Baseline Level", "Performance Levels"], ["", "", "FY 2026", "FY 2027"]]
    levels = [*head, ["1S1: Four-Year Graduation Rate", "81%", "82%", "83%"]]
    forms: list[Rows] = [levels, [[]], BUDGET[2:]] if turned else [BUDGET[2:], [[]], levels]
    tables = taken(xlsx_of([row for form in forms for row in form]))
    assert len(tables.values) == 8
    assert tables.remarks == []


def test_no_table_is_said() -> None:
    with pytest.raises(TableFault, match="no sheet holds a budget or levels"):
        taken(xlsx_of([["just", "words"]]))


def test_a_percent_that_is_left_out_is_told_with_what_its_amount_comes_to() -> None:
    rows = [
        *BUDGET[:4],
        ["2", "State Administration", "0.5", "$26,000"],
        ["3", "State Leadership", "25,7", "$1,336,400"],
        ["4", "", "TBD", "$1"],
        ["6", "", "5", ""],
        ["8", "", "1 in 10", "$5"],
    ]
    found = told(taken(csv_of(rows), "t.csv"))
    assert found["C5"].endswith("add the sign. By the amounts of lines 2 and 1 it is 0.5%")
    assert "Write `25.7`, if the comma" in found["C6"]
    assert found["C6"].endswith("By the amounts of lines 3 and 1 it is 25.7%")
    assert found["C7"].endswith("By the amounts of lines 4 and 1 it is about 0%")
    assert "By the amounts" not in found["C9"]


@pytest.mark.parametrize(
    "head",
    ["Carryover Amount", "Prior Year Amount", "Monthly amount", "Amount per student",
     "Consortium amount", "Adult $"],
)  # fmt: skip
def test_a_head_of_amounts_with_other_words_is_told(head: str) -> None:
    rows = [["Line", "Item", "Percent", head], *BUDGET[3:]]
    tables = taken(csv_of(rows), "t.csv")
    assert [one.place for one in tables.remarks if one.is_doubt] == ["D1"]
    assert "is no word of the form; if its amounts are the budget's, say" in told(tables)["D1"]
    assert not any(one.is_doubt for one in taken(csv_of(rows), "t.csv", column="D").remarks)


@pytest.mark.parametrize(
    "head",
    ["Amount of Funds", "Proposed FY 2026 amount", "Dollar amount ($)", "Federal $", "Budget"],
)
def test_a_head_of_amounts_in_the_forms_words_is_not_told(head: str) -> None:
    rows = [["Line", "Item", "Percent", head], *BUDGET[3:]]
    assert taken(csv_of(rows), "t.csv").remarks == []


def test_a_budget_of_a_consortium_is_told() -> None:
    tables = taken(csv_of([["Lake County Consortium: budget"], *BUDGET[2:]]), "t.csv")
    [doubt] = [one for one in tables.remarks if one.is_doubt]
    assert doubt.place == "A1"
