"""Tables as tests make them: workbooks from the XML of their cells, CSV from rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from perkins_rules import assets
from perkins_rules.documents import Document, Shape, load_shapes
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.grid import letters
from perkins_rules.tables.into_plan import Entered, asked_with, enter, plan_of
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.recognising import Tables, take_tables

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = ["Line Number", "Budget Item", "Percent of Funds", "Amount of Funds"]
BUDGET = [
    ["State Name:", "Vermont"],
    ["Fiscal Year (FY):", "2026"],
    HEAD,
    ["1", "Total Perkins V Allocation", "Not applicable", "$5,200,000.00"],
    ["2", "State Administration", "5%", "$260,000.00"],
    ["3", "State Leadership", "10%", "$520,000.00"],
]
LEVELS = [
    ["Indicators", "Baseline Level", "PY 2026-27", "FY 2027"],
    ["1S1: Four-Year Graduation Rate", "81.80%", "82.30%", "84.40%"],
    ["5S3: Program Quality", "62.50%", "64.09%%", "65.72%"],
]


Rows = Sequence[Sequence[str]]
Make = Callable[[Rows], bytes]
"""What writes rows as a table: csv_of or xlsx_of."""


class Raw(str):
    """The XML of a cell after its place: ` t="e"><v>#REF!</v>`."""


class Num(str):
    """The digits of a number and, after `|`, the code of its format."""


@cache
def shapes() -> dict[str, Shape]:
    return load_shapes(assets.schema_texts())


def csv_of(rows: Rows, separator: str = ",", ends: str = "\n") -> bytes:
    quoted = [
        separator.join('"' + c.replace('"', '""') + '"' if c else "" for c in r) for r in rows
    ]
    return (ends.join(quoted) + ends).encode()


def xlsx_of(
    rows: Rows,
    name: str = "Sheet1",
    first_row: int = 1,
    after: str = "",
    sheets: Mapping[str, Rows] | None = None,
    parts: Mapping[str, str] | None = None,
    before: str = "",
) -> bytes:
    """A workbook; `sheets` are further names with rows, `parts` further parts or other ones."""
    formats: list[str] = []
    listed = {name: rows, **(sheets or {})}
    made = {
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(title)} sheetId="{at}" r:id="r{at}"/>'
            for at, title in enumerate(listed, start=1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="p">'
        + "".join(
            f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
            for at in range(1, len(listed) + 1)
        )
        + f'<Relationship Id="st" Type="{RELATIONS}/styles" Target="/xl/styles.xml"/>'
        + "</Relationships>",
    }
    for at, of_sheet in enumerate(listed.values(), start=1):
        body = "".join(
            f'<row r="{number}">'
            + "".join(
                _cell(f"{letters(c)}{number}", cell, formats) for c, cell in enumerate(row, 1)
            )
            + "</row>"
            for number, row in enumerate(of_sheet, start=first_row)
        )
        sheet = f"{before}<sheetData>{body}</sheetData>{after}"
        made[f"xl/worksheets/s{at}.xml"] = f"<worksheet {MAIN}>{sheet}</worksheet>"
    codes = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode={quoteattr(code)}/>'
        for at, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(len(formats)))
    made["xl/styles.xml"] = (
        f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId='9'/>"
        f"</cellStyleXfs><cellXfs><xf numFmtId='0'/>{styles}</cellXfs></styleSheet>"
    )
    return zip_of({**made, **(parts or {})})


def zip_of(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)  # of no time
    return file.getvalue()


def _cell(place: str, cell: str, formats: list[str]) -> str:
    if cell == "":
        return ""
    if isinstance(cell, Raw):
        return f'<c r="{place}"{cell}</c>'
    if isinstance(cell, Num):
        digits, _, code = cell.partition("|")
        if code and code not in formats:
            formats.append(code)
        style = formats.index(code) + 1 if code else 0
        return f'<c r="{place}" s="{style}"><v>{digits}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


def taken(
    data: bytes,
    name: str = "t.xlsx",
    kind: str | None = None,
    plan: Document | None = None,
    **asked: Any,
) -> Tables:
    wanted = asked_with(plan, Asked(kind=kind, **asked))
    return take_tables(read_table(name, data), shapes()["state_plan"], wanted)


def told(tables: Tables) -> dict[str, str]:
    return {remark.place: remark.text for remark in tables.remarks}


def values(tables: Tables) -> dict[str, str]:
    return {".".join(path).replace(".[", "["): one.text for path, one in tables.values.items()}


def one_amount(cell: str) -> tuple[str | None, str]:
    """What a cell of amounts on line 2 is taken for, and what is said of it, if anything."""
    rows = [
        HEAD,
        ["1", "Total Perkins V Allocation", "", "$1"],
        ["2", "State Administration", "", cell],
    ]
    tables = taken(xlsx_of(rows))
    return values(tables).get("budget.state_administration.amount"), told(tables).get(
        "Sheet1!D3", ""
    )


def one_percent(
    cell: str, line: str = "2", label: str = "State Administration"
) -> tuple[str | None, str]:
    rows = [HEAD, ["1", "Total Perkins V Allocation", "", "$1"], [line, label, cell, ""]]
    tables = taken(xlsx_of(rows))
    found = [text for path, text in values(tables).items() if path.endswith("percent")]
    return found[0] if found else None, told(tables).get("Sheet1!C3", "")


def entered(
    text: str | bytes,
    data: bytes,
    name: str = "t.csv",
    plan_name: str = "plan.yaml",
    replace: bool = False,
) -> Entered:
    """A plan with the values of a table."""
    held = text if isinstance(text, bytes) else text.encode()
    plan = plan_of(plan_name, held, shapes())
    tables = taken(data, name, plan=plan)
    return enter(plan, held, tables.values, shapes(), replace=replace)
