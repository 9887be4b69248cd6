"""The text of a document, and what is to be put where: places, line ends, indents."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence


class Edit(NamedTuple):
    """A text in the place of what stands from one offset to another."""

    start: int
    end: int
    text: str


class Layout:
    """A text that is edited. `as_json` says that names and texts stand in quotes in it."""

    def __init__(self, text: str, *, as_json: bool) -> None:
        self.text, self.as_json = text, as_json
        self.ends = "\r\n" if "\r\n" in text else "\n"
        self.edits: list[Edit] = []

    def put(self, start: int, end: int, text: str) -> None:
        """Puts a text, with line feeds at the ends of its lines, in the place of another."""
        told = text if self.ends == "\n" else text.replace("\n", self.ends)
        self.edits.append(Edit(start, end, told))

    def edited(self) -> str:
        """The text with all edits made."""
        pieces, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit.start):
            pieces += [self.text[at:start], text]
            at = max(at, end)
        return "".join([*pieces, self.text[at:]])

    # -------------------------------------------------------------- lines

    def put_below(self, at: int, lines: list[str]) -> None:
        """Puts lines below that in which an offset lies."""
        end = self.text.find("\n", at)
        if end < 0:
            self.put(len(self.text), len(self.text), "".join(f"\n{line}" for line in lines))
        else:
            self.put(end + 1, end + 1, "".join(f"{line}\n" for line in lines))

    def put_above(self, at: int, lines: list[str]) -> None:
        """Puts lines above that in which an offset lies."""
        start = self.line_start(at)
        self.put(start, start, "".join(f"{line}\n" for line in lines))

    def take_lines(self, start: int, end: int) -> None:
        """Takes out the lines from one offset to another."""
        first, last = self.line_start(start), self.text.find("\n", end)
        if last < 0:  # the file ends without a line end, and goes on doing so
            before = self.text[:first].removesuffix("\n").removesuffix("\r")
            self.put(len(before), len(self.text), "")
        else:
            self.put(first, last + 1, "")

    def line_start(self, at: int) -> int:
        """Where the line of an offset starts."""
        return self.text.rfind("\n", 0, at) + 1

    def column(self, at: int) -> int:
        """How many characters stand before an offset in its line."""
        return at - self.line_start(at)

    def indent(self, at: int) -> str:
        """The blanks with which the line of an offset starts."""
        line = self.text[self.line_start(at) : at]
        return " " * (len(line) - len(line.lstrip()))

    def starts_line(self, at: int) -> bool:
        """Whether nothing but blanks stands before an offset in its line."""
        return not self.text[self.line_start(at) : at].strip()

    def ends_line(self, at: int) -> bool:
        """Whether nothing but blanks stands behind an offset in its line."""
        end = self.text.find("\n", at)
        return not self.text[at : end if end >= 0 else len(self.text)].strip()

    # -------------------------------------------------------------- nodes

    def is_flow(self, node: Node) -> bool:
        """Whether a group or list stands between braces or brackets."""
        return self.text[node.start : node.start + 1] in ("{", "[")

    def is_block(self, node: Node) -> bool:
        """Whether it stands on lines of its own."""
        return not isinstance(node, Scalar) and not self.is_flow(node)

    def between(self, node: Mapping | Sequence, first: int) -> str:
        """What stands between two parts of a list or group: a line break, too, if one does."""
        if "\n" in self.text[node.start : first]:
            return ",\n" + " " * self.column(first)
        return ", "
