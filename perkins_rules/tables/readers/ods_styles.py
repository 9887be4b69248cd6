"""How a spreadsheet of OpenDocument shows its cells: formats of numbers as codes, raised texts."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.tables.readers.xml_events import Events

_DATE = "yyyy-mm-dd"
_FORMATS = {"number-style": "", "currency-style": "", "percentage-style": "%", "text-style": "@"}
_DAYS = {"date-style": _DATE, "time-style": _DATE}
_MOST_PLACES = 30
_MOST_PARENTS = 20


class _Style(NamedTuple):
    parent: str
    format: str = ""
    is_raised: bool | None = None


class OdsStyles(Events):
    """Reads the parts that hold styles; within a family, each style is known by its name."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._codes: dict[str, str] = {}
        self._positive: dict[str, str] = {}
        self._hidden_tables: set[str] = set()
        self._style = ("", "")
        self._format = self._kind = ""
        self._in_text = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Takes a style down, or a piece of one."""
        self._in_text = False
        if name == "style":
            self._style = (given.get(":family", ""), given.get(":name", ""))
            shown = given.get(":data-style-name", "")
            self._styles[self._style] = _Style(given.get(":parent-style-name", ""), shown)
        elif name in _FORMATS or name in _DAYS:
            self._format, self._kind = given.get(":name", ""), name
            self._codes[self._format] = _DAYS.get(name, "")
        elif name == "text-properties" and ":text-position" in given and self._style[1]:
            raised = given[":text-position"].split(" ")[0] not in ("", "0%", "0")
            self._styles[self._style] = self._styles[self._style]._replace(is_raised=raised)
        elif name == "table-properties" and given.get(":display") == "false":
            self._hidden_tables.add(self._style[1])
        elif self._format and self._kind not in _DAYS:
            self._piece(name, given)

    def text(self, text: str) -> None:
        """What a format shows beside the number."""
        if self._in_text and self._kind == "percentage-style" and "%" in text:
            self._codes[self._format] += "%"
        elif self._in_text:
            self._codes[self._format] += '"' + text.replace('"', "") + '"'

    def end(self, name: str) -> None:
        """A style is done."""
        self._in_text = False
        if name == self._kind:
            code, sign = self._codes[self._format], _FORMATS.get(name, "")
            self._codes[self._format] = code if sign in code else code + sign
            self._format = self._kind = ""
        elif name == "style":
            self._style = ("", "")

    def format(self, style: str) -> str:
        """The code of the format of a style of cells, for positive numbers; empty for General."""
        for one in self._line("table-cell", style):
            if one.format:
                return self._codes.get(self._positive.get(one.format, one.format), "")
        return ""

    def is_raised(self, family: str, style: str) -> bool:
        """Whether a style of text or of cells raises or lowers it."""
        found = (one.is_raised for one in self._line(family, style) if one.is_raised is not None)
        return next(found, False)

    def is_hidden(self, style: str) -> bool:
        """Whether sheets of a style are hidden."""
        return style in self._hidden_tables

    def _line(self, family: str, style: str) -> list[_Style]:
        """A style and those that it comes from."""
        found: list[_Style] = []
        while (family, style) in self._styles and len(found) < _MOST_PARENTS:
            found.append(self._styles[family, style])
            style = found[-1].parent
        return found

    def _piece(self, name: str, given: dict[str, str]) -> None:
        self._in_text = name in ("text", "currency-symbol")
        if name == "map" and given.get(":condition", "").startswith("value()>"):
            self._positive.setdefault(self._format, given.get(":apply-style-name", ""))
        elif name in ("number", "fraction", "scientific-number"):
            self._codes[self._format] += _code(name, given)


def _code(name: str, given: dict[str, str]) -> str:
    if name != "number":
        return "# ?/?" if name == "fraction" else "0E+0"
    places = given.get(":decimal-places") or given.get(":min-decimal-places", "")
    factor = given.get(":display-factor", "1")
    thousands = "," * ((len(factor.partition(".")[0]) - 1) // 3)
    if not places.isdigit():
        return f"0{thousands}" if thousands else ""
    count = min(int(places[:3]), _MOST_PLACES)
    return "0" + ("." + "0" * count if count else "") + thousands
