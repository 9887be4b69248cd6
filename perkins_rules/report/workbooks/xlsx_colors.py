"""The colors of verdicts and of kinds of findings. The word stands in the cell all the same."""

from __future__ import annotations

_RED, _YELLOW, _VIOLET, _BLUE, _GREEN = "FFC7CE", "FFEB9C", "E4DFEC", "DDEBF7", "E2EFDA"
_FILLS = {
    "error": _RED,
    "missing": _RED,
    "fail": _RED,
    "unreadable": _RED,
    "warning": _YELLOW,
    "open": _VIOLET,
    "cannot_determine": _VIOLET,
    "review": _BLUE,
    "needs_review": _BLUE,
    "pass": _GREEN,
}


def fill_of(word: str) -> str:
    """The color behind a verdict or a kind; empty for none."""
    return _FILLS.get(word, "")
