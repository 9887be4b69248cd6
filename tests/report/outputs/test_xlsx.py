"""The workbook: its sheets, its links, and what happens at the limits of Excel."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.workbooks import xlsx_limits as limits

from ..making import review
from .making import ABOUT, HOSTILE, MADE, hostile, over, result, some, write

LAW = (
    "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title20-section2322"
    "&num=0&edition=prelim"
)


def book(folder: Path, *results: Any) -> Any:
    write(folder, results, "xlsx")
    return openpyxl.load_workbook(folder / "all.xlsx")


def column(sheet: Any, head: str) -> list[Any]:
    heads = [cell.value for cell in sheet[1]]
    return [cell.value for cell in list(sheet.columns)[heads.index(head)]][1:]


def test_the_sheets_have_filters_and_frozen_heads(tmp_path: Path) -> None:
    made = book(tmp_path, *some())
    assert {s.title: (s.freeze_panes, s.auto_filter.ref) for s in made} == {
        "Documents": ("B2", "A1:L4"),
        "Findings": ("B2", "A1:AT7"),
        "Checklist": ("B2", "A1:AT3"),
        "Matrix": ("B2", "A1:F4"),
        "Summary": (None, None),
    }
    assert made["Findings"].column_dimensions["A"].width == 34
    assert all(cell.font.bold for cell in made["Findings"][1])


def test_each_document_has_a_row_with_its_counts_and_the_way_to_its_findings(
    tmp_path: Path,
) -> None:
    made = book(tmp_path, *some())
    rows = list(made["Documents"].iter_rows(min_row=2))
    assert [[cell.value for cell in row[:4]] for row in rows] == [
        ["plans/a.yaml", "VT", "State plan", "fail"],
        ["plans/b.yaml", "NY", "State plan", "pass"],
        ["plans/c.yaml", None, None, "unreadable"],
    ]
    assert [cell.value for cell in rows[0][5:10]] == [1, 1, 1, 1, 1]
    assert rows[2][4].value == "The document could not be read."
    leads = [[c.hyperlink.location if c.hyperlink else None for c in row[10:]] for row in rows]
    assert leads == [
        ["'Findings'!A2", "'Checklist'!A2"],
        [None, None],
        ["'Findings'!A7", None],
    ]
    findings = [row[0].value for row in made["Findings"].iter_rows()]
    assert (findings[1], findings[6]) == ("plans/a.yaml", "plans/c.yaml")


def test_people_see_what_they_read_and_the_rest_is_there_hidden(tmp_path: Path) -> None:
    for sheet, seen in (
        ("Findings", ["Document", "Line", "Kind", "Place", "Message", "Remedy", "Law"]),
        ("Checklist", ["Document", "Line", "Place", "Message", "Law", "Determination"]),
    ):
        made = book(tmp_path, *some())[sheet]
        shown = [c.value for c in made[1] if not made.column_dimensions[c.column_letter].hidden]
        assert shown[: len(seen)] == seen
        assert "Digest of the document" not in shown
        assert column(made, "Digest of the document")[0]


def test_a_row_is_as_high_as_its_texts_and_as_wide_as_a_page(tmp_path: Path) -> None:
    made = book(tmp_path, result(over(message="word " * 100), over("b")))["Findings"]
    assert (made.row_dimensions[2].height, made.row_dimensions[3].height) == (15 * 8, 15 * 2)
    assert made["E2"].alignment.wrap_text
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
    assert made.print_title_rows == "$1:$1"


def test_each_printed_page_of_the_matrix_says_which_documents_it_is_of(tmp_path: Path) -> None:
    made = book(tmp_path, *some())["Matrix"]
    assert (made.print_title_cols, made.print_title_rows) == ("$A:$A", "$1:$1")
    assert (made.page_setup.scale, made.sheet_properties.pageSetUpPr.fitToPage) == (60, False)


def test_a_kind_has_its_color_beside_its_word(tmp_path: Path) -> None:
    made = book(tmp_path, result(over(), over("w", severity=Severity.WARNING)))["Findings"]
    assert [(c.value, c.fill.fgColor.rgb) for (c,) in made["C2:C3"]] == [
        ("error", "FFFFC7CE"),
        ("warning", "FFFFEB9C"),
    ]


def test_the_summary_counts(tmp_path: Path) -> None:
    rows = list(book(tmp_path, *some())["Summary"].iter_rows(max_col=2, values_only=True))
    assert ("Documents", 3) in rows
    assert ("Findings", 7) in rows
    assert [row for row in rows if row[0] in ("fail", "pass", "could not be read")] == [
        ("fail", 1),
        ("pass", 1),
        ("could not be read", 1),
        ("fail", 1),
        ("pass", 1),
    ]
    assert rows[-4:-2] == [("federal.budget/administration-cap", 1), (None, None)]
    assert rows[-2:] == [("Could not be read", 1), ("plans/c.yaml", None)]


def test_the_matrix_has_the_gravest_verdict_of_each_rule(tmp_path: Path) -> None:
    one = over("p", verdict=Verdict.PASS)
    found = [one, over("f"), over("r", verdict=Verdict.NEEDS_REVIEW, rule="federal.z/other")]
    sheet = book(tmp_path, result(*found, path="a.yaml"), result(path="b.yaml"))["Matrix"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Document", "Type", "State", "Verdict", one.rule, "federal.z/other"),
        ("a.yaml", "state_plan", "VT", "fail", "fail", "needs_review"),
        ("b.yaml", "state_plan", "VT", "pass", None, None),
    ]


def test_the_checklist_has_the_questions_and_what_was_determined(tmp_path: Path) -> None:
    against = review("n", "A reviewer found against it", severity=Severity.ERROR)
    against = against._replace(
        verdict=Verdict.FAIL, determination=MADE._replace(answer="not_met", note="")
    )
    sheet = book(tmp_path, result(review("r", "Is it so?"), over(), against))["Checklist"]
    assert column(sheet, "Message") == ["Is it so?", "Is it?"]
    assert column(sheet, "Determination") == [None, "not_met"]
    assert column(sheet, "Reviewer") == [None, "A. Reviewer"]


def test_the_law_can_be_clicked_and_each_address_is_kept_once(tmp_path: Path) -> None:
    made = book(tmp_path, *some(), result(over(), over("b")))
    links = [cell.hyperlink.target for row in made["Findings"] for cell in row if cell.hyperlink]
    assert links == [LAW] * 7
    assert column(made["Findings"], "Address of the law")[:5] == [LAW] * 5
    relations = zipfile.ZipFile(tmp_path / "all.xlsx").read("xl/worksheets/_rels/sheet2.xml.rels")
    assert relations.count(b"Target=") == 1


def test_beyond_the_most_links_the_address_stands_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_LINKS", 1)
    made = book(tmp_path, result(over(), over("b")))
    assert column(made["Findings"], "Address of the law") == [LAW, LAW]
    law = [cell.value for cell in made["Findings"][1]].index("Law")
    assert [bool(row[law].hyperlink) for row in made["Findings"]] == [False, True, False]
    assert (
        "can be clicked in the first 1 rows"
        in made["Summary"].cell(made["Summary"].max_row, 1).value
    )


def test_no_cell_is_a_formula_and_no_code_of_excel_brings_a_character_back(tmp_path: Path) -> None:
    made = book(tmp_path, hostile(), result(over(message="#N/A"), over(message="=1+1")))
    for sheet in made:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "inlineStr", "n"), cell.coordinate
                assert not str(cell.value).startswith(("=", "+", "-", "@"))
    assert "_x001B_" in HOSTILE
    with zipfile.ZipFile(tmp_path / "all.xlsx") as archive:
        for name in archive.namelist():
            assert b"_x001B_" not in archive.read(name).replace(b"_x005F_x001B_", b"")
            assert b"<f>" not in archive.read(name)


@pytest.mark.parametrize(
    ("digits", "unit", "value", "form"),
    [
        ("41200.00", "money", 41200, "#,##0.00"),
        ("0.01", "money", 0.01, "#,##0.00"),
        ("9999999999999.99", "money", 9999999999999.99, "#,##0.00"),
        ("-99999999999999.99", "money", -99999999999999.99, "#,##0.00"),
        ("2.5", "points", 2.5, "0.##########"),
        ("3", "days", 3, "General"),
    ],
)
def test_a_distance_is_a_number_with_its_looks(
    digits: str, unit: str, value: Any, form: str, tmp_path: Path
) -> None:
    sheet = book(tmp_path, result(over(distance=digits, distance_unit=unit)))["Findings"]
    cell = next(c for c in sheet[2] if sheet.cell(1, c.column).value == "Off by")
    assert (cell.value, cell.number_format) == (value, form)


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    monkeypatch.setattr("perkins_rules.report.workbooks.xlsx_summary.MOST_NAMED", 20)
    made = book(tmp_path, *(result(over(f"f{k}"), path=f"{k}.yaml") for k in range(5)))
    findings = [name for name in made.sheetnames if name.startswith("Findings")]
    assert findings == ["Findings", "Findings 2", "Findings 3"]
    assert [made[name].max_row for name in findings] == [3, 3, 2]
    assert [column(made[name], "Document") for name in findings] == [
        ["0.yaml", "1.yaml"],
        ["2.yaml", "3.yaml"],
        ["4.yaml"],
    ]
    assert made["Findings 2"].freeze_panes == "B2"
    assert made["Findings 3"].auto_filter.ref == "A1:AT2"
    notes = [str(r[0]) for n in made.sheetnames if n.startswith("Summary") for r in made[n].values]
    assert any(note.startswith("Findings goes on in further sheets, up to Fin") for note in notes)


def test_more_rules_than_a_sheet_has_columns_go_on_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_COLUMNS", 6)
    found = [over(f"f{k}", rule=f"federal.z/r{k}") for k in range(5)]
    made = book(tmp_path, result(*found))
    parts = ["Matrix", "Matrix, part 2", "Matrix, part 3"]
    assert made.sheetnames == ["Documents", "Findings", "Checklist", *parts, "Summary"]
    heads = [[cell.value for cell in made[name][1]][4:] for name in parts]
    assert heads == [
        ["federal.z/r0", "federal.z/r1"],
        ["federal.z/r2", "federal.z/r3"],
        ["federal.z/r4"],
    ]


@pytest.mark.parametrize(
    "long", ["x" * 70_000, "=" * 33_000, "\U0001f600" * 20_000, "_x0041" * 9000]
)
def test_a_text_too_long_for_a_cell_goes_on_in_a_sheet_of_its_own(
    long: str, tmp_path: Path
) -> None:
    made = book(tmp_path, result(over(message=f"({long}")))
    assert made.sheetnames[-1] == "Long texts"
    first = column(made["Findings"], "Message")[0]
    assert first.endswith(" … [goes on in the sheet Long texts]")
    parts = list(made["Long texts"].iter_rows(min_row=2, values_only=True))
    assert [part[:4] for part in parts] == [
        ("Findings", 2, "Message", number) for number in range(2, 2 + len(parts))
    ]
    for sheet in made:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                assert len(str(value).encode("utf-16-le")) // 2 <= limits.MOST_CHARACTERS
    head = first.removesuffix(" … [goes on in the sheet Long texts]")
    texts = [head, *(part[4].removeprefix("'") for part in parts)]
    assert "".join(texts).replace("_x005F_", "_") == f"({long}"
    notes = [str(row[0]) for row in made["Summary"].values]
    assert any("Long texts: a cell of Excel holds no more" in note for note in notes)


def test_the_looks_of_the_about_text(tmp_path: Path) -> None:
    write(tmp_path, [], "xlsx", about=ABOUT._replace(draft=True, fail_on="warning"))
    rows = list(openpyxl.load_workbook(tmp_path / "all.xlsx")["Summary"].iter_rows(max_col=2))
    told = {row[0].value: row[1].value for row in rows}
    assert (told["Draft"], told["Fails on"], told["Documents"]) == ("yes", "warning", 0)
