"""Parse tree -> expression nodes: one method for each grammar rule of values and conditions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from perkins_rules.lang import nodes as n
from perkins_rules.source import Span

MOST_DIGITS = 60
"""Digits of a figure; more are a slip, and Python converts them slowly."""


class BadLiteral(Exception):
    """A literal with the right shape that names nothing, such as 30 February."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


def span_of(meta: Meta | Token) -> Span:
    """The place of a token or of a part of the parse tree."""
    return Span(meta.line, meta.column, meta.end_line, meta.end_column)  # type: ignore[arg-type]  # lark types token places as optional; they are set when parsing text


def words(token: Token) -> str:
    """A phrase with single spaces between its words."""
    return " ".join(str(token).split())


def to_date(token: Token) -> date:
    """The day that a token writes. Raises BadLiteral if the calendar has no such day."""
    try:
        return date.fromisoformat(str(token))
    except ValueError:
        raise BadLiteral(f"{token} is not a day of the calendar", span_of(token)) from None


_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


def unquoted(token: Token) -> str:
    """The text of a string; a line break with its indentation reads as one space."""
    return unescaped(token, 1, len(token) - 1)


def unescaped(token: Token, start: int, end: int) -> str:
    """The text of a piece of a string. Raises BadLiteral on a backslash that would vanish."""

    def sign(match: re.Match[str]) -> str:
        if match[1] not in ("\\", '"'):
            line, column = place_in(token, start + match.start())
            message = f"`{match[0].strip()}` means nothing; write `\\\\` for a backslash"
            raise BadLiteral(message, Span(line, column, line, column + len(match[0].strip())))
        return match[1]

    inner = _ESCAPE.sub(sign, str(token)[start:end])
    return re.sub(r"[ \t]*\r?\n[ \t]*", " ", inner)


def place_in(token: Token, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of the token's text."""
    before = str(token)[:offset]
    lines = before.count("\n")
    line = (token.line or 1) + lines
    if lines:
        return line, offset - before.rfind("\n")
    return line, (token.column or 1) + offset


def to_name(token: Token) -> n.Name:
    """The name, or the path, that a token writes."""
    return n.Name(span=span_of(token), parts=tuple(str(token).split(".")))


def whole_name(token: Token) -> n.Name:
    """The id of a rule, which is no path."""
    return n.Name(span=span_of(token), parts=(str(token),))


def figure(token: Token) -> Fraction:
    """The value of an amount, a percent or a number, exactly."""
    digits = re.sub(r"[$%,]", "", str(token))
    if len(digits) > MOST_DIGITS:
        raise BadLiteral(f"a figure of more than {MOST_DIGITS} digits", span_of(token))
    return Fraction(digits)


def whole(token: Token) -> int:
    """The value of a whole number."""
    return int(figure(token))


def _literal(kind: str, sign: int = 1) -> Callable[..., n.Literal]:
    def build(self: object, meta: Meta, token: Token) -> n.Literal:
        places = 0 if kind == "money" else len(str(token).rstrip("%").partition(".")[2])
        value = sign * figure(token)
        return n.Literal(span=span_of(meta), kind=kind, value=value, places=places)

    return build


@v_args(meta=True, inline=True)
class ExpressionBuilder(Transformer[Token, Any]):
    """Builds every node below a declaration's clauses."""

    # -------------------------------------------------------------- literals

    money = _literal("money")
    percent = _literal("percent")
    number = _literal("number")
    minus_money = _literal("money", -1)
    minus_percent = _literal("percent", -1)
    minus_number = _literal("number", -1)

    def date(self, meta: Meta, token: Token) -> n.Literal:
        return n.Literal(span=span_of(meta), kind="date", value=to_date(token))

    def code(self, meta: Meta, token: Token) -> n.Literal:
        return n.Literal(span=span_of(meta), kind="code", value=str(token))

    def string(self, meta: Meta, token: Token) -> n.Literal:
        return n.Literal(span=span_of(meta), kind="text", value=unquoted(token))

    def period(self, meta: Meta, count: Token, unit: Token) -> n.Literal:
        if not str(count).isdigit():
            raise BadLiteral("a period is a whole number of days, months or years", span_of(meta))
        plural = str(unit).rstrip("s") + "s"
        return n.Literal(span=span_of(meta), kind="period", value=whole(count), unit=plural)

    def time(self, meta: Meta, token: Token, zone: Token) -> n.Literal:
        hours, minutes = (int(part) for part in str(token).split(":"))
        if hours > 23 or minutes > 59:
            raise BadLiteral(f"{token} is not a time of day", span_of(token))
        return n.Literal(
            span=span_of(meta), kind="time", value=60 * hours + minutes, unit=str(zone)
        )

    def simple_literal(self, meta: Meta, literal: n.Literal) -> n.Literal:
        return literal

    plain_literal = simple_literal
    simple_value = simple_literal
    literal_value = simple_literal

    def name_literal(self, meta: Meta, token: Token) -> n.Name:
        return to_name(token)

    def braces(self, meta: Meta, *items: n.Expression | None) -> n.Braces:
        return n.Braces(span=span_of(meta), items=tuple(i for i in items if i is not None))

    # -------------------------------------------------------------- atoms and arithmetic

    def name(self, meta: Meta, token: Token) -> n.Name:
        return to_name(token)

    def call(self, meta: Meta, name: Token, *arguments: n.Expression | None) -> n.Call:
        given = tuple(a for a in arguments if a is not None)
        return n.Call(span=span_of(meta), function=str(name), arguments=given)

    def group(self, meta: Meta, inner: n.Expression) -> n.Expression:
        return inner

    def field(self, meta: Meta, record: n.Expression, name: Token) -> n.FieldOf:
        return n.FieldOf(span=span_of(meta), record=record, name=str(name)[1:])

    def arithmetic(
        self, meta: Meta, left: n.Expression, operator: Token, right: n.Expression
    ) -> n.Arithmetic:
        return n.Arithmetic(span=span_of(meta), operator=str(operator), left=left, right=right)

    def negative(self, meta: Meta, operand: n.Expression) -> n.Negative:
        return n.Negative(span=span_of(meta), operand=operand)

    def share_of(self, meta: Meta, share: n.Expression, whole: n.Expression) -> n.ShareOf:
        return n.ShareOf(span=span_of(meta), share=share, whole=whole)

    # -------------------------------------------------------------- phrases

    def extremum(
        self, meta: Meta, phrase: Token, first: n.Expression, second: n.Expression
    ) -> n.Extremum:
        which = words(phrase).split()[1]
        return n.Extremum(span=span_of(meta), which=which, first=first, second=second)

    def percent_of(self, meta: Meta, part: n.Expression, whole: n.Expression) -> n.PercentOf:
        return n.PercentOf(span=span_of(meta), part=part, whole=whole)

    def rounded(
        self, meta: Meta, value: n.Expression, places: Token, mode: Token | None
    ) -> n.Rounded:
        how = words(mode) if mode is not None else "half up"
        return n.Rounded(span=span_of(meta), value=value, places=whole(places), mode=how)

    def default(self, meta: Meta, value: n.Expression, fallback: n.Expression) -> n.Default:
        return n.Default(span=span_of(meta), value=value, fallback=fallback)

    def instead(self, meta: Meta, value: n.Expression, fallback: n.Expression) -> n.Default:
        return n.Default(span=span_of(meta), value=value, fallback=fallback, instead=True)

    def choose(
        self, meta: Meta, condition: n.Expression, then: n.Expression, otherwise: n.Expression
    ) -> n.Choose:
        return n.Choose(span=span_of(meta), condition=condition, then=then, otherwise=otherwise)

    def aggregate(
        self, meta: Meta, phrase: Token, value: n.Expression, binding: n.Binding
    ) -> n.Aggregate:
        kind = words(phrase).removesuffix(" of").removeprefix("the ")
        return n.Aggregate(span=span_of(meta), kind=kind, value=value, binding=binding)

    def count(self, meta: Meta, binding: n.Binding) -> n.Count:
        return n.Count(span=span_of(meta), binding=binding)

    def count_all(self, meta: Meta, source: n.Expression) -> n.CountAll:
        return n.CountAll(span=span_of(meta), source=source)

    def the_one(self, meta: Meta, binding: n.Binding) -> n.TheOne:
        return n.TheOne(span=span_of(meta), binding=binding)

    def repeated(
        self, meta: Meta, value: n.Expression, ignoring: Token | None, binding: n.Binding
    ) -> n.Repeated:
        loose = ignoring is not None
        return n.Repeated(span=span_of(meta), value=value, binding=binding, ignoring=loose)

    # -------------------------------------------------------------- bindings

    def source_list(self, meta: Meta, source: n.Expression) -> _Listed:
        return _Listed(source, None)

    def latest(
        self, meta: Meta, the: Token, count: Token, which: Token, source: n.Expression, by: Token
    ) -> _Listed:
        return _Listed(source, (str(which), whole(count), str(by)))

    def open_binding(
        self, meta: Meta, variable: Token, listed: _Listed, where: n.Expression | None = None
    ) -> n.Binding:
        return n.Binding(
            span=span_of(meta),
            variable=str(variable),
            source=listed.source,
            latest=listed.latest,
            where=where,
        )

    closed_binding = open_binding

    # -------------------------------------------------------------- conditions

    # `and` and `or` are associative: a chain is one node, however it was put in parentheses.

    def either(self, meta: Meta, first: n.Expression, rest: n.Expression) -> n.Or:
        sides = [side.operands if isinstance(side, n.Or) else (side,) for side in (first, rest)]
        return n.Or(span=span_of(meta), operands=(*sides[0], *sides[1]))

    def both(self, meta: Meta, first: n.Expression, rest: n.Expression) -> n.And:
        sides = [side.operands if isinstance(side, n.And) else (side,) for side in (first, rest)]
        return n.And(span=span_of(meta), operands=(*sides[0], *sides[1]))

    def negation(self, meta: Meta, operand: n.Expression) -> n.Not:
        return n.Not(span=span_of(meta), operand=operand)

    def quantified(
        self,
        meta: Meta,
        kind: Token,
        variable: Token,
        listed: _Listed,
        where: n.Expression | None,
        body: n.Expression,
    ) -> n.Quantified:
        binding = self.open_binding(meta, variable, listed, where)
        return n.Quantified(span=span_of(meta), kind=words(kind), binding=binding, body=body)

    def compare(
        self,
        meta: Meta,
        left: n.Expression,
        operator: Token,
        right: n.Expression,
        ignoring: Token | None = None,
    ) -> n.Compare:
        return n.Compare(
            span=span_of(meta),
            operator=words(operator),
            left=left,
            right=right,
            ignoring=ignoring is not None,
        )

    def apart(
        self,
        meta: Meta,
        left: n.Expression,
        operator: Token,
        period: n.Expression,
        direction: Token,
        right: n.Expression,
    ) -> n.Apart:
        return n.Apart(
            span=span_of(meta),
            operator=words(operator),
            left=left,
            period=period,
            direction=str(direction),
            right=right,
        )

    def between(
        self, meta: Meta, value: n.Expression, low: n.Expression, high: n.Expression
    ) -> n.Between:
        return n.Between(span=span_of(meta), value=value, low=low, high=high)

    def one_of(
        self,
        meta: Meta,
        value: n.Expression,
        phrase: Token,
        options: n.Expression,
        ignoring: Token | None,
    ) -> n.OneOf:
        return n.OneOf(
            span=span_of(meta),
            value=value,
            options=options,
            negated="not" in words(phrase).split(),
            ignoring=ignoring is not None,
        )

    def includes(
        self,
        meta: Meta,
        collection: n.Expression,
        phrase: Token,
        item: n.Expression,
        ignoring: Token | None,
    ) -> n.Includes:
        return n.Includes(
            span=span_of(meta),
            collection=collection,
            item=item,
            negated="not" in words(phrase).split(),
            ignoring=ignoring is not None,
        )

    def differs(
        self, meta: Meta, left: n.Expression, right: n.Expression, tolerance: n.Expression
    ) -> n.Differs:
        return n.Differs(span=span_of(meta), left=left, right=right, tolerance=tolerance)

    def presence(self, meta: Meta, operand: n.Expression, phrase: Token) -> n.Presence:
        return n.Presence(
            span=span_of(meta), operand=operand, negated=words(phrase).endswith("missing")
        )

    def matches(self, meta: Meta, value: n.Expression, pattern: n.Expression) -> n.Matches:
        return n.Matches(span=span_of(meta), value=value, pattern=pattern)

    def has_code(self, meta: Meta, value: n.Expression, code: n.Expression) -> n.Compare:
        """The code as people read it, which is what `is … ignoring case and spacing` compares."""
        return n.Compare(
            span=span_of(meta), operator="is", left=value, right=code, ignoring=True, has_code=True
        )

    def distinct(
        self, meta: Meta, value: n.Expression, ignoring: Token | None, binding: n.Binding
    ) -> n.Distinct:
        loose = ignoring is not None
        return n.Distinct(span=span_of(meta), value=value, binding=binding, ignoring=loose)


class _Listed:
    """What stands after `in`: a list, or the N latest of one."""

    def __init__(self, source: n.Expression, latest: tuple[str, int, str] | None) -> None:
        self.source = source
        self.latest = latest
