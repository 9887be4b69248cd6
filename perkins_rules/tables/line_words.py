"""Which lines of the budget a label in words of one's own speaks of: `Leadership activities`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perkins_rules.tables.form import BY_NUMBER

# Words of which each speaks of one of some lines alone.
_OF_LINES = (
    (r"\badmin", "2"),
    (r"correction|\bprison", "4a"),
    (r"juvenile", "4b"),
    (r"disabilit", "4c"),
    (r"\bother\b.*\binstitution", "4d"),
    (r"\bnon[- ]?trad", "5"),
    (r"special pop|recruit", "6"),
    (r"\blocals?\b|\bsub-?(?:grant|recipient)", "7 8 9 10 11 12 13"),
    (r"formula|distribut", "7 11 12 13"),
    (r"(?<!post)(?<!post[- ])secondary", "9 12"),
    (r"post[- ]?secondary", "10 13"),
    (r"\bmatch|non-?federal", "14"),
)
# Words of a line that has parts: of one of these, where other words say of which.
_OF_WHOLES = (
    (r"leadership", "3", "5 6"),
    (r"\binstitution", "4", "4a 4b 4c 4d 9 10 12 13"),
    (r"\breserve", "8", "9 10"),
    (r"eligible|\brecipients?\b", "7 11", "8 9 10 11 12 13"),
)
# Words that say little where there are others.
_WEAK = (
    (r"\btotals?\b|allotment|\baward|\bgrant\b", "1"),
    (r"allocation", "1 7 11"),
)


# Amounts that are not those of the budget: no line's.
_OF_NONE = re.compile(
    r"\bcarr(?:y|ied)[- ]?(?:over|forward)|\b(?:prior|previous|last) year|\bexpen|\bspent\b"
    r"|\bunspent|\bremaining|\bbalance|\bper (?:student|pupil|capita|school)|\bsub-?total",
    re.IGNORECASE,
)


def lines_spoken_of(label: str) -> set[str]:
    """The numbers of the lines that a label may speak of; none where its words say nothing, speak
    of several that are not one, or of other amounts than the budget's.
    """
    if _OF_NONE.search(label):
        return set()
    found = [set(lines.split()) for word, lines in _OF_LINES if _has(word, label)]
    told_apart = set[str]().union(*found)
    for word, whole, parts in _OF_WHOLES:
        if _has(word, label):
            wholes = set(whole.split())
            found.append((wholes | set(parts.split())) & told_apart or wholes)
    if not found:
        found = [set(lines.split()) for word, lines in _WEAK if _has(word, label)]
    return set.intersection(*found) if found else set()


def spoken(numbers: Sequence[str]) -> str:
    """Lines as a person is told of them: `line 9 or 12 (Secondary Recipients)`."""
    labels = dict.fromkeys(BY_NUMBER[number].label for number in numbers)
    return f"line {' or '.join(numbers)} ({', '.join(labels)})"


def _has(word: str, label: str) -> bool:
    return re.search(word, label, re.IGNORECASE) is not None
