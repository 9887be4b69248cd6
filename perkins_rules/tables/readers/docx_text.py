"""The text of a Word document as it is printed: without what is deleted, hidden or asked for.

What a tracked change inserts counts, and what it deletes does not; of a field its result counts,
of a content control what was entered, not the words that ask for it.
"""

from __future__ import annotations

from perkins_rules.tables.readers.docx_styles import DocxStyles, Look, is_on
from perkins_rules.tables.readers.xml_events import Events

Line = list[tuple[str, bool]]
"""A paragraph: pieces, and whether each is raised or lowered."""

_LEFT_OUT = frozenset((
    "del", "moveFrom", "drawing", "pict", "object", "Fallback", "rt", "pPr", "sectPr", "tblPr",
    "tblPrEx", "rPrChange", "tcPrChange", "trPrChange", "sdtEndPr",
))  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = ("footnoteReference", "endnoteReference")
_BOX = ["\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"]
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_WINGDINGS = {0xA8: _BOX[0], 0xFD: _BOX[1], 0xFE: _BOX[1]}


class TextEvents(Events):
    """Adds up the text; `line` is the paragraph that it goes to."""

    def __init__(self, styles: DocxStyles) -> None:
        self.line: Line = []
        self._styles, self._look = styles, Look()
        self._asks: list[bool] = []  # of each open content control: whether it was left as it asks
        self._results: list[bool] = []  # of each open field: whether its result has begun
        self._choices: list[str] = []
        self._choice: int | None = None
        self._before = 0  # pieces of the line before a field or its result
        self._collects = False

    def start(self, name: str, given: dict[str, str]) -> bool:
        """Takes a piece of text, or what is to be known of it."""
        self._collects = name == "t"
        if name in _LEFT_OUT:
            return True
        if name == "r":
            self._look = Look()
        elif name == "rStyle":
            self._look = self._look.over(self._styles.look(given.get(":val", "")))
        elif name == "sdt":
            self._asks.append(False)
        elif name == "showingPlcHdr" and self._asks:
            self._asks[-1] = is_on(given)
        elif name == "fldChar":
            self._field(given.get(":fldCharType", ""))
        elif self._results:
            self._of_field(name, given)
        self._look = self._look.with_property(name, given)
        self._sign(name, given)
        return False

    def text(self, text: str) -> None:
        """What stands in a run."""
        if self._collects:
            self.add(text)

    def end(self, name: str) -> None:
        """A run or a content control ends."""
        self._collects = False
        if name == "sdt":
            self._asks.pop()

    def add(self, text: str, *, is_note: bool = False) -> None:
        """Adds a piece, if it is shown."""
        if all(self._results) and not any(self._asks) and not self._look.is_hidden:
            self.line.append((text, is_note or bool(self._look.is_raised)))

    def _sign(self, name: str, given: dict[str, str]) -> None:
        if name in _SIGNS:
            self.add(_SIGNS[name])
        elif name == "sym":
            self.add(_symbol(given))
        elif name in _NOTES and ":customMarkFollows" not in given:
            self.add("*", is_note=True)

    def _field(self, kind: str) -> None:
        if kind != "end":
            self._before = len(self.line)
        if kind == "begin":
            self._results.append(False)
            self._choices, self._choice = [], None
        elif kind == "separate" and self._results:
            self._results[-1] = True
        elif kind == "end" and self._results:
            self._results.pop()
            chosen = self._choice or 0
            if chosen < len(self._choices) and len(self.line) == self._before:
                self.add(self._choices[chosen])
            self._choices = []

    def _of_field(self, name: str, given: dict[str, str]) -> None:
        """Of a form of the older kind: what was chosen from a list, or whether a box is marked.

        Word itself writes no result for such a field.
        """
        is_box, value = self._choices == _BOX, given.get(":val", "")
        if name == "checkBox":
            self._choices = list(_BOX)
        elif name == "listEntry":
            self._choices.append(value)
        elif is_box and name in ("default", "checked"):
            self._choice = int(is_on(given))
        elif name == "result" or (name == "default" and self._choice is None):
            self._choice = int(value[:9]) if value.isdigit() else None


def _symbol(given: dict[str, str]) -> str:
    """A character by its number in a font; what a font of pictures draws there is not known."""
    code, is_pictures = given.get(":char", ""), "dings" in given.get(":font", "").lower()
    number = int(code, 16) if len(code) == 4 and code.isalnum() and code.isascii() else 0
    in_font = number & 0xFF if number & 0xFF00 == 0xF000 else number
    if is_pictures:
        return _WINGDINGS.get(in_font, _UNKNOWN)
    is_known = 0x20 <= in_font < 0x40 or (in_font == number and chr(number).isprintable())
    return chr(in_font) if is_known else _UNKNOWN
