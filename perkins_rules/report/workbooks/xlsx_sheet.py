"""A sheet of a workbook, whose rows wait in a file while a run goes on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from perkins_rules.report.outputs.spool import Spool
from perkins_rules.report.workbooks.xlsx_looks import MAIN, XML
from perkins_rules.tables.grid import letters

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = '<c r="{}" s="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'
_PIECE = 1 << 16
_SMALLER = 60  # percent; about what fits a sheet of findings to a page
_LINE, _HIGHEST = 15, 405  # points; Excel shows no row that is higher
_MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
_FOOTER = (
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>"
)


class Width(NamedTuple):
    """How wide a column is, in characters, and whether it is hidden."""

    characters: int
    hidden: bool = False


def text_cell(place: str, text: str, look: int = 0) -> str:
    """A cell that holds a text, whatever it begins with. The text must be harmless."""
    return _TEXT.format(place, look, escape(text))


def number_cell(place: str, digits: str, look: int = 0) -> str:
    """A cell that holds a number, with exactly these digits."""
    return f'<c r="{place}" s="{look}"><v>{digits}</v></c>'


class Sheet:
    """What it holds may be said in any order, but for the rows. `frozen` is the cell (`B2`) up to
    which rows and columns stay in view. `pages` is on how many pages it is printed, across and
    down, 0 for as many as it takes; None without any fitting.
    """

    def __init__(self, name: str, widths: Sequence[Width], frozen: str = "") -> None:
        self.name, self.frozen = name, frozen
        self.filtered = ""
        self.merged: tuple[str, ...] = ()
        self.pages: tuple[int, int] | None = None
        self._widths = widths
        self._rows: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # until `close`
        self._links = Spool()
        self.targets: dict[str, str] = {}
        """The addresses that cells lead to, each once, under the name that the cells know."""

    def row(self, number: int, cells: Sequence[str], lines: int = 1) -> None:
        """A row of finished cells, as high as so many lines of text."""
        high = f' ht="{min(lines * _LINE, _HIGHEST)}"' if lines > 1 else ""
        self._rows.write(f'<row r="{number}"{high}>{"".join(cells)}</row>'.encode())

    def link(self, cell: str, address: str) -> None:
        """Makes a cell lead to an address; one that begins with # is a cell of the workbook."""
        self._links.add([cell, address])
        if not address.startswith("#"):
            self.targets.setdefault(address, f"rId{len(self.targets) + 1}")

    @property
    def links(self) -> int:
        """How many cells lead somewhere."""
        return self._links.count

    @property
    def is_wide(self) -> bool:
        """Whether a row goes on over several printed pages, each with the first column again."""
        return self.pages is None and self.frozen[:1] > "A"

    @property
    def size(self) -> int:
        """How many bytes the rows have."""
        return self._rows.tell()

    def close(self) -> None:
        """Gives up what waits."""
        self._rows.close()
        self._links.close()

    # -------------------------------------------------------------- as a part of the workbook

    def part(self) -> Iterator[bytes]:
        """`xl/worksheets/sheetN.xml`, in pieces."""
        yield self._before().encode()
        self._rows.seek(0)
        yield from iter(lambda: self._rows.read(_PIECE), b"")
        yield f"</sheetData>{self._filter()}{self._merges()}".encode()
        yield from self._hyperlinks()
        wide, high = self.pages or (1, 1)
        scale = f' scale="{_SMALLER}"' if self.is_wide else ""
        fit = f'fitToWidth="{wide}" fitToHeight="{high}"'
        setup = f'<pageSetup{scale} orientation="landscape" {fit}/>'
        yield f"{_MARGINS}{setup}{_FOOTER}</worksheet>".encode()

    def _before(self) -> str:
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{one.characters}" customWidth="1"'
            f"{' hidden=' + quoteattr('1') if one.hidden else ''}/>"
            for at, one in enumerate(self._widths, start=1)
        )
        return (
            f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            f'<sheetPr><pageSetUpPr fitToPage="{int(self.pages is not None)}"/></sheetPr>'
            f'<sheetViews><sheetView workbookViewId="0">{self._pane()}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="{_LINE}"/><cols>{columns}</cols><sheetData>'
        )

    def _pane(self) -> str:
        if not self.frozen:
            return ""
        beside = ' xSplit="1"' if self.frozen[0] != "A" else ""
        pane = "bottomRight" if beside else "bottomLeft"
        return (
            f'<pane{beside} ySplit="1" topLeftCell="{self.frozen}" activePane="{pane}"'
            ' state="frozen"/>'
        )

    def _filter(self) -> str:
        return f'<autoFilter ref="{self.filtered}"/>' if self.filtered else ""

    def _merges(self) -> str:
        if not self.merged:
            return ""
        cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in self.merged)
        return f'<mergeCells count="{len(self.merged)}">{cells}</mergeCells>'

    def _hyperlinks(self) -> Iterator[bytes]:
        if not self._links.count:
            return
        yield b"<hyperlinks>"
        for cell, address in self._links:
            leads = (
                f"location={quoteattr(address[1:])}"
                if address.startswith("#")
                else f'r:id="{self.targets[address]}"'
            )
            yield f'<hyperlink ref="{cell}" {leads}/>'.encode()
        yield b"</hyperlinks>"


def last_cell(columns: int, row: int) -> str:
    """The cell at the lower right corner of a table."""
    return f"{letters(columns)}{row}"
