"""Rule + document -> the verdict on each thing that the rule quantifies over.

The five verdicts, in the order of the language's page: the first that matches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.reference.reference_lists import entries, key_trace
from perkins_rules.engine.said.reasons import Reason
from perkins_rules.engine.shared.trace import Env, Trace, merged, places
from perkins_rules.engine.shared.truth import Truth, both, opposite
from perkins_rules.findings import Verdict
from perkins_rules.structs import Struct

Pointers = tuple[str, ...]

Which = Collection[Pointers] | None
"""The instances that are asked for and what they lie in, by their pointers; None for all."""


class Instance(Struct):
    """One verdict of one rule. `pointers` are those of the loop variables, outermost first.

    `clause` counts the first `require` that does not hold, from 1; `exemption` is the one taken.
    `traces` are the conditions that the verdict hangs on; `env` serves the messages.
    """

    rule: t.CheckedRule
    verdict: Verdict
    pointers: tuple[str, ...]
    env: Env
    clause: int = 0
    exemption: t.Exemption | None = None
    needs: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    applies: Trace | None = None
    demands: tuple[Trace, ...] = ()
    traces: tuple[Trace, ...] = ()


class _Turn(Struct):
    """One turn of the loops, or a list that cannot be run over (`blocked`)."""

    env: Env
    pointers: tuple[str, ...]
    wheres: tuple[Trace, ...] = ()
    blocked: tuple[Trace, ...] = ()
    reasons: tuple[Reason, ...] = ()


def instances(ev: Evaluator, rule: t.CheckedRule) -> tuple[Instance, ...]:
    """Every verdict of a rule on a document; at least one."""
    return tuple(one_by_one(ev, rule))


def one_by_one(ev: Evaluator, rule: t.CheckedRule) -> Iterator[Instance]:
    """The same, each made when it is asked for."""
    once = _asked_once(ev, rule)
    is_asked = once is None or once.value is not False
    any_turn = False
    for turn in _turns(ev, rule.loops, _FIRST) if is_asked else ():
        any_turn = True
        yield _instance(ev, rule, once, turn)
    if not any_turn:
        yield _not_applicable(rule, once)


def those_at(ev: Evaluator, rule: t.CheckedRule, which: Collection[Pointers]) -> Iterator[Instance]:
    """Only the verdicts on some instances, which are there, by their pointers."""
    once = _asked_once(ev, rule)
    on_the_way = {pointers[:k] for pointers in which for k in range(1, len(pointers) + 1)}
    for turn in _turns(ev, rule.loops, _FIRST, on_the_way):
        if turn.pointers in which:
            yield _instance(ev, rule, once, turn)


def environments(ev: Evaluator, rule: t.CheckedRule) -> Iterator[Env]:
    """Where the variables of a rule stand, turn by turn, whether or not it applies there."""
    return (turn.env for turn in _turns(ev, rule.loops, _FIRST))


def _asked_once(ev: Evaluator, rule: t.CheckedRule) -> Trace | None:
    return ev(rule.applies, {}) if rule.applies is not None and rule.applies_once else None


def _not_applicable(rule: t.CheckedRule, applies: Trace | None) -> Instance:
    return Instance(rule=rule, verdict=Verdict.NOT_APPLICABLE, pointers=(), env={}, applies=applies)


# ------------------------------------------------------------------ loops


_FIRST = _Turn(env={}, pointers=())


def _turns(
    ev: Evaluator, loops: tuple[t.Loop, ...], turn: _Turn, which: Which = None
) -> Iterator[_Turn]:
    if not loops or turn.blocked or turn.reasons:
        yield turn
        return
    for inner in _loop(ev, loops[0], turn, which):
        yield from _turns(ev, loops[1:], inner, which)


def _loop(ev: Evaluator, loop: t.Loop, turn: _Turn, which: Which) -> Iterator[_Turn]:
    if loop.by is not None:
        yield from _pairs(ev, loop, turn, which)
        return
    bound = t.Bound(
        variable=loop.variables[0], source=loop.source, latest=loop.latest, where=loop.where
    )
    found = entries(ev, bound, turn.env, lambda pointer: _wanted(which, turn, pointer))
    if not found.determined:
        yield _Turn(
            env=turn.env,
            pointers=turn.pointers,
            wheres=turn.wheres,
            blocked=found.open,
            reasons=found.reasons,
        )
    for entry in found.found:
        wheres = (entry.where,) if entry.where is not None else ()
        yield _Turn(
            env=entry.env,
            pointers=(*turn.pointers, entry.place.pointer),
            wheres=(*turn.wheres, *wheres),
        )


def _wanted(which: Which, turn: _Turn, pointer: str) -> bool:
    """Whether an instance that is asked for lies at an entry."""
    return which is None or (*turn.pointers, pointer) in which


def _pairs(ev: Evaluator, loop: t.Loop, turn: _Turn, which: Which) -> Iterator[_Turn]:
    """Neighbours in the order of a field, whatever the order of the file."""
    source, by = ev(loop.source, turn.env), loop.by or ""
    if source.value is None:
        yield _Turn(env=turn.env, pointers=turn.pointers, wheres=turn.wheres, blocked=(source,))
        return
    listed = list(places(source))
    unordered = tuple(key_trace(p, by, source) for p in listed if (p.value or {}).get(by) is None)
    if unordered:
        yield _Turn(env=turn.env, pointers=turn.pointers, wheres=turn.wheres, blocked=unordered)
        return
    listed.sort(key=lambda place: place.value[by])
    for earlier, later in pairwise(listed):
        if not _wanted(which, turn, later.pointer):
            continue
        env: dict[str, Any] = {**turn.env, loop.variables[0]: earlier, loop.variables[1]: later}
        where = ev(loop.where, env) if loop.where is not None else None
        if where is not None and where.value is False:
            continue
        wheres = (where,) if where is not None else ()
        pointers = (*turn.pointers, later.pointer)
        yield _Turn(env=env, pointers=pointers, wheres=(*turn.wheres, *wheres))


# ------------------------------------------------------------------ one verdict


def _instance(ev: Evaluator, rule: t.CheckedRule, once: Trace | None, turn: _Turn) -> Instance:
    base = Instance(
        rule=rule, verdict=Verdict.CANNOT_DETERMINE, pointers=turn.pointers, env=turn.env
    )
    if turn.blocked or turn.reasons:
        return _blocked(ev, base, once, turn)
    applies = once
    if rule.applies is not None and not rule.applies_once:
        applies = ev(rule.applies, turn.env)
    conditions = tuple(c for c in (applies, *turn.wheres) if c is not None)
    applicable = both(c.value for c in conditions)
    if applicable is False:
        return _with(base, Verdict.NOT_APPLICABLE, applies=applies)
    if rule.kind == "review":
        return _review(base, applies, conditions, applicable)
    exceptions = [_exception(ev, e, turn.env) for e in rule.exemptions]
    for exemption, (truth, traces) in zip(rule.exemptions, exceptions, strict=True):
        if truth is True:
            return _with(
                base, Verdict.NOT_APPLICABLE, exemption=exemption, applies=applies, traces=traces
            )
    demands = ev.truths([d.condition for d in rule.demands], turn.env)
    return _judged(base, applies, conditions, exceptions, demands)


def _judged(
    base: Instance,
    applies: Trace | None,
    conditions: tuple[Trace, ...],
    exceptions: list[tuple[Truth, tuple[Trace, ...]]],
    demands: tuple[Trace, ...],
) -> Instance:
    held = both(d.value for d in demands)
    if held is True:
        return _with(base, Verdict.PASS, applies=applies, demands=demands, traces=demands)
    clause = next(k for k, d in enumerate(demands, start=1) if d.value is held)
    free = both(opposite(truth) for truth, _ in exceptions)
    applicable = both(c.value for c in conditions)
    if held is False and applicable is True and free is True:
        failed = tuple(d for d in demands if d.value is False)
        return _with(
            base, Verdict.FAIL, clause=clause, applies=applies, demands=demands, traces=failed
        )
    deciding = (*conditions, *(c for truth, traces in exceptions if truth is None for c in traces))
    # What is demanded hangs on nothing more once one demand is known to be false.
    demanded = demands if held is None else ()
    open_ = tuple(c for c in (*deciding, *demanded) if c.value is None)
    told = merged(open_)
    return _with(
        base,
        Verdict.CANNOT_DETERMINE,
        clause=clause,
        applies=applies,
        demands=demands,
        traces=open_,
        **told,
    )


def _exception(ev: Evaluator, exemption: t.Exemption, env: Env) -> tuple[Truth, tuple[Trace, ...]]:
    condition = ev(exemption.condition, env)
    if exemption.but_not is None:
        return condition.value, (condition,)
    but_not = ev(exemption.but_not, env)
    return both([condition.value, opposite(but_not.value)]), (condition, but_not)


def _review(
    base: Instance, applies: Trace | None, conditions: tuple[Trace, ...], applicable: Truth
) -> Instance:
    if applicable is True:
        # Which entries it asks about, its place shows; the filters of its loops need no proof.
        return _with(base, Verdict.NEEDS_REVIEW, applies=applies)
    open_ = tuple(c for c in conditions if c.value is None)
    return _with(base, Verdict.CANNOT_DETERMINE, applies=applies, traces=open_, **merged(open_))


def _asked_early(ev: Evaluator, rule: t.CheckedRule, turn: _Turn) -> Trace | None:
    """Applicability, where an inner list is missing: asked if it reads outer variables only."""
    if rule.applies is None or not t.free_variables(rule.applies) <= set(turn.env):
        return None
    return ev(rule.applies, turn.env)


def _blocked(ev: Evaluator, base: Instance, once: Trace | None, turn: _Turn) -> Instance:
    rule = base.rule
    applies = _asked_early(ev, rule, turn) if once is None else once
    if applies is not None and applies.value is False:
        return _with(base, Verdict.NOT_APPLICABLE, applies=applies)
    open_ = tuple(c for c in (applies, *turn.wheres) if c is not None and c.value is None)
    told = merged((*open_, *turn.blocked))
    return _with(
        base,
        Verdict.CANNOT_DETERMINE,
        applies=applies,
        needs=told["needs"],
        reasons=told["reasons"] + turn.reasons,
        traces=(*open_, *turn.blocked),
    )


def _with(base: Instance, verdict: Verdict, **more: Any) -> Instance:
    return Instance(rule=base.rule, verdict=verdict, pointers=base.pointers, env=base.env, **more)
