"""Spreadsheets of OpenDocument as tests make them, from the XML of their cells."""

from xml.sax.saxutils import escape

from tests.tables.making import Rows, zip_of

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("draw", "drawing"),
        ("manifest", "manifest"),
    )
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def ods_of(*sheets: str, styles: str = "", common: str = "", manifest: str = "") -> bytes:
    """A spreadsheet of sheets made by `sheet`; `common` are styles of the other part."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{''.join(sheets)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_of(
        {
            "mimetype": MIME,
            "content.xml": content,
            "styles.xml": f"<office:document-styles {_SPACES}>{common}</office:document-styles>",
            "META-INF/manifest.xml": f"<manifest:manifest {_SPACES}>{manifest}</manifest:manifest>",
        }
    )


def sheet(rows: str, name: str = "Sheet1", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, given: str = "") -> str:
    return f"<table:table-row {given}>{''.join(cells)}</table:table-row>"


def text(content: str, given: str = "", kind: str = "string") -> str:
    """A cell; a content that is no XML is one paragraph."""
    inside = content if content.startswith("<") else f"<text:p>{escape(content)}</text:p>"
    held = f'office:value-type="{kind}" ' if kind else ""
    return f"<table:table-cell {held}{given}>{inside}</table:table-cell>"


def number(digits: str, style: str = "", kind: str = "float", given: str = "") -> str:
    shown = f'table:style-name="{style}" ' if style else ""
    return text("shown", f'office:value="{digits}" {shown}{given}', kind)


def rows_of(rows: Rows) -> str:
    return "".join(row(*(text(cell) for cell in one)) for one in rows)


def style(name: str, shown: str = "", properties: str = "", family: str = "table-cell") -> str:
    """A style of cells or texts, and the number format that it has."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:data-style-name="{shown}">'
        f"{properties}</style:style>"
    )


def number_format(kind: str, content: str, name: str = "N1") -> str:
    return f'<number:{kind}-style style:name="{name}">{content}</number:{kind}-style>'
