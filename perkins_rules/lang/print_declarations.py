"""Declarations -> rows, in their canonical layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import Doc, Group, Leaf, after, before, listed, stacked
from perkins_rules.lang.print_clauses import (
    cites_doc,
    clause_span,
    encodes_doc,
    exception_docs,
    for_each_doc,
    heading_docs,
    let_doc,
    requirement_docs,
)
from perkins_rules.lang.print_examples import document_rows, example_rows
from perkins_rules.lang.print_expressions import expression_doc, text_doc
from perkins_rules.lang.print_literals import quoted
from perkins_rules.lang.rows import Row
from perkins_rules.lang.walk import first_words
from perkins_rules.source import Span


def declaration_rows(declaration: n.Declaration) -> list[Row]:
    """The rows of a declaration; the first is its head and stands in the first column."""
    return list(_ROWS[type(declaration)](declaration))


def _opening(place: Span) -> Span:
    """The first character: where the tree does not tell where the first line ends."""
    return Span(place.line, place.column, place.line, place.column + 1)


# ------------------------------------------------------------------ pack and sources


def _pack(pack: n.Pack) -> Iterator[Row]:
    text = f"pack {pack.name} {quoted(pack.title)}"
    text += f" for {pack.document}" if pack.document else ""
    text += f" in state {pack.state}" if pack.state else ""
    text += f" needs language {pack.language}" if pack.language else ""
    if not pack.extends:
        yield Row(Leaf(text, pack.span), 0)
        return
    head = Leaf(text, _opening(pack.span))
    names: list[Doc] = [Leaf(name.text, name.span) for name in pack.extends]
    yield Row(stacked(head, before("extends ", listed(names))), 0)


def _source(source: n.Source) -> Iterator[Row]:
    title = f"{source.kind} {source.name} {quoted(source.title)}"
    label = None if source.label is None else quoted(source.label)
    more = (_source_part(source, "label", "as", label), _edition(source))
    yield Row(stacked(Leaf(title, _opening(source.span)), *more), 0)
    if source.changes is not None:
        yield Row(_changes(source))
    if source.code is not None:
        yield Row(_codified(source, source.code))
    reviewed = _source_part(source, "reviewed_to", "reviewed to", source.reviewed_to)
    if reviewed is not None:
        yield Row(reviewed)


def _edition(source: n.Source) -> Leaf | None:
    edition = _source_part(source, "edition", "edition", source.edition)
    start = _source_part(source, "start", "from", source.start)
    if edition is None or start is None:
        return edition
    return Leaf(f"{edition.text} {start.text}", edition.span.through(start.span))


def _changes(source: n.Source) -> Leaf:
    leaf = _source_part(source, "changes", "changes", quoted(source.changes or ""))
    assert leaf is not None
    return leaf


def _source_part(source: n.Source, kind: str, word: str, value: object) -> Leaf | None:
    """A word and what it says of the source; None if it says nothing."""
    span = next((span for of, span in source.places if of == kind), source.span)
    return None if value is None else Leaf(f"{word} {value}", span)


def _codified(source: n.Source, code: tuple[int, str, tuple[tuple[str, str], ...]]) -> Doc:
    number, title, pairs = code
    spans = [span for kind, span in source.places if kind == "section"]
    spans = spans or [source.span] * len(pairs)
    sections: list[Doc] = [
        Leaf(f"{section} is {codified}", span)
        for (section, codified), span in zip(pairs, spans, strict=True)
    ]
    return after(before(f"codified at {number} {title} {{ ", listed(sections)), " }")


# ------------------------------------------------------------------ parameters and definitions


def _parameter(parameter: n.Parameter) -> Iterator[Row]:
    text = ("replace " if parameter.replaces else "") + f"parameter {parameter.name}"
    if parameter.by is not None:
        head = Leaf(f"{text} by {parameter.by.text}", parameter.span.through(parameter.by.span))
        yield Row(head, 0)
        places = parameter.state_places or [parameter.span] * len(parameter.states)
        for (code, values), place in zip(parameter.states, places, strict=True):
            yield from _state_rows(Leaf(f"for {code}", place), values)
        return
    head = Leaf(text, _opening(parameter.span))
    if len(parameter.values) == 1:
        yield _single_row(head, parameter.values[0])
        return
    yield Row(head, 0)
    for value in parameter.values:
        yield Row(Group(_value_cells(value)), 2, "values", _value_cells(value))


def _single_row(head: Leaf, value: n.DatedValue) -> Row:
    """A parameter on one line; what is too long for it stands below its name."""
    cells = _value_cells(value)
    is_list = isinstance(value.value, n.Braces)
    below = cells if is_list else (Group(cells[:2]), cells[2])
    return Row(Group((head, *below)), 0, "parameters", (head, *cells))


def _state_rows(state: Leaf, values: Sequence[n.DatedValue]) -> Iterator[Row]:
    first, *more = values
    yield _dated_row(first, state)
    for value in more:
        yield _dated_row(value, None)


def _dated_row(value: n.DatedValue, state: Leaf | None) -> Row:
    cells = _value_cells(value)
    doc = Group(cells) if state is None else Group((state, *cells))
    return Row(doc, 2, "states", (state, *cells))


def _value_cells(value: n.DatedValue) -> tuple[Doc, Doc, Doc]:
    return (
        before("is ", expression_doc(value.value)),
        Leaf(f"from {value.start}", value.start_place or value.span),
        cites_doc(value.cites, " cite "),
    )


def _define(define: n.Define) -> Iterator[Row]:
    of = f" for {define.variable} in {define.over.text}" if define.over is not None else ""
    yield Row(before(f"define {define.name}{of} as ", expression_doc(define.value)), 0)


# ------------------------------------------------------------------ rules, items, reviews


def _rule(rule: n.Rule) -> Iterator[Row]:
    yield from _head("replace rule" if rule.replaces else "rule", rule.heading)
    yield from _rule_body(rule)


def _rule_body(rule: n.Rule) -> Iterator[Row]:
    yield from _loops_and_lets(rule.loops, rule.lets)
    for requirement in rule.requires:
        yield from map(Row, requirement_docs(requirement))
    for exception in rule.exceptions:
        yield from map(Row, exception_docs(exception))
    yield from example_rows(rule.examples)


def _loops_and_lets(loops: Sequence[n.ForEach], lets: Sequence[n.Let]) -> Iterator[Row]:
    """Loops, then lets; in the order of the file where a later loop reads a let before it."""
    parts: list[n.ForEach | n.Let] = [*loops, *lets]
    if any(
        let.span < loop.span and let.name in first_words(loop) for loop in loops for let in lets
    ):
        parts.sort(key=lambda part: part.span)
    for part in parts:
        yield Row(for_each_doc(part) if isinstance(part, n.ForEach) else let_doc(part))


def _items(items: n.Items) -> Iterator[Row]:
    yield from _head("items", items.heading)
    if items.placeholders is not None:
        span = clause_span(items.heading, "placeholders")
        yield Row(Leaf(f"placeholders {items.placeholders}", span))
    yield from map(_item_row, items.lines)
    yield from example_rows(items.examples)


def _item_row(line: n.ItemLine) -> Row:
    path = Leaf(line.path.text + (" is yes" if line.must_be_yes else ""), line.path.span)
    applies = None if line.applies is None else before(" when ", expression_doc(line.applies))
    cells = (path, applies, cites_doc(line.cites, " cite "), encodes_doc(line.encodes, " encodes "))
    return Row(Group(tuple(c for c in cells if c is not None), fill=True), 2, "items", cells)


def _review(review: n.Review) -> Iterator[Row]:
    yield from _head("replace review" if review.replaces else "review", review.heading)
    yield from _review_body(review)


def _review_body(review: n.Review) -> Iterator[Row]:
    yield from _loops_and_lets(review.loops, review.lets)
    if review.look_at:
        paths: list[Doc] = [Leaf(path.text, path.span) for path in review.look_at]
        yield Row(before("look at ", listed(paths)))
    if review.ask is not None:
        yield Row(before("ask ", text_doc(review.ask)))
    yield from example_rows(review.examples)


def _table(table: n.Table) -> Iterator[Row]:
    template = table.template
    keyword = "rules" if isinstance(template, n.Rule) else "reviews"
    columns: list[Doc] = [Leaf(column.text, column.span) for column in table.columns]
    title = before(f"{keyword} ", text_doc(table.title))
    yield Row(stacked(title, before("with ", listed(columns))), 0)
    yield from map(Row, heading_docs(template.heading))
    body = _rule_body(template) if isinstance(template, n.Rule) else _review_body(template)
    yield from body
    for row in table.rows:
        yield _row(row)
        yield from example_rows(row.examples, 4)


def _row(row: n.Row) -> Row:
    head = Leaf(f"row {row.slug}:", _opening(row.span))
    texts = [text_doc(c) if isinstance(c, n.Text) else expression_doc(c) for c in row.cells]
    said = [*(after(text, ",") for text in texts[:-1]), texts[-1]]
    cites = cites_doc(row.cites, " cite ") if row.cites else None
    encodes = encodes_doc(row.encodes, " encodes ") if row.encodes else None
    of_law = tuple(c for c in (cites, encodes) if c is not None)
    below = Group(of_law, fill=True) if of_law else None
    doc = stacked(Group((head, *said), fill=True), below)
    return Row(doc, 2, "rows", (head, *said, cites, encodes))


def _except(node: n.Except) -> Iterator[Row]:
    yield Row(Leaf(f"except {node.rule.text}", node.span.through(node.rule.span)), 0)
    if node.encodes:
        yield Row(encodes_doc(node.encodes))
    for exception in node.exceptions:
        yield from map(Row, exception_docs(exception))
    yield from example_rows(node.examples)


def _examples_of(node: n.ExamplesOf) -> Iterator[Row]:
    yield Row(Leaf(f"examples of {node.pack.text}", node.span), 0)


def _of_rule(node: n.OfRule) -> Iterator[Row]:
    yield Row(Leaf(f"of {node.rule.text}", node.rule.span), 0)
    yield from example_rows(node.examples)


def _head(keyword: str, heading: n.Heading) -> Iterator[Row]:
    yield Row(Leaf(f"{keyword} {heading.slug} {quoted(heading.title)}", heading.span), 0)
    yield from map(Row, heading_docs(heading))


_ROWS: dict[type, Callable[[Any], Iterator[Row]]] = {
    n.Pack: _pack,
    n.Source: _source,
    n.Parameter: _parameter,
    n.Define: _define,
    n.Rule: _rule,
    n.Items: _items,
    n.Review: _review,
    n.Table: _table,
    n.Except: _except,
    n.ExamplesOf: _examples_of,
    n.DocumentAs: document_rows,
    n.OfRule: _of_rule,
}
