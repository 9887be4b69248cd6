"""How a workbook shows numbers: the format of each style."""

from __future__ import annotations

from perkins_rules.tables.xml_events import Events

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
        self._formats: list[int] = []
        self._inside = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Takes down the formats, and which of them each style has."""
        if name == "numFmt" and given.get("numFmtId", "").isdigit():
            self._codes[int(given["numFmtId"][:9])] = given.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = given.get("numFmtId", "0")
            self._formats.append(int(number[:9]) if number.isdigit() else 0)

    def end(self, name: str, text: str) -> None:
        """Other lists of styles are not those of cells."""
        if name == "cellXfs":
            self._inside = False

    def format(self, style: str) -> str:
        """The code of the format of a style; empty for General."""
        number = int(style[:9]) if style.isdigit() else 0
        if number >= len(self._formats):
            return ""
        code = self._codes.get(self._formats[number], "")
        return "" if code.lower() == "general" else code
