"""Raised and lowered text in workbooks: a note, no digit."""

import pytest

from perkins_rules.tables.grid import Cell
from perkins_rules.tables.opening import read_table
from tests.tables.making import BUDGET, MAIN, Raw, taken, told, values, xlsx_of

FONTS = (
    f"<styleSheet {MAIN}><fonts><font/><font><vertAlign val='superscript'/></font></fonts>"
    "<cellXfs><xf fontId='0'/><xf fontId='1'/></cellXfs></styleSheet>"
)


def run(text: str, position: str = "") -> str:
    raised = f'<rPr><vertAlign val="{position}"/></rPr>' if position else ""
    return f"<r>{raised}<t>{text}</t></r>"


def shared(cell: str) -> Cell:
    """A cell with a shared text."""
    rels = (
        '<Relationships xmlns="p"><Relationship Id="r1" Type="x/worksheet" '
        'Target="worksheets/s1.xml"/><Relationship Id="t" Type="x/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    parts = {
        "xl/_rels/workbook.xml.rels": rels,
        "xl/sharedStrings.xml": f"<sst {MAIN}><si>{cell}</si></sst>",
    }
    return only(' t="s"><v>0</v>', parts)


def only(cell: str, parts: dict[str, str] | None = None) -> Cell:
    (sheet,) = read_table("a.xlsx", xlsx_of([[Raw(cell)]], parts=parts))
    return sheet.rows[1][1]


@pytest.mark.parametrize("is_shared", [True, False])
@pytest.mark.parametrize(
    ("runs", "text", "notes"),
    [
        (run("442433") + run("1", "superscript"), "442433", "1"),
        (run("1", "subscript") + run("442433"), "442433", "1"),
        (run("a") + run("1", "superscript") + run("b") + run("2", "superscript"), "ab", "12"),
        (run("44") + run("1", "baseline"), "441", ""),
        (run("1", "superscript"), "[1]", ""),
        (run("442433", "superscript"), "442433", ""),
        (run("5") + "<rPh sb='0' eb='1'><t>yomi</t></rPh>", "5", ""),
    ],
)  # fmt: skip
def test_what_is_raised_is_a_note(runs: str, text: str, notes: str, is_shared: bool) -> None:
    cell = shared(runs) if is_shared else only(f' t="inlineStr"><is>{runs}</is>')
    assert (cell.text, cell.kind, cell.notes) == (text, "text", notes)


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        (' s="1"><v>1</v>', "[1]", "text"),
        (' s="1"><v>442433</v>', "442433", "number"),
        (' s="1" t="inlineStr"><is><t>a</t></is>', "[a]", "text"),
        (' s="0"><v>1</v>', "1", "number"),
    ],
)
def test_a_font_that_is_raised_as_a_whole(cell: str, text: str, kind: str) -> None:
    found = only(cell, {"xl/styles.xml": FONTS})
    assert (found.text, found.kind, found.notes) == (text, kind, "")


def test_a_figure_with_a_mark_is_taken_without_it() -> None:
    marked = f' t="inlineStr"><is>{run("$442,433")}{run("1", "superscript")}</is>'
    alone = f' t="inlineStr"><is>{run("1", "superscript")}</is>'
    rows = [*BUDGET[:5], ["3", "State Leadership", Raw(alone), Raw(marked)]]
    tables = taken(xlsx_of(rows))
    assert values(tables)["budget.state_leadership.amount"] == "442433"
    assert "left out" in told(tables)["Sheet1!C6"]
    assert told(tables)["Sheet1!D6"].endswith("taken for 442433: `1` is the mark of a note")
