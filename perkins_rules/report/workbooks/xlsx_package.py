"""Sheets -> the file of a workbook: the same content, the same bytes, whenever it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from perkins_rules.report.outputs.undated import undated
from perkins_rules.report.workbooks.xlsx_looks import MAIN, XML, Looks
from perkins_rules.report.workbooks.xlsx_sheet import OFFICE, Sheet

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_DAY = "2000-01-01T00:00:00Z"  # a stand-in: the same in every file
_MUCH = 1 << 30

Relation = tuple[str, str, bool]
"""What a part leads to: the kind, the target, whether it is outside the workbook."""


def write_workbook(sheets: Sequence[Sheet], looks: Looks, file: IO[bytes]) -> None:
    """Writes a workbook of these sheets."""
    archive = ZipFile(file, "w", ZIP_DEFLATED)
    try:
        for name, content in _parts(sheets, looks):
            archive.writestr(undated(name), content)
        for at, sheet in enumerate(sheets, start=1):
            name = f"xl/worksheets/sheet{at}.xml"
            with archive.open(undated(name), "w", force_zip64=sheet.size > _MUCH) as written:
                for piece in sheet.part():
                    written.write(piece)
        archive.close()
    finally:
        archive.fp = None  # or it would try again when it is forgotten


def _parts(sheets: Sequence[Sheet], looks: Looks) -> Iterator[tuple[str, bytes]]:
    yield "[Content_Types].xml", _content_types(len(sheets))
    yield (
        "_rels/.rels",
        _relations(
            [
                (f"{OFFICE}/officeDocument", "xl/workbook.xml", False),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
            ]
        ),
    )
    yield "docProps/core.xml", _core()
    yield "xl/workbook.xml", _workbook(sheets)
    leads: list[Relation] = [
        (f"{OFFICE}/worksheet", f"worksheets/sheet{at}.xml", False)
        for at in range(1, len(sheets) + 1)
    ]
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations([*leads, (f"{OFFICE}/styles", "styles.xml", False)]),
    )
    yield "xl/styles.xml", looks.part()
    for at, sheet in enumerate(sheets, start=1):
        if sheet.targets:
            led: list[Relation] = [(f"{OFFICE}/hyperlink", t, True) for t in sheet.targets]
            yield f"xl/worksheets/_rels/sheet{at}.xml.rels", _relations(led)


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{at}" r:id="rId{at}"/>'
        for at, sheet in enumerate(sheets, start=1)
    )
    names = "".join(name for at, sheet in enumerate(sheets) for name in sorted(_defined(at, sheet)))
    names = f"<definedNames>{names}</definedNames>" if names else ""
    spaces = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    views = "<bookViews><workbookView/></bookViews>"
    return f"{XML}<workbook {spaces}>{views}<sheets>{listed}</sheets>{names}</workbook>".encode()


def _defined(at: int, sheet: Sheet) -> Iterator[str]:
    """What Excel keeps of a sheet under a name: its filter, and what each printed page has: the row
    of heads and, where a row goes on over several pages, the column that says what it is of.
    """
    inside = "'" + sheet.name.replace("'", "''") + "'!"
    if sheet.filtered:
        first, last = sheet.filtered.split(":")
        yield (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'
            f"{inside}{_fixed(first)}:{_fixed(last)}</definedName>"
        )
    if sheet.frozen:
        titles = f'name="_xlnm.Print_Titles" localSheetId="{at}"'
        beside = f"{inside}$A:$A," if sheet.is_wide else ""
        yield f"<definedName {titles}>{beside}{inside}$1:$1</definedName>"


def _fixed(cell: str) -> str:
    column = cell.rstrip("0123456789")
    return f"${column}${cell[len(column) :]}"


def _core() -> bytes:
    spaces = (
        f'xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_FIXED_DAY}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{XML}<cp:coreProperties {spaces}><dc:creator>perkins-rules</dc:creator>{days}"
        "</cp:coreProperties>"
    ).encode()


def _relations(leads: Iterable[Relation]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target={quoteattr(target)}'
        f"{' TargetMode=' + quoteattr('External') if outside else ''}/>"
        for at, (kind, target, outside) in enumerate(leads, start=1)
    )
    return (
        f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
    ).encode()


def _content_types(sheets: int) -> bytes:
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds = [
        ("/xl/workbook.xml", f"{_SHEET}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_SHEET}.styles+xml"),
        ("/docProps/core.xml", core),
        *(
            (f"/xl/worksheets/sheet{at}.xml", f"{_SHEET}.worksheet+xml")
            for at in range(1, sheets + 1)
        ),
    ]
    listed = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    ).encode()
