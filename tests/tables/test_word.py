"""Tables of Word documents: what is printed is read, and where it stands is said."""

from pathlib import Path

import pytest

from perkins_rules.app.main import main
from perkins_rules.tables.grid import Cell, Merged, Sheet, TableFault
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.readers import docx_sheets
from tests.steps import steps
from tests.tables.making import BUDGET, LEVELS, taken, told, values, zip_of
from tests.tables.word_making import docx_of, p, run, table, tbl, tc, tr

RAISED = '<w:vertAlign w:val="superscript"/>'
PLAIN = '<w:vertAlign w:val="baseline"/>'
HIDDEN = "<w:vanish/>"
DELETED = "<w:del><w:r><w:delText>6</w:delText></w:r></w:del>"
TABS = '<w:tabs><w:tab w:val="left"/></w:tabs><w:rPr><w:del/></w:rPr>'
BOXES = ("\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
PLACEHOLDER = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def sdt(content: str, properties: str = "<w:sdtPr/>") -> str:
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def in_run(element: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{element}</w:r>"


def form_field(inside: str, result: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'
    shown = SEPARATE + run(result) if result else ""
    return f"{begin}{in_run('<w:instrText>FORM</w:instrText>')}{shown}{END}"


def sheets(*blocks: str, styles: str = "") -> list[Sheet]:
    return read_table("t.docx", docx_of(*blocks, styles=styles))


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.values()] for _, row in sheet.in_order()]


def first_cell(*runs: str, styles: str = "") -> Cell | None:
    (sheet,) = sheets(tbl(tr(tc(p(*runs)), tc("x"))), styles=styles)
    ((_, row),) = sheet.in_order()
    return row.get(1)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([run("5,20"), run("0,000")], "5,200,000"),
        ([f"<w:ins>{run('5')}</w:ins>", "<w:del><w:r><w:delText>6</w:delText></w:r></w:del>"], "5"),
        ([f"<w:moveTo>{run('5')}</w:moveTo>", f"<w:moveFrom>{run('6')}</w:moveFrom>"], "5"),
        ([f'<w:hyperlink w:anchor="a">{run("5")}</w:hyperlink>'], "5"),
        ([f'<w:fldSimple w:instr="=SUM(ABOVE)">{run("5")}</w:fldSimple>'], "5"),
        ([BEGIN, in_run("<w:instrText>=1+4</w:instrText>"), SEPARATE, run("5"), END], "5"),
        ([BEGIN, BEGIN, SEPARATE, run("no"), END, SEPARATE, run("5"), END], "5"),
        ([sdt(run("5%"))], "5%"),
        ([sdt(run("Click to enter"), PLACEHOLDER), run("5")], "5"),
        ([sdt(run("5"), '<w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr>')], "5"),
        ([run("5"), run("6", HIDDEN)], "5"),
        ([run("5", '<w:vanish w:val="0"/>')], "5"),
        ([run("5", f"<w:rPrChange><w:rPr>{RAISED}{HIDDEN}</w:rPr></w:rPrChange>")], "5"),
        ([run("2026"), in_run("<w:noBreakHyphen/>"), run("27")], "2026-27"),
        ([run("a"), in_run("<w:tab/>"), run("b"), in_run("<w:br/>"), run("c")], "a\tb\nc"),
        ([f"<w:pPr>{TABS}</w:pPr>", run("5")], "5"),
        ([in_run('<w:sym w:font="Symbol" w:char="F035"/>')], "5"),
        ([in_run('<w:sym w:font="Wingdings" w:char="F0FE"/>')], BOXES[1]),
        ([in_run('<w:sym w:font="Wingdings" w:char="F035"/>'), run("0")], f"{UNKNOWN}0"),
        ([in_run('<w:sym w:font="Symbol" w:char="F061"/>')], UNKNOWN),
        ([in_run("<w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing>"), run("5")], "5"),
        ([form_field('<w:ddList><w:listEntry w:val="Ohio"/></w:ddList>')], "Ohio"),
        (
            [
                form_field(
                    '<w:ddList><w:result w:val="1"/><w:default w:val="0"/>'
                    '<w:listEntry w:val="Ohio"/><w:listEntry w:val="Utah"/></w:ddList>'
                )
            ],
            "Utah",
        ),
        ([form_field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>")], BOXES[1]),
        ([form_field("<w:checkBox><w:default w:val='0'/></w:checkBox>")], BOXES[0]),
        ([form_field('<w:ddList><w:listEntry w:val="Ohio"/></w:ddList>', "Ohio")], "Ohio"),
    ],
)  # fmt: skip
def test_a_cell_says_what_is_printed(runs: list[str], text: str) -> None:
    cell = first_cell(*runs)
    assert cell is not None
    assert (cell.text, cell.notes) == (text, "")


def test_what_was_not_entered_leaves_a_cell_blank() -> None:
    assert first_cell(sdt(run("Click to enter 5"), PLACEHOLDER)) is None


STYLES = (
    f'<w:style w:type="character" w:styleId="Note"><w:rPr>{RAISED}</w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Mine"><w:basedOn w:val="Note"/></w:style>'
    f'<w:style w:type="paragraph" w:styleId="Para"><w:rPr>{RAISED}</w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("runs", "text", "notes"),
    [
        ([run("442433"), run("1", RAISED)], "442433", "1"),
        ([run("442433"), run("a", '<w:vertAlign w:val="subscript"/>')], "442433", "a"),
        ([run("442433"), run("1", '<w:rStyle w:val="Mine"/>')], "442433", "1"),
        ([run("44"), run("1", f'<w:rStyle w:val="Mine"/>{PLAIN}')], "441", ""),
        ([run("44"), run("1", '<w:rStyle w:val="Para"/>')], "441", ""),
        ([run("442433"), run("1", '<w:position w:val="8"/>')], "442433", "1"),
        ([run("442433"), run("1", '<w:position w:val="-1"/>')], "4424331", ""),
        ([run("5"), in_run('<w:footnoteReference w:id="2"/>')], "5", "*"),
        ([run("1", RAISED)], "[1]", ""),
        ([run("442,433", RAISED)], "442,433", ""),
    ],
)  # fmt: skip
def test_what_is_raised_is_a_note(runs: list[str], text: str, notes: str) -> None:
    cell = first_cell(*runs, styles=STYLES)
    assert cell is not None
    assert (cell.text, cell.notes) == (text, notes)


def test_rows_and_cells_stand_where_they_do() -> None:
    rows = [
        tr(tc("a"), tc("b", '<w:gridSpan w:val="2"/>'), tc("c")),
        sdt(tr(sdt(tc("d")), tc("e"), tc("f"), tc("g"))),
        tr(tc("no"), tc("no"), properties="<w:del/>"),
        tr(tc("no", "<w:cellDel/>"), tc("j")),
        tr(tc("h"), properties='<w:ins/><w:gridBefore w:val="3"/>'),
        tr(tc("i"), properties="<w:hidden/>"),
    ]
    (sheet,) = sheets(tbl(*rows))
    found = {cell.text: cell for _, row in sheet.in_order() for cell in row.values()}
    places = {text: sheet.place(cell.row, cell.column) for text, cell in found.items()}
    assert places == {
        "a": "table 1, row 1, column 1",
        "b": "table 1, row 1, column 2",
        "c": "table 1, row 1, column 4",
        **{t: f"table 1, row 2, column {at}" for at, t in enumerate("defg", start=1)},
        "j": "table 1, row 3, column 1",
        "h": "table 1, row 4, column 4",
        "i": "table 1, row 5, column 1",
    }
    assert [text for text, cell in found.items() if cell.hidden] == ["i"]
    row = found["b"].row
    assert sheet.merged == [Merged(row, 2, row, 3)]


def test_cells_merged_downwards_are_one() -> None:
    on, start = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
    rows = [
        tr(tc("a", start), tc("b")),
        tr(tc("shown by none", on), tc("c")),
        tr(tc("d", start), tc("e")),
        tr(tc("", on), tc("f")),
        tr(tc("g"), tc("of none above", on)),
    ]
    (sheet,) = sheets(tbl(*rows))
    assert texts(sheet) == [["a", "b"], ["c"], ["d", "e"], ["f"], ["g", "of none above"]]
    first = min(sheet.rows)
    assert sheet.merged == [Merged(first, 1, first + 1, 1), Merged(first + 2, 1, first + 3, 1)]


def test_borders_that_were_dragged_are_one_edge() -> None:
    widths = [2000, 100, 3000, 1500]
    two = '<w:gridSpan w:val="2"/>'
    head, line = tr(tc("a", two), tc("b"), tc("c")), tr(tc("d"), tc("e", two), tc("f"))
    (sheet,) = sheets(tbl(head, line, widths=widths))
    assert [list(row) for _, row in sheet.in_order()] == [[1, 2, 3], [1, 2, 3]]
    narrow = tr(tc("g"), tc("1"), tc("h"), tc("i"))
    (sheet,) = sheets(tbl(head, narrow, widths=widths))
    assert [list(row) for _, row in sheet.in_order()] == [[1, 3, 4], [1, 2, 3, 4]]


def test_a_table_in_a_table_is_one_of_its_own() -> None:
    inner = tbl(tr(tc("b"), tc("c")))
    outer = tbl(tr(tc(p("State Name: Ohio") + inner + p("")), tc("d")))
    found = sheets(outer, tbl(tr(tc("e"))))
    assert [(sheet.name, texts(sheet)) for sheet in found] == [
        ("table 1", [["State Name: Ohio\n[table 2]\n", "d"]]),
        ("table 2", [["State Name: Ohio"], ["b", "c"]]),
        ("table 3", [["e"]]),
    ]


def test_what_stands_above_a_table_are_its_first_rows() -> None:
    line = p(
        run("State Name:"), in_run("<w:tab/>"), run("Ohio"), in_run("<w:br/>"), run("Year: 2026")
    )
    found = sheets(p("Title"), p(), line, tbl(tr(tc("a"))), p("Between"), tbl(tr(tc("b"))))
    assert [texts(sheet) for sheet in found] == [
        [["Title"], ["State Name:", "Ohio"], ["Year: 2026"], ["a"]],
        [["Between"], ["b"]],
    ]
    assert found[1].place(1, 1) == "above table 2"
    many = [p(f"Line {at}") for at in range(500)]
    (sheet,) = sheets(*many, tbl(tr(tc("a"))))
    assert len(texts(sheet)) == docx_sheets._MOST_ABOVE + 1


HEAD, LINES = BUDGET[2], BUDGET[3:]


def test_a_form_in_word_is_taken() -> None:
    data = docx_of(
        p("State Name: Vermont"), p("Fiscal Year (FY): 2026"), table([HEAD, *LINES]), table(LEVELS)
    )
    tables = taken(data, "t.docx")
    assert [name for _, name in tables.found] == ["table 1", "table 2"]
    assert len(tables.values) == 13
    assert told(tables) == {
        "table 2, row 3, column 3": "`64.09%%`, taken for 64.09%: it has more than one percent sign"
    }


@pytest.mark.parametrize(
    "between",
    [
        [p("(continued)"), table([HEAD, *LINES[2:]])],
        [p(), table(LINES[2:])],
        [p(), table([["State Name:", "Vermont"], HEAD, *LINES[2:]])],
    ],
    ids=["head again", "no head", "State and head again"],
)
def test_a_form_that_a_page_parts_is_one(between: list[str]) -> None:
    first = [["State Name:", "Vermont"], HEAD, *LINES[:2]]
    tables = taken(docx_of(table(first), *between), "t.docx")
    assert set(values(tables)) >= {"budget.state_leadership.percent", "budget.state_name"}
    assert values(tables)["budget.state_leadership.amount"] == "520000.00"


def test_the_two_sides_of_the_levels_are_one_form() -> None:
    def side(name: str, *rows: list[str]) -> str:
        return table([[f"{name} Indicators", *LEVELS[0][1:]], *rows])

    others = [["District", "Enrolled"], ["A", "5"]], [["District", "Sum"], ["A", "$5"]]
    data = docx_of(
        side("Secondary", *LEVELS[1:]),
        p("Some words."),
        *map(table, others),
        side("Postsecondary", ["1P1", "60%", "61%", "62%"]),
        side("Postsecondary", ["2P1", "60%", "61%", "62%"]),
    )
    tables = taken(data, "t.docx")
    assert tables.found == [("levels", "table 1")]
    assert len(tables.values) == 12
    places = {value.place for value in tables.values.values()}
    assert {"table 1, row 2, column 2", "table 4, row 2, column 4"} <= places


def test_two_forms_of_the_same_lines_are_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.docx"
    other = [HEAD, *LINES[:-1], [*LINES[-1][:-1], "$7"]]
    years = [p(f"Fiscal Year (FY): {year}") for year in (2026, 2027)]
    file.write_bytes(docx_of(years[0], table([HEAD, *LINES]), years[1], table(other)))
    assert main(["import", str(file)]) == 2
    assert "table 1, table 2" in capsys.readouterr().err
    assert main(["import", str(file), "--sheet", "table 2"]) == 0
    out = capsys.readouterr().out
    assert "fiscal_year: 2027\n" in out
    assert "amount: 7\n" in out


@pytest.mark.parametrize(
    "other",
    [
        table([["District", "Amount"], ["A", "$5"]]),
        table([["District", "Line", "Percent", "Sum"], ["A", "x", "5%", "$5"]]),
        p("Allocations") + table([["A", "x", "5%", "$5"]]),
    ],
)
def test_another_table_is_no_part_of_a_form(other: str) -> None:
    tables = taken(docx_of(table([HEAD, *LINES]), p(), other), "t.docx")
    assert not tables.remarks


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml"])
def test_the_text_is_found_by_what_leads_to_it(main: str) -> None:
    assert len(read_table("t.docx", docx_of(table(BUDGET), main=main))) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx_of("<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30), "20 deep"),
        (docx_of(tbl(tr(tc("a", '<w:gridSpan w:val="99999"/>')))), "more than 256 columns"),
        (docx_of('</w:body></w:document>'), "damaged"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "no spreadsheet"),
    ],
)  # fmt: skip
def test_a_document_that_is_none_is_told(data: bytes, said: str) -> None:
    with pytest.raises(TableFault, match=said):
        read_table("t.docx", data)


@pytest.mark.parametrize(
    "stray", ["<w:tc/>", "<w:tr/>", "<w:tr><w:tc><w:tc/></w:tc></w:tr>", "<w:r><w:t>a</w:t></w:r>"]
)
def test_pieces_out_of_place_hurt_nothing(stray: str) -> None:
    found = sheets(
        stray, f"<w:tbl>{stray}<w:tr>{stray}<w:tc>{stray}</w:tc></w:tr></w:tbl>", table([["z"]])
    )
    assert texts(found[-1])[-1] == ["z"]


def test_too_many_cells_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perkins_rules.tables.grid.MOST_CELLS", 5)
    with pytest.raises(TableFault, match="more than 5 cells"):
        read_table("t.docx", docx_of(table([["a"] * 6])))


def test_many_tables_take_no_more_work_each() -> None:
    one = table([["Head", "Sum"], ["a", "5"]])
    few, many = (docx_of(*[one, p("x")] * count) for count in (20, 40))
    assert steps(lambda: read_table("t.docx", many)) < 2.2 * steps(
        lambda: read_table("t.docx", few)
    )


def test_tables_and_columns_are_named_as_word_shows_them() -> None:
    rows = [["Line", "Item", "FY 2025", "FY 2026"], ["1", "", "$1", "$2"], ["2", "", "$3", "$4"]]
    tables = taken(docx_of(p("x"), table(rows)), "t.docx", column="4")
    assert list(values(tables).values()) == ["2", "4"]
    with pytest.raises(TableFault, match="column 2 of the budget") as fault:
        taken(docx_of(table(rows)), "t.docx", column="2")
    assert fault.value.hint == "Those that are: 3, 4."
    found = told(taken(docx_of(table(rows)), "t.docx"))
    assert "choose one of 3, 4 by --column" in found["table 1, row 1, column 3"]
    with pytest.raises(TableFault, match="several tables hold a budget: table 1, table 2"):
        taken(
            docx_of(table(rows), p("x"), p("x"), table([["A", "B", "FY 2026"], *rows[1:]])),
            "a.docx",
        )
    with pytest.raises(TableFault, match="no table holds levels"):
        taken(docx_of(table(rows)), "t.docx", kind="levels")
