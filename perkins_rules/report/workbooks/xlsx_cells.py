"""Cells as they stand in the file of a sheet. openpyxl takes much longer to write one."""

from __future__ import annotations

from xml.sax.saxutils import escape

_TEXT = '<c r="{}" s="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'


def text_cell(place: str, text: str, style: int = 0) -> str:
    """A cell that holds a text, whatever it begins with. The text must be harmless."""
    return _TEXT.format(place, style, escape(text))


def number_cell(place: str, digits: str, style: int = 0) -> str:
    """A cell that holds a number, with exactly these digits."""
    return f'<c r="{place}" s="{style}"><v>{digits}</v></c>'


def row(number: int, cells: list[str]) -> bytes:
    """A row of finished cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()
