"""Parse tree -> examples: one method for each grammar rule of examples and their facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lark import Token
from lark.tree import Meta
from lark.visitors import v_args

from perkins_rules.lang import nodes as n
from perkins_rules.lang.build_expressions import (
    BadLiteral,
    ExpressionBuilder,
    span_of,
    to_date,
    to_name,
    unquoted,
    whole,
    whole_name,
    words,
)
from perkins_rules.lang.misplaced import Misplaced
from perkins_rules.source import Span

_ASKING = ("documents", "on", "edition", "profile")
_WORDS = {
    "exception": "by",
    "severity": "as",
    "entries": "for",
    "documents": "on",
    "edition": "in edition",
    "profile": "in profile",
}


class _Asked(NamedTuple):
    """One thing said between the verdict of an example and its facts, or above a group."""

    kind: str
    value: Any
    span: Span


def _by_kind(asked: Sequence[_Asked]) -> dict[str, Any]:
    """Each may stand once."""
    found: dict[str, Any] = {}
    for one in asked:
        if one.kind in found:
            word = _WORDS.get(one.kind, one.kind)
            raise Misplaced(f"`{word}` stands twice here; once is enough", one.span)
        found[one.kind] = one.value
    return found


@v_args(meta=True, inline=True)
class ExampleBuilder(ExpressionBuilder):
    """Builds examples and their facts."""

    def one_example(
        self, meta: Meta, verdict: Token, count: Token | None, of: Token | None, *parts: Any
    ) -> n.Example:
        facts = next((p for p in parts if isinstance(p, tuple) and not _is_asked(p)), ())
        asked = {"exception": None, "on": None, "edition": None, "profile": None}
        return n.Example(
            span=span_of(meta),
            verdict=words(verdict),
            count=_count(count, of),
            facts=facts,
            says=_in_order([s for p in parts if isinstance(p, list) for s in p]),
            **{**asked, **_by_kind([p for p in parts if _is_asked(p)])},
        )

    def examples_with(self, meta: Meta, *parts: Any) -> n.Examples:
        asked = [p for p in parts if _is_asked(p)]
        facts = next((p for p in parts if isinstance(p, tuple) and not _is_asked(p)), ())
        for one in asked:
            if one.kind not in _ASKING:
                message = f"`{_WORDS[one.kind]}` is said of one example, not of several"
                raise Misplaced(message, one.span)
        if not asked and not facts:
            message = "say what these examples share: `examples with …` or `examples on …`"
            raise Misplaced(message, span_of(meta))
        asking = n.Asking(span=span_of(meta), **_by_kind(asked))
        return n.Examples(span=span_of(meta), asking=asking, facts=facts)

    # -------------------------------------------------------------- what is asked

    def by_label(self, meta: Meta, label: Token) -> _Asked:
        return _Asked("exception", str(label), span_of(meta))

    def as_severity(self, meta: Meta, severity: Token) -> _Asked:
        return _Asked("severity", str(severity), span_of(meta))

    def for_entries(self, meta: Meta, *keys: n.Expression) -> _Asked:
        return _Asked("entries", tuple(keys), span_of(meta))

    def on_documents(self, meta: Meta, *names: Token) -> _Asked:
        return _Asked("documents", tuple(map(whole_name, names)), span_of(meta))

    def on_day(self, meta: Meta, day: Token) -> _Asked:
        return _Asked("on", to_date(day), span_of(meta))

    def of_edition(self, meta: Meta, edition: Token) -> _Asked:
        return _Asked("edition", str(edition), span_of(meta))

    def of_profile(self, meta: Meta, profile: Token) -> _Asked:
        return _Asked("profile", str(profile), span_of(meta))

    def says(self, meta: Meta, *texts: Token) -> list[n.Said]:
        return [n.Said(span=span_of(t), text=unquoted(t)) for t in texts]

    def says_not(self, meta: Meta, *texts: Token) -> list[n.Said]:
        return [n.Said(span=span_of(t), text=unquoted(t), negated=True) for t in texts]

    # -------------------------------------------------------------- facts

    def facts(self, meta: Meta, *facts: n.Fact) -> tuple[n.Fact, ...]:
        return tuple(facts)

    def fact_is(self, meta: Meta, path: Token, value: n.Expression) -> n.Fact:
        if isinstance(value, n.Name) and value.text in ("missing", "given"):
            phrase = f"`is {value.text}`"
            raise BadLiteral(f"{phrase} is one phrase: no comment stands inside it", value.span)
        return n.Fact(span=span_of(meta), kind="is", path=to_name(path), value=value)

    def fact_missing(self, meta: Meta, path: Token) -> n.Fact:
        return n.Fact(span=span_of(meta), kind="missing", path=to_name(path))

    def fact_given(self, meta: Meta, path: Token) -> n.Fact:
        return n.Fact(span=span_of(meta), kind="given", path=to_name(path))

    def fact_entry(
        self,
        meta: Meta,
        path: Token,
        key: n.Expression | None,
        fields: tuple[n.FieldValue, ...] | None,
    ) -> n.Fact:
        return n.Fact(
            span=span_of(meta), kind="entry", path=to_name(path), value=key, fields=fields or ()
        )

    def entry_key(self, meta: Meta, key: n.Expression | Token) -> n.Expression:
        return to_name(key) if isinstance(key, Token) else key

    def assignments(self, meta: Meta, *parts: n.FieldValue | n.Entry) -> Any:
        """Values after a comma belong to the field named before them."""
        fields: list[n.FieldValue] = []
        for part in parts:
            if isinstance(part, n.FieldValue):
                fields.append(part)
            else:
                last = fields[-1]
                fields[-1] = n.FieldValue(
                    span=last.span.through(part.span), name=last.name, values=(*last.values, part)
                )
        return tuple(fields)

    def assignment(self, meta: Meta, name: Token, value: n.Entry) -> n.FieldValue:
        return n.FieldValue(span=span_of(meta), name=str(name), values=(value,))

    def name_value(self, meta: Meta, name: Token) -> n.Entry:
        return n.Entry(span=span_of(meta), key=to_name(name))

    def entry_value(
        self,
        meta: Meta,
        key: n.Expression,
        value: n.Expression | None,
        fields: tuple[n.FieldValue, ...] | None,
    ) -> n.Entry:
        return n.Entry(span=span_of(meta), key=key, value=value, fields=fields or ())

    def entry_fields(self, meta: Meta, fields: tuple[n.FieldValue, ...]) -> Any:
        return fields

    def fact_gone(self, meta: Meta, path: Token, key: n.Expression) -> n.Fact:
        return n.Fact(span=span_of(meta), kind="gone", path=to_name(path), value=key)


def _is_asked(part: Any) -> bool:
    return isinstance(part, _Asked)


def _count(count: Token | None, of: Token | None) -> tuple[int, int] | None:
    if count is None or of is None:
        return None
    if not 0 < whole(count) <= whole(of):
        message = f"{count} of {of} cannot be: say how many have this verdict, and of how many"
        raise BadLiteral(message, span_of(count).through(span_of(of)))
    return whole(count), whole(of)


def _in_order(says: Sequence[n.Said]) -> tuple[n.Said, ...]:
    """What a message says, before what it does not say."""
    return tuple(sorted(says, key=lambda said: said.negated))
