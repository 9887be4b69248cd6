"""Where each comment of a file goes when the file is printed anew.

A comment on its own line goes before the clause, or the part of one, that follows it; a comment
at the end of a line stays at the end of what stands on that line. Comments after the last clause
of a declaration stay with it if they are indented; in the first column they go with what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import Factory, frozen, mutable

from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import Leaf, Notes, leaves
from perkins_rules.lang.rows import Row

Place = tuple[int, int]
"""Line and column."""

_CLOSING = re.compile(r"[\s)},]*")


@mutable
class Placed:
    """The comments of a file, by what they stand with.

    `leading`: before a row, in order. `notes`: inside a row, and at the ends of lines.
    `trailing`: after the last row of the declaration of that number; `ending`: after everything.
    """

    leading: dict[Row, list[n.Comment]] = Factory(dict)
    notes: dict[Leaf, Notes] = Factory(dict)
    trailing: dict[int, list[n.Comment]] = Factory(dict)
    ending: list[n.Comment] = Factory(list)


@frozen
class Block:
    """A declaration: where it starts, its rows, and all leaves of them in the order of the file."""

    start: Place
    rows: tuple[Row, ...]
    leaves: tuple[Leaf, ...]


def block_of(declaration: n.Declaration, rows: Sequence[Row]) -> Block:
    """The block of a declaration and its rows."""
    in_order = sorted((leaf for row in rows for leaf in leaves(row.doc)), key=_start)
    return Block(declaration.span[:2], tuple(rows), tuple(in_order))


def place_comments(file: n.RuleFile, blocks: Sequence[Block]) -> Placed:
    """Every comment of the file at its place among the blocks of its declarations."""
    placed = Placed()
    lines = file.source.text.split("\n")
    for comment in sorted(file.comments, key=lambda c: (c.line, c.column)):
        number = sum(block.start <= (comment.line, comment.column) for block in blocks) - 1
        if not comment.own_line:
            _at_line_end(placed, blocks[number], comment, lines[comment.line - 1])
        elif number < 0 or not _inside(placed, blocks[number], comment):
            _between(placed, blocks, number, comment)
    return placed


def _start(leaf: Leaf) -> Place:
    return leaf.span[:2]


def _end(leaf: Leaf) -> Place:
    return leaf.span[2:]


# ------------------------------------------------------------------ comments on their own line


def _inside(placed: Placed, block: Block, comment: n.Comment) -> bool:
    """Puts the comment before the first leaf that ends after it, if there is one."""
    place = (comment.line, comment.column)
    leaf = next((leaf for leaf in block.leaves if _end(leaf) > place), None)
    if leaf is not None:
        _put_before(placed, block, leaf, comment)
    return leaf is not None


def _put_before(placed: Placed, block: Block, leaf: Leaf, comment: n.Comment) -> None:
    row = next((row for row in block.rows if row.first is leaf), None)
    if row is not None:
        placed.leading.setdefault(row, []).append(comment)
    else:
        placed.notes.setdefault(leaf, Notes()).before.append(comment)


def _between(placed: Placed, blocks: Sequence[Block], number: int, comment: n.Comment) -> None:
    following = blocks[number + 1].rows[0] if number + 1 < len(blocks) else None
    waiting = placed.ending if following is None else placed.leading.get(following, [])
    if comment.column > 1 and number >= 0 and not waiting:
        placed.trailing.setdefault(number, []).append(comment)
    elif following is None:
        placed.ending.append(comment)
    else:
        placed.leading.setdefault(following, []).append(comment)


# ------------------------------------------------------------------ comments at the end of a line


def _at_line_end(placed: Placed, block: Block, comment: n.Comment, line: str) -> None:
    leaf = _leaf_of_line(block, comment, line[: comment.column - 1])
    notes = placed.notes.setdefault(leaf, Notes())
    if notes.after is not None:
        # Only one comment can end a line: an earlier one moves above it.
        _put_before(placed, block, leaf, notes.after)
    notes.after = comment


def _leaf_of_line(block: Block, comment: n.Comment, text: str) -> Leaf:
    """The last leaf on the comment's line; where only a keyword stands, the leaf that follows."""
    place = (comment.line, comment.column)
    earlier = [leaf for leaf in block.leaves if _start(leaf) < place]
    on_line = [leaf for leaf in earlier if _end(leaf) > (comment.line, 1)]
    later = [leaf for leaf in block.leaves if _start(leaf) >= place]
    if on_line:
        return on_line[-1]
    if later and not (earlier and _CLOSING.fullmatch(text)):
        return later[0]
    return earlier[-1]
