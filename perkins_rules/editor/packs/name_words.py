"""A name of a rule file -> what is told of it: its type, its values over time, its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.check.sources import cited
from perkins_rules.documents import Shape, form_place, shape_at
from perkins_rules.editor.field_words import KINDS
from perkins_rules.editor.packs.names import Declared, Named
from perkins_rules.lang import nodes as n
from perkins_rules.lang.walk import nodes_of
from perkins_rules.report.markdown.escape import text as plain
from perkins_rules.report.outputs.law_links import law_address
from perkins_rules.source import SourceText, Span

LANGUAGE = "perkins-rules"
_MOST = 12
_DEEPEST = 10


class Around(NamedTuple):
    """What a name is told from: the rules (None where a file has a fault), the fields of the
    document, the files whose names are seen, and the sentences of requirements by their ids.
    """

    rules: t.RuleSet | None
    root: Shape | None
    seen: Sequence[n.RuleFile]
    requirements: Mapping[str, str]


def words_on_name(named: Named, declared: Sequence[Declared], around: Around) -> str:
    """Markdown on a name; empty where nothing is known of it."""
    if named.kind == "requirement":
        said = around.requirements.get(named.name, "")
        return f"**{plain(named.name)}**\n\n{plain(said)}" if said else ""
    if named.kind == "function" and named.name in FUNCTIONS:
        function = FUNCTIONS[named.name]
        takes = ", ".join(function.takes)
        return f"`{named.name}({takes})`: {plain(function.gives)}\n\n{plain(function.says)}"
    if named.kind == "section":
        return _section(named, around)
    if declared:
        return _of_declared(declared[0], around)
    shape = shape_of_name(named, around)
    return _field(shape, named) if shape is not None else ""


def _section(named: Named, around: Around) -> str:
    source = around.rules.sources.get(named.name) if around.rules is not None else None
    found = cited(source, named.whole[1]) if source is not None else None
    if source is None or found is None:
        return ""
    address = law_address(found.codified)
    link = f"[{plain(found.text)}]({address})" if address else plain(found.text)
    return "\n\n".join((link, plain(_source_line(source))))


def _source_line(source: t.LawSource) -> str:
    edition = f", edition {source.edition}" if source.edition else ""
    read = f" (read as of {source.reviewed_to})" if source.reviewed_to else ""
    return f"{source.label}: {source.title}{edition}{read}"


def _of_declared(one: Declared, around: Around) -> str:
    rules = around.rules
    if rules is not None and one.kind == "parameter" and one.name in rules.parameters:
        return "\n".join(_parameter(one.name, rules))
    if rules is not None and one.kind == "source" and one.name in rules.sources:
        return plain(_source_line(rules.sources[one.name]))
    return f"```{LANGUAGE}\n{_text(one.source, one.node.span)}\n```"


def _text(source: SourceText, span: Span) -> str:
    lines = [source.line(k) for k in range(span.line, min(span.end_line, span.line + _MOST) + 1)]
    return "\n".join(lines)


def _parameter(name: str, rules: t.RuleSet) -> Iterator[str]:
    """Its type, and from when it is what; as packs above have it, too."""
    known = [(rules.parameters[name], "")]
    known += [(r.parameter, r.by) for r in rules.replaced if r.parameter.name == name]
    yield f"**{plain(name)}**: {plain(str(known[0][0].type))}"
    yield ""
    for parameter, by in known:
        for state, values in list(parameter.values.items())[:_MOST]:
            whose = f"{state}: " if state else ""
            for value in values:
                law = "; ".join(citation.text for citation in value.citations)
                where = f", replaced by {by}" if by else ""
                yield f"- {plain(f'{whose}{value.text} from {value.start}{where} ({law})')}"


def _field(shape: Shape, named: Named) -> str:
    parts = [f"**{plain(shape.title or '.'.join(named.whole))}**"]
    kind = KINDS.get(shape.kind, "")
    parts += [plain(said) for said in (shape.description, kind) if said]
    if shape.choices:
        parts.append("One of " + ", ".join(f"`{choice}`" for choice in shape.choices[:_MOST]))
    if shape.guide:
        parts.append(plain(form_place(shape.guide)))
    return "\n\n".join(parts)


# ------------------------------------------------------------------ what a path leads to


def shape_of_name(named: Named, around: Around) -> Shape | None:
    """The field that a path leads to, by way of variables and definitions, too."""
    parts = named.whole or (named.name,)
    return _shape(parts, named.declaration, around, _DEEPEST)


def _shape(
    parts: Sequence[str], declaration: n.Declaration | None, around: Around, left: int
) -> Shape | None:
    if around.root is None or left == 0:
        return None
    bound = _bound_to(parts[0], declaration, around.seen)
    if bound is not None:
        base = _shape(bound.parts, declaration, around, left - 1)
        while base is not None and base.kind == "list":
            base = base.entry
        return shape_at(base, list(parts[1:])) if base is not None else None
    return shape_at(around.root, list(parts))


def _bound_to(
    name: str, declaration: n.Declaration | None, seen: Sequence[n.RuleFile]
) -> n.Name | None:
    """The path that a variable, a `let` or a definition stands for, or runs over."""
    for part in nodes_of(declaration) if declaration is not None else ():
        if isinstance(part, n.ForEach) and name in part.variables:
            return part.source if isinstance(part.source, n.Name) else None
        if isinstance(part, n.Binding) and part.variable == name:
            return part.source if isinstance(part.source, n.Name) else None
        if isinstance(part, n.Let) and part.name == name:
            return part.value if isinstance(part.value, n.Name) else None
        if isinstance(part, n.Define) and part.variable == name:
            return part.over
    defined = (d for file in seen for d in file.declarations if isinstance(d, n.Define))
    found = next((d.value for d in defined if d.name == name and d.variable is None), None)
    return found if isinstance(found, n.Name) else None
