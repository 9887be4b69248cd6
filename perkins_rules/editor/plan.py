"""A document as an editor has it: its text, and what a check found in it."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.batch.making import shown_of
from perkins_rules.batch.result import Result
from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.engine.askable import AskableRules
from perkins_rules.member import Member


class Plan(NamedTuple):
    """`document` is None for one that could not be read: the report says why."""

    text: str
    result: Result
    document: Document | None
    rules: AskableRules


def looked_at(name: str, text: str, checker: Checker) -> Plan:
    """Checks a text under the name of its file. Never raises on what it holds."""
    member = Member(name, text.encode("utf-8", "surrogatepass"), is_file=True)
    checked = checker.judged(member)
    shown = shown_of(member, checked._replace(report=checker.known(checked.report)))
    return Plan(text, shown, checked.document, checker.rules)
