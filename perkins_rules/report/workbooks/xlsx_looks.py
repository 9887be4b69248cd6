"""How cells look, and the part of a workbook that says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIRST_FORMAT = 164  # the numbers below it are Excel's own
_NO_FILLS = ('<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>')


class Look(NamedTuple):
    """The looks of a cell: `format` is the code of its number format, `fill` and `color` those of
    colors (`FFC7CE`); a text that is `wrapped` begins at the top.
    """

    format: str = ""
    bold: bool = False
    wrapped: bool = False
    fill: str = ""
    color: str = ""
    underlined: bool = False


PLAIN = Look()


class Looks:
    """The looks of a workbook, each under a number."""

    def __init__(self) -> None:
        self._numbers: dict[Look, int] = {PLAIN: 0}

    def number(self, look: Look) -> int:
        """The number of some looks."""
        return self._numbers.setdefault(look, len(self._numbers))

    def part(self) -> bytes:
        """`xl/styles.xml`"""
        formats = _numbered(look.format for look in self._numbers if look.format)
        fonts = _numbered(map(_font, self._numbers))
        fills = _numbered((*_NO_FILLS, *map(_fill, self._numbers)))
        cells = "".join(
            _cell(look, formats, fonts[_font(look)], fills[_fill(look)]) for look in self._numbers
        )
        codes = "".join(
            f'<numFmt numFmtId="{_FIRST_FORMAT + at}" formatCode={quoteattr(code)}/>'
            for code, at in formats.items()
        )
        none = "<border><left/><right/><top/><bottom/><diagonal/></border>"
        plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
        return (
            f'{XML}<styleSheet xmlns="{MAIN}">'
            + (_list("numFmts", len(formats), codes) if formats else "")
            + _list("fonts", len(fonts), "".join(f"<font>{font}</font>" for font in fonts))
            + _list("fills", len(fills), "".join(f"<fill>{fill}</fill>" for fill in fills))
            + _list("borders", 1, none)
            + _list("cellStyleXfs", 1, f"{plain}/>")
            + _list("cellXfs", len(self._numbers), cells)
            + _list("cellStyles", 1, '<cellStyle name="Normal" xfId="0" builtinId="0"/>')
            + "</styleSheet>"
        ).encode()


def _numbered(parts: Iterable[str]) -> dict[str, int]:
    return {part: at for at, part in enumerate(dict.fromkeys(parts))}


def _list(name: str, count: int, parts: str) -> str:
    return f'<{name} count="{count}">{parts}</{name}>'


def _font(look: Look) -> str:
    looks = ("<b/>" if look.bold else "") + ("<u/>" if look.underlined else "")
    color = f'<color rgb="FF{look.color}"/>' if look.color else ""
    return f'{looks}<sz val="11"/>{color}<name val="Calibri"/>'


def _fill(look: Look) -> str:
    if not look.fill:
        return _NO_FILLS[0]
    return f'<patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/></patternFill>'


def _cell(look: Look, formats: dict[str, int], font: int, fill: int) -> str:
    code = _FIRST_FORMAT + formats[look.format] if look.format else 0
    ids = f'<xf numFmtId="{code}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"'
    for applied, said in (("NumberFormat", code), ("Font", font), ("Fill", fill)):
        ids += f' apply{applied}="1"' if said else ""
    if not look.wrapped:
        return f"{ids}/>"
    return f'{ids} applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
