"""Word documents as tests make them, from the XML of their text."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from tests.tables.making import RELATIONS, Rows, zip_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_of(*blocks: str, styles: str = "", main: str = "word/document.xml") -> bytes:
    """A document of paragraphs and tables."""
    return zip_of(
        {
            "_rels/.rels": '<Relationships xmlns="p"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
            "word/_rels/document.xml.rels": '<Relationships xmlns="p"><Relationship Id="r1" '
            f'Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
            "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>",
            main: f"<w:document {WORD}><w:body>{''.join(blocks)}</w:body></w:document>",
        }
    )


def run(text: str, properties: str = "") -> str:
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{kept}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str) -> str:
    """A paragraph; a plain text is one run."""
    made = (one if one.startswith("<") else run(one) for one in runs if one)
    return f"<w:p>{''.join(made)}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    inside = content if content.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: Iterable[int] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def table(rows: Rows) -> str:
    """A table of texts."""
    return tbl(*(tr(*(tc(cell) for cell in row)) for row in rows))
