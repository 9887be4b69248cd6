"""The texts of cells as they are read: on one line, and without the marks of footnotes."""

from __future__ import annotations

import re

_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u1d43\u1d47\u1d9c\u1d48\u1d49\u2071"
_SIGN = rf"[*\u2020\u2021\u00a7{_RAISED}]"
# Behind a percent sign a letter may stand without anything around it: 85.1%a.
_MARKS = re.compile(
    rf"(?:\s*(?:{_SIGN}|\^[0-9a-z]|\(1?[0-9]\)|\([a-z*]\)|\[1?[0-9]\]|\[[a-z*]\]|(?<=%)\s?[a-z]))+$"
)
_MOST_MARKS = 200  # characters; they stand at the end, and are not looked for in all of a long text
_BEFORE = re.compile(rf"^{_SIGN}+\s*(?=[$(0-9A-Za-z])")


def tidy(text: str) -> str:
    """A text on one line, with plain blanks."""
    return " ".join(text.replace("\ufeff", "").replace("\u200b", "").split())


def without_marks(text: str) -> tuple[str, str]:
    """A text without the marks around it, and the marks: `442,433 (1)` is `442,433` and `(1)`.

    What is nothing but marks stays as it is.
    """
    before = _BEFORE.search(text)
    is_plain = text[-1:] == "%" or ("^" not in text and text[-1:].isdecimal())
    behind = None if is_plain else _MARKS.search(text, len(text) - _MOST_MARKS)
    start = before.end() if before else 0
    end = behind.start() if behind and behind.start() > start else len(text)
    core = text[start:end]
    if not any(c.isalnum() and c.isascii() for c in core):
        return text, ""
    return core, " ".join(part for part in (text[:start].strip(), text[end:].strip()) if part)
