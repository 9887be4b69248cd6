"""Parse tree -> declaration nodes: one method for each grammar rule of declarations and clauses.

Clauses may stand in any order; here they are gathered into the fields of their declaration. What
stands twice, or without what it belongs to, is Misplaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from attrs import evolve
from lark import Token, Tree
from lark.tree import Meta
from lark.visitors import v_args

from perkins_rules.lang import nodes as n
from perkins_rules.lang.build_examples import ExampleBuilder
from perkins_rules.lang.build_expressions import (
    BadLiteral,
    span_of,
    to_date,
    to_name,
    unquoted,
    whole,
    whole_name,
    words,
)
from perkins_rules.lang.example_groups import grouped
from perkins_rules.lang.gather import (
    Head,
    Wording,
    gather_except,
    gather_items,
    gather_review,
    gather_rule,
)
from perkins_rules.source import Span


class _Codified(NamedTuple):
    """A `codified at`, and the place of each of its sections."""

    code: tuple[int, str, tuple[tuple[str, str], ...]]
    places: tuple[Span, ...]


class _ByState(NamedTuple):
    """The values of a parameter for one State."""

    code: str
    values: tuple[n.DatedValue, ...]
    place: Span


def _source_places(
    label: Token | None,
    edition: tuple[Token | None, ...],
    code: _Codified | None,
    reviewed: Token | None,
) -> Iterator[tuple[str, Span]]:
    for name, token in zip(
        ("label", "edition", "start", "changes"), (label, *edition), strict=True
    ):
        if token is not None:
            yield name, span_of(token)
    for place in code.places if code is not None else ():
        yield "section", place
    if reviewed is not None:
        yield "reviewed_to", span_of(reviewed)


def _both(first: Token | None, last: Token | None) -> Span | None:
    return None if first is None or last is None else span_of(first).through(span_of(last))


def _head(meta: Meta, slug: Token, title: Token) -> Head:
    return Head(str(slug), unquoted(title), span_of(meta).through(span_of(title)))


@v_args(meta=True, inline=True)
class DeclarationBuilder(ExampleBuilder):
    """Builds one declaration; expressions are built by the base class.

    `text_of` reads the `{holes}` of a quoted text (see holes.py).
    """

    def __init__(self, text_of: Callable[[Token], n.Text]) -> None:
        super().__init__()
        self.text_of = text_of
        for name in dir(self):  # bound once: `v_args` wraps a method anew at each mention
            if not name.startswith("_"):
                setattr(self, name, getattr(self, name))

    def declaration(self, meta: Meta, inner: n.Declaration) -> n.Declaration:
        return inner

    # -------------------------------------------------------------- pack and sources

    def pack(
        self,
        meta: Meta,
        name: Token,
        title: Token,
        document: Token | None,
        state: Token | None,
        language: Token | None,
        *more: Any,
    ) -> n.Pack:
        return n.Pack(
            span=span_of(meta),
            name=str(name),
            title=unquoted(title),
            document=str(document) if document is not None else None,
            state=str(state) if state is not None else None,
            state_place=span_of(state) if state is not None else None,
            language=str(language) if language is not None else None,
            language_place=span_of(language) if language is not None else None,
            extends=tuple(to_name(t) for t in more if t is not None),
        )

    def source(
        self,
        meta: Meta,
        kind: Token,
        name: Token,
        title: Token,
        label: Token | None,
        edition: Token | None,
        start: Token | None,
        changes: Token | None,
        code: _Codified | None,
        reviewed: Token | None,
    ) -> n.Source:
        return n.Source(
            span=span_of(meta),
            kind=str(kind),
            name=str(name),
            title=unquoted(title),
            label=unquoted(label) if label is not None else None,
            edition=str(edition) if edition is not None else None,
            start=to_date(start) if start is not None else None,
            changes=unquoted(changes) if changes is not None else None,
            code=code.code if code is not None else None,
            reviewed_to=to_date(reviewed) if reviewed is not None else None,
            places=tuple(_source_places(label, (edition, start, changes), code, reviewed)),
        )

    def codified(self, meta: Meta, number: Token, title: Token, *sections: Any) -> _Codified:
        pairs = tuple(pair for pair, _ in sections)
        places = tuple(place for _, place in sections)
        return _Codified((whole(number), str(title), pairs), places)

    def code_place(self, meta: Meta, section: Token, place: Token) -> Any:
        return (str(section), str(place)), span_of(meta)

    # -------------------------------------------------------------- parameters and definitions

    def parameter(self, meta: Meta, name: Token, *parts: Any) -> n.Parameter:
        states = [p for p in parts if isinstance(p, _ByState)]
        by = next((to_name(p) for p in parts if isinstance(p, Token)), None)
        values = tuple(p for p in parts if isinstance(p, n.DatedValue))
        return n.Parameter(
            span=span_of(meta),
            name=str(name),
            values=values,
            by=by,
            states=tuple((state.code, state.values) for state in states),
            state_places=tuple(state.place for state in states),
        )

    def new_parameter(self, meta: Meta, name: Token, *parts: Any) -> n.Parameter:
        return evolve(self.parameter(meta, name, *parts), replaces=to_name(name))

    def by_state(self, meta: Meta, code: Token, *values: n.DatedValue) -> _ByState:
        return _ByState(str(code), tuple(values), span_of(code))

    def dated_value(
        self, meta: Meta, value: n.Expression, start: Token, cites: tuple[n.Cite, ...]
    ) -> n.DatedValue:
        return n.DatedValue(
            span=span_of(meta),
            value=value,
            start=to_date(start),
            cites=cites,
            start_place=span_of(start),
        )

    def define(
        self,
        meta: Meta,
        name: Token,
        variable: Token | None,
        over: Token | None,
        value: n.Expression,
    ) -> n.Define:
        return n.Define(
            span=span_of(meta),
            name=str(name),
            value=value,
            variable=str(variable) if variable is not None else None,
            over=to_name(over) if over is not None else None,
            place=_both(variable, over),
        )

    # -------------------------------------------------------------- rules, items, reviews

    def rule(self, meta: Meta, slug: Token, title: Token, *clauses: Any) -> n.Rule:
        return gather_rule(span_of(meta), _head(meta, slug, title), clauses)

    def items(self, meta: Meta, slug: Token, title: Token, *clauses: Any) -> n.Items:
        return gather_items(span_of(meta), _head(meta, slug, title), clauses)

    def review(self, meta: Meta, slug: Token, title: Token, *clauses: Any) -> n.Review:
        return gather_review(span_of(meta), _head(meta, slug, title), clauses)

    def new_rule(self, meta: Meta, rule: Token, title: Token, *clauses: Any) -> n.Rule:
        return evolve(self.rule(meta, rule, title, *clauses), replaces=whole_name(rule))

    def new_review(self, meta: Meta, rule: Token, title: Token, *clauses: Any) -> n.Review:
        return evolve(self.review(meta, rule, title, *clauses), replaces=whole_name(rule))

    def rules(self, meta: Meta, title: Token, *parts: Any) -> n.Table:
        return self._table(meta, title, parts, gather_rule)

    def reviews(self, meta: Meta, title: Token, *parts: Any) -> n.Table:
        return self._table(meta, title, parts, gather_review)

    def _table(
        self,
        meta: Meta,
        title: Token,
        parts: Sequence[Any],
        gather: Callable[[Span, Head, Sequence[Any]], n.Rule | n.Review],
    ) -> n.Table:
        columns = tuple(to_name(part) for part in parts if isinstance(part, Token))
        clauses = [part for part in parts if not isinstance(part, Token | n.Row)]
        first_line = span_of(meta).through(columns[-1].span)
        return n.Table(
            span=span_of(meta),
            title=self.text_of(title),
            columns=columns,
            template=gather(span_of(meta), Head("", "", first_line), clauses),
            rows=tuple(part for part in parts if isinstance(part, n.Row)),
        )

    def row(self, meta: Meta, slug: Token, *parts: Any) -> n.Row:
        examples = [part for part in parts if isinstance(part, n.Example | n.Examples)]
        *cells, cites, ids = parts[: len(parts) - len(examples)]
        return n.Row(
            span=span_of(meta),
            slug=str(slug),
            cells=tuple(cells),
            cites=cites or (),
            encodes=ids or (),
            examples=grouped(examples),
        )

    def cell(self, meta: Meta, value: n.Expression) -> n.Expression:
        return value

    def cell_text(self, meta: Meta, text: Token) -> n.Text:
        return self.text_of(text)

    def except_(self, meta: Meta, rule: Token, *clauses: Any) -> n.Except:
        return gather_except(span_of(meta), whole_name(rule), clauses)

    def item_line(
        self,
        meta: Meta,
        path: Token,
        is_yes: Token | None,
        applies: n.Expression | None,
        cites: tuple[n.Cite, ...],
        ids: tuple[n.Encodes, ...],
    ) -> n.ItemLine:
        return n.ItemLine(
            span=span_of(meta),
            path=to_name(path),
            must_be_yes=is_yes is not None,
            applies=applies,
            cites=cites,
            encodes=ids,
        )

    # -------------------------------------------------------------- clauses

    def citations(self, meta: Meta, *cites: n.Cite) -> tuple[n.Cite, ...]:
        return tuple(cites)

    def citation(self, meta: Meta, source: Token, section: Token) -> n.Cite:
        text = unquoted(section) if section.type == "STRING" else words(section)
        return n.Cite(span=span_of(meta), source=str(source), section=text)

    def ids(self, meta: Meta, *ids: Token) -> tuple[n.Encodes, ...]:
        return tuple(n.Encodes(span=span_of(i), requirement=str(i)) for i in ids)

    def in_force(self, meta: Meta, start: Token | None, until: Token | None) -> n.InForce:
        return n.InForce(
            span=span_of(meta),
            start=to_date(start) if start is not None else None,
            until=to_date(until) if until is not None else None,
        )

    def for_each(
        self, meta: Meta, variable: Token, listed: Any, where: n.Expression | None
    ) -> n.ForEach:
        return n.ForEach(
            span=span_of(meta),
            variables=(str(variable),),
            source=listed.source,
            latest=listed.latest,
            where=where,
        )

    def for_each_pair(
        self,
        meta: Meta,
        earlier: Token,
        later: Token,
        listed: Any,
        by: Token,
        where: n.Expression | None,
    ) -> n.ForEach:
        return n.ForEach(
            span=span_of(meta),
            variables=(str(earlier), str(later)),
            source=listed.source,
            latest=listed.latest,
            by=str(by),
            where=where,
        )

    def let(self, meta: Meta, name: Token, value: n.Expression) -> n.Let:
        return n.Let(span=span_of(meta), name=str(name), value=value)

    def require(self, meta: Meta, condition: n.Expression) -> n.Requirement:
        return n.Requirement(span=span_of(meta), condition=condition)

    def exception(
        self, meta: Meta, label: Token, condition: n.Expression, cites: tuple[n.Cite, ...]
    ) -> n.Exempting:
        return n.Exempting(
            span=span_of(meta), label=str(label), condition=condition, cites=tuple(cites)
        )

    def otherwise(self, meta: Meta, text: Token) -> Wording:
        return Wording("otherwise", self.text_of(text), span_of(meta))

    def remedy(self, meta: Meta, text: Token) -> Wording:
        return Wording("remedy", self.text_of(text), span_of(meta))

    def ask(self, meta: Meta, text: Token) -> Wording:
        return Wording("ask", self.text_of(text), span_of(meta))

    def __default__(self, data: Token, children: list[Any], meta: Meta) -> Tree[Any]:
        # cite, encodes, severity, edition, profile, applies, but_not, look_at, placeholders:
        # the gatherer reads them as (name, children).
        return Tree(data, children, meta)

    # -------------------------------------------------------------- files of further examples

    def examples_of(self, meta: Meta, pack: Token) -> n.ExamplesOf:
        return n.ExamplesOf(span=span_of(meta), pack=to_name(pack))

    def document_as(
        self, meta: Meta, name: Token, base: Token, facts: tuple[n.Fact, ...]
    ) -> n.DocumentAs:
        return n.DocumentAs(
            span=span_of(meta), name=str(name), base=whole_name(base), facts=tuple(facts)
        )

    def of_rule(self, meta: Meta, rule: Token, *shown: n.Shown) -> n.OfRule:
        return n.OfRule(span=span_of(meta), rule=whole_name(rule), examples=grouped(shown))


__all__ = ["BadLiteral", "DeclarationBuilder"]
