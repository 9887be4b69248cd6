"""Formulas of generated rules over the small world, against the reference evaluator."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from types import SimpleNamespace
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.documents import Written
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.solving.encoding import encoded
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.unknowns import figures_in
from tests.engine import production_operations, production_ranges, productions
from tests.engine.growing import FORMS, Grower
from tests.engine.production_table import BY_NAME
from tests.engine.world import POOLS, QUESTIONS, SHAPE, document, parameters
from tests.solving.against_reference import Disagreement, disagreements, others

PRODUCTIONS = (productions, production_operations, production_ranges)
"""They enter what they have into the table when they are imported."""
UNIT = Fraction(1, 6000)
"""All figures of the small world are a whole number of this, a third and 12.345 too."""
DOCUMENTS_A_RULE, FIGURES_A_DOCUMENT = 2, 3
MOST_SKIPPED = 0.95
"""How many of the rules that no unknown decides are not asked about."""


class Run(NamedTuple):
    """`decided` counts the cases in which the unknowns had a formula, `outside` those without."""

    cases: int
    decided: int
    outside: int
    disagreements: list[Disagreement]


def run(cases: int, seed: int) -> Run:
    """At least so many cases: a rule, a document, and other figures in it."""
    random, done = Random(seed), Run(0, 0, 0, [])
    names = sorted(BY_NAME)
    number = 0
    while done.cases < cases:
        number += 1
        wild = random.random() < 0.3
        grower = Grower(random)
        rule = (
            grower.rule(f"wild-{number}")
            if wild
            else grower.plain(f"plain-{number}", random.choice(names), random.choice(FORMS))
        )
        for _ in range(DOCUMENTS_A_RULE):
            done = _added(done, rule, random)
    return done


def _added(done: Run, rule: t.CheckedRule, random: Random) -> Run:
    data = _written(document(random))
    asked = random.choice(QUESTIONS)
    posed: Any = SimpleNamespace(evaluator=lambda given: Evaluator(parameters(), given, asked))
    unknowns = freed(random, data)
    encoding = encoded(posed, unknowns, data, {rule: None})
    if not encoding.held and random.random() < MOST_SKIPPED:
        return done
    found: list[Disagreement] = []
    for _ in range(FIGURES_A_DOCUMENT):
        figures = {
            one.pointer: random.choice(others(one, POOLS[one.kind]))
            for one in unknowns
            if random.random() < 0.7
        }
        found += disagreements(encoding, [rule], figures)
    return Run(
        done.cases + FIGURES_A_DOCUMENT,
        done.decided + FIGURES_A_DOCUMENT * bool(encoding.held),
        done.outside + FIGURES_A_DOCUMENT * bool(encoding.outside),
        [*done.disagreements, *found],
    )


def freed(random: Random, data: Any) -> tuple[Unknown, ...]:
    """Some of its figures, or all; often without whole numbers, by which entries are found."""
    kinds = random.choice((("integer",), ("integer", "date"), ()))
    share = random.choice((0.3, 0.7, 1.0))
    return tuple(
        one._replace(unit=UNIT, least=_least(one)) if isinstance(one.value, Fraction) else one
        for one in figures_in(data, SHAPE)
        if one.kind not in kinds and random.random() < share
    )


def _least(one: Unknown) -> Fraction | None:
    return None if one.kind == "money" else one.least


def _written(value: Any) -> Any:
    """A document as it is read: each figure knows how it was written."""
    if isinstance(value, dict):
        return {name: _written(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_written(part) for part in value]
    if isinstance(value, Fraction) and not isinstance(value, Written):
        return Written.of(value.numerator, value.denominator, 2)
    return value
