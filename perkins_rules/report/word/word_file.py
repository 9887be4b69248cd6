"""WordFile: a Word document with its styles, its properties and its page numbers.

The same body gives the same bytes: no clock, no name of who wrote it.
"""

from __future__ import annotations

import io
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Inches, Pt, RGBColor

from perkins_rules.report.clean import clean
from perkins_rules.report.outputs.undated import undated
from perkins_rules.report.word.parts import NAMESPACES, run

_FONT = "Calibri"
_INK = RGBColor(0x1C, 0x2B, 0x45)
_LINK = RGBColor(0x1D, 0x4F, 0x91)
_SOFT = RGBColor(0x4A, 0x52, 0x5C)
_HEADINGS = (("Title", 24, 0), ("Heading 1", 17, 12), ("Heading 2", 13, 14), ("Heading 3", 11, 10))
_STYLES = (
    # name, kind, size in points, space before and after
    ("Standing", WD_STYLE_TYPE.PARAGRAPH, 12, 6, 6),
    ("Message", WD_STYLE_TYPE.PARAGRAPH, 11, 0, 3),
    ("Detail", WD_STYLE_TYPE.PARAGRAPH, 11, 0, 3),
    ("Small", WD_STYLE_TYPE.PARAGRAPH, 9, 0, 3),
    ("Cell", WD_STYLE_TYPE.PARAGRAPH, 10, 2, 2),
    ("Gap", WD_STYLE_TYPE.PARAGRAPH, 6, 0, 0),
)


class WordFile:
    """Takes the body piece by piece, and writes the file."""

    def __init__(self, title: str, made_by: str) -> None:
        self._document = Document()
        self._relations: dict[str, str] = {}
        self._pieces: list[str] = []
        self._set_properties(clean(title), made_by)
        self._set_styles()
        self._set_page(made_by)

    def add(self, *pieces: str) -> None:
        """Puts paragraphs and tables at the end."""
        self._pieces += pieces

    def relation(self, address: str) -> str:
        """The name under which an address can be linked to."""
        if address not in self._relations:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            found = self._document.part.relate_to(address, kind, is_external=True)
            self._relations[address] = found
        return self._relations[address]

    def write(self, target: IO[bytes]) -> None:
        """Writes the whole file."""
        body = self._document.element.body
        made = parse_xml(f"<w:body {NAMESPACES}>{''.join(self._pieces)}</w:body>")
        for element in list(made):
            body.sectPr.addprevious(element)
        packed = io.BytesIO()
        self._document.save(packed)
        with ZipFile(packed) as read, ZipFile(target, "w", ZIP_DEFLATED) as written:
            for name in read.namelist():
                written.writestr(undated(name), read.read(name))

    # -------------------------------------------------------------- what is not the body

    def _set_properties(self, title: str, made_by: str) -> None:
        told = self._document.core_properties
        told.title, told.author, told.language = title, made_by, "en-US"
        told.comments = ""
        # A day would be that of the run, or false.
        properties = told._element  # noqa: SLF001  # python-docx has no way to take one out
        for dated in list(properties):
            if dated.tag.endswith(("}created", "}modified")):
                properties.remove(dated)
        package = self._document.part.package
        assert package is not None
        for name, relation in list(package.rels.items()):
            if relation.reltype.endswith("/thumbnail"):  # of the empty page that it began as
                del package.rels[name]

    def _set_styles(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.1
        _set_font(normal)
        for name, size, before in _HEADINGS:
            style = styles[name]
            _set_font(style)
            style.font.size, style.font.color.rgb = Pt(size), _INK
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(4)
        styles["Subtitle"].font.color.rgb = _SOFT
        _set_font(styles["Subtitle"])
        for name, kind, size, before, after in _STYLES:
            made: Any = styles.add_style(name, kind)
            made.base_style, made.font.size = normal, Pt(size)
            made.paragraph_format.space_before = Pt(before)
            made.paragraph_format.space_after = Pt(after)
        styles["Standing"].font.bold = True
        styles["Small"].font.color.rgb = _SOFT
        link: Any = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.color.rgb, link.font.underline = _LINK, True
        field: Any = styles.add_style("Field", WD_STYLE_TYPE.CHARACTER)
        field.font.name = "Consolas"

    def _set_page(self, made_by: str) -> None:
        section = self._document.sections[0]
        section.left_margin = section.right_margin = Inches(1)
        section.top_margin = section.bottom_margin = Inches(0.9)
        pieces = [run(f"{made_by}    Page "), _field("PAGE"), run(" of "), _field("NUMPAGES")]
        footer = section.footer.paragraphs[0]._p  # noqa: SLF001  # fields are XML alone
        for element in parse_xml(f"<w:p {NAMESPACES}>{''.join(pieces)}</w:p>"):
            footer.append(element)


def _field(name: str) -> str:
    """What the program that shows the page counts."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _set_font(style: Any) -> None:
    """One font, whatever the theme says."""
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
