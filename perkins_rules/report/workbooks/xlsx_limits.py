"""What Excel takes in one sheet and one cell. More goes on elsewhere; nothing is cut in silence."""

from __future__ import annotations

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767
"""Of one cell, counted as Excel does: a character beyond the first 65,536 of Unicode is two."""
MOST_LINKS = 65_530
"""Of one sheet. The address stands in the cell all the same."""
MOST_DIGITS = 15
"""Of a number. What has more is written as text."""


def pieces(text: str, size: int) -> list[str]:
    """A text in pieces of at most `size` characters as Excel counts them."""
    if len(text) * 2 <= size or _length(text) <= size:
        return [text]
    found, piece, length = [], 0, 0
    for at, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if length + width > size:
            found.append(text[piece:at])
            piece, length = at, 0
        length += width
    return [*found, text[piece:]]


def _length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
