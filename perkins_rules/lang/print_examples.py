"""Examples -> rows, in their canonical layout: those of a group stand below what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import STEP, Doc, Leaf, before, flat, listed, stacked
from perkins_rules.lang.print_expressions import expression_doc
from perkins_rules.lang.print_literals import quoted
from perkins_rules.lang.rows import Row
from perkins_rules.source import Span


def example_rows(examples: Sequence[n.Shown], indent: int = STEP) -> Iterator[Row]:
    """The examples of a declaration; a bare `fails` is as wide as a bare `passes` beside it."""
    headers = [_header(e) for e in examples if isinstance(e, n.Example)]
    for example in examples:
        if isinstance(example, n.Examples):
            yield Row(_stated(_shared(example), "with", example.facts, example.span), indent)
            yield from example_rows(example.examples, indent + STEP)
        else:
            yield Row(_example(example, "passes when" in headers), indent)


def document_rows(node: n.DocumentAs) -> Iterator[Row]:
    """`document NAME as OTHER with FACTS`"""
    head = f"document {node.name} as {node.base.text}"
    yield Row(_stated(head, "with", node.facts, node.span), 0)


def _header(example: n.Example) -> str:
    count = example.count
    many = [] if count is None else [f"{count[0]} of {count[1]}"]
    entries = ", ".join(map(_value, example.entries))
    parts = (("as", example.severity), ("by", example.exception), ("for", entries or None))
    words = [example.verdict, *many, *_said(parts), *_asked(example)]
    return " ".join(words) + (" when" if example.facts else "")


def _shared(group: n.Examples) -> str:
    words = ["examples", *_asked(group.asking)]
    return " ".join(words) + (" with" if group.facts else "")


def _asked(node: n.Example | n.Asking) -> Iterator[str]:
    documents = ", ".join(name.text for name in node.documents)
    yield from _said(
        (
            ("on", documents or None),
            ("on", node.on),
            ("in edition", node.edition),
            ("in profile", node.profile),
        )
    )


def _said(parts: Sequence[tuple[str, str | date | None]]) -> Iterator[str]:
    return (f"{word} {value}" for word, value in parts if value is not None)


def _example(example: n.Example, beside_passes: bool) -> Doc:
    header = _header(example)
    if beside_passes and header == "fails when":
        header = "fails  when"
    return _stated(header, "when", example.facts, example.span, _says(example.says))


def _stated(
    header: str, word: str, facts: Sequence[n.Fact], span: Span, says: Sequence[Doc] = ()
) -> Doc:
    """A header, the facts behind its last word, and what is said."""
    if not facts:
        place = Span(span.line, span.column, span.line, span.column + 1) if says else span
        return stacked(Leaf(header, place), *says)
    head = header if header.endswith(f" {word}") else f"{header} {word}"
    first, *more = map(_fact, facts)
    return stacked(before(head + " ", first), *(before("and ", fact) for fact in more), *says)


def _says(says: Sequence[n.Said]) -> list[Doc]:
    found: list[Doc] = []
    for word, negated in (("saying ", False), ("not saying ", True)):
        texts: list[Doc] = [Leaf(quoted(s.text), s.span) for s in says if s.negated is negated]
        found += [before(word, listed(texts))] if texts else []
    return found


def _fact(fact: n.Fact) -> Doc:
    if fact.kind == "entry":
        return _entry_fact(fact)
    if fact.kind == "gone" and fact.value is not None:
        return Leaf(f"{fact.path.text} {_value(fact.value)} is missing", fact.span)
    if fact.value is None:
        return Leaf(f"{fact.path.text} is {fact.kind}", fact.span)
    path = Leaf(fact.path.text, fact.path.span)
    return stacked(path, before("is ", expression_doc(fact.value)))


def _entry_fact(fact: n.Fact) -> Doc:
    key = "" if fact.value is None else " " + _value(fact.value)
    lead = f"given {fact.path.text}{key}"
    if not fact.fields:
        return Leaf(lead, fact.span)
    return before(lead + " with ", listed(_assignments(fact.fields)))


def _assignments(fields: Sequence[n.FieldValue]) -> list[Doc]:
    return [doc for field in fields for doc in _assignment(field)]


def _assignment(field: n.FieldValue) -> Iterator[Doc]:
    for position, entry in enumerate(field.values):
        name = f"{field.name} " if position == 0 else ""
        yield Leaf(name + _entry(entry), entry.span)


def _entry(entry: n.Entry) -> str:
    value = "" if entry.value is None else ": " + _value(entry.value)
    fields = f" ({', '.join(map(flat, _assignments(entry.fields)))})" if entry.fields else ""
    return _value(entry.key) + value + fields


def _value(value: n.Expression) -> str:
    return flat(expression_doc(value))
