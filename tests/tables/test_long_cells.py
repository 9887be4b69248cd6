"""Cells of one sign over and over: each is read in the time that its length takes.

What is tried again from each sign, or in all ways, does not end on these lengths.
"""

import pytest

from perkins_rules.tables.cell_text import without_marks
from perkins_rules.tables.scales import scale_in
from tests.tables.making import BUDGET, csv_of, taken, values

SIGNS = ("9", "9,", "1,000,", "9.", "1 000 ", "*", "(a)", "[1]", "^a", "$", "-", " - ", "FY ", "%")
LONG = 90_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 0)])
def test_a_long_cell_takes_nothing_from_the_table_below(sign: str, row: int, column: int) -> None:
    rows = [list(cells) for cells in BUDGET]
    rows[row][column] = f"x{sign * (LONG // len(sign))}y"
    rows = rows if row else [[rows[0][0]], *map(list, BUDGET)]
    found = values(taken(csv_of(rows), "f.csv"))
    whole = values(taken(csv_of(BUDGET), "f.csv"))
    assert found.items() <= whole.items()
    assert len(found) >= len(whole) - 2


@pytest.mark.timeout(60)
@pytest.mark.parametrize("sign", ["*", "(a)", "[1]", "^a", "\u2020"])
def test_signs_that_no_mark_ends_are_no_marks(sign: str) -> None:
    for many in (40, LONG):
        text = f"x{sign * many}!"
        assert without_marks(text) == (text, "")


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("5.5 million", 1),
        (".5 million", 1),
        ("$1,234,567.5 thousand", 1),
        ("about 3 billions", 1),
        ("Amount, millions", 10**6),
        ("FY 2026. Thousands", 1000),
    ],
)
def test_a_figure_with_its_own_unit_says_nothing_of_others(text: str, scale: int) -> None:
    assert scale_in(text) == scale
