"""Spreadsheets of OpenDocument: values as they are held, formats as they are shown."""

from functools import partial

import pytest

from perkins_rules.tables.grid import Cell, Merged, Sheet, TableFault
from perkins_rules.tables.number_format import Look, look_of
from perkins_rules.tables.opening import read_table
from tests.steps import steps
from tests.tables.making import BUDGET, HEAD, LEVELS, taken, told, values, zip_of
from tests.tables.ods_making import (
    MIME,
    number,
    number_format,
    ods_of,
    row,
    rows_of,
    sheet,
    style,
    text,
)

PLACES = '<number:number number:decimal-places="2" number:grouping="true"/>'
DATE = "yyyy-mm-dd"
COMMENT = "<office:annotation><text:p>6</text:p></office:annotation>"
DOLLARS = "<number:currency-symbol>$</number:currency-symbol>"
SCALED = '<number:number number:decimal-places="0" number:display-factor="1000"/>'
PERCENT = "<number:text>%</number:text>"
RAISED = '<style:text-properties style:text-position="super 58%"/>'


def only(rows: str, styles: str = "", common: str = "") -> Sheet:
    (one,) = read_table("a.ods", ods_of(sheet(rows), styles=styles, common=common))
    return one


def one_cell(cell: str, styles: str = "") -> Cell | None:
    return only(row(cell), styles).rows.get(1, {}).get(1)


@pytest.mark.parametrize(
    ("cell", "held", "kind", "code"),
    [
        (number("5200000.1"), "5200000.1", "number", ""),
        (number("0.05", kind="percentage"), "0.05", "number", "%"),
        (number("5", kind="currency"), "5", "number", ""),
        (text("7/1", 'office:date-value="2026-07-01"', "date"), "7/1", "number", DATE),
        (text("<text:p/>", 'office:time-value="PT0S"', "time"), "PT0S", "number", DATE),
        (text("WAHR", 'office:boolean-value="true"', "boolean"), "TRUE", "yes_no", ""),
        (text("#DIV/0!", kind="error"), "#DIV/0!", "error", ""),
        (text("5%"), "5%", "text", ""),
        (text("<text:p>a</text:p><text:p>b</text:p>"), "a\nb", "text", ""),
        (text("<text:p>a<text:s text:c='2'/>b<text:tab/>c</text:p>"), "a  b\tc", "text", ""),
        (text("<text:p>a<text:line-break/>b</text:p>"), "a\nb", "text", ""),
        (text("<text:p><text:a>a</text:a><text:span>b</text:span>c</text:p>"), "abc", "text", ""),
        (text(f"<text:p>5</text:p>{COMMENT}"), "5", "text", ""),
        (text("<draw:frame><text:p>6</text:p></draw:frame><text:p>5</text:p>"), "5", "text", ""),
        (text("<x/>", 'table:formula="of:=1"', ""), "", "formula", ""),
    ],
)  # fmt: skip
def test_a_cell_is_what_the_file_holds(cell: str, held: str, kind: str, code: str) -> None:
    found = one_cell(cell)
    assert found is not None
    assert found[2:] == (held, kind, code, False, "")


@pytest.mark.parametrize(
    "cell", [text("<text:p/>", 'table:formula="of:=1"', ""), text("<text:p/>"), text(" ")]
)
def test_a_cell_that_shows_nothing_is_blank(cell: str) -> None:
    assert one_cell(cell) is None


@pytest.mark.parametrize(
    ("shown", "look"),
    [
        (number_format("number", PLACES), Look(2)),
        (number_format("number", "<number:number/>"), Look()),
        (number_format("percentage", PLACES + PERCENT), Look(2, is_percent=True)),
        (number_format("percentage", PLACES), Look(2, is_percent=True)),
        (number_format("percentage", f"<number:number/>{PERCENT}"), Look(is_percent=True)),
        (number_format("number", PLACES + PERCENT), Look(2, says_percent=True)),
        (number_format("currency", DOLLARS + PLACES), Look(2, says_dollars=True)),
        (number_format("number", SCALED), Look(0, is_scaled=True)),
        (number_format("date", "<number:year/><number:text>-</number:text>"), Look(is_date=True)),
        (number_format("number", "<number:fraction/>"), Look()),
        (number_format("number", "<number:scientific-number/>"), Look()),
        (
            number_format("percentage", PLACES + PERCENT, "N1P0")
            + number_format("number", '<number:number number:decimal-places="0"/><style:map '
            'style:condition="value()&gt;=0" style:apply-style-name="N1P0"/>'),
            Look(2, is_percent=True),
        ),
    ],
)  # fmt: skip
def test_the_format_of_a_number_is_known(shown: str, look: Look) -> None:
    found = one_cell(number("1", "ce1"), shown + style("ce1", "N1"))
    assert found is not None
    assert look_of(found.format) == look


def test_a_style_may_come_from_another_a_row_or_a_column() -> None:
    common = number_format("number", PLACES) + style("Base", "N1")
    styles = (
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Base"/>'
        '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce2"/>'
    )
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="ce1"/>'
    )
    rows = [
        row(number("1", "ce1"), number("1"), number("1"), number("1", "ce2")),
        row(number("1"), given='table:default-cell-style-name="ce1"'),
    ]
    one = only(columns + "".join(rows), styles, common)
    codes = [[cell.format for cell in cells.values()] for _, cells in one.in_order()]
    assert codes == [["0.00", "", "0.00", ""], ["0.00"]]


@pytest.mark.parametrize(
    ("cell", "held", "notes"),
    [
        (text('<text:p>44<text:span text:style-name="T1">1</text:span></text:p>'), "44", "1"),
        (text('<text:p>44<text:span text:style-name="T2">1</text:span></text:p>'), "441", ""),
        (
            text("<text:p>5<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>x</text:p></text:note-body></text:note></text:p>"),
            "5",
            "1",
        ),
        (number("1", "ce1"), "[1]", ""),
        (number("442433", "ce1"), "442433", ""),
    ],
)  # fmt: skip
def test_what_is_raised_is_a_note(cell: str, held: str, notes: str) -> None:
    plain = RAISED.replace("super", "0%")
    styles = (
        style("T1", "", RAISED, "text") + style("T2", "", plain, "text") + style("ce1", "", RAISED)
    )
    found = one_cell(cell, styles)
    assert found is not None
    assert (found.text, found.notes) == (held, notes)


def test_what_repeats_spans_or_hides() -> None:
    rows = [
        '<table:table-column/><table:table-column table:visibility="collapse"/>',
        row(given='table:number-rows-repeated="1000"'),
        "<table:table-row-group>",
        row(
            '<table:table-cell table:number-columns-repeated="1"/>',
            number("5", given='table:number-columns-repeated="2"'),
            given='table:number-rows-repeated="2"',
        ),
        "</table:table-row-group>",
        row(
            text("a", 'table:number-columns-spanned="2" table:number-rows-spanned="3"'),
            "<table:covered-table-cell><text:p>shown by none</text:p></table:covered-table-cell>",
            text("b"),
            given='table:visibility="filter"',
        ),
    ]
    one = only("".join(rows))
    found = {
        one.place(c.row, c.column): (c.text, c.hidden)
        for r in one.rows.values()
        for c in r.values()
    }
    assert found == {
        "Sheet1!B1001": ("5", True), "Sheet1!C1001": ("5", False),
        "Sheet1!B1002": ("5", True), "Sheet1!C1002": ("5", False),
        "Sheet1!A1003": ("a", True), "Sheet1!C1003": ("b", True),
    }  # fmt: skip
    assert one.merged == [Merged(1003, 1, 1005, 2)]


def test_sheets_in_order_without_what_no_program_shows() -> None:
    aside = "<table:shapes><text:p>x</text:p></table:shapes>"
    hidden = '<style:table-properties table:display="false"/>'
    made = ods_of(
        f"<table:tracked-changes>{sheet(rows_of([['old']]))}</table:tracked-changes>",
        sheet(aside + rows_of([["a"]]), "B"),
        sheet(rows_of([["b"]]), "A", "ta1"),
        sheet(rows_of([["c"]]), "'file:///c.ods'#$Sheet1"),
        styles=style("ta1", "", hidden, "table"),
    )
    assert [(s.name, s.hidden) for s in read_table("a.ods", made)] == [("B", False), ("A", True)]


def test_a_form_is_taken() -> None:
    lines = [
        row(text("1"), text("Total Perkins V Allocation"), text(""), number("5200000", "ce1")),
        row(
            text("2"),
            text("State Administration"),
            number("0.05", "ce2", "percentage"),
            number("260000.1", "ce1"),
        ),
    ]
    shown = number_format("number", PLACES) + number_format("percentage", PLACES + PERCENT, "N2")
    tables = taken(
        ods_of(
            sheet(rows_of(BUDGET[:3]) + "".join(lines), "FY26"),
            sheet(rows_of(LEVELS), "Levels"),
            styles=shown + style("ce1", "N1") + style("ce2", "N2"),
        ),
        "a.ods",
    )
    found = values(tables)
    assert found["budget.total_allocation.amount"] == "5200000.00"
    assert found["budget.state_administration.amount"] == "260000.10"
    assert found["budget.state_administration.percent"] == "5.00%"
    assert list(told(tables)) == ["Levels!C3"]


def test_a_formula_without_a_result_is_told() -> None:
    uncalculated = row(
        text("1"), text("Total"), text(""), text("<x/>", 'table:formula="of:=1"', "")
    )
    tables = taken(ods_of(sheet(rows_of([HEAD, *BUDGET[4:]]) + uncalculated)), "a.ods")
    assert "does not hold" in told(tables)["Sheet1!D4"]


ENCRYPTED = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
FULL = 'table:number-columns-repeated="16384" table:number-rows-repeated="1048576"'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ods_of(manifest=ENCRYPTED), "encrypted with a password"),
        (zip_of({"mimetype": MIME}), "damaged"),
        (zip_of({"mimetype": MIME, "content.xml": "<!DOCTYPE a><a/>"}), "document type"),
        (ods_of("</x>"), "damaged"),
        (ods_of(sheet(row(number("5", given=FULL), given=FULL))), "more than 500,000 cells"),
        (ods_of(sheet(row(given=FULL) + rows_of([["a"]]))), "behind the last row"),
        (ods_of(sheet(row(f"<table:table-cell {FULL}/>", text("a")))), "row or column"),
    ],
)  # fmt: skip
def test_a_spreadsheet_that_is_none_is_told(data: bytes, said: str) -> None:
    with pytest.raises(TableFault, match=said):
        read_table("a.ods", data)


def test_blank_rows_without_end_are_no_work() -> None:
    blank = row(f"<table:table-cell {FULL}/>", given=FULL)
    few, many = (ods_of(sheet(rows_of(BUDGET) + blank * count)) for count in (1, 3))
    work = [steps(partial(read_table, "a.ods", data)) for data in (few, many)]
    assert work[1] < work[0] + 300
