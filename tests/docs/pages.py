"""The pages of docs/ and the blocks that stand in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from perkins_rules.source import SourceText

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(?P<kind>[a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: the word after the fence, the line its text starts on, the text."""

    kind: str
    line: int
    text: str


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> list[Block]:
    """The blocks of one kind, in order."""
    found = (
        Block(m["kind"], text.count("\n", 0, m.start()) + 2, m["text"])
        for m in _BLOCK.finditer(text)
    )
    return [block for block in found if block.kind == kind]


def packs(*names: str) -> list[SourceText]:
    """The rule blocks of pages, one after the other, as rule files: a block with a `pack` line
    starts a new one, and each block of further examples is a file.

    A file keeps the line numbers of the pages as one text, so that a fault is told where it stands.
    """
    files: list[list[str]] = []
    text = "".join(map(page, names))
    first = blocks(text, "rules")
    for block in [*first, *blocks(text, "examples")]:
        if not files or re.search(r"^(pack|examples of) ", block.text, re.MULTILINE):
            files.append([])
        lines = files[-1]
        lines.extend([""] * (block.line - 1 - len(lines)))
        lines.extend(block.text.splitlines())
    return [SourceText(" + ".join(names), "\n".join(lines) + "\n") for lines in files]


def table(text: str, heading: str) -> list[list[str]]:
    """The cells of the table that stands below a heading, without its two head lines."""
    section = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    rows = section[section.index("\n|") + 1 :].split("\n\n")[0].splitlines()
    cells = [re.split(r"(?<!\\)\|", row.strip("|")) for row in rows if row.startswith("|")]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells[2:]]
