"""The questions of one document or many, in a list; and how many of them are answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from perkins_rules.app.reviewing.review_case import Case, Item
from perkins_rules.app.reviewing.review_page import entry
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging, wrapped

_ANSWERS = {"met": "met", "not_met": "not met", "not_applicable": "not applicable"}


def alike(items: Sequence[Item]) -> list[Item]:
    """The questions with those of one rule together, in the order in which rules first ask."""
    order = {rule: n for n, rule in enumerate(dict.fromkeys(i.finding.rule for i in items))}
    return sorted(items, key=lambda item: order[item.finding.rule])


def listed(items: Sequence[Item], style: Style) -> str:
    """The list, of questions that are `alike`."""
    names = list(dict.fromkeys(item.case.name for item in items))
    if not names:
        return ""
    of = names[0] if len(names) == 1 else number_of(len(names), "document")
    lines = [heading(f"Questions for a person: {style.clean(of)}", style)]
    if len(names) == 1:
        for number, item in enumerate(items, start=1):
            lines += ["", *entry(item, number, style)]
    else:
        for number, (_, group) in enumerate(groupby(items, lambda i: i.finding.rule), start=1):
            lines += ["", *_shared(list(group), number, style)]
    return "\n".join(line.rstrip() for line in lines) + "\n\n"


def _shared(items: Sequence[Item], number: int, style: Style) -> Iterator[str]:
    """A question that several documents leave open, and where."""
    still = [item for item in items if not item.is_settled]
    first = (still or items)[0]
    lead = f"{number:>4}. {style.mark('box' if still else 'pass')} "
    yield from hanging(lead, style.clean(first.finding.message), style.width)
    places = ", ".join(f"{i.case.name}:{i.finding.span.line}" for i in still)
    asked = f"open {len(still)} of {len(items)} times{': ' if still else ''}{places}"
    for text in (asked, first.finding.rule):
        for line in wrapped(style.clean(text), style.width - len(lead)):
            yield " " * len(lead) + style.paint("dim", line)


def closing(cases: Sequence[Case]) -> str:
    """How many questions there are, and how many of them are still open."""
    items = [item for case in cases for item in case.items()]
    of = cases[0].name if len(cases) == 1 else number_of(len(cases), "document")
    if not items:
        verb = "leaves" if len(cases) == 1 else "leave"
        return f"{of} {verb} nothing for a person to judge.\n"
    said = "; ".join(_counts(items))
    return f"{said}.\n" if len(cases) == 1 else f"{of}: {said}.\n"


def _counts(items: Iterable[Item]) -> Iterator[str]:
    found = [i.record.answer if i.is_settled and i.record is not None else "" for i in items]
    yield number_of(len(found), "question")
    yield from (f"{found.count(key)} {word}" for key, word in _ANSWERS.items() if key in found)
    yield f"{found.count('')} open"
