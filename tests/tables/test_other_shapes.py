"""Budgets without a head or on their side, and levels with a row for each figure."""

from collections.abc import Sequence

import pytest

from perkins_rules.tables.grid import TableFault
from tests.tables.making import HEAD, Num, Rows, csv_of, taken, told, values, xlsx_of

LABELS = ("Total Perkins V Allocation", "State Administration", "State Leadership")
AMOUNTS = ("$5,200,000", "$260,000", "$520,000.50")
TAKEN = ["5200000", "260000", "520000.50"]


def amounts(rows: Rows) -> list[str]:
    found = values(taken(csv_of(rows), "t.csv"))
    return [text for path, text in found.items() if path.endswith("amount")]


def labelled(*columns: Sequence[str]) -> Rows:
    return [list(row) for row in zip(LABELS, *columns, strict=True)]


@pytest.mark.parametrize(
    "rows",
    [
        labelled(AMOUNTS),
        [["State Name:", "Vermont"], [], *labelled(AMOUNTS), ["Total", "$9"]],
        [[str(n), *row] for n, row in enumerate(labelled(AMOUNTS), start=1)],
        [[f"{n}. {row[0]}", *row[1:]] for n, row in enumerate(labelled(AMOUNTS), start=1)],
        labelled(("", "5%", "10%"), AMOUNTS),
        labelled(AMOUNTS, ("Not applicable", "5%", "10%")),
    ],
)
def test_a_budget_without_a_head(rows: Rows) -> None:
    assert amounts(rows) == TAKEN
    assert not any(one.is_loss for one in taken(csv_of(rows), "t.csv").remarks)
    assert any("as it has no head" in text for text in told(taken(csv_of(rows), "t.csv")).values())


def test_numbers_of_a_budget_without_a_head() -> None:
    cells = (Num("5200000|#,##0"), Num("260000"), Num("520000.5"))
    assert list(values(taken(xlsx_of(labelled(cells)))).values()) == [
        "5200000",
        "260000",
        "520000.5",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        labelled(AMOUNTS, AMOUNTS),
        labelled(("5", "10", "15")),
        labelled(("", "5%", "10%"), ("", "4%", "9%")),
        [["", "FY 2025 actuals"], *labelled(AMOUNTS)][:3],
        [["Line of the form", "Expended"], *labelled(AMOUNTS)],
        labelled(AMOUNTS)[:2],
    ],
)
def test_a_budget_whose_figures_do_not_say_what_they_are_is_not_read(rows: Rows) -> None:
    with pytest.raises(TableFault) as fault:
        taken(csv_of(rows), "t.csv")
    assert "names line 1 of the budget (`Total Perkins V Allocation`)" in fault.value.hint
    assert "put a row above the lines" in fault.value.hint


SIDE = [["Budget Item", *LABELS], ["Percent", "", "5%", "10%"], ["Amount", *AMOUNTS]]


@pytest.mark.parametrize(
    "rows",
    [
        SIDE,
        [["State Name:", "Vermont"], ["Fiscal Year:", "2026"], [], *SIDE],
        [["Line", "1", "2", "3"], *SIDE],
        [["", *LABELS], ["", *AMOUNTS]],
        [*SIDE, [], ["A note"]],
    ],
)
def test_a_budget_on_its_side(rows: Rows) -> None:
    assert amounts(rows) == TAKEN
    assert not any(one.is_loss for one in taken(csv_of(rows), "t.csv").remarks)


def test_what_is_odd_in_a_budget_on_its_side_is_told_in_its_own_cell() -> None:
    rows = [["State Name:", "Vermont"], *SIDE, ["Notes", "", "$12", ""]]
    rows[3] = ["Amount", "$5,200,000", "TBD", "$520,000"]
    tables = taken(csv_of(rows), "t.csv")
    assert values(tables)["budget.state_name"] == "Vermont"
    assert tables.values["budget", "state_leadership", "amount"].place == "D4"
    assert "no figure yet" in told(tables)["C4"]
    assert "`Notes` with 1 figure below" in told(tables)["A5"]


def test_the_unit_of_a_budget_on_its_side() -> None:
    assert amounts([*SIDE[:2], ["Amount ($000)", "5", "6", "7"]]) == ["5000", "6000", "7000"]
    with pytest.raises(TableFault, match="A1 speaks of the unit of amounts"):
        taken(csv_of([["(in thousands)"], *SIDE]), "t.csv")


def test_a_budget_with_a_head_goes_before_one_without() -> None:
    rows = [HEAD, ["1", "", "", "$1"], ["2", "", "", "$2"]]
    tables = taken(xlsx_of(rows, sheets={"Other": labelled(AMOUNTS), "Side": SIDE}))
    assert list(values(tables).values()) == ["1", "2"]


LONG = [
    ["Indicator", "Year", "Type", "Value"],
    ["1S1", "FY 2026", "Target", "80%"],
    ["1S1", "FY 2025", "Actual", "79%"],
    ["2S1", "FY 2026", "Target", "50%"],
]


def short(rows: Rows) -> dict[str, str]:
    start = "performance.indicators["
    found = values(taken(csv_of(rows), "t.csv"))
    return {path.removeprefix(start).replace("].", " ", 1): text for path, text in found.items()}


def test_levels_with_a_row_for_each_figure() -> None:
    expected = {
        "1S1 levels[2026].level": "80%",
        "1S1 actuals[2025].value": "79%",
        "2S1 levels[2026].level": "50%",
    }
    assert short(LONG) == expected
    assert short([["Code", "Program Year", "Measure", "Rate"], *LONG[1:]]) == expected
    plain = [[row[0], row[1], row[3]] for row in LONG]
    plain[0][2] = "Level"
    assert short([*plain[:2], plain[3]]) == {k: v for k, v in expected.items() if "level" in k}


def test_what_a_value_is_must_be_said() -> None:
    rows = [[row[0], row[1], row[3]] for row in LONG]
    tables = taken(csv_of(rows), "t.csv")
    assert tables.values == {}
    assert "name them as Baseline, Level or Target" in told(tables)["C1"]


def test_a_year_beside_a_figure_that_is_no_more_than_a_number_is_told_once() -> None:
    rows = [["Indicator", "Year", "Level"], ["1S1", "2026", "80%"], ["2S1", "2026", "81%"]]
    assert told(taken(csv_of(rows), "t.csv")) == {"C2": "`2026` beside it is taken for FY 2026"}
    assert taken(csv_of(rows), "t.csv", years="start").remarks == []


def test_indicators_without_years_are_told() -> None:
    with pytest.raises(TableFault) as fault:
        taken(csv_of([["1S1", "80%"], ["2S1", "50%"]]), "t.csv")
    assert fault.value.hint.startswith("A1 names indicator 1S1, but no row above it says")


def test_a_head_with_a_word_that_no_form_has_is_named() -> None:
    rows = [["Indicator", "FY26 Local Level"], ["1S1", "80%"]]
    with pytest.raises(TableFault) as fault:
        taken(csv_of(rows), "t.csv")
    assert (
        "the head `FY26 Local Level` (B1) has words that no form has: `local`" in fault.value.hint
    )
