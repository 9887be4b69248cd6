"""What a text report shows beside the findings of a document: its lines, the names of its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from perkins_rules.documents import Shape, from_pointer
from perkins_rules.documents.titles import title_of


def called(path: str) -> str:
    """What a document is called: its path, or standard input."""
    return "standard input" if path == "-" else path


def dotted(pointer: str) -> str:
    """A pointer as a path, entries of lists counted from 1: `budget.lines[2].amount`."""
    path = ""
    for part in from_pointer(pointer):
        if is_index(part):
            path += f"[{int(part) + 1}]"
        else:
            path += f".{part}" if path else part
    return path


def is_index(part: str) -> bool:
    """Whether a part of a pointer counts entries: a name may hold other digits, or too many."""
    return part.isascii() and part.isdecimal() and len(part) < 10


class Lined(Protocol):
    """A text of which lines can be shown, or what was kept of it."""

    def line(self, number: int) -> str:
        """Line `number`, counted from 1; empty when it is not there."""


class RuleLabel(NamedTuple):
    """What a rule says of a good document, and its kind: rule, item, placeholder, review."""

    title: str
    kind: str


def _unlabelled(rule: str) -> RuleLabel:
    return RuleLabel("", "rule")


class Surroundings(NamedTuple):
    """`root` is the shape of the document's type, `text` its text; None when they are not known.

    `name_of` says a pointer in words, `label_of` a rule id.
    """

    root: Shape | None = None
    text: Lined | None = None
    name_of: Callable[[str], str] = dotted
    label_of: Callable[[str], RuleLabel] = _unlabelled

    def title_of(self, pointer: str) -> str:
        """What the form calls the field at a pointer; nothing when that is not known."""
        return title_of(self.root, from_pointer(pointer))
