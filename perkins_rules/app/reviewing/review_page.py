"""A question for a reviewer -> lines for a console of any width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import dedent

from perkins_rules.app.reviewing.review_case import Case, Item
from perkins_rules.documents import Document, from_pointer
from perkins_rules.documents.titles import title_of
from perkins_rules.engine.reference.look_at import value_at
from perkins_rules.report.citations import chunks
from perkins_rules.report.determined import told
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import filled, hanging, wrapped

_SHORT = 12
_LABEL = 8


def page(item: Item, count: str, style: Style, whole: bool = False) -> Iterator[str]:
    """The question, the law behind it, the text it looks at, and what was determined before."""
    yield ""
    yield heading(count, style)
    yield ""
    finding = item.finding
    title = title_of(item.case.document.shape, from_pointer(finding.path))
    if title:
        yield from wrapped(style.clean(title), style.width)
    for line in wrapped(style.clean(finding.message), style.width):
        yield style.paint("bold", line)
    yield ""
    law = filled([style.clean(c) for c in chunks(finding.citations)], style.width - _LABEL)
    yield from _labelled("law", law if finding.citations else [], style)
    for pointer in item.looked.pointers or (finding.path,):
        yield from _place(item.case, pointer, style, whole)
    if said := before(item):
        yield from _labelled("before", wrapped(style.clean(said), style.width - _LABEL), style)


def before(item: Item) -> str:
    """What was determined on the question before; nothing if it was not."""
    record = item.record
    if record is None or not record.is_answered:
        return ""
    made = record.determination(not item.is_outdated)
    return told(item.finding._replace(determination=made))


def entry(item: Item, number: int, style: Style) -> Iterator[str]:
    """A question in a list of them: short, with its mark and the line that it looks at."""
    mark = "pass" if item.is_settled else "box"
    if item.is_settled and item.record is not None and item.record.answer == "not_met":
        mark = "fail"
    lead = f"{number:>4}. {style.mark(mark)} "
    yield from hanging(lead, style.clean(item.finding.message), style.width)
    where = f"{item.case.name}:{item.finding.span.line}, {item.finding.rule}"
    for text in (before(item), where):
        for line in wrapped(style.clean(text), style.width - len(lead)) if text else ():
            yield " " * len(lead) + style.paint("dim", line)


def _labelled(label: str, lines: list[str], style: Style) -> Iterator[str]:
    for number, line in enumerate(_cut(lines, style.width - _LABEL)):
        lead = label if number == 0 else ""
        yield style.paint("cyan", lead) + " " * (_LABEL - len(lead)) + line


def _place(case: Case, pointer: str, style: Style, whole: bool) -> Iterator[str]:
    """A place that the question looks at: its name and line, and what stands there."""
    document = case.document
    name = style.clean(document.name_of(pointer) or "the document")
    if value_at(document, pointer) is None:
        yield from _labelled("text", wrapped(f"{name}: not given", style.width - _LABEL), style)
        return
    span = document.span_of(pointer)
    said = wrapped(f"{name}, line {span.line}", style.width - _LABEL)
    yield from _labelled("text", said, style)
    lines = list(_cut(_text(case, pointer, style), style.width - _LABEL - 2))
    bar = f"{style.mark('bar')} "
    shown = lines if whole or len(lines) <= _SHORT + 1 else lines[:_SHORT]
    for line in shown:
        yield " " * _LABEL + style.paint("dim", bar) + line
    if len(shown) < len(lines):
        more = f"{len(lines) - len(shown)} more lines; t shows them"
        yield " " * _LABEL + style.paint("dim", bar + more)


def _cut(lines: Iterable[str], room: int) -> Iterator[str]:
    """Lines of at most so many columns, wherever a longer word must be cut for it."""
    for line in lines:
        yield line[:room]
        yield from (line[at : at + room] for at in range(room, len(line), room))


def _text(case: Case, pointer: str, style: Style) -> Iterator[str]:
    """A text in its paragraphs; any other value in the lines of the document that hold it."""
    value = value_at(case.document, pointer)
    if isinstance(value, str):
        for paragraph in value.split("\n"):
            yield from wrapped(style.clean(paragraph), style.width - _LABEL - 2)
        return
    for line in lines_at(case.document, pointer):
        indent = len(line) - len(line.lstrip(" "))
        lead = " " * min(indent, 8)
        yield from hanging(lead, style.clean(line.strip()), style.width - _LABEL - 2)


def lines_at(document: Document, pointer: str) -> list[str]:
    """The lines of a document that hold a value, from where it starts to its end."""
    span = document.span_of(pointer)
    numbers = range(span.line, span.end_line + 1)
    lines = [document.text.line(number) for number in numbers]
    lines[-1] = lines[-1][: span.end_column - 1] if span.end_column > 1 else lines[-1]
    lines[0] = " " * (span.column - 1) + lines[0][span.column - 1 :]
    return dedent("\n".join(lines)).split("\n") if len(lines) > 1 else [lines[0].strip()]
