"""Parts of the body of a Word document, as XML: paragraphs, headings, tables, links.

Texts are made harmless here and nowhere else. Widths are in twentieths of a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from perkins_rules.report.clean import clean_lines
from perkins_rules.report.figures import number_of

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PAGE_WIDTH = 9360
"""Between the margins of a letter page: 6.5 inches."""
_QUOTED = re.compile(r"`([^`]+)`")


class Cell(NamedTuple):
    """A cell of a table: paragraphs that are made already."""

    paragraphs: str


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """A piece of text in one look."""
    looks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    # The sign of a section stays with its number.
    lines = escape(clean_lines(text)).replace("§ ", "§\u00a0").split("\n")
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{told}</w:r>"


def said(text: str, *, bold: bool = False) -> str:
    """A message: what stands between backticks is a name or a value, and is set as such."""
    parts = enumerate(_QUOTED.split(text))
    return "".join(run(p, bold=bold, style="Field" if k % 2 else "") for k, p in parts if p)


def paragraph(*runs: str, style: str = "", keep: bool = False) -> str:
    """A paragraph; `keep` holds it on one page with the next."""
    looks = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep else "")
    return f"<w:p>{f'<w:pPr>{looks}</w:pPr>' if looks else ''}{''.join(runs)}</w:p>"


def heading(level: int, text: str, mark: int | None = None, *, new_page: bool = False) -> str:
    """A heading, which a link can lead to where it has a mark."""
    breaks = "<w:pageBreakBefore/>" if new_page else ""
    start, end = "", ""
    if mark is not None:
        start = f'<w:bookmarkStart w:id="{mark}" w:name="{anchor(mark)}"/>'
        end = f'<w:bookmarkEnd w:id="{mark}"/>'
    looks = f'<w:pPr><w:pStyle w:val="Heading{level}"/>{breaks}</w:pPr>'
    return f"<w:p>{looks}{start}{run(text)}{end}</w:p>"


def cut(left: int, noun: str) -> Iterator[str]:
    """Says what is not told, where a part was too long."""
    if left > 0:
        yield paragraph(run(f"Cut: {number_of(left, f'further {noun}')} not in this report."))


def anchor(mark: int) -> str:
    """The name of a mark."""
    return f"document_{mark}"


def link_to(mark: int, text: str) -> str:
    """A link to a heading with a mark."""
    return f'<w:hyperlink w:anchor="{anchor(mark)}">{run(text, style="Hyperlink")}</w:hyperlink>'


def link_out(relation: str, text: str) -> str:
    """A link to an address, which the document knows under a name."""
    return f'<w:hyperlink r:id="{relation}">{run(text, style="Hyperlink")}</w:hyperlink>'


def table(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[str | Cell]], widths: Sequence[int]
) -> str:
    """A table with a head that is repeated on each page and known as one; no row is torn."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    looks = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(name)}"/></w:tblPr>'
    )
    head = _row([Cell(paragraph(run(text, bold=True), style="Cell")) for text in heads], widths, 1)
    body = "".join(_row(row, widths) for row in rows)
    return (
        f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>{paragraph(style='Gap')}"
    )


def _row(cells: Sequence[str | Cell], widths: Sequence[int], is_head: int = 0) -> str:
    told = "".join(_cell(*pair, is_head) for pair in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * is_head}</w:trPr>{told}</w:tr>"


def _cell(what: str | Cell, width: int, is_head: int) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8ECF2"/>' * is_head
    inner = what.paragraphs if isinstance(what, Cell) else paragraph(said(what), style="Cell")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'
