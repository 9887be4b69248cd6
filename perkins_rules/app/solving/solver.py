"""What the commands that ask the solver share: whether it is there, and what fields are called."""

from __future__ import annotations

from importlib.util import find_spec

from perkins_rules.app.asking.inputs import named_member
from perkins_rules.app.faults import Stop
from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.extras import how_to_get


def need_solver(command: str) -> None:
    """Raises Stop where the solver is not installed."""
    if find_spec("z3") is None:
        raise Stop(f"`{command}` needs the solver z3-solver.", how_to_get("analysis"))


def place_in(document: Document, word: str) -> str:
    """The pointer of what a word names. Raises Stop."""
    from perkins_rules.solving.named import NoSuchField, place_named

    try:
        return place_named(document, word)
    except NoSuchField as none:
        raise no_such(document, none.word, none.near) from none


def no_such(document: Document, word: str, near: str | None) -> Stop:
    """That a word names no figure of a document."""
    hint = f"Did you mean `{near}`?" if near else "Write it as in findings: budget.reserve.amount."
    return Stop(f"{document.path}: no figure is called `{word}`.", hint)


def document_of(name: str, checker: Checker) -> Document:
    """The document of a name. Raises Stop for one that cannot be read."""
    checked = checker.judged(named_member(name, checker.options.limit_bytes))
    if checked.document is None:
        first = checked.report.findings[0]
        raise Stop(first.message, first.remedy)
    return checked.document
