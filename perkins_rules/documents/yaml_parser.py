"""The parser that decides what a YAML text says: PyYAML's own, brought up to YAML 1.2.

libyaml is quicker, and refuses or reads otherwise some of what people write. So it only ever
spares work: what it may not read alike, and all that it stops at, is left to this parser, and the
outcome is the same whether libyaml is installed or not.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

# Where libyaml was seen to differ: tabs, line ends and marks of other systems, a comment right
# behind the head of a text block, `?` or a lone `-` between brackets.
_DECIDED_SIGNS = "\t\x85\u2028\u2029\ufeff"
_DECIDED_PATTERNS = (  # each begins with a sign, which is soon looked for
    ("\r", re.compile(r"\r(?!\n)")),
    ("|", re.compile(r"\|[-+0-9]*#")),
    (">", re.compile(r">[-+0-9]*#")),
    ("?", re.compile(r"\?(?<![^\s\[{,]\?)")),
    ("-", re.compile(r"-[,\[\]{}](?<![^\s\[{,]..)")),
)

_BLANK_OR_END = "\0 \t\r\n"
_IN_BLOCK = re.compile(r"(?:[^\0 \t\r\n:]|:(?![\0 \t\r\n]))*+")
_IN_FLOW = re.compile(r"(?:[^\0 \t\r\n:,\[\]{}]|:(?![\0 \t\r\n,\[\]{}]))*+")
_REST_IS_BLANK = re.compile(r"[ \t]*+(?=[\0\r\n#])")
_BLANK_LINE = re.compile(r"[ \t]*+(?=[\r\n])")
_BLOCK_HEAD = re.compile(r"([-+]?)([1-9]?)([-+]?)(?=[\0 \t\r\n])")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[\0 \t\r\n])")
# Line ends in YAML 1.1 that are no line ends in 1.2; nobody sees them in an editor.
_OLD_BREAKS = "\x85\u2028\u2029"
_STAND_INS = "\ufdd0\ufdd1\ufdd2"  # no characters, and of no meaning to the parser


def is_decided_here(text: str) -> bool:
    """Whether a text holds what libyaml may read otherwise."""
    return any(sign in text for sign in _DECIDED_SIGNS) or any(
        sign in text and pattern.search(text) for sign, pattern in _DECIDED_PATTERNS
    )


class Parser(yaml.SafeLoader):
    """Events of a YAML text. Marks are offsets in the text as it was given."""

    def __init__(self, text: str) -> None:
        self._is_changed = not set(_OLD_BREAKS).isdisjoint(text)
        if self._is_changed:
            text = text.translate(str.maketrans(_OLD_BREAKS, _STAND_INS))
        super().__init__(text)
        self.quotes: list[tuple[int, int]] = []
        """Where the quotations over several lines stand."""
        self.brackets: list[int] = []
        """Where the brackets stand that are open."""

    def fetch_flow_collection_start(self, token: Any) -> None:
        """Notes the bracket that is opened."""
        self.brackets.append(self.index)
        super().fetch_flow_collection_start(token)

    def fetch_flow_collection_end(self, token: Any) -> None:
        """Forgets the bracket that is closed."""
        del self.brackets[-1:]
        super().fetch_flow_collection_end(token)

    def fetch_flow_scalar(self, style: str) -> None:
        """Notes a quotation of several lines."""
        super().fetch_flow_scalar(style)
        token = self.tokens[-1]
        if token.start_mark.line != token.end_mark.line:
            self.quotes.append((token.start_mark.index, token.end_mark.index))

    def get_event(self) -> Any:
        """The next event, None after the last."""
        event = super().get_event()  # type: ignore[no-untyped-call]  # so in PyYAML's stubs
        if self._is_changed and isinstance(event, yaml.ScalarEvent):
            event.value = event.value.translate(str.maketrans(_STAND_INS, _OLD_BREAKS))
        return event

    # ------------------------------------------------------------------ what starts here

    def check_key(self) -> bool:
        """`?` and a blank; any other question mark belongs to a text."""
        return self.peek(1) in _BLANK_OR_END

    def check_value(self) -> bool:
        """`:` and a blank, or what closes; behind a quoted name or a bracket any colon."""
        if self.peek(1) in _BLANK_OR_END:
            return True
        if not self.flow_level:
            return False
        key = self.possible_simple_keys.get(self.flow_level)
        return self.peek(1) in ",[]{}" or (key is not None and self.buffer[key.index] in "\"'[{")

    def check_plain(self) -> bool:
        """A text that no other sign starts; `-`, `?` and `:` do when one follows at once."""
        first, second = self.peek(), self.peek(1)
        if first in "-?:":
            return second not in _BLANK_OR_END and not (self.flow_level and second in ",[]{}")
        return first not in _BLANK_OR_END + ",[]{}#&*!|>'\"%@`"

    # ------------------------------------------------------------------ blanks and tabs

    def scan_to_next_token(self) -> None:
        """Past blanks, comments and line ends; past tabs where they indent nothing."""
        while True:
            while self.peek() == " ":
                self.forward()
            rest = _REST_IS_BLANK.match(self.buffer, self.pointer)
            if rest or (self.peek() == "\t" and self._is_within_line()):
                while self.peek() in " \t":
                    self.forward()
                # Behind a tab nothing can be aligned, so that no group or list starts there.
                self.allow_simple_key = self.allow_simple_key and bool(rest or self.flow_level)
            if self.peek() == "#":
                while self.peek() not in "\0\r\n":
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            self.allow_simple_key = self.allow_simple_key or not self.flow_level

    def _is_within_line(self) -> bool:
        before = self.buffer[self.pointer - self.column : self.pointer]
        return bool(self.flow_level or before.strip(" \t"))

    def scan_plain(self) -> Any:
        """A text without quotes; tabs may stand between its words."""
        chunks: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        body = _IN_FLOW if self.flow_level else _IN_BLOCK
        while self.peek() != "#":
            match = body.match(self.buffer, self.pointer)
            length = match.end() - self.pointer if match else 0
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:
        """What stands between two words: blanks, or line ends as they are folded."""
        before = self.pointer
        while self.peek() in " \t":
            self.forward()
        blanks = self.buffer[before : self.pointer]
        if self.peek() not in "\r\n":
            return [blanks] if blanks else []
        self.scan_line_break()  # type: ignore[no-untyped-call]
        self.allow_simple_key = True
        breaks: list[str] = []
        while not _MARKER.match(self.buffer, self.pointer):
            is_blank = _BLANK_LINE.match(self.buffer, self.pointer)
            while self.peek() == " " or (
                self.peek() == "\t" and (is_blank or self.flow_level or self.column >= indent)
            ):
                self.forward()
            if not is_blank:
                return breaks or [" "]
            self.scan_line_break()  # type: ignore[no-untyped-call]
            breaks.append("\n")
        return []

    # ------------------------------------------------------------------ text blocks

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """`|` or `>` may have a sign and a digit, in either order, and blanks or tabs behind."""
        head = _BLOCK_HEAD.match(self.buffer, self.pointer)
        if head is None or (head[1] and head[3]):
            raise yaml.scanner.ScannerError(
                "while scanning a block scalar", start_mark, "unexpected text", self.get_mark()
            )
        self.forward(head.end() - self.pointer)
        while self.peek() in " \t":
            self.forward()
        sign = head[1] or head[3]
        return {"": None, "+": True, "-": False}[sign], int(head[2]) if head[2] else None
