"""A word that is no known one -> the one known word of which it is a slip of the pen.

`nearest` (shown.py) guesses for a person, who decides. What is written without asking must leave
no doubt: `one_year_plan` is near `four_year_plan`, and means something else.
"""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 4


def only_slip(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is but for capitals, blanks and hyphens, or but for one slip
    behind its first letter: a letter too many or too few, another one, two that changed places.
    None where none is, or more than one.
    """
    asked, words = _folded(word), {name: _folded(name) for name in known}
    same = [name for name, folded in words.items() if folded == asked]
    found = same or [name for name, folded in words.items() if _is_slip(asked, folded)]
    return found[0] if len(found) == 1 else None


def _folded(word: str) -> str:
    return "_".join(word.strip().lower().replace("-", " ").replace("_", " ").split())


def _is_slip(word: str, right: str) -> bool:
    at = next((n for n, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), None)
    at = min(len(word), len(right)) if at is None else at
    if at == 0 or len(right) < _SHORTEST or _digits(word) != _digits(right):
        return False
    rest, end = word[at:], right[at:]
    swapped = rest[1::-1] + rest[2:]
    return end in (rest[1:], swapped) or end[1:] in (rest, rest[1:])


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())
