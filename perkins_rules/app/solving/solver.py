"""What the commands that ask the solver share: whether it is there, and what fields are called."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from perkins_rules.app.asking.inputs import named_member, unread
from perkins_rules.app.faults import Stop
from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.engine.shared.states import state_of
from perkins_rules.extras import how_to_get
from perkins_rules.report.lawful.rule_words import Label
from perkins_rules.report.outputs import Rules

if TYPE_CHECKING:  # loaded when it is known that the solver is there
    from perkins_rules.solving.named import NoSuchField


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
        raise no_such(document, none) from none


def no_such(document: Document, none: NoSuchField) -> Stop:
    """That a word names no figure of a document, or several."""
    if none.many:
        hint = f"Write more of the name, such as `{none.near}`."
        return Stop(f"{document.path}: several figures are called `{none.word}`.", hint)
    hint = "Write it as in findings: budget.reserve.amount."
    hint = f"Did you mean `{none.near}`?" if none.near else hint
    return Stop(f"{document.path}: no figure is called `{none.word}`.", hint)


def label_of(checker: Checker, document: Document | None) -> Label:
    """What the rules are called that a document meets."""
    rules = Rules(lambda: checker.rules.rules)
    state = state_of(document) if document is not None else None
    return lambda rule: rules.label(rule, state)


def document_of(name: str, checker: Checker) -> Document:
    """The document of a name. Raises Stop for one that cannot be read."""
    checked = checker.judged(named_member(name, checker.options.limit_bytes))
    if checked.document is None:
        raise unread(name, checked.report.findings[0])
    return checked.document
