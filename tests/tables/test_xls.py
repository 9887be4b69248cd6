"""Workbooks of the old format of Excel: as exact as those of the new one, or told."""

import struct
import sys
from pathlib import Path

import pytest

from perkins_rules.app.main import main
from perkins_rules.tables.grid import Cell, Merged, Sheet, TableFault
from perkins_rules.tables.opening import read_table
from tests.tables.making import BUDGET, HEAD, Num, taken, told, values, xlsx_of
from tests.tables.xls_making import (
    RAISED,
    encryption,
    formula,
    hundredth,
    label,
    number,
    rows_of,
    sheet_of,
    xls_of,
    yes_no,
)

NO_TEXT, NO_RESULT = b"\0\0\0\0\0\0\xff\xff", b"\3\0\0\0\0\0\xff\xff"


def sheet(*cells: bytes, formats: tuple[str, ...] = ()) -> Sheet:
    (one,) = read_table("a.xls", xls_of(sheet_of(*cells), formats=formats))
    return one


def one_cell(cell: bytes, *formats: str) -> Cell:
    return sheet(cell, formats=formats).rows[1][1]


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        (number(0, 0, 5200000), "5200000", "number"),
        (number(0, 0, 5200000.1), "5200000.1", "number"),
        (number(0, 0, 0.1 + 0.2), "0.30000000000000004", "number"),
        (hundredth(0, 0, 520000001), "5200000.01", "number"),
        (number(0, 0, -0.05), "-0.05", "number"),
        (label(0, 0, "5%"), "5%", "text"),
        (yes_no(0, 0, 1), "TRUE", "yes_no"),
        (yes_no(0, 0, 7, is_error=True), "#DIV/0!", "error"),
        (formula(0, 0, struct.pack("<d", 0.05)), "0.05", "number"),
        (formula(0, 0, NO_TEXT, "5%"), "5%", "text"),
        (formula(0, 0, NO_RESULT), "", "formula"),
        (number(0, 0, 1, RAISED), "[1]", "text"),
        (number(0, 0, 442433, RAISED), "442433", "number"),
    ],
)
def test_a_cell_is_what_the_file_holds(cell: bytes, text: str, kind: str) -> None:
    assert one_cell(cell)[2:] == (text, kind, "", False, "")


def test_the_format_of_a_number_is_known() -> None:
    assert one_cell(number(0, 0, 0.05, 2), "0.0%").format == "0.0%"
    assert one_cell(number(0, 0, 0.05, 2), "General").format == ""
    assert one_cell(label(0, 0, "x", 2), "0.0%").format == ""


@pytest.mark.parametrize(
    ("text", "style", "runs", "plain", "notes"),
    [
        ("4424331", 0, [(6, 1)], "442433", "1"),
        ("1 Reserve", 1, [(1, 0)], " Reserve", "1"),
        ("442433", 0, [(3, 0)], "442433", ""),
        ("1", 0, [(0, 1)], "[1]", ""),
    ],
)
def test_what_is_raised_is_a_note(
    text: str, style: int, runs: list[tuple[int, int]], plain: str, notes: str
) -> None:
    cell = one_cell(label(0, 0, text, style, runs))
    assert (cell.text, cell.notes) == (plain, notes)


def test_hidden_and_merged_cells() -> None:
    cells = [number(row, column, 5) for row in range(2) for column in range(2)]
    data = xls_of(sheet_of(*cells, hidden_rows=[1], hidden_columns=[1], merged=[(0, 1, 0, 2)]))
    (one,) = read_table("a.xls", data)
    assert [[c.hidden for c in row.values()] for row in one.rows.values()] == [
        [False, True],
        [True] * 2,
    ]
    assert one.merged == [Merged(1, 1, 2, 3)]


ROWS = [
    *BUDGET[:3],
    ["1", "Total Perkins V Allocation", "", Num("5200000|#,##0.00")],
    ["2", "State Administration", Num("0.05|0%"), Num("260000.1|#,##0.00")],
    ["3", "State Leadership", Num("0.1|0.0%"), Num("519999.996|#,##0.00")],
    ["4", "Individuals in State Institutions", Num("0.005|0.00"), Num("46204|m/d/yy")],
]


def test_a_form_says_what_it_says_as_xlsx() -> None:
    codes = ("#,##0.00", "0%", "0.0%", "0.00", "m/d/yy")
    styles = {code: 2 * at for at, code in enumerate(codes, start=1)}
    old = taken(xls_of(sheet_of(*rows_of(ROWS, styles)), formats=codes), "a.xls")
    new = taken(xlsx_of(ROWS))
    assert values(old) == values(new)
    assert told(old) == told(new)
    assert len(old.values) == 7


def test_a_formula_without_a_result_is_told() -> None:
    cells = [*rows_of([HEAD, *BUDGET[3:]], {}), formula(1, 3, NO_RESULT)]
    assert (
        "a formula whose result the file does not hold"
        in told(taken(xls_of(sheet_of(*cells)), "a.xls"))["Sheet1!D2"]
    )


def test_without_the_library_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    monkeypatch.delitem(sys.modules, "perkins_rules.tables.readers.xls_reader", raising=False)
    file, plan = tmp_path / "a.xls", tmp_path / "plan.yaml"
    file.write_bytes(xls_of(sheet_of(*rows_of(BUDGET, {}))))
    plan.write_text("document: state_plan\n", encoding="utf-8")
    assert main(["import", str(file), "--into", str(plan)]) == 2
    assert 'pip install ".[import]" or pipx' in capsys.readouterr().err
    assert plan.read_text(encoding="utf-8") == "document: state_plan\n"


def test_an_encrypted_workbook_is_told() -> None:
    with pytest.raises(TableFault, match="encrypted with a password"):
        read_table("a.xls", xls_of(sheet_of(), first=encryption()))


@pytest.mark.parametrize("cut", [600, 1100, 1600, 2000])
def test_a_damaged_workbook_is_told(cut: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TableFault, match="damaged workbook"):
        read_table("a.xls", xls_of(sheet_of(*rows_of(BUDGET, {})))[:cut])
    assert not any(capsys.readouterr())


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perkins_rules.tables.grid.MOST_CELLS", 5)
    with pytest.raises(TableFault, match="more than 5 cells"):
        sheet(*rows_of(BUDGET, {}))
