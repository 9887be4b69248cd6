"""How a workbook shows numbers: the format of each style."""

from __future__ import annotations

from perkins_rules.tables.readers.xml_events import Events

# Those that no workbook spells out; the others are General.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00',
    8: '"$"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: '"$"#,##0',
    43: "#,##0.00", 44: '"$"#,##0.00', 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip


class Styles(Events):
    """Reads the part that holds the styles."""

    def __init__(self) -> None:
        self._codes = dict(_BUILT_IN)
        self._raised_fonts: list[bool] = []
        self._of_cells: list[tuple[int, int]] = []
        self._list = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        """Takes down formats and fonts, and which of them each style of cells has."""
        if name in ("cellXfs", "fonts"):
            self._list = name
        elif name == "numFmt" and given.get("numFmtId", "").isdigit():
            self._codes[int(given["numFmtId"][:9])] = given.get("formatCode", "")
        elif name == "xf" and self._list == "cellXfs":
            self._of_cells.append((_number(given, "numFmtId"), _number(given, "fontId")))
        elif name == "font" and self._list == "fonts":
            self._raised_fonts.append(False)
        elif name == "vertAlign" and self._list == "fonts" and self._raised_fonts:
            self._raised_fonts[-1] = given.get("val") in ("superscript", "subscript")

    def end(self, name: str) -> None:
        """Other lists of styles are not those of cells."""
        if name == self._list:
            self._list = ""

    def format(self, style: str) -> str:
        """The code of the format of a style; empty for General."""
        code = self._codes.get(self._of(style)[0], "")
        return "" if code.lower() == "general" else code

    def is_raised(self, style: str) -> bool:
        """Whether the whole font of a style is superscript or subscript."""
        font = self._of(style)[1]
        return font < len(self._raised_fonts) and self._raised_fonts[font]

    def _of(self, style: str) -> tuple[int, int]:
        number = int(style[:9]) if style.isdigit() else 0
        return self._of_cells[number] if number < len(self._of_cells) else (0, 0)


def _number(given: dict[str, str], name: str) -> int:
    text = given.get(name, "0")
    return int(text[:9]) if text.isdigit() else 0
