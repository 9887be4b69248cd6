"""The same table, whatever kind of file holds it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.tables.opening import read_table
from tests.tables.making import Make, csv_of, xlsx_of
from tests.tables.ods_making import ods_of, rows_of, sheet
from tests.tables.word_making import docx_of, table
from tests.tables.xls_making import rows_of as records_of
from tests.tables.xls_making import sheet_of, xls_of

KINDS: dict[str, Make] = {
    "t.csv": csv_of,
    "t.xlsx": xlsx_of,
    "t.ods": lambda rows: ods_of(sheet(rows_of(rows))),
    "t.docx": lambda rows: docx_of(table(rows)),
    "t.xls": lambda rows: xls_of(sheet_of(*records_of(rows, {}))),
}
CELLS = st.text("aZ09$%.()-é€ \N{NO-BREAK SPACE}>&\"'", max_size=6)


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_the_same_cells_stand_at_the_same_places(rows: list[list[str]]) -> None:
    held = {
        (row, column): cell
        for row, cells in enumerate(rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell.strip()
    }
    for name, make in KINDS.items():
        if held or name != "t.csv":  # a file of blanks alone is empty
            found = {}
            for one in read_table(name, make(rows)):
                first = 1 if name == "t.docx" else 0
                for row, cells in one.in_order():
                    found.update({(row - first, c): cell.text for c, cell in cells.items()})
            assert found == held, name
