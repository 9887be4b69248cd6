"""A place of a rule file -> the name that stands there, and where it is declared and used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from perkins_rules.lang import nodes as n
from perkins_rules.lang.walk import nodes_of
from perkins_rules.source import SourceText, Span

Kind = Literal[
    "parameter",
    "define",
    "source",
    "pack",
    "rule",
    "requirement",
    "local",
    "path",
    "function",
    "section",
]
GLOBAL: tuple[Kind, ...] = ("parameter", "define", "source", "pack", "rule")
"""What stands once in a rule set, and is renamed everywhere."""
_WORD = r"(?<![\w.\-/]){}(?![\w\-])"


class Named(NamedTuple):
    """A name as it stands somewhere: what kind of thing it names, the name, the stretch of it, and
    the declaration around it. Of a path, `whole` has all parts.
    """

    kind: Kind
    name: str
    span: Span
    declaration: n.Declaration
    whole: tuple[str, ...] = ()


class Declared(NamedTuple):
    """Where something is declared: the kind and the name, the file, the stretch of the name, and
    the declaration.
    """

    kind: Kind
    name: str
    source: SourceText
    span: Span
    node: n.Declaration | n.Row


def declared_in(file: n.RuleFile) -> Iterator[Declared]:
    """What a file declares, in order; rows of tables and lines of items, too."""
    pack = next((d.name for d in file.declarations if isinstance(d, n.Pack)), "")
    for node in file.declarations:
        if isinstance(node, n.Pack | n.Source | n.Parameter | n.Define):
            kind: Kind = _kind_of(node)
            if not (isinstance(node, n.Parameter) and node.replaces is not None):
                yield _declared(kind, node.name, file.source, node, node.name)
        elif isinstance(node, n.Rule | n.Review | n.Items):
            slug = node.heading.slug
            if getattr(node, "replaces", None) is None:
                yield _declared("rule", f"{pack}/{slug}", file.source, node, slug)
            if isinstance(node, n.Items):
                for line in node.lines:
                    name = f"{pack}/{slug}/{line.path.text}"
                    yield Declared("rule", name, file.source, line.path.span, node)
        elif isinstance(node, n.Table):
            for row in node.rows:
                yield _declared("rule", f"{pack}/{row.slug}", file.source, row, row.slug)


def _kind_of(node: n.Declaration) -> Kind:
    kinds: dict[type, Kind] = {n.Pack: "pack", n.Source: "source", n.Parameter: "parameter"}
    return kinds.get(type(node), "define")


def _declared(
    kind: Kind, name: str, source: SourceText, node: n.Declaration | n.Row, word: str
) -> Declared:
    return Declared(kind, name, source, word_span(source, node.span, word) or node.span, node)


def word_span(source: SourceText, within: Span, word: str, nth: int = 0) -> Span | None:
    """Where a word stands for the first time in a stretch of a file, the first being its keyword's
    line.
    """
    pattern = re.compile(_WORD.format(re.escape(word)))
    for number in range(within.line, within.end_line + 1):
        start = within.column - 1 if number == within.line else 0
        if found := pattern.search(source.line(number), start):
            return Span(number, found.start() + 1, number, found.end() + 1)
    return None


# ------------------------------------------------------------------ what stands at a place


def named_at(file: n.RuleFile, line: int, column: int) -> Named | None:
    """The name at a line and column, which count from 1; None where none stands."""
    for node in file.declarations:
        if node.span.line <= line <= node.span.end_line:
            found = [one for one in names_in(file.source, node) if _holds(one.span, line, column)]
            return min(found, key=lambda one: _length(one.span), default=None)
    return None


def _holds(span: Span, line: int, column: int) -> bool:
    return span[:2] <= (line, column) <= span[2:]


def _length(span: Span) -> tuple[int, int]:
    return span.end_line - span.line, span.end_column - span.column


def names_in(source: SourceText, declaration: n.Declaration) -> Iterator[Named]:
    """Every name in a declaration, its own first."""
    own = n.RuleFile(source=source, declarations=(declaration,))
    for one in declared_in(own):
        yield Named(
            one.kind,
            one.name.rpartition("/")[2] if one.kind == "rule" else one.name,
            one.span,
            declaration,
        )
    local = locals_of(declaration)
    for part in nodes_of(declaration):
        yield from _of_node(source, declaration, part, local)
    yield from _placeholders(source, declaration)


def _of_node(
    source: SourceText, declaration: n.Declaration, part: n.Node, local: frozenset[str]
) -> Iterator[Named]:
    if isinstance(part, n.Cite):
        yield Named("source", part.source, _start(part, part.source), declaration)
        whole = (part.source, part.section)
        yield Named("section", part.source, part.span, declaration, whole)
    elif isinstance(part, n.Encodes):
        yield Named("requirement", part.requirement, part.span, declaration)
    elif isinstance(part, n.Call):
        yield Named("function", part.function, _start(part, part.function), declaration)
    elif isinstance(part, n.Name):
        yield _name(declaration, part, local)
    for name in _bound(part):
        if (span := word_span(source, part.span, name)) is not None:
            yield Named("local", name, span, declaration, (name,))


def _start(part: n.Node, word: str) -> Span:
    """The stretch of the word with which a part begins."""
    at = part.span
    return Span(at.line, at.column, at.line, at.column + len(word))


def _bound(part: n.Node) -> tuple[str, ...]:
    """The names that a part binds."""
    if isinstance(part, n.ForEach):
        return part.variables
    if isinstance(part, n.Let):
        return (part.name,)
    return (part.variable,) if isinstance(part, n.Binding) else ()


def _name(declaration: n.Declaration, part: n.Name, local: frozenset[str]) -> Named:
    if isinstance(declaration, n.Pack):
        return Named("pack", part.text, part.span, declaration)
    if isinstance(declaration, n.ExamplesOf):
        return Named("pack", part.text, part.span, declaration)
    if "/" in part.text or (isinstance(declaration, n.OfRule) and part is declaration.rule):
        return Named("rule", part.text, part.span, declaration)
    if isinstance(declaration, n.Parameter) and part is declaration.replaces:
        return Named("parameter", part.text, part.span, declaration, part.parts)
    at, first = part.span, part.parts[0]
    kind: Kind = "local" if first in local else "path"
    end = Span(at.line, at.column, at.line, at.column + len(first)) if kind == "local" else at
    return Named(kind, first, end if len(part.parts) == 1 else at, declaration, part.parts)


def _placeholders(source: SourceText, node: n.Declaration) -> Iterator[Named]:
    """The parameter that an items table names, which is no expression."""
    if not isinstance(node, n.Items) or node.placeholders is None:
        return
    for kind, span in node.heading.clauses:
        if kind == "placeholders":
            at = word_span(source, span, node.placeholders)
            if at is not None:
                yield Named("path", node.placeholders, at, node, (node.placeholders,))


def locals_of(declaration: n.Declaration) -> frozenset[str]:
    """The names that a declaration binds for itself."""
    found = {name for part in nodes_of(declaration) for name in _bound(part)}
    if isinstance(declaration, n.Define) and declaration.variable is not None:
        found.add(declaration.variable)
    if isinstance(declaration, n.Table):
        found |= {column.text for column in declaration.columns}
    return frozenset(found)


# ------------------------------------------------------------------ declared and used


def declarations_of(named: Named, files: Sequence[n.RuleFile], own: str) -> list[Declared]:
    """Where what a name names is declared; of a rule without its pack, in that `own` is."""
    if named.kind == "path":
        wanted: tuple[Kind, ...] = ("parameter", "define")
        name = named.whole[0]
    elif named.kind == "section":
        wanted, name = ("source",), named.name
    else:
        wanted, name = (named.kind,), named.name
    names = {name, f"{own}/{name}"} if named.kind == "rule" else {name}
    return [
        one
        for file in files
        for one in declared_in(file)
        if one.kind in wanted and one.name in names
    ]


def uses_of(declared: Declared, files: Sequence[n.RuleFile]) -> Iterator[tuple[SourceText, Span]]:
    """Every place where something declared is named, its own declaration among them."""
    for file in files:
        pack = next((d.name for d in file.declarations if isinstance(d, n.Pack)), "")
        pack = pack or next(
            (d.pack.text for d in file.declarations if isinstance(d, n.ExamplesOf)), ""
        )
        for node in file.declarations:
            for one in names_in(file.source, node):
                if _is_of(one, declared, pack):
                    yield file.source, _stretch(one, declared, pack)


def _is_of(one: Named, declared: Declared, pack: str) -> bool:
    if declared.kind in ("parameter", "define"):
        kinds = ("path", "parameter", "define")
        return one.kind in kinds and (one.whole[:1] or (one.name,))[0] == declared.name
    if declared.kind == "rule":
        return one.kind == "rule" and _name_starts(one.name, declared.name, pack) is not None
    return one.kind == declared.kind and one.name == declared.name


def _name_starts(said: str, id_: str, pack: str) -> int | None:
    """At which character the name of a rule, or of a table of items, begins in what is said of it
    or of a line of it: with its pack, or, in that pack, without; None if it is of another.
    """
    own, _, name = id_.partition("/")
    for before in (f"{own}/", "") if pack == own else (f"{own}/",):
        if f"{said}/".startswith(f"{before}{name}/"):
            return len(before)
    return None


def _stretch(one: Named, declared: Declared, pack: str) -> Span:
    """Of a path, the stretch of its first word; of the id of a rule, that of its name."""
    if one.kind not in ("path", "rule"):
        return one.span
    name, start = declared.name, 0
    if one.kind == "rule":
        name = name.partition("/")[2]
        start = _name_starts(one.name, declared.name, pack) or 0
    column = one.span.column + start
    return Span(one.span.line, column, one.span.line, column + len(name))


def uses_in_declaration(source: SourceText, named: Named) -> list[Span]:
    """Every place where a declaration names what it binds for itself."""
    spans = []
    for one in names_in(source, named.declaration):
        if one.kind == "local" and one.name == named.name:
            end = one.span.column + len(named.name)
            spans.append(one.span._replace(end_line=one.span.line, end_column=end))
    if isinstance(named.declaration, n.Define) and named.declaration.place is not None:
        place = word_span(source, named.declaration.place, named.name)
        spans += [place] if place is not None and named.name == named.declaration.variable else []
    return sorted(set(spans))
