"""Where no figures satisfy the rules: a smallest set of rules that cannot go together, and the
figures that stay as they are which these rules read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import z3

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Document
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.shared.trace import Trace
from perkins_rules.solving.encoding import Encoding
from perkins_rules.solving.guards import Guard, neg
from perkins_rules.solving.instances import Held
from perkins_rules.solving.search import MOST_STEPS, Now, TooHard, formulas_of
from perkins_rules.solving.unknowns import figures_of


class Conflict(NamedTuple):
    """`rules` that cannot all be kept: without any one of them the others can. `facts` are the
    pointers of figures that they read and that stay.
    """

    rules: tuple[CheckedRule, ...]
    facts: tuple[str, ...]


def conflict_of(
    encoding: Encoding, stands: Now, broken: Iterable[Held], document: Document
) -> Conflict:
    """A smallest set of what is demanded of figures that none satisfy: that what is `broken` is
    kept, and that nothing else breaks. Raises TooHard.
    """
    by_rule: dict[str, list[Guard]] = {}
    rules: dict[str, CheckedRule] = {}
    for one, guard in _needed(stands, broken):
        by_rule.setdefault(one.rule.key, []).append(guard)
        rules[one.rule.key] = one.rule
    core = _core(encoding, by_rule)
    for key in list(core):
        core = _core(encoding, {k: core[k] for k in core if k != key}) or core
    found = [one for one, _ in _needed(stands, broken) if one.rule.key in core]
    return Conflict(
        tuple(rules[key] for key in by_rule if key in core),
        tuple(_facts(encoding, found, document)),
    )


def stuck_of(
    encoding: Encoding, broken: Iterable[Held], document: Document
) -> tuple[Conflict, ...]:
    """Of what is broken, each rule that no unknown can help, with the figures that it reads and
    that stay; none where it reads no figure at all.
    """
    by_rule: dict[CheckedRule, list[Held]] = {}
    for one in broken:
        if not encoding.space.names_in(one.met):
            by_rule.setdefault(one.rule, []).append(one)
    found = ((rule, tuple(_facts(encoding, of, document))) for rule, of in by_rule.items())
    return tuple(Conflict((rule,), facts) for rule, facts in found if facts)


def _needed(stands: Now, broken: Iterable[Held]) -> Iterator[tuple[Held, Guard]]:
    for one in broken:
        if one.rule.severity == "error":
            yield one, one.met
    for one in stands.kept:
        if one.rule.severity == "error":
            yield one, one.kept
    for one in stands.open:
        if one.rule.severity == "error":
            yield one, neg(one.broken)


def _core(encoding: Encoding, by_rule: Mapping[str, list[Guard]]) -> dict[str, list[Guard]]:
    """Rules among these that cannot be kept together, though perhaps not a smallest set; none where
    all can. The solver names them in an order of its own, so that ours is kept.
    """
    space = encoding.space
    names = {f"rule {k}": key for k, key in enumerate(by_rule)}
    switches = {name: z3.Bool(name, space.context) for name in names}
    solver = z3.Solver(ctx=space.context)
    solver.set(rlimit=MOST_STEPS)
    solver.add(formulas_of(space.conditions, space.context))
    for name, key in names.items():
        for formula in formulas_of(by_rule[key], space.context):
            solver.add(z3.Implies(switches[name], formula))
    said = solver.check(*switches.values())
    if said == z3.unknown:
        raise TooHard
    named = {names[str(one)] for one in solver.unsat_core()} if said == z3.unsat else set()
    return {key: by_rule[key] for key in by_rule if key in named}


def _facts(encoding: Encoding, those: Iterable[Held], document: Document) -> Iterator[str]:
    """The figures that stay and that rules read, in the order of the form."""
    read: set[str] = set()
    of: dict[CheckedRule, set[tuple[str, ...]]] = {}
    for held in those:
        of.setdefault(held.rule, set()).add(held.pointers)
    for rule, places in of.items():
        for one in (one for one in instances(encoding.ev, rule) if one.pointers in places):
            read |= {p for trace in (one.applies, *one.demands) for p in pointers_in(trace)}
    for figure in figures_of(document):
        if figure.pointer in read and figure.pointer not in encoding.space.unknowns:
            yield figure.pointer


def pointers_in(trace: Trace | None) -> Iterator[str]:
    """The places of all that a value came of."""
    if trace is None:
        return
    if trace.pointer is not None:
        yield trace.pointer
    for child in trace.children:
        yield from pointers_in(child)
