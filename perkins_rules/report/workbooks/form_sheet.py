"""A form in a sheet: every digit as it is given, printed on one page."""

from __future__ import annotations

import io
from typing import NamedTuple

from perkins_rules.report.workbooks.xlsx_limits import MOST_CHARACTERS
from perkins_rules.report.workbooks.xlsx_looks import PLAIN, Look, Looks
from perkins_rules.report.workbooks.xlsx_package import write_workbook
from perkins_rules.report.workbooks.xlsx_sheet import Sheet, Width, number_cell, text_cell
from perkins_rules.tables.grid import letters


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


def workbook(forms: list[FormSheet]) -> bytes:
    """The bytes of a workbook."""
    looks, file = Looks(), io.BytesIO()
    sheets = [_sheet(form, looks) for form in forms]
    write_workbook(sheets, looks, file)
    for sheet in sheets:
        sheet.close()
    return file.getvalue()


def _sheet(form: FormSheet, looks: Looks) -> Sheet:
    sheet = Sheet(form.name, [Width(width) for width in form.widths])
    sheet.merged, sheet.pages = form.merged, (1, 1)
    for number, entries in enumerate(form.rows, start=1):
        cells = [
            _cell(f"{letters(at)}{number}", entry, looks)
            for at, entry in enumerate(entries, start=1)
            if entry
        ]
        if cells:
            sheet.row(number, cells)
    return sheet


def _cell(place: str, entry: Entry, looks: Looks) -> str:
    if isinstance(entry, Number):
        return number_cell(place, entry.digits, looks.number(Look(format=entry.format)))
    look = Look(bold=True, wrapped=True) if isinstance(entry, Styled) else PLAIN
    text = entry.text if isinstance(entry, Styled) else entry or ""
    return text_cell(place, text[:MOST_CHARACTERS], looks.number(look))
