"""A small workbook with a few sheets: every digit as it is given, the same bytes every time."""

from __future__ import annotations

import io
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from perkins_rules.report.workbooks.xlsx_cells import number_cell, row, text_cell
from perkins_rules.report.workbooks.xlsx_limits import MOST_CHARACTERS
from perkins_rules.tables.grid import letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIXED_ENTRY = (1980, 1, 1, 0, 0, 0)
BOLD = "bold"


class Number(NamedTuple):
    """A number by its digits, and how it is shown."""

    digits: str
    format: str


class Styled(NamedTuple):
    """A text in bold, wrapped."""

    text: str


Entry = str | Number | Styled | None


class FormSheet(NamedTuple):
    """A sheet: its rows, how wide its columns are, and which cells are shown as one."""

    name: str
    rows: list[list[Entry]]
    widths: tuple[int, ...]
    merged: tuple[str, ...] = ()


def workbook(sheets: list[FormSheet]) -> bytes:
    """The bytes of a workbook."""
    formats = list(dict.fromkeys(c.format for s in sheets for r in s.rows for c in _numbers(r)))
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(formats),
    }
    for at, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = _sheet(sheet, formats)
    return _zipped(parts)


def _numbers(entries: list[Entry]) -> list[Number]:
    return [entry for entry in entries if isinstance(entry, Number)]


def _zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, _FIXED_ENTRY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return file.getvalue()


def _sheet(sheet: FormSheet, formats: list[str]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, start=1)
    )
    rows = "".join(
        row(
            number, [_cell(f"{letters(at)}{number}", entry, formats) for at, entry in cells]
        ).decode()
        for number, entries in enumerate(sheet.rows, start=1)
        if (cells := [(at, e) for at, e in enumerate(entries, start=1) if e])
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merged)
    if merged:
        merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>'
    inner = f"<cols>{columns}</cols><sheetData>{rows}</sheetData>{merged}"
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{inner}</worksheet>'


def _cell(place: str, entry: Entry, formats: list[str]) -> str:
    if isinstance(entry, Number):
        return number_cell(place, entry.digits, 2 + formats.index(entry.format))
    text = entry.text if isinstance(entry, Styled) else entry or ""
    return text_cell(place, text[:MOST_CHARACTERS], 1 if isinstance(entry, Styled) else 0)


def _styles(formats: list[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(code)}/>'
        for at, code in enumerate(formats)
    )
    codes = f'<numFmts count="{len(formats)}">{codes}</numFmts>' if formats else ""
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"'
    shown = "".join(
        f'<xf numFmtId="{164 + at}" fontId="0" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1"/>'
        for at in range(len(formats))
    )
    bold = plain.replace('fontId="0"', 'fontId="1"') + ' applyFont="1" applyAlignment="1">'
    bold += '<alignment vertical="top" wrapText="1"/></xf>'
    font = '<font>{}<sz val="11"/><name val="Calibri"/></font>'
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">{codes}'
        f'<fonts count="2">{font.format("")}{font.format("<b/>")}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{plain.replace(" xfId=" + chr(34) + "0" + chr(34), "")}/>'
        f'</cellStyleXfs><cellXfs count="{2 + len(formats)}">{plain}/>{bold}{shown}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _workbook(sheets: list[FormSheet]) -> str:
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, sheet in enumerate(sheets, start=1)
    )
    spaces = f'xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"'
    return f"{_HEAD}<workbook {spaces}><sheets>{listed}</sheets></workbook>"


def _relations(leads: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(leads, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in range(1, sheets + 1)]
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{_SHEET}.{kind}+xml"/>' for part, kind in kinds
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )
