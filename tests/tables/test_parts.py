"""Figures of groups, programs and schools: never taken for those of the whole State, and told."""

import pytest

from perkins_rules.tables.parts import group_in, heads_parts, names_one_place, says_all
from tests.tables.making import Rows, csv_of, taken, told, values

LEVELS = "performance.indicators"


def actuals(rows: Rows) -> dict[str, str]:
    """The actual results that are taken, by indicator: `1S1`."""
    found = values(taken(csv_of(rows), "t.csv"))
    return {path[len(LEVELS) + 1 :][:3]: text for path, text in found.items() if "value" in path}


TITLE = ["Program Year 2024-25"]
HEAD = ["Indicator", "Group", "Actual"]
LINES = [["Indicator", "FY 2026"], ["1S1", "80%"]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([TITLE, HEAD, ["1S1", "Female", "83%"]], {}),
        ([TITLE, HEAD, ["1S1", "All students", "80%"], ["1S1", "Female", "83%"]], {"1S1": "80%"}),
        ([TITLE, HEAD, ["1S1", "", "80%"], ["", "Female", "83%"]], {"1S1": "80%"}),
        ([TITLE, HEAD, ["1S1", "Foo", "80%"], ["2S1", "", "50%"]], {"2S1": "50%"}),
        (
            [
                ["School", "Code", "2024-25 Actual"],
                ["Lake", "1S1", "83%"],
                ["", "2S1", "5%"],
                ["Statewide", "2S2", "6%"],
                ["", "2S3", "7%"],
            ],
            {"2S2": "6%", "2S3": "7%"},
        ),
        (
            [["Measure", "2024-25 Actual"], ["1S1 - Male", "8%"], ["1S1 (All)", "80%"]],
            {"1S1": "80%"},
        ),
        (
            [
                ["Measure", "2024-25 Actual"],
                ["4S1 Nontraditional", "18%"],
                ["3P1 - Nontraditional", "19%"],
            ],
            {"4S1": "18%", "3P1": "19%"},
        ),
        (
            [
                ["Measure", "2024-25 Actual"],
                ["All Students"],
                ["1S1", "80%"],
                ["Female"],
                ["1S1", "83%"],
                ["2S1", "50%"],
            ],
            {"1S1": "80%"},
        ),
        (
            [
                ["Measure", "2024-25 Actual"],
                ["1S1 Graduation Rate: Asian", "82%"],
                ["2S1 Reading (Students with Disabilities)", "42%"],
                ["4S1 Program \N{EN DASH} Nontraditional", "30%"],
            ],
            {"4S1": "30%"},
        ),
        ([["Male Concentrators"], ["Measure", "2024-25 Actual"], ["1S1", "77%"]], {}),
        (
            [
                ["PY 2024-25 Results"],
                ["Program Area", "1S1", "2S1"],
                ["Health", "95%", "60%"],
                ["Total", "93%", "55%"],
            ],
            {"1S1": "93%", "2S1": "55%"},
        ),
        (
            [
                ["Measure", "2024-25 Actual", "", "Group", "2024-25 Actual"],
                ["1S1", "80%", "", "Female", "83%"],
                ["2S1", "", "", "Male", "47%"],
            ],
            {"1S1": "80%"},
        ),
    ],
)
def test_only_figures_of_all_students_are_taken(rows: Rows, expected: dict[str, str]) -> None:
    assert actuals(rows) == expected
    assert any(remark.is_loss for remark in taken(csv_of(rows), "t.csv").remarks) == (
        sum("%" in cell for row in rows for cell in row) > len(expected)
    )


def test_the_figures_of_a_part_are_told_once_a_row() -> None:
    rows = [
        TITLE,
        ["Indicator", "Subgroup", "Numerator", "Denominator", "Rate"],
        ["1S1", "Female", "400", "480", "83.3%"],
        ["1S1", "EL", "<10", "12", "*"],
    ]
    tables = taken(csv_of(rows), "t.csv")
    assert told(tables) == {
        "C3": "`400` and 2 further figures of its row, left out: of `Female`,"
        " and not of all concentrators of the State",
        "C4": "`<10` and 2 further figures of its row, left out: of `EL`,"
        " and not of all concentrators of the State",
    }
    assert sum(remark.cells for remark in tables.remarks) == 6


@pytest.mark.parametrize(
    ("figures", "also"),
    [
        (["400", "", ""], ""),
        (["400", "480", ""], " and 1 further figure of its row"),
        (["400", "480", "83.3%"], " and 2 further figures of its row"),
    ],
)
def test_further_figures_of_a_row_are_counted(figures: list[str], also: str) -> None:
    rows = [
        TITLE,
        ["Indicator", "Subgroup", "Numerator", "Denominator", "Rate"],
        ["1S1", "Female", *figures],
    ]
    assert told(taken(csv_of(rows), "t.csv"))["C3"].startswith(f"`400`{also}, left out: ")


def test_a_column_of_a_group_says_so() -> None:
    rows = [["Measure", "2024-25 Actual", "2024-25 Female Actual"], ["1S1", "80%", "83%"]]
    tables = taken(csv_of(rows), "t.csv")
    assert told(tables)["C1"].endswith("of `female`, and not of all concentrators of the State")


def test_a_year_alone_heads_no_levels_where_groups_have_figures() -> None:
    rows = [["Indicator", "2024-25"], ["1S1", "80%"], ["Female", "83%"]]
    tables = taken(csv_of(rows), "t.csv")
    assert tables.values == {}
    assert "do not say which figures stand below" in told(tables)["B1"]


@pytest.mark.parametrize("label", ["", "Measure"])
def test_groups_in_a_row_of_the_head(label: str) -> None:
    rows = [
        ["Indicator", "2024-25 Actual", "", ""],
        [label, "Female", "All CTE Concentrators", "Total"],
        ["1S1", "83%", "80%", "81%"],
    ]
    tables = taken(csv_of(rows), "t.csv")
    assert actuals(rows) == {"1S1": "80%"}
    assert {place: text[:40] for place, text in told(tables).items() if place != "C2"} == {
        "B2": "`Female` with 1 figure below, left out: ",
        "D2": "`Total` with 1 figure below, left out: `",
    }


def test_a_table_of_one_school_is_doubted() -> None:
    rows = [["Lakeview High School"], ["Indicator", "2024-25 Actual"], ["1S1", "83%"]]
    [remark] = taken(csv_of(rows), "t.csv").remarks
    assert remark.place == "A1"
    assert remark.is_doubt


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("  Female:", "female"),
        ("Students with Disabilities", "individuals_with_disabilities"),
        ("White concentrators", "white"),
        ("English learners (EL)", "english_learners"),
        ("Graduation", ""),
        ("1", ""),
    ],
)
def test_groups_are_known_by_the_names_that_documents_know(text: str, group: str) -> None:
    assert group_in(text) == group


def test_words_for_all_and_for_parts() -> None:
    assert all(map(says_all, ("All CTE Concentrators", "Statewide", "State total", "All")))
    assert not any(map(says_all, ("Secondary", "Consortium Total", "")))
    assert all(map(heads_parts, ("Program Area", "Sub-group", "Member", "Career Cluster")))
    assert not any(map(heads_parts, ("Program Quality Indicator", "Measure", "Program Year", "")))
    assert all(map(names_one_place, ("Lake High School", "River Valley Consortium: levels")))
    assert not any(map(names_one_place, ("State Board for Community Colleges", "Idaho")))
    assert not names_one_place("Community College System of Vermont")


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Postsecondary students with disabilities", "individuals_with_disabilities"),
        ("Table 3. Results for English learners, FY 2026", "english_learners"),
        ("Subgroup: Homeless", "homeless"),
        ("Non-traditional Program Enrollment", ""),
        ("Levels for special populations", ""),
        ("Levels of the State", ""),
    ],
)
def test_a_title_is_of_a_group_whatever_words_stand_around_it(title: str, group: str) -> None:
    assert group_in(title) == group
    tables = taken(csv_of([[title], *LINES]), "t.csv")
    assert bool(values(tables)) is not bool(group)


@pytest.mark.parametrize("title", ["Region 5 levels", "Program: Welding", "Career Cluster: Health"])
def test_a_title_of_a_region_or_program_is_told(title: str) -> None:
    tables = taken(csv_of([[title], *LINES]), "t.csv")
    assert "not of the State" in told(tables)["A1"]


@pytest.mark.parametrize("title", ["Program: Perkins V", "Programs: all", "Program Year: 2026-27"])
def test_a_title_of_the_program_itself_is_not_told(title: str) -> None:
    assert not told(taken(csv_of([[title], *LINES]), "t.csv"))
