"""The levels form: indicators by code or title, years by any of their names."""

import pytest

from perkins_rules.documents import read_document
from perkins_rules.tables.years import Year, year_of
from tests.tables.making import LEVELS, Make, Num, csv_of, shapes, taken, told, values, xlsx_of

NEW_YORK = [
    ["", "New York State's Perkins V Proposed Performance Levels"],
    [],
    ["", "Secondary Indicators ", "Baseline Level", "Proposed Performance Levels"],
    ["", "", "", "FY 2020", "FY 2021", "FY 2022", "FY 2023"],
    ["", "1S1: Four-Year Graduation Rate ", "81.80%", "82.30%", "84.40%", "89.70%", "92.50%"],
    ["", "2S3: Academic Proficiency in Science ", "83.00%", "85.11", "87.27%", "89.49%", "91.76%"],
    ["", "5S3: Program Quality\u2013Work-based Learning ", "62.50%", "64.09%%", "65.72%", "", ""],
    [],
    ["Comments should be submitted to: someone@example.gov"],
]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("FY 2026", Year(2026)),
        ("FY2026", Year(2026)),
        ("PY 2026-27", Year(2026)),
        ("PY 2026\u201327", Year(2026)),
        ("2026-27", Year(2026)),
        ("2026-2027", Year(2026)),
        ("Program Year 2026-27", Year(2026)),
        ("FY 2026 Level", Year(2026)),
        ("2026", Year(2026, is_bare=True)),
        ("PY 2099-00", Year(2099)),
    ],
)
def test_a_year_is_known_by_its_names(text: str, year: Year) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize("text", ["1999", "20267", "FY", "Year 1", "2026.5", "FY 2026 Actual", ""])
def test_what_is_no_year(text: str) -> None:
    assert year_of(text) is None


def test_a_span_of_two_years_is_left_out_with_its_column() -> None:
    rows = [["", "Baseline", "FY 2026", "2027-29"], ["1S1", "80%", "81%", "82%"]]
    tables = taken(xlsx_of(rows))
    assert "span of other than one year" in told(tables)["Sheet1!D1"]
    assert len(tables.values) == 2


@pytest.mark.parametrize("make", [xlsx_of, csv_of])
def test_the_form_of_the_guide(make: Make) -> None:
    tables = taken(make(LEVELS), "t.xlsx" if make is xlsx_of else "t.csv")
    assert values(tables) == {
        "performance.indicators[1S1].baseline": "81.80%",
        "performance.indicators[1S1].levels[2026].level": "82.30%",
        "performance.indicators[1S1].levels[2027].level": "84.40%",
        "performance.indicators[5S3].baseline": "62.50%",
        "performance.indicators[5S3].levels[2026].level": "64.09%",
        "performance.indicators[5S3].levels[2027].level": "65.72%",
    }
    [(place, text)] = told(tables).items()
    assert place.endswith("C3")
    assert text == "`64.09%%`, taken for 64.09%: it has more than one percent sign"


@pytest.mark.parametrize(
    "head", ["FY 2026 Previous Year Level", "Previous year's level", "Actual of the previous year"]
)
def test_a_column_of_the_previous_year_is_told_and_not_taken(head: str) -> None:
    rows = [["Indicator", "Baseline Level", "FY 2026 Level", head], ["1S1", "80%", "81%", "82%"]]
    tables = taken(csv_of(rows), "t.csv")
    assert list(values(tables).values()) == ["80%", "81%"]
    assert "`previous year` is no word of the form" in told(tables)["D1"]


@pytest.mark.parametrize("at", range(len(LEVELS) + 1))
@pytest.mark.parametrize(
    "prose",
    [
        "The 1S1 level was set anew in 2024 with 80% of schools, as page 12 says.",
        "5S3: the level of 2026 was set anew; see page 12",
        "Secondary levels are of all concentrators",
    ],
)
def test_a_row_of_prose_is_no_figure_and_hides_none(at: int, prose: str) -> None:
    tables = taken(csv_of([*LEVELS[:at], [prose], *LEVELS[at:]]), "t.csv")
    assert values(tables) == values(taken(csv_of(LEVELS), "t.csv"))
    assert [text[:9] for text in told(tables).values()] == ["`64.09%%`"]


def test_new_yorks_table_with_its_head_in_two_rows() -> None:
    tables = taken(xlsx_of(NEW_YORK))
    assert values(tables)["performance.indicators[2S3].levels[2020].level"] == "85.11%"
    assert values(tables)["performance.indicators[1S1].baseline"] == "81.80%"
    assert len(tables.values) == 13
    assert set(told(tables)) == {"Sheet1!D6", "Sheet1!D7"}


def test_percent_cells_and_plain_ones() -> None:
    rows = [["", "Baseline", "FY 2026"], ["1S1", Num("0.818|0.00%"), Num("82.3|0.0")]]
    tables = taken(xlsx_of(rows))
    assert list(values(tables).values()) == ["81.80%", "82.3%"]
    assert "others have a percent sign" in told(tables)["Sheet1!C2"]


def test_a_level_up_to_one_without_a_sign_is_not_guessed_at() -> None:
    tables = taken(xlsx_of([["", "Baseline", "FY 2026"], ["1S1", Num("0.818"), Num("1")]]))
    assert tables.values == {}
    assert "may be 81.8 percent or 0.818 percent" in told(tables)["Sheet1!B2"]
    assert "may be 100 percent or 1 percent" in told(tables)["Sheet1!C2"]


@pytest.mark.parametrize("text", ["N/A", "n/a", "Not using"])
def test_an_indicator_that_is_not_used(text: str) -> None:
    tables = taken(xlsx_of([["", "Baseline", "FY 2026"], ["1S2", text, text]]))
    assert set(values(tables).values()) == {"N/A"}


def test_titles_alone_are_enough_where_they_are_of_one_indicator() -> None:
    rows = [
        ["Indicator", "Baseline", "FY 2026"],
        ["Post-Program Placement", "1%", "2%"],
        ["Secondary Level"],
        ["Four-Year Graduation Rate", "80%", "81%"],
        ["Post-Program Placement", "70%", "71%"],
        ["Postsecondary Level"],
        ["Post-Program Placement", "60%", "61%"],
    ]
    tables = taken(xlsx_of(rows))
    assert values(tables)["performance.indicators[3S1].baseline"] == "70%"
    assert values(tables)["performance.indicators[1P1].baseline"] == "60%"
    assert "has the title of 3S1 and of 1P1; begin" in told(tables)["Sheet1!B2"]


def test_a_code_with_the_title_of_another_is_left_out() -> None:
    rows = [["", "Baseline", "FY 2026"], ["1S1: Academic Proficiency in Science", "80%", "81%"]]
    assert taken(xlsx_of(rows)).values == {}


def test_codes_in_a_column_of_their_own_and_a_continued_form() -> None:
    rows = [*LEVELS, [], LEVELS[0], ["1P1", "60%", "61%", "62%"]]
    tables = taken(xlsx_of(rows))
    assert values(tables)["performance.indicators[1P1].levels[2027].level"] == "62%"


def test_a_further_column_is_taken_or_told_by_its_words() -> None:
    rows = [[*LEVELS[0], "FY 2025 Actual", "Change"], *[[*row, "80%", "2%"] for row in LEVELS[1:]]]
    tables = taken(xlsx_of(rows))
    assert values(tables)["performance.indicators[1S1].actuals[2025].value"] == "80%"
    assert "`Change` with 2 figures below, left out" in told(tables)["Sheet1!F1"]
    assert len(tables.values) == 8


def test_one_year_in_two_columns_that_differ() -> None:
    rows = [["", "FY 2026", "PY 2026-27"], ["1S1", "80%", "81%"], ["1P1", "70%", "70%"]]
    assert values(taken(xlsx_of(rows))) == {"performance.indicators[1P1].levels[2026].level": "70%"}


def test_a_bare_year_is_told() -> None:
    tables = taken(csv_of([["", "Baseline", "2026"], ["1S1", "80%", "81%"]]), "t.csv")
    assert told(tables) == {"C1": "`2026`, taken for FY 2026, from 1 July on"}


def test_a_measure_in_numbers_is_so_by_the_plan() -> None:
    text = b"document: state_plan\nperformance: {indicators: [{code: 5S4, unit: number}]}\n"
    plan = read_document("plan.yaml", text, shapes())
    rows = [["", "Baseline", "FY 2026"], ["5S4: Other", Num("0.5"), Num("1250")]]
    assert list(values(taken(xlsx_of(rows), plan=plan)).values()) == ["0.5", "1250"]
    assert taken(xlsx_of(rows)).values == {}
