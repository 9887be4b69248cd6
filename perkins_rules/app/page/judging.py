"""The questions that the document on the desk leaves to a person, and the answers to them."""

from __future__ import annotations

from typing import Any

from perkins_rules.app.faults import Stop
from perkins_rules.app.page.held import Content, Held
from perkins_rules.app.page.plain_report import field_of, plain_law
from perkins_rules.app.reviewing.review_case import Case, Item
from perkins_rules.app.reviewing.review_page import lines_at
from perkins_rules.checker import Checker
from perkins_rules.determinations.records import ANSWERS
from perkins_rules.engine.reference.look_at import value_at
from perkins_rules.report.clean import clean, clean_lines
from perkins_rules.report.text.block_text import sentence


class OnTheDesk:
    """Keeps determinations beside the document there, as a file beside a file."""

    def __init__(self, content: Content) -> None:
        self.place, self.content = content.place, content.determinations

    def read(self) -> bytes:
        """What is kept."""
        return self.content

    def write(self, text: str) -> None:
        """Keeps that instead."""
        self.content = text.encode("utf-8")


def _case(held: Held) -> tuple[Case, OnTheDesk]:
    """The questions as if nothing were determined, waived or known. Raises Stop."""
    keeping = OnTheDesk(held.content)
    checker = Checker(held.checker.rules, held.checker.options._replace(derive_reviews=False))
    return Case(held.content.member, keeping, checker), keeping


def plain_questions(held: Held) -> list[dict[str, Any]]:
    """The questions in the order of the form, with the texts they are about. Raises Stop."""
    return [_question(held, item) for item in _case(held)[0].items()]


def _question(held: Held, item: Item) -> dict[str, Any]:
    finding, record = item.finding, item.record
    answered = record if record is not None and record.is_answered else None
    return {
        "id": finding.id,
        "rule": finding.rule,
        "pointer": finding.path,
        "field": field_of(held, finding.path),
        "question": clean(sentence(finding.message)),
        "citations": plain_law(finding.citations),
        "texts": [_text(held, item, at) for at in item.looked.pointers or (finding.path,)],
        "answer": answered.answer if answered is not None else "",
        "note": clean_lines(answered.note) if answered is not None else "",
        "by": clean(answered.reviewer) if answered is not None else "",
        "date": answered.date if answered is not None else "",
        "is_outdated": item.is_outdated,
    }


def _text(held: Held, item: Item, pointer: str) -> dict[str, str]:
    """A text in its lines; any other value as the document writes it."""
    document = item.case.document
    value, lines = value_at(document, pointer), [""]
    if value is not None:
        lines = value.split("\n") if isinstance(value, str) else lines_at(document, pointer)
    return {
        "pointer": pointer,
        "field": field_of(held, pointer),
        "text": clean_lines("\n".join(lines)),
    }


def judged(held: Held, which: str, answer: str, note: str, by: str) -> bytes:
    """The determinations with an answer to a question; `answer` is met, not_met or not_applicable,
    or empty to take one back. Raises Stop.
    """
    case, keeping = _case(held)
    item = next((one for one in case.items() if one.finding.id == which), None)
    if item is None:
        raise Stop("the document does not ask this any more.")
    old = [item.record.finding] if item.record is not None else []
    if not answer:
        case.save([], old)
        return keeping.content
    reviewer = " ".join(clean(by).split())[:200]
    if answer not in ANSWERS:
        raise Stop(f"an answer is one of {', '.join(ANSWERS)}.")
    if not reviewer:
        raise Stop("a determination needs a reviewer.", "Give a name.")
    record = case.answered(item, answer, reviewer, note.strip())
    case.save([record], [one for one in old if one != record.finding])
    return keeping.content
