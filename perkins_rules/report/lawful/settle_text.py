"""Steps that settle what cannot be checked -> as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from perkins_rules.analysis.settling import Answer, Step
from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Document
from perkins_rules.report.citations import short
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.wrap import hanging, wrapped

MOST_RULES = 3


def settle_text(steps: Sequence[Step], document: Document, style: Style) -> str:
    """Of one document."""
    lines = list(_lines(steps, document, style))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(steps: Sequence[Step], document: Document, style: Style) -> Iterator[str]:
    count = sum(len(step.settles) for step in steps)
    name = called(document.path)
    if not count:
        yield style.clean(f"{name}: no check waits for anything.")
        return
    facts = sum(len(step.facts) for step in steps)
    said = f"{name}: {number_of(count, 'check')} cannot be made. What they wait for"
    yield from wrapped(
        style.clean(f"{said} ({number_of(facts, 'thing')}), what settles most first:"), style.width
    )
    for number, step in enumerate(steps, start=1):
        yield ""
        yield from _step(number, step, document, style)


def _step(number: int, step: Step, document: Document, style: Style) -> Iterator[str]:
    names = [document.name_of(pointer) for pointer in step.facts]
    together = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    said = f"{together}: settles {number_of(len(step.settles), 'check')}"
    yield from hanging(f"{number:>3}. ", style.clean(said), style.width)
    for answer in step.answers:
        yield from hanging("     ", style.clean(_answer(answer)), style.width)
    if not step.answers:
        rules = dict.fromkeys(one.rule for one in step.settles)
        yield from hanging("     ", style.clean(f"asked by: {_named(list(rules))}"), style.width)


def _answer(answer: Answer) -> str:
    parts = [f"{answer.kept} in order"] if answer.kept else []
    asked = [rule for rule in answer.broken if rule.kind == "item"]
    wrong = [rule for rule in answer.broken if rule.kind != "item"]
    if asked:
        parts.append(f"then to be given: {_named(asked)}")
    if wrong:
        parts.append(f"fails: {_named(wrong)}")
    if answer.open:
        parts.append(f"{answer.open} wait for more")
    return f"{_shown(answer.value)}: {'; '.join(parts) or 'nothing is asked then'}"


def _shown(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _named(rules: Sequence[CheckedRule]) -> str:
    told = [_rule(rule) for rule in rules[:MOST_RULES]]
    more = len(rules) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more else [])])


def _rule(rule: CheckedRule) -> str:
    law = ", ".join(short(citation) for citation in rule.citations[:1])
    return f"{rule.title} [{law or rule.id}]"


def settle_plain(steps: Sequence[Step], document: Document) -> dict[str, Any]:
    """The same in plain parts, for programs."""
    return {
        "path": document.path,
        "steps": [
            {
                "facts": [
                    {"field": document.name_of(pointer), "path": pointer} for pointer in step.facts
                ],
                "settles": [one.rule.id for one in step.settles],
                "answers": [
                    {
                        "value": answer.value,
                        "kept": answer.kept,
                        "fails": [rule.id for rule in answer.broken],
                        "open": answer.open,
                    }
                    for answer in step.answers
                ],
            }
            for step in steps
        ],
    }
