"""A declaration of a rule file -> its parts in words, as the language prints them.

What means nothing is not among them: layout, comments, the order of declarations; and examples,
which say what a rule does and do nothing themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import flat
from perkins_rules.lang.print_clauses import cites_doc, for_each_doc
from perkins_rules.lang.print_expressions import text_doc
from perkins_rules.lang.printer import print_expression

UNORDERED = ("citation", "encodes", "extends", "section", "edition", "profile", "looks at")
"""Parts of which there may be several, and whose order says nothing."""

Parts = tuple[tuple[str, str], ...]


class Declared(NamedTuple):
    """A declaration, or a line of a table of items. `name` is an id for what is asked.

    `kind` is pack, source, parameter, definition, rule, table, item, review or exceptions.
    """

    kind: str
    name: str
    title: str
    parts: Parts
    node: n.Node
    line: int


def declared_in(file: n.RuleFile) -> dict[tuple[str, str], Declared]:
    """What a file declares, by kind and name."""
    pack = next((d.name for d in file.declarations if isinstance(d, n.Pack)), "")
    found = (one for node in file.declarations for one in _declared(pack, node))
    return {(one.kind, one.name): one for one in found}


def _declared(pack: str, node: n.Declaration) -> Iterator[Declared]:
    line = node.span.line
    if isinstance(node, n.Pack):
        yield Declared("pack", node.name, node.title, _parts(_of_pack(node)), node, line)
    elif isinstance(node, n.Source):
        yield Declared("source", node.name, node.title, _parts(_of_source(node)), node, line)
    elif isinstance(node, n.Parameter):
        yield Declared("parameter", node.name, "", _parts(_of_parameter(node)), node, line)
    elif isinstance(node, n.Define):
        yield Declared("definition", node.name, "", _parts(_of_define(node)), node, line)
    elif isinstance(node, n.Except):
        yield Declared("exceptions", node.rule.text, "", _parts(_of_except(node)), node, line)
    elif isinstance(node, n.Items):
        yield from _of_items(pack, node)
    elif isinstance(node, n.Rule | n.Review):  # tables were written out
        kind = "rule" if isinstance(node, n.Rule) else "review"
        name = node.replaces.text if node.replaces is not None else f"{pack}/{node.heading.slug}"
        parts = _parts(_of_rule(node) if isinstance(node, n.Rule) else _of_review(node))
        yield Declared(kind, name, node.heading.title, parts, node, line)


def _parts(pairs: Iterable[tuple[str, object]]) -> Parts:
    return tuple((label, str(text)) for label, text in pairs if text not in (None, ""))


Pairs = Iterator[tuple[str, object]]


def _of_pack(pack: n.Pack) -> Pairs:
    yield "title", pack.title
    yield "for documents", pack.document
    yield "in State", pack.state
    yield "needs language", pack.language
    yield from (("extends", name.text) for name in pack.extends)


def _of_source(source: n.Source) -> Pairs:
    yield "kind", source.kind
    yield "title", source.title
    yield "called", source.label
    yield "edition", source.edition
    yield "edition from", source.start
    yield "edition changes", source.changes
    yield "reviewed to", source.reviewed_to
    if source.code is not None:
        number, code, pairs = source.code
        yield "codified at", f"{number} {code}"
        yield from (("section", f"{section} is {place}") for section, place in pairs)


def _of_parameter(parameter: n.Parameter) -> Pairs:
    """All but the values, which have days and differences."""
    yield "stands for", "the parameter of a pack below" if parameter.replaces else None
    yield "goes by", parameter.by.text if parameter.by is not None else None


def _of_define(define: n.Define) -> Pairs:
    if define.over is not None:
        yield "for", f"{define.variable} in {define.over.text}"
    yield "means", print_expression(define.value)


def _of_except(node: n.Except) -> Pairs:
    yield from (("encodes", e.requirement) for e in node.encodes)
    yield from _exceptions(node.exceptions)


# ------------------------------------------------------------------ what is asked


def _of_rule(rule: n.Rule) -> Pairs:
    yield "stands for", "the rule of this name of a pack below" if rule.replaces else None
    yield from _heading(rule.heading)
    yield from _loops_and_lets(rule.loops, rule.lets)
    for requirement in rule.requires:
        yield "requires", print_expression(requirement.condition)
        yield "message", _text(requirement.otherwise)
        yield "remedy", _text(requirement.remedy)
    yield from _exceptions(rule.exceptions)


def _of_review(review: n.Review) -> Pairs:
    yield "stands for", "the review of this name of a pack below" if review.replaces else None
    yield from _heading(review.heading)
    yield from _loops_and_lets(review.loops, review.lets)
    yield from (("looks at", path.text) for path in review.look_at)
    yield "asks", _text(review.ask)


def _of_items(pack: str, items: n.Items) -> Iterator[Declared]:
    heading, name = items.heading, f"{pack}/{items.heading.slug}"
    shared = [*_heading(heading), ("placeholders", items.placeholders)]
    yield Declared("table", name, heading.title, _parts(shared), items, items.span.line)
    for line in items.lines:
        parts = _parts(_of_line(line))
        path = line.path.text
        yield Declared("item", f"{name}/{path}", "", parts, line, line.span.line)


def _of_line(line: n.ItemLine) -> Pairs:
    yield "requires", f"{line.path.text} {'is yes' if line.must_be_yes else 'is given'}"
    if line.applies is not None:
        yield "applies when", print_expression(line.applies)
    yield from _cited(line.cites, line.encodes)


def _heading(heading: n.Heading) -> Pairs:
    yield "title", heading.title
    yield from _cited(heading.cites, heading.encodes)
    yield "severity", heading.severity
    if heading.in_force is not None:
        yield "in force from", heading.in_force.start
        yield "in force until", heading.in_force.until
    yield from (("edition", edition) for edition in heading.editions)
    yield from (("profile", profile) for profile in heading.profiles)
    if heading.applies is not None:
        yield "applies when", print_expression(heading.applies)


def _cited(cites: Sequence[n.Cite], encodes: Sequence[n.Encodes]) -> Pairs:
    yield from (("citation", flat(cites_doc([cite], ""))) for cite in cites)
    yield from (("encodes", e.requirement) for e in encodes)


def _loops_and_lets(loops: Sequence[n.ForEach], lets: Sequence[n.Let]) -> Pairs:
    yield from (("asked", flat(for_each_doc(loop))) for loop in loops)
    yield from ((f"let {let.name}", print_expression(let.value)) for let in lets)


def _exceptions(exceptions: Sequence[n.Exempting]) -> Pairs:
    for one in exceptions:
        yield f"unless {one.label}", print_expression(one.condition)
        yield f"authority of {one.label}", flat(cites_doc(one.cites, ""))
        if one.but_not is not None:
            yield f"unless {one.label}, but not when", print_expression(one.but_not)


def _text(text: n.Text | None) -> str | None:
    return flat(text_doc(text)) if text is not None else None


def grouped(parts: Parts) -> Mapping[str, list[str]]:
    """The texts under each label, in order."""
    found: dict[str, list[str]] = {}
    for label, text in parts:
        found.setdefault(label, []).append(text)
    return found
