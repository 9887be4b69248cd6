"""Files that are not what they say, too large, or made to do harm: refused in words, quickly."""

import io
import zipfile
from functools import partial

import pytest

from perkins_rules.tables.grid import MOST_ROWS, TableFault
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.readers import zip_parts
from tests.steps import steps
from tests.tables.making import BUDGET, LEVELS, MAIN, csv_of, taken, told, values, xlsx_of, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BINARY = (
    '<Relationships xmlns="p"><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/>'
    "</Relationships>"
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", OLE, "damaged workbook"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        ("a.xls", OLE + "WordDocument".encode("utf-16-le"), "old format of Word"),
        ("a.doc", OLE + "WordDocument,Workbook".encode("utf-16-le"), "old format of Word"),
        ("a.xls", b"<html><table>", "a web page"),
        ("a.xlsx", b"%PDF-1.7", "a PDF file"),
        ("a.docx", b"{\\rtf1", "RTF"),
        ("a.xls", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook>", "a file of XML"),
        ("a.xlsx", b"a,b\n", "no workbook and no Word document"),
        ("a.xlsx", b"", "is empty"),
        ("a.csv", b" \n", "is empty"),
        ("a.xlsx", b"PK\x03\x04 and nothing", "damaged"),
        ("a.ods", zip_of({"mimetype": "application/vnd.oasis"}), "no spreadsheet"),
        ("a.xlsx", xlsx_of(BUDGET)[:4] + xlsx_of(BUDGET)[40:], "a.xlsx is damaged"),
        ("a.xlsx", zip_of({"x": "y"}), "no workbook"),
        ("a.xlsb", zip_of({"_rels/.rels": BINARY, "xl/workbook.bin": ""}), r"\.xlsb"),
        ("a.csv", "Région,€\n".encode("cp1252"), "line 1: this is not UTF-8"),
        ("a.csv", "a,b\n".encode("utf-16-le"), "NUL"),
        ("a.csv", b"a\0,b", "NUL"),
        ("a.csv", b'"' + b"x" * 200_000 + b'",b', "not CSV"),
        ("a.csv", b"," * 20_000, "more than 16,384 columns"),
    ],
)
def test_a_file_that_is_not_read_is_told(name: str, data: bytes, said: str) -> None:
    with pytest.raises(TableFault, match=said):
        read_table(name, data)


def test_what_a_file_is_its_content_says() -> None:
    for name in ("a.xlsm", "a.docx", "a.csv", "-"):
        assert len(taken(xlsx_of(BUDGET), name).values) == 7


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_make(separator: str, ends: str, encoding: str) -> None:
    data = csv_of(BUDGET, separator, ends).decode().encode(encoding)
    assert len(taken(data, "t.csv").values) == 7


def test_a_line_break_within_quotes() -> None:
    rows = [[c.replace("of Funds", "of\nFunds") for c in row] for row in BUDGET]
    assert len(taken(csv_of(rows), "t.csv").values) == 7


def test_formulas_are_not_evaluated() -> None:
    rows = [*BUDGET[:-1], ["3", "State Leadership", "=1+9", '=cmd|"/c calc"!A1']]
    tables = taken(csv_of(rows), "t.csv")
    assert "left out" in told(tables)["C6"]
    assert "left out" in told(tables)["D6"]


def test_a_sheet_that_claims_to_be_huge() -> None:
    huge = xlsx_of(BUDGET, before='<dimension ref="A1:XFD1048576"/>', first_row=1_000_000)
    assert len(taken(huge).values) == 7
    assert steps(lambda: taken(huge)) < steps(lambda: taken(xlsx_of(BUDGET))) + 100


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_long_table_takes_no_more_work_a_row_than_a_short_one(is_merged: bool) -> None:
    def table(rows: int) -> bytes:
        merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(2, rows))
        cells = [["1S1", "", "Rate", f"{row % 90}.5%"] for row in range(rows)]
        head = ["Indicator", "", "Title", "FY 2024 Actual"]
        return xlsx_of([head, *cells], after=f"<mergeCells>{merged}</mergeCells>" * is_merged)

    few, many = (steps(partial(taken, table(rows))) for rows in (60, 480))
    assert many < 8.4 * few


def test_heads_without_end_take_no_more_work_a_row_than_a_few() -> None:
    def table(heads: int) -> bytes:
        return csv_of([*[LEVELS[0]] * heads, *LEVELS[1:]])

    few, many = (steps(partial(taken, table(heads), "t.csv")) for heads in (60, 480))
    assert many < 10 * few


def test_merged_cells_that_lie_over_each_other() -> None:
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 200_000
    with pytest.raises(TableFault, match="lie over each other"):
        taken(xlsx_of(BUDGET, after=f"<mergeCells>{merged}</mergeCells>"))


@pytest.mark.slow
def test_a_million_empty_rows() -> None:
    empty = "".join(f'<row r="{at}" ht="15"/>' for at in range(10, 1_000_010))
    sheet = f"<worksheet {MAIN}><sheetData>{empty}</sheetData></worksheet>"
    data = xlsx_of(BUDGET, sheets={"Empty": []}, parts={"xl/worksheets/s2.xml": sheet})
    assert len(taken(data).values) == 7


def test_a_part_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_parts, "_MOST_BYTES", 1 << 20)
    sheet = f"<worksheet {MAIN}><sheetData>" + " " * (1 << 22)
    with pytest.raises(TableFault, match="unpacks to more than 1 MiB"):
        taken(xlsx_of(BUDGET, parts={"xl/worksheets/s1.xml": sheet}))


def test_a_part_that_says_it_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_parts, "_MOST_BYTES", 1 << 20)
    monkeypatch.setattr(zip_parts, "parse", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(TableFault, match="unpacks to more than 1 MiB"):
        taken(xlsx_of(BUDGET, parts={"_rels/.rels": " " * (1 << 21)}))


def test_a_part_that_is_named_many_times_is_not_read_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zip_parts, "_MOST_BYTES", 1 << 16)
    sheets = "".join(f'<sheet name="{at}" r:id="r1"/>' for at in range(500))
    main = f'<workbook {MAIN} xmlns:r="r"><sheets>{sheets}</sheets></workbook>'
    with pytest.raises(TableFault, match="unpacks to more than 0 MiB"):
        taken(xlsx_of(BUDGET, parts={"xl/workbook.xml": main}))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_that_are_packed_otherwise_are_not_unpacked(method: int) -> None:
    data = io.BytesIO(xlsx_of(BUDGET))
    with zipfile.ZipFile(data, "a", method) as archive:
        archive.writestr("docProps/more.xml", "<more/>")
    with pytest.raises(TableFault, match="packed as no Office file is"):
        taken(data.getvalue())


def test_a_workbook_with_a_broken_directory_is_read_or_told() -> None:
    """Each of its bytes in turn is another; what is not damage is read."""
    data = xlsx_of(BUDGET)
    start = data.index(b"PK\1\2")
    told = set()
    for at in range(start, len(data), 5):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            taken(bytes(broken))
        except TableFault as fault:
            told.add(fault.message)
    assert "t.xlsx is damaged." in told


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perkins_rules.tables.grid.MOST_CELLS", 5)
    with pytest.raises(TableFault, match="more than 5 cells"):
        taken(xlsx_of(BUDGET))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>', "declares a document type"),
        ("<worksheet><row>", "damaged"),
        ("<?xml version='1.0' encoding='U1F-8'?><worksheet/>", "damaged: unknown encoding"),
        ("", "damaged"),
        (
            f'<worksheet {MAIN}><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData>'
            "</worksheet>",
            "said to stand at `ZZZ1`",
        ),
        (
            f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row>'
            "</sheetData></worksheet>",
            "does not hold",
        ),
    ],
)
def test_a_sheet_that_is_none(sheet: str, said: str) -> None:
    with pytest.raises(TableFault, match=said):
        taken(xlsx_of(BUDGET, parts={"xl/worksheets/s1.xml": sheet}))


def test_a_part_outside_of_the_workbook_is_not_looked_for() -> None:
    rels = (
        '<Relationships xmlns="p"><Relationship Id="r1" Type="x/worksheet" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    with pytest.raises(TableFault, match="no sheet holds"):
        taken(xlsx_of(BUDGET, parts={"xl/_rels/workbook.xml.rels": rels}))


def test_shared_texts_rich_ones_and_readings() -> None:
    texts = (
        f"<sst {MAIN}><si><r><t>Amount </t></r><r><t>of Funds</t></r></si>"
        "<si><t>Reserve</t><rPh sb='0' eb='1'><t>yomi</t></rPh></si></sst>"
    )
    sheet = (
        f'<worksheet {MAIN}><sheetData><row><c t="s"/><c t="s"><v>0</v></c></row>'
        '<row><c t="s"><v>1</v></c><c><v>5</v></c></row>'
        '<row><c t="str"><f>"7"</f><v>State Match</v></c><c><v>6</v></c></row>'
        "</sheetData></worksheet>"
    )
    rels = (
        '<Relationships xmlns="p">'
        '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/s1.xml"/>'
        '<Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    parts = {"xl/worksheets/s1.xml": sheet, "xl/sharedStrings.xml": texts}
    tables = taken(xlsx_of([], parts={**parts, "xl/_rels/workbook.xml.rels": rels}))
    assert values(tables) == {"budget.reserve.amount": "5", "budget.state_match.amount": "6"}


def test_a_form_in_the_last_rows_that_a_sheet_can_have() -> None:
    last = xlsx_of(BUDGET, first_row=MOST_ROWS - len(BUDGET) + 1)
    assert values(taken(last)) == values(taken(xlsx_of(BUDGET)))


def test_a_format_with_a_number_without_end_is_a_format_that_no_cell_has() -> None:
    styles = f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="{"9" * 5000}" formatCode="0"/>'
    book = xlsx_of(BUDGET, parts={"xl/styles.xml": f"{styles}</numFmts></styleSheet>"})
    assert values(taken(book)) == values(taken(xlsx_of(BUDGET)))


def test_what_a_cell_holds_is_shown_harmlessly() -> None:
    rows = [*BUDGET, ["4", "", "", "\u202e$9\u202c \x85x"]]
    text = told(taken(csv_of(rows), "t.csv"))["D7"]
    assert text.isprintable()
