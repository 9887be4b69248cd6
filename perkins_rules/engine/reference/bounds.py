"""Rules + document -> the limits that figures of the document are held against, for pictures.

A limit is what a demand compares a figure with: the law's, as the reference evaluator works it
out. So pictures show the bounds that the packs state, and none is written a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeGuard

from perkins_rules.check import tree as t
from perkins_rules.documents import Document
from perkins_rules.engine.reference.evaluate import evaluator_of, rules_among
from perkins_rules.engine.reference.instances import environments, one_by_one
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.said.shown import plain
from perkins_rules.engine.shared.operations import limit_of
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.states import packs_for, state_of
from perkins_rules.engine.shared.trace import Trace
from perkins_rules.findings import Verdict
from perkins_rules.source import Citation

UNITS = ("money", "level", "percent", "date")
FLIPPED = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
    "is": "is",
}
_KINDS = (*FLIPPED, "between", "differs", "apart")
_DAYS = ("date_plus_days", "date_minus_days")


class Bound(NamedTuple):
    """A figure of the document and what a rule holds it against.

    `relation` is one of at_least, at_most, more_than, less_than, is. `value` and `limit` are plain
    texts in `unit`, as in findings; `made_of` says in the words of the rule what the limit is.
    `below` is the difference from which a figure that is to be the limit no longer passes.
    """

    path: str
    value: str
    relation: str
    limit: str
    unit: str
    made_of: str
    rule: str
    severity: str
    citations: tuple[Citation, ...]
    satisfied: bool
    below: str | None = None


class Sum(NamedTuple):
    """Figures that a rule adds up and holds against another one, of which they are parts."""

    whole: str
    parts: tuple[str, ...]
    relation: str
    rule: str
    satisfied: bool


class Bounds(NamedTuple):
    """All that rules in force compare in a document, in the order of the rules."""

    bounds: tuple[Bound, ...]
    sums: tuple[Sum, ...]


Verdicts = Mapping[str, Collection[Verdict]]
"""What is known already of the instances of rules, by their ids."""


def bounds_of(
    rules: t.RuleSet,
    document: Document,
    asked: Question,
    keep: Callable[[Any], bool] | None = None,
    verdicts: Verdicts = MappingProxyType({}),
) -> Bounds:
    """The limits of the rules that are in force for a document and apply to it."""
    ev, comparing = evaluator_of(rules, document, asked), _comparing(rules)
    found: list[Bound | Sum] = []
    for rule in _asked_rules(rules, document, asked):
        if keep is None or keep(rule):
            for trace in _compared(ev, rule, comparing[rule], verdicts.get(rule.id, ())):
                found += _of_comparison(rule, trace)
    once = dict.fromkeys(found)
    return Bounds(
        tuple(one for one in once if isinstance(one, Bound)),
        tuple(one for one in once if isinstance(one, Sum)),
    )


def _asked_rules(rules: t.RuleSet, document: Document, asked: Question) -> Sequence[t.CheckedRule]:
    """The rules that compare and are asked of a document."""
    packs, state = packs_for(rules.packs, document), state_of(document)
    return _in_force(rules, packs, state, asked.day, asked.edition, asked.profile)


@lru_cache(maxsize=64)  # of a batch, most documents are asked the same
def _in_force(
    rules: t.RuleSet, packs: tuple[str, ...], state: str | None, *asked: Any
) -> Sequence[t.CheckedRule]:
    question = Question(*asked)
    return rules_among(_comparing(rules), packs, state, question)


Comparisons = tuple[t.Operation, ...]


@lru_cache(maxsize=4)
def _comparing(rules: t.RuleSet) -> Mapping[t.CheckedRule, Comparisons]:
    """The rules that hold some figure against a limit: few of them, so that this stays quick."""
    found = ((rule, tuple(filter(_is_held, _demanded(rule)))) for rule in rules.rules)
    return {rule: held for rule, held in found if held}


def _demanded(rule: t.CheckedRule) -> Iterator[t.Checked]:
    for demand in rule.demands:
        node = demand.condition
        yield from node.operands if isinstance(node, t.Every) else (node,)


def _is_held(node: t.Checked) -> TypeGuard[t.Operation]:
    if not isinstance(node, t.Operation) or node.kind not in _KINDS:
        return False
    sides = node.operands
    if sides[0].type.kind not in UNITS:
        return False
    figures = [side for side in sides if _may_be_read(side)]
    worked_out = [side for side in sides if not isinstance(side, t.Constant)]
    return bool(figures) and len(worked_out) > 1


def _may_be_read(node: t.Checked) -> bool:
    """Whether a value can be one that stands in the document; what is worked out is none."""
    if isinstance(node, t.Named):
        return _may_be_read(node.value)
    if isinstance(node, t.Operation):
        return node.kind in ("call", *_DAYS)
    return not isinstance(node, t.Constant | t.ParameterValue | t.Asked | t.Fold)


# ------------------------------------------------------------------ one rule


def _compared(
    ev: Evaluator, rule: t.CheckedRule, held: Comparisons, verdicts: Collection[Verdict]
) -> Iterator[Trace]:
    """What the comparisons of a rule came to, wherever they are asked, and all sides are known."""
    known = set(verdicts)
    if known == {Verdict.NOT_APPLICABLE}:
        return
    traces = _asked_alone(ev, rule, held) if known == {Verdict.PASS} else _asked(ev, rule, held)
    for trace in traces:
        if all(side.value is not None for side in (trace, *trace.children)):
            yield trace


def _asked_alone(ev: Evaluator, rule: t.CheckedRule, held: Comparisons) -> Iterator[Trace]:
    """Where all instances pass, nobody needs to know whether the rule applies, nor the rest."""
    return (ev(node, env) for env in environments(ev, rule) for node in held)


def _asked(ev: Evaluator, rule: t.CheckedRule, held: Comparisons) -> Iterator[Trace]:
    for one in one_by_one(ev, rule):
        for demand in one.demands if one.exemption is None else ():
            whole = isinstance(demand.node, t.Every)
            yield from (d for d in (demand.children if whole else (demand,)) if d.node in held)


def _of_comparison(rule: t.CheckedRule, trace: Trace) -> Iterator[Bound | Sum]:
    node = trace.node
    assert isinstance(node, t.Operation)
    kind, sides = node.kind, trace.children
    if kind == "between":
        value, low, high = sides
        yield from _bound(rule, value, "at_least", low.value, low)
        yield from _bound(rule, value, "at_most", high.value, high)
        return
    if kind == "apart":
        yield from _apart(rule, trace)
        return
    relation = "is" if kind == "differs" else kind
    left, right, holds = sides[0], sides[1], bool(trace.value)
    for one, other, held in ((left, right, relation), (right, left, FLIPPED[relation])):
        if found := list(_bound(rule, one, held, other.value, other, holds=holds)):
            # `differs from … by less than` allows a little beside the limit.
            is_near = kind == "differs"
            below = plain(sides[2].value, found[0].unit) if is_near else None
            yield from (bound._replace(below=below) for bound in found) if is_near else found
            break
    yield from _sums(rule, left, right, relation, satisfied=holds)


def _apart(rule: t.CheckedRule, trace: Trace) -> Iterator[Bound]:
    """`left is at least period before right`: left lies at or before the limit."""
    left, period, right = trace.children
    relation, way, unit = trace.node.options  # type: ignore[attr-defined]
    limit = limit_of(period.value, right.value, way, unit)
    held = FLIPPED[relation] if way == "before" else relation
    for bound in _bound(rule, left, held, limit, period):
        said = f"{period.node.text} {way} {right.node.text}"
        yield bound._replace(made_of=said)


def _bound(
    rule: t.CheckedRule,
    held: Trace,
    relation: str,
    limit: Any,
    made: Trace,
    holds: bool | None = None,
) -> Iterator[Bound]:
    """The bound of a figure, if there is one; where it is not said that it `holds`, it is seen."""
    read = _reads(held)
    if read is None or isinstance(made.node, t.Constant):
        return  # zero and 100% are no limits of the law, but what an amount or a percent is
    figure, days = read
    if figure.value is None or figure.pointer is None:
        return
    limit = limit - timedelta(days=days) if days else limit
    unit = figure.unit or figure.node.type.kind
    yield Bound(
        figure.pointer,
        plain(figure.value, unit),
        relation,
        plain(limit, unit),
        unit,
        made.node.text,
        rule.id,
        rule.severity,
        rule.citations,
        _holds(figure.value, relation, limit) if holds is None else holds,
    )


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "more_than": lambda a, b: a > b,
    "less_than": lambda a, b: a < b,
    "is": lambda a, b: a == b,
}


def _holds(value: Any, relation: str, limit: Any) -> bool:
    return _HOLDS[relation](value, limit)


def _reads(trace: Trace) -> tuple[Trace, int] | None:
    """A figure read from the document, through names; and days that were added to it."""
    node = trace.node
    if trace.pointer is not None:
        return trace, 0
    if isinstance(node, t.Operation) and node.kind in _DAYS:
        day, days = trace.children
        if day.pointer is not None and isinstance(day.value, date):
            return day, days.value if node.kind == "date_plus_days" else -days.value
    return None


# ------------------------------------------------------------------ sums


def _sums(
    rule: t.CheckedRule, left: Trace, right: Trace, relation: str, *, satisfied: bool
) -> Iterator[Sum]:
    for whole, added, held in ((right, left, relation), (left, right, FLIPPED[relation])):
        parts = _parts(added) if whole.pointer is not None else None
        if parts is not None and len(parts) > 1 and whole.pointer is not None:
            yield Sum(whole.pointer, tuple(parts), held, rule.id, satisfied)


def _parts(trace: Trace) -> list[str] | None:
    """The pointers of figures that were added up; None of what is no sum of such."""
    node = trace.node
    if trace.pointer is not None:
        return [trace.pointer]
    if isinstance(node, t.Named) and trace.children:
        return _parts(trace.children[0])
    if isinstance(node, t.Choice | t.Fallback) and trace.children:
        return _parts(trace.children[-1])
    if isinstance(node, t.Constant):
        return [] if node.value == Fraction(0) else None
    is_sum = isinstance(node, t.Fold) and node.kind == "sum"
    if is_sum or (isinstance(node, t.Operation) and node.kind == "add"):
        found = [_parts(child) for child in trace.children]
        known = [parts for parts in found if parts is not None]
        return [p for parts in known for p in parts] if len(known) == len(found) else None
    return None
