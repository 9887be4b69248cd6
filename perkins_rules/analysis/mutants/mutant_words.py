"""A change of an expression, and the words that tell of it."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.check import tree as t


class Change(NamedTuple):
    """What stands in place of an expression, and words that tell the difference.

    `flips` when it turns the condition into its opposite; `at` are the words of the part that is
    changed, where that is not the whole.
    """

    words: str
    node: t.Checked
    flips: bool = False
    at: str = ""


_OF_VALUES = {
    "is": "is",
    "is_not": "is not",
    "at_least": "is at least",
    "at_most": "is at most",
    "more_than": "is more than",
    "less_than": "is less than",
}
_OF_DATES = {
    "at_least": "is on or after",
    "at_most": "is on or before",
    "more_than": "is after",
    "less_than": "is before",
}


def became(before: str, after: str) -> str:
    """One phrase in place of another."""
    return f"`{before}` became `{after}`"


def dropped(words: str) -> str:
    """A phrase that was left out."""
    return f"`{words}` was dropped"


def comparison(node: t.Operation, kind: str) -> str:
    """A comparison in the words in which the rule compares."""
    left, right = node.operands[0].text, node.operands[-1].text
    between = node.text[len(left) : len(node.text) - len(right)]
    of_dates = any(f" {word} " in between for word in ("before", "after"))
    return (_OF_VALUES | _OF_DATES if of_dates else _OF_VALUES)[kind]


def operator(kind: str) -> str:
    """The operator before a period: `is at least 60 days before`."""
    return _OF_VALUES[kind]
