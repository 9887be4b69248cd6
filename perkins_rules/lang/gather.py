"""Clauses in any order -> the fields of a rule, an items table or a review.

A clause that may stand once and stands twice, or that belongs to a clause which is not there,
raises Misplaced with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from attrs import evolve
from lark import Tree

from perkins_rules.lang import nodes as n
from perkins_rules.lang.build_expressions import span_of, to_name
from perkins_rules.lang.example_groups import grouped
from perkins_rules.lang.misplaced import Misplaced
from perkins_rules.source import Span


class Wording(NamedTuple):
    """A quoted text and the clause it stands in: otherwise, remedy or ask."""

    clause: str
    text: n.Text
    span: Span


class Head(NamedTuple):
    """The first line of a declaration."""

    slug: str
    title: str
    span: Span


SHARED = {"cite", "encodes", "severity", "in_force", "edition", "profile", "applies"}
_OF_RULES = {"for_each", "let", "require", "exception", "but_not", "otherwise", "remedy"}
ALLOWED = {
    "a rule": SHARED | _OF_RULES,
    "an items table": SHARED | {"placeholders"},
    "a review": SHARED | {"for_each", "let", "look_at", "ask"},
    "`except`": {"exception", "but_not", "encodes"},
}
CLAUSE_WORDS = {
    "for_each": "for each",
    "but_not": "but not when",
    "look_at": "look at",
    "in_force": "in force",
    "edition": "in edition",
    "profile": "in profile",
    "applies": "applies when",
    "exception": "unless",
}


def gather_rule(span: Span, head: Head, clauses: Sequence[Any]) -> n.Rule:
    """A rule of its first line and its clauses."""
    by_kind = _sorted("a rule", clauses)
    return n.Rule(
        span=span,
        heading=_heading(head, by_kind, clauses),
        loops=tuple(by_kind.get("for_each", ())),
        lets=tuple(by_kind.get("let", ())),
        requires=tuple(_requirements(clauses)),
        exceptions=tuple(_exceptions(clauses)),
        examples=grouped(by_kind.get("example", ())),
    )


def gather_items(span: Span, head: Head, clauses: Sequence[Any]) -> n.Items:
    """An items table of its first line, its clauses and its item lines."""
    by_kind = _sorted("an items table", clauses)
    placeholders = _single(by_kind, "placeholders")
    return n.Items(
        span=span,
        heading=_heading(head, by_kind, clauses),
        lines=tuple(by_kind.get("item_line", ())),
        placeholders=str(placeholders[0]) if placeholders else None,
        examples=grouped(by_kind.get("example", ())),
    )


def gather_review(span: Span, head: Head, clauses: Sequence[Any]) -> n.Review:
    """A review of its first line and its clauses."""
    by_kind = _sorted("a review", clauses)
    look_at = _single(by_kind, "look_at")
    asks = by_kind.get("ask", [])
    if len(asks) > 1:
        raise Misplaced("this review asks twice; one question makes one review", asks[1].span)
    return n.Review(
        span=span,
        heading=_heading(head, by_kind, clauses),
        loops=tuple(by_kind.get("for_each", ())),
        lets=tuple(by_kind.get("let", ())),
        look_at=tuple(to_name(t) for t in look_at or ()),
        ask=asks[0].text if asks else None,
        examples=grouped(by_kind.get("example", ())),
    )


def gather_except(span: Span, rule: n.Name, clauses: Sequence[Any]) -> n.Except:
    """Exceptions to a rule of another pack, of the clauses that hold them."""
    by_kind = _sorted("`except`", clauses)
    return n.Except(
        span=span,
        rule=rule,
        exceptions=tuple(_exceptions(clauses)),
        encodes=tuple(i for clause in by_kind.get("encodes", ()) for i in clause.children[0]),
        examples=grouped(by_kind.get("example", ())),
    )


# ------------------------------------------------------------------ shared parts


def _kind(clause: Any) -> str:
    """The name of a clause, whatever represents it."""
    if isinstance(clause, Tree):
        return str(clause.data)
    if isinstance(clause, Wording):
        return clause.clause
    kinds: dict[type, str] = {
        n.ForEach: "for_each",
        n.Let: "let",
        n.Requirement: "require",
        n.Exempting: "exception",
        n.Example: "example",
        n.Examples: "example",
        n.ItemLine: "item_line",
        n.InForce: "in_force",
    }
    return kinds[type(clause)]


def _span(clause: Any) -> Span:
    return span_of(clause.meta) if isinstance(clause, Tree) else clause.span


def _sorted(declaration: str, clauses: Sequence[Any]) -> dict[str, list[Any]]:
    """The clauses by kind; one that this declaration cannot have is Misplaced."""
    by_kind: dict[str, list[Any]] = {}
    allowed = ALLOWED[declaration] | {"example", "item_line"}
    for clause in clauses:
        kind = _kind(clause)
        if kind not in allowed:
            word = CLAUSE_WORDS.get(kind, kind)
            raise Misplaced(f"`{word}` cannot stand in {declaration}", _span(clause))
        by_kind.setdefault(kind, []).append(clause)
    return by_kind


def _single(by_kind: dict[str, list[Any]], kind: str) -> list[Any] | None:
    """The parts of a clause that may stand once; None without it."""
    found = by_kind.get(kind, [])
    if len(found) > 1:
        word = CLAUSE_WORDS.get(kind, kind)
        raise Misplaced(f"`{word}` stands twice here; once is enough", _span(found[1]))
    return list(found[0].children) if found else None


def _heading(head: Head, by_kind: dict[str, list[Any]], clauses: Sequence[Any]) -> n.Heading:
    in_force = by_kind.get("in_force", [])
    if len(in_force) > 1:
        raise Misplaced("`in force` stands twice here; once is enough", in_force[1].span)
    applies = _single(by_kind, "applies")
    severity = _single(by_kind, "severity")
    return n.Heading(
        span=head.span,
        slug=head.slug,
        title=head.title,
        cites=tuple(c for clause in by_kind.get("cite", ()) for c in clause.children[0]),
        encodes=tuple(i for clause in by_kind.get("encodes", ()) for i in clause.children[0]),
        severity=str(severity[0]) if severity else "error",
        in_force=in_force[0] if in_force else None,
        editions=tuple(map(str, _single(by_kind, "edition") or ())),
        profiles=tuple(map(str, _single(by_kind, "profile") or ())),
        applies=applies[0] if applies else None,
        clauses=tuple((_kind(clause), _span(clause)) for clause in clauses),
    )


def _requirements(clauses: Sequence[Any]) -> Iterator[n.Requirement]:
    """Each `require` with the `otherwise` and `remedy` that follow it."""
    current: n.Requirement | None = None
    for clause in clauses:
        if isinstance(clause, n.Requirement):
            if current is not None:
                yield current
            current = clause
        elif isinstance(clause, Wording):
            current = _with_text(current, clause)
    if current is not None:
        yield current


def _with_text(current: n.Requirement | None, wording: Wording) -> n.Requirement:
    clause = wording.clause
    if current is None:
        raise Misplaced(f"`{clause}` belongs below the `require` it speaks for", wording.span)
    if getattr(current, clause) is not None:
        raise Misplaced(f"this `require` has a second `{clause}`", wording.span)
    if clause == "otherwise":
        return evolve(current, otherwise=wording.text)
    return evolve(current, remedy=wording.text)


def _exceptions(clauses: Sequence[Any]) -> Iterator[n.Exempting]:
    """Each `unless` with the `but not when` that follows it."""
    current: n.Exempting | None = None
    for clause in clauses:
        if isinstance(clause, n.Exempting):
            if current is not None:
                yield current
            current = clause
        elif isinstance(clause, Tree) and clause.data == "but_not":
            if current is None or current.but_not is not None:
                raise Misplaced("`but not when` belongs below one `unless`", _span(clause))
            current = evolve(current, but_not=cast("n.Expression", clause.children[0]))
    if current is not None:
        yield current
