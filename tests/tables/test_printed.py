"""Tables as States and consortia print them, all invented: read right, or told with what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from perkins_rules.tables.grid import TableFault
from tests.tables.making import HEAD, Num, csv_of, taken, told, values, xlsx_of

Rows = Sequence[Sequence[str]]
BUDGET = ("Total Perkins V Allocation", "State Administration", "State Leadership")


def merged(*refs: str) -> str:
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    return f'<mergeCells count="{len(refs)}">{cells}</mergeCells>'


def short(found: Mapping[str, str]) -> dict[str, str]:
    """Values of levels by indicator and field: `1S1 levels[2026].level`."""
    start = "performance.indicators["
    return {path.removeprefix(start).replace("].", " ", 1): text for path, text in found.items()}


LEVELS: dict[str, tuple[Rows, tuple[str, ...], dict[str, str]]] = {
    "target and actual below merged years": (
        [
            ["Indicator", "FY 2026", "", "FY 2027", ""],
            ["", "Actual", "Target", "Target", "Actual"],
            ["1S1: Four-Year Graduation Rate", "79%", "80%", "81%", ""],
        ],
        ("A1:A2", "B1:C1", "D1:E1"),
        {
            "1S1 actuals[2026].value": "79%",
            "1S1 levels[2026].level": "80%",
            "1S1 levels[2027].level": "81%",
        },
    ),
    "counts and their percent": (
        [
            ["Code", "PY 2024-25", "", ""],
            ["", "Num.", "Den.", "%"],
            ["1P1", "1,234", Num("1500"), Num("0.823|0.0%")],
        ],
        ("B1:D1",),
        {
            "1P1 actuals[2024].numerator": "1234",
            "1P1 actuals[2024].denominator": "1500",
            "1P1 actuals[2024].value": "82.3%",
        },
    ),
    "years below bands": (
        [
            ["Indicator", "Baseline", "Levels", "", "Actual performance", ""],
            ["", "", "2025-26", "2026-27", "2023-24", "2024-25"],
            ["2S1 Reading", "78%", "80%", "81%", "77%", "79%"],
        ],
        (),
        {
            "2S1 baseline": "78%",
            "2S1 levels[2025].level": "80%",
            "2S1 levels[2026].level": "81%",
            "2S1 actuals[2023].value": "77%",
            "2S1 actuals[2024].value": "79%",
        },
    ),
    "years down, indicators across": (
        [
            ["Program Year", "", "1S1", "3P1"],
            ["2024-25", "Target", "80%", "60%"],
            ["", "Actual", "81%", "61%"],
        ],
        ("A2:A3",),
        {
            "1S1 levels[2024].level": "80%",
            "3P1 levels[2024].level": "60%",
            "1S1 actuals[2024].value": "81%",
            "3P1 actuals[2024].value": "61%",
        },
    ),
    "two sides beside each other": (
        [
            ["Secondary", "", "", "Postsecondary", ""],
            ["Indicator", "FY 2026", "", "Indicator", "FY 2026"],
            ["1S1", "80%", "", "1P1", "70%"],
            ["Post-Program Placement (3S1)", "60%", "", "2P1", "50%"],
        ],
        (),
        {
            "1S1 levels[2026].level": "80%",
            "1P1 levels[2026].level": "70%",
            "3S1 levels[2026].level": "60%",
            "2P1 levels[2026].level": "50%",
        },
    ),
    "a block for each indicator": (
        [
            ["1S1: Four-Year Graduation Rate"],
            ["Year", "Target", "Actual"],
            ["2025-26", "80%", "79%"],
            [],
            ["2S3: Science"],
            ["Year", "Target", "Actual"],
            ["2025-26", "60%", ""],
        ],
        (),
        {
            "1S1 levels[2025].level": "80%",
            "1S1 actuals[2025].value": "79%",
            "2S3 levels[2025].level": "60%",
        },
    ),
    "a row for each kind of figure": (
        [
            ["Indicator", "Measure", "2023-24"],
            ["1S1 Graduation", "Numerator", Num("800")],
            ["", "Denominator", Num("1000")],
            ["", "Percent", "80%"],
            ["", "Target", "79%"],
        ],
        (),
        {
            "1S1 actuals[2023].numerator": "800",
            "1S1 actuals[2023].denominator": "1000",
            "1S1 actuals[2023].value": "80%",
            "1S1 levels[2023].level": "79%",
        },
    ),
    "the year in a title": (
        [
            ["CTE performance, Program Year 2024-25"],
            ["Indicator", "Numerator", "Denominator", "Actual", "Target"],
            ["1S1", "790", "1,000", "79%", "80%"],
        ],
        (),
        {
            "1S1 actuals[2024].numerator": "790",
            "1S1 actuals[2024].denominator": "1000",
            "1S1 actuals[2024].value": "79%",
            "1S1 levels[2024].level": "80%",
        },
    ),
    "a second table of results": (
        [
            ["Indicator", "FY 2026"],
            ["1S1", "80%"],
            [],
            ["Actual Performance"],
            ["Indicator", "FY 2024", "FY 2025"],
            ["1S1", "78%", "79%"],
        ],
        (),
        {
            "1S1 levels[2026].level": "80%",
            "1S1 actuals[2024].value": "78%",
            "1S1 actuals[2025].value": "79%",
        },
    ),
    "columns that are numbered, sections, notes": (
        [
            ["Column 1", "Column 2", "Column 3"],
            ["Indicators", "Baseline Level", "Performance Levels"],
            ["", "", "PY 2025-26"],
            ["(1)", "(2)", "(3)"],
            ["Secondary Level"],
            ["1.S.1", "78%", "80%\u00b9"],
            ["\u00b9 Preliminary; see the report of 2025."],
        ],
        (),
        {"1S1 baseline": "78%", "1S1 levels[2025].level": "80%"},
    ),
    "counts by their letters, below years": (
        [
            ["Indicator", "2023-24", "", "", "SY 24-25", "", ""],
            ["", "N", "D", "%", "N", "D", "%"],
            ["1S1", "800", "1000", "80.0%", "810", "1,000", "81.0%"],
        ],
        (),
        {
            "1S1 actuals[2023].numerator": "800",
            "1S1 actuals[2023].denominator": "1000",
            "1S1 actuals[2023].value": "80.0%",
            "1S1 actuals[2024].numerator": "810",
            "1S1 actuals[2024].denominator": "1000",
            "1S1 actuals[2024].value": "81.0%",
        },
    ),
    "years of two digits below a band": (
        [["Code", "SDPL", "SDPL"], ["", "26-27", "27\N{EN DASH}28"], ["1S1", "82%", "83%"]],
        (),
        {"1S1 levels[2026].level": "82%", "1S1 levels[2027].level": "83%"},
    ),
    "years with the number of the grant's, and with a slash": (
        [["Code", "PY7\n2026-2027 Target", "2027/28 SDPL"], ["1S1", "82%", "83%"]],
        (),
        {"1S1 levels[2026].level": "82%", "1S1 levels[2027].level": "83%"},
    ),
    "short titles, the side in the head": (
        [
            ["Secondary Indicators", "FY26"],
            ["Math", "32%"],
            ["Postsecondary Indicators", "FY26"],
            ["Placement", "72%"],
        ],
        (),
        {"2S2 levels[2026].level": "32%", "1P1 levels[2026].level": "72%"},
    ),
    "a table of other things beside it": (
        [
            ["Indicator", "FY 2026", "", "Enrollment", "FY 2026"],
            ["1S1", "82%", "", "", ""],
            ["2S1", "", "", "1P1", "62%"],
        ],
        (),
        {"1S1 levels[2026].level": "82%", "1P1 levels[2026].level": "62%"},
    ),
    "years above indicators": (
        [
            ["", "FY 2026", "", "FY 2027", ""],
            ["Measure", "1S1", "2S1", "1S1", "2S1"],
            ["Target", "80%", "50%", "81%", ""],
            ["Actual", "79%", "", "", ""],
        ],
        (),
        {
            "1S1 levels[2026].level": "80%",
            "2S1 levels[2026].level": "50%",
            "1S1 levels[2027].level": "81%",
            "1S1 actuals[2026].value": "79%",
        },
    ),
    "the level before and after": (
        [["Indicator", "FY26 Original Level", "FY26 Revised Level"], ["1S1", "82%", "80%"]],
        (),
        {"1S1 levels[2026].previous": "82%", "1S1 levels[2026].level": "80%"},
    ),
    "counts that look like years": (
        [["Indicator", "FY 2025"], ["", "Numerator"], ["1S1", Num("2026")], ["2S2", Num("2031")]],
        (),
        {"1S1 actuals[2025].numerator": "2026", "2S2 actuals[2025].numerator": "2031"},
    ),
}


@pytest.mark.parametrize("name", LEVELS)
def test_a_table_of_levels_is_read(name: str) -> None:
    rows, refs, expected = LEVELS[name]
    tables = taken(xlsx_of(rows, after=merged(*refs) if refs else ""))
    assert short(values(tables)) == expected
    assert not any(remark.is_loss for remark in tables.remarks)


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        ([["Indicator", "FY 2024 Performance"], ["1S1", "79%"]], "B1", "do not say which figures"),
        (
            [["Indicator", "FY 2024 Consortium Level", "FY 2024 Level"], ["1S1", "79%", "80%"]],
            "B1",
            "`consortium` is no word of the form; name the column as Baseline",
        ),
        ([["Indicator", "FY 2025 Actual (Target)"], ["1S1", "80% (82%)"]], "B1", "do not say"),
        ([["Indicator", "FY 2026 and FY 2027"], ["1S1", "79%"]], "B1", "more than one year"),
        ([["Indicator", "Baseline", "Year 1"], ["1S1", "78%", "79%"]], "C1", "no year of the"),
        ([["Indicator", "FY 2026"], ["1S1/1S2", "79%"], ["1P1", "7%"]], "B2", "no indicator"),
        ([["Indicator", "FY 2026"], ["1S1", "79%"], ["Female", "80%"]], "B3", "of `Female`"),
        ([["Indicator", "FY 2026"], ["1S1", "<10"]], "B2", "withheld"),
        ([["Indicator", "FY 2026"], ["1S1", "*"]], "B2", "withheld"),
        ([["Indicator", "FY 2026"], ["1S1", "TBD"]], "B2", "no figure yet"),
        ([["Indicator", "FY 2026"], ["1S1", "60-65%"]], "B2", "a range"),
        ([["Indicator", "FY 2026"], ["Foo", "9%"], ["1S1", "1%"]], "B2", "begin the label with"),
        (
            [["Code", "FY 2026", "", "Use", "FY 2026"], ["1S1", "", "", "Labs", "62%"]],
            "E2",
            "`Labs` names no indicator",
        ),
        ([["Indicator", "FY 2026"], ["1S1", "26-27"], ["1S1", ""]], "B2", "a range"),
        ([["Students", "12,345"], ["Indicator", "FY 2026"], ["1S1", "79%"]], "B1", "no words of"),
        (
            [["Levels and Results"], ["Indicator", "FY 2026"], ["1S1", "79%"]],
            "B2",
            "do not say which figures",
        ),
    ],
)
def test_what_no_words_name_is_told_and_not_taken(rows: Rows, place: str, said: str) -> None:
    tables = taken(csv_of(rows), "t.csv")
    assert said in told(tables)[place]
    assert place in {remark.place for remark in tables.remarks if remark.is_loss}


def test_a_date_is_told_as_the_day_that_it_is() -> None:
    rows = [["Indicator", "FY 2026", Num("46569|yyyy")], ["1S1", Num("46082|d-mmm"), "82%"]]
    found = told(taken(xlsx_of(rows)))
    assert found["Sheet1!B2"].startswith("`2026-03-01`, left out: a date; where a figure is meant")
    assert found["Sheet1!C1"].startswith("`2027-07-01` with 1 figure below, left out: it is a date")


def test_a_total_is_told_and_is_no_loss() -> None:
    rows = [["Indicator", "FY 2026"], ["1S1", "79%"], ["Average", "80%"]]
    [remark] = taken(csv_of(rows), "t.csv").remarks
    assert remark.text == "`80%` is of `Average`, which is no line of the form"
    assert not remark.is_loss


# ------------------------------------------------------------------------ years


@pytest.mark.parametrize("year", ["PY 2026", "School Year 2026", "PY26", "GY6 (2026)", "2026 SY"])
def test_a_year_that_may_be_its_end_is_asked_about(year: str) -> None:
    data = csv_of([["Indicator", "Baseline", year], ["1S1", "79%", "80%"]])
    with pytest.raises(TableFault) as fault:
        taken(data, "t.csv")
    assert "some use for 2025-26 and others for 2026-27" in fault.value.message
    assert "--years-end" in fault.value.hint
    assert "1S1 levels[2025].level" in short(values(taken(data, "t.csv", years="end")))
    assert "1S1 levels[2026].level" in short(values(taken(data, "t.csv", years="start")))


@pytest.mark.parametrize(
    "year",
    ["FY26", "FY 26", "FY'26", "PY 2026-27", "SY 2026\u201327", "2026-2027", "GY7 (2026-27)",
     "July 1, 2026 \u2013 June 30, 2027", "Program Year 2027 (2026-27)",
     "Year ending June 30, 2027", "7/1/2026-6/30/2027"],
)  # fmt: skip
def test_a_year_that_is_plain_is_not_asked_about(year: str) -> None:
    data = csv_of([["Indicator", "Baseline", year], ["1S1", "79%", "80%"]])
    assert "1S1 levels[2026].level" in short(values(taken(data, "t.csv", years="end")))


def test_a_bare_year_below_the_words_program_year_is_asked_about() -> None:
    rows = [["Indicator", "Program Year", ""], ["", "2026", "2027"], ["1S1", "79%", "80%"]]
    with pytest.raises(TableFault, match="B2 names `2026`"):
        taken(csv_of(rows), "t.csv")
    rows[0][1] = "Fiscal Year"
    assert taken(csv_of(rows), "t.csv").remarks == []


# --------------------------------------------------------------------- fractions


def test_percents_without_a_sign_are_judged_by_their_column() -> None:
    rows = [
        ["Indicator", "Baseline", "FY 2026"],
        ["1S1", Num("0.85"), Num("0.9")],
        ["2S1", Num("0.05"), Num("85")],
        ["3S1", Num("1"), "60%"],
    ]
    tables = taken(xlsx_of(rows))
    assert short(values(tables)) == {
        "1S1 baseline": "85%",
        "2S1 baseline": "5%",
        "3S1 baseline": "100%",
        "2S1 levels[2026].level": "85%",
        "3S1 levels[2026].level": "60%",
    }
    assert "all 3 are taken so" in told(tables)["Sheet1!B2"]
    assert "may be 90 percent or 0.9 percent" in told(tables)["Sheet1!C2"]


# ----------------------------------------------------------------------- budgets


def budget(head: Rows, *cells: Sequence[str]) -> Rows:
    lines = zip(BUDGET, cells, strict=True)
    return [*head, *([f"{n}", label, *row] for n, (label, row) in enumerate(lines, start=1))]


TWO_YEARS = budget(
    [["Line", "Item", "FY 2025", "", "FY 2026", ""], ["", "", *["Percent", "Amount"] * 2]],
    ["", "$1", "", "$2"],
    ["5%", "$3", "4%", "$4"],
    ["10%", "$5", "9%", "$6"],
)


@pytest.mark.parametrize(
    ("asked", "amounts", "percents"),
    [
        ({"year": 2026}, ["2", "4", "6"], ["4%", "9%"]),
        ({"year": 2025}, ["1", "3", "5"], ["5%", "10%"]),
        ({"column": "f"}, ["2", "4", "6"], ["4%", "9%"]),
        ({"year": 2025, "column": "F"}, ["2", "4", "6"], ["4%", "9%"]),
        ({}, [], []),
    ],
)
@pytest.mark.parametrize("refs", [(), ("C1:D1", "E1:F1")])
def test_the_year_or_the_user_chooses_among_columns_of_amounts(
    asked: dict[str, Any], amounts: list[str], percents: list[str], refs: tuple[str, ...]
) -> None:
    tables = taken(xlsx_of(TWO_YEARS, after=merged(*refs) if refs else ""), **asked)
    found = values(tables)
    assert [text for path, text in found.items() if path.endswith("amount")] == amounts
    assert [text for path, text in found.items() if path.endswith("percent")] == percents
    assert len(tables.remarks) <= 4
    wrong_year = asked == {"year": 2025, "column": "F"}
    assert any(remark.is_doubt for remark in tables.remarks) == wrong_year
    assert any(remark.is_loss for remark in tables.remarks) == ("column" not in asked)


def test_a_column_that_is_asked_for_and_is_none_of_amounts() -> None:
    with pytest.raises(TableFault, match="column A of the budget"):
        taken(xlsx_of(TWO_YEARS), column="A")


@pytest.mark.parametrize(
    "head",
    [
        [["Line", "Item", "Amount ($000)"]],
        [["Line", "Item", "Amount of Funds (in thousands)"]],
        [["Budget (dollars in thousands)"], ["Line", "Item", "Amount"]],
    ],
)
def test_amounts_in_thousands_are_taken_times_a_thousand_and_told(head: Rows) -> None:
    rows = budget(head, ["5,200"], [Num("260.5|#,##0")], [Num("520.1234567|#,##0.0")])
    tables = taken(xlsx_of(rows))
    found = [text for path, text in values(tables).items() if path.endswith("amount")]
    assert [float(text) for text in found] == [5_200_000, 260_500, 520_100]
    assert "amounts in thousands by th" in " ".join(told(tables).values())


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("4 a", "correctional"),
        ("4(b)", "juvenile_justice"),
        ("4.c", "disabilities"),
        ("IV.4d", "other_institutions"),
        ("Line 4a", "correctional"),
        ("4a.", "correctional"),
        ("(4b)", "juvenile_justice"),
        ("b. Juvenile Justice Facilities", "juvenile_justice"),
        ("4 d. Other State Institutions*", "other_institutions"),
    ],
)
def test_the_parts_of_line_4(label: str, field: str) -> None:
    rows = [["Item", "Amount"], ["4. Individuals in State Institutions\u00b9", "$9"], [label, "$7"]]
    tables = taken(xlsx_of(rows))
    assert values(tables) == {
        "budget.state_institutions.amount": "9",
        f"budget.state_institutions.{field}": "7",
    }
    assert tables.remarks == []


@pytest.mark.parametrize("label", ["4.1", "4e", "41", "1 S 1"])
def test_what_is_like_a_line_and_is_none(label: str) -> None:
    rows = [HEAD, ["3", "", "", "$9"], ["4", "", "", "$8"], [label, "", "", "$7"]]
    tables = taken(xlsx_of(rows))
    assert list(values(tables).values()) == ["9", "8"]
    assert "no line of the form" in told(tables)["Sheet1!D4"]


def test_further_columns_of_figures_are_told_once() -> None:
    rows = budget(
        [["Line", "Item", "Amount of Funds", "Change from FY25", "Max. percent", "Notes"]],
        ["$2", "$1", "", "up"],
        ["$4", "$1", "5%", "2 staff"],
        ["$6", "$1", "10%", ""],
    )
    tables = taken(xlsx_of(rows))
    assert list(values(tables).values()) == ["2", "4", "6"]
    assert set(told(tables)) == {"Sheet1!D1", "Sheet1!E1"}


@pytest.mark.parametrize(
    ("head", "columns", "amounts"),
    [
        ([["Line", "Item", "Total"]], [["$1", "$2", "$3"]], ["1", "2", "3"]),
        ([["Line", "Item", "Federal Share"]], [["$1", "$2", "$3"]], ["1", "2", "3"]),
        ([["Line", "Item", "Approved FY26 Budget"]], [["$1", "$2", "$3"]], ["1", "2", "3"]),
        (
            [["", "", "FY 2026", ""], ["Line", "Item", "State", "Federal"]],
            [["$7", "$8", "$9"], ["$1", "$2", "$3"]],
            ["1", "2", "3"],
        ),
        (
            [["Line", "Item", "Allocation", "Expended", "Balance"]],
            [["$1", "$2", "$3"], ["$7", "$8", "$9"], ["$4", "$5", "$6"]],
            ["1", "2", "3"],
        ),
        (
            [["Line", "Item", "Federal Share", "State Share", "Total"]],
            [["$1", "$2", "$3"], ["$7", "$8", "$9"], ["$4", "$5", "$6"]],
            [],
        ),
    ],
)
def test_amounts_below_other_words_than_the_forms(
    head: Rows, columns: Sequence[Sequence[str]], amounts: list[str]
) -> None:
    tables = taken(csv_of(budget(head, *zip(*columns, strict=True))), "t.csv")
    assert list(values(tables).values()) == amounts
    lost = sum(one.cells for one in tables.remarks if one.is_loss)
    assert lost == 3 * len(columns) - len(amounts)


TWO_SIDES = [
    ["Line", "Item", "Percent", "Amount", "", "Line", "Item", "Percent", "Amount"],
    ["1", "Total Perkins V Allocation", "N/A", "$9", "", "8", "Reserve", "15%", "$6"],
    ["2", "State Administration", "5%", "$8", "", "9", "Secondary Recipients", "", "$5"],
    ["", "Sundry", "", "$7", "", "10", "Postsecondary Recipients", "50%", "$4"],
]


@pytest.mark.parametrize("column", [None, "D"])
def test_a_budget_that_goes_on_beside_itself(column: str | None) -> None:
    tables = taken(csv_of(TWO_SIDES), "t.csv", column=column)
    assert values(tables) == {
        "budget.total_allocation.amount": "9",
        "budget.state_administration.percent": "5%",
        "budget.state_administration.amount": "8",
        "budget.reserve.percent": "15%",
        "budget.reserve.amount": "6",
        "budget.reserve.secondary.amount": "5",
        "budget.reserve.postsecondary.percent": "50%",
        "budget.reserve.postsecondary.amount": "4",
    }
    assert [one.place for one in tables.remarks] == ["D4"]


@pytest.mark.parametrize("is_beside", [False, True])
def test_a_form_that_goes_on_knows_the_line_before(is_beside: bool) -> None:
    first = [["Item", "Amount"], ["State Leadership", "$9"], ["Reserve", "$8"]]
    second = [["Item", "Amount"], ["Secondary Recipients", "$7"], ["State Match", "$6"]]
    beside = [[*left, *right] for left, right in zip(first, second, strict=True)]
    tables = taken(csv_of(beside if is_beside else [*first, [], *second]), "t.csv")
    assert values(tables) == {
        "budget.state_leadership.amount": "9",
        "budget.reserve.amount": "8",
        "budget.reserve.secondary.amount": "7",
        "budget.state_match.amount": "6",
    }
    assert tables.remarks == []


def test_a_label_that_goes_over_two_rows() -> None:
    rows = [
        ["Line", "Item", "Percent", "Amount"],
        ["1", "Total Perkins V", "", ""],
        ["", "Allocation", "Not applicable", "$9"],
        ["3", "State Leadership", "", "$3"],
        ["", "Individuals in State", "1%", "$8"],
        ["", "Institutions", "", ""],
        ["5", "Non-traditional Training", "\N{EN DASH}", "$7"],
        ["", "and Employment", "", ""],
        ["", "Sundry", "", "$6"],
    ]
    tables = taken(csv_of(rows), "t.csv")
    assert list(values(tables).values()) == ["9", "3", "1%", "8", "7"]
    assert told(tables) == {
        "D9": "`$6`, left out: `Sundry` is no line of the form; a line is known by its number, or"
        " by the label of the form"
    }


@pytest.mark.parametrize("counted", ["II. {}", "(B) {}", "B. {}:"])
def test_lines_that_are_counted_in_another_way(counted: str) -> None:
    rows = [["Item", "Amount"], *([counted.format(label), "$1"] for label in BUDGET)]
    assert len(values(taken(csv_of(rows), "t.csv"))) == 3


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Num("260000|#,##0.00 [$\N{EURO SIGN}-407]"), "shown with `\N{EURO SIGN}`, and not as"),
        (Num('260000|"\N{POUND SIGN}"#,##0'), "shown with `\N{POUND SIGN}`"),
        (Num("260000|[$MX$-80A]#,##0"), "shown with `MX$`"),
        ("$260,000 (5%)", "Write `260000`"),
        ("260,000.-", "not an amount of dollars"),
        (Num("260000|[$$-409]#,##0"), ""),
        (Num("260000|[$-409]#,##0"), ""),
        (Num("260000|_([$USD] * #,##0_)"), ""),
    ],
)
def test_amounts_that_are_not_plainly_dollars(cell: str, said: str) -> None:
    rows = budget([["Line", "Item", "Amount (Percent)"]], ["$9"], [cell], ["$7"])
    tables = taken(xlsx_of(rows))
    assert len(values(tables)) == (2 if said else 3)
    assert said in told(tables).get("Sheet1!C3", "")


LONG = [
    ["Fiscal Year", "Line Item", "Amount"],
    ["2026", "State Administration", "$1"],
    ["", "State Leadership", "$2"],
    ["2027", "State Administration", "$3"],
    ["", "Reserve", "$4"],
]


@pytest.mark.parametrize(
    ("asked", "amounts"),
    [({"year": 2026}, ["1", "2"]), ({"year": 2027}, ["3", "4"]), ({}, [])],
)
def test_a_budget_with_rows_of_several_years(asked: dict[str, Any], amounts: list[str]) -> None:
    tables = taken(csv_of(LONG), "t.csv", **asked)
    assert list(values(tables).values()) == amounts
    lost = [one for one in tables.remarks if one.is_loss]
    assert len(lost) == 4 - len(amounts)
    assert all("its row is of FY 202" in one.text for one in lost)
    assert list(values(taken(csv_of(LONG[:3]), "t.csv")).values()) == ["1", "2"]


def test_a_year_of_rows_that_may_be_its_end_is_asked_about() -> None:
    rows = [["Item", "Amount"], ["PY 2027"], ["State Administration", "$1"], ["Reserve", "$2"]]
    with pytest.raises(TableFault, match="A2 names `PY 2027`"):
        taken(csv_of(rows), "t.csv", year=2026)
    tables = taken(csv_of(rows), "t.csv", year=2026, years="end")
    assert list(values(tables).values()) == ["1", "2"]


@pytest.mark.parametrize(("year", "amounts"), [(2026, ["2", "4"]), (2025, ["1", "3"]), (None, [])])
def test_budgets_of_two_years_beside_each_other(year: int | None, amounts: list[str]) -> None:
    rows = [["FY 2025", "", "FY 2026", ""], ["Item", "Amount", "Item", "Amount"]]
    rows += [["State Administration", "$1", "State Administration", "$2"]]
    rows += [["State Leadership", "$3", "State Leadership", "$4"]]
    tables = taken(csv_of(rows), "t.csv", year=year)
    assert list(values(tables).values()) == amounts
    assert sum(one.cells for one in tables.remarks if one.is_loss) == 4 - len(amounts)


def test_the_label_is_the_forms_wherever_it_stands() -> None:
    rows = [["State", "Item", "Amount"], ["Ohio", "Reserve", "$1"], ["Ohio", "State Match", "$2"]]
    tables = taken(csv_of(rows), "t.csv")
    assert list(values(tables).values()) == ["1", "2"]
    assert tables.remarks == []


def test_shares_are_no_amounts() -> None:
    rows = [["Item", "Share"], ["State Administration", "5"], ["State Leadership", "10"]]
    with pytest.raises(TableFault, match="no table holds"):
        taken(csv_of(rows), "t.csv")
