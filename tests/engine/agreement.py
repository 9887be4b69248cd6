"""Holds the two engines against each other, and notes what the cases reached.

The compiled engine leaves open what the reference evaluator is to tell. So it differs where it says
that something passes, does not apply or is a question, and the reference evaluator says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.answers import Answer, answer_of
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.compiled.compiled import CompiledRules
from perkins_rules.engine.compiled.runtime import Unsettled
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.trace import Env, Trace
from perkins_rules.structs import fields
from tests.engine import production_operations, production_ranges, productions
from tests.engine.growing import FORMS, Grower, rule_set
from tests.engine.production_table import BY_NAME
from tests.engine.world import QUESTIONS, document

PRODUCTIONS = (productions, production_operations, production_ranges)
"""They enter what they have into the table when they are imported."""
DOCUMENTS_A_RULE = 6
RULES_A_SET = 50
IN_PART = "settled by an operand that is known in part"
PLAIN_RULES, MORE_PLAIN_RULES, MOST_PLAIN_RULES = 4, 30, 90
"""For each form: of a production that is one of many for its construct, of the only one, and of
one that is seldom known in part and determined for all that.
"""
SELDOM = ("sum in part", "greatest in part", "least in part", "includes in part", "one_of in part")


class Outcome(NamedTuple):
    """A verdict of the reference evaluator on an instance, by the pointers of its variables."""

    verdict: str
    pointers: tuple[str, ...]


class Disagreement(NamedTuple):
    rule: t.CheckedRule
    data: dict[str, Any]
    reference: list[Outcome]
    compiled: Answer | None


def compared(
    rules: t.RuleSet,
    compiled: CompiledRules,
    rule: t.CheckedRule,
    data: Any,
    asked: Question,
    reached: Reached | None = None,
) -> Disagreement | None:
    """None when both engines say the same of a rule. What the rule reached is noted."""
    document = next((p.document for p in rules.packs if p.name == rule.pack), None)
    watching = Evaluator if reached is None else _Watched
    found, evaluator = found_by_reference(rules, rule, data, asked, watching)
    answer = answered(compiled, rule, data, asked, document)
    if reached is not None and isinstance(evaluator, _Watched):
        reached.note(evaluator.seen, [one.verdict for one in found])
        reached.weigh(found, answer)
    return None if agrees(answer, found) else Disagreement(rule, data, found, answer)


def found_by_reference(
    rules: t.RuleSet,
    rule: t.CheckedRule,
    data: Any,
    asked: Question,
    watching: type[Evaluator] = Evaluator,
) -> tuple[list[Outcome], Evaluator]:
    """What the reference evaluator says of a rule, and the evaluator that said it."""
    document = next((p.document for p in rules.packs if p.name == rule.pack), None)
    state = (data.get("state") or {}).get("code")
    evaluator = watching(rules.parameters_for(document, state), data, asked)
    found = [Outcome(one.verdict.value, one.pointers) for one in instances(evaluator, rule)]
    return found, evaluator


def answered(
    compiled: CompiledRules,
    rule: t.CheckedRule,
    data: Any,
    asked: Question,
    document: str | None = None,
) -> Answer | None:
    """What the compiled rule says of a document."""
    memory = compiled.memory(asked, document, (data.get("state") or {}).get("code"))
    try:
        given = compiled.rule(rule.key)(data, memory)
    except Unsettled:
        given = None
    return answer_of(given, rule.kind == "review")


def agrees(answer: Answer | None, found: Sequence[Outcome]) -> bool:
    """Whether all that an answer says is what the reference evaluator found."""
    if answer is None:
        return True
    told = [one for one in found if one.pointers not in answer.opened]
    left = [one.pointers for one in told if one.verdict == "not_applicable"]
    asked = [one.pointers for one in told if one.verdict == "needs_review"]
    passed = [one for one in told if one.verdict == "pass"]
    return (
        set(answer.opened) <= {one.pointers for one in found}
        and (len(passed), len(left), tuple(asked)) == (answer.passed, answer.left, answer.asked)
        and len(told) == answer.passed + answer.left + len(answer.asked)
    )


class Reached:
    """Which constructs were asked, with which operand missing, under which verdict."""

    def __init__(self) -> None:
        self.found: set[tuple[str, str, str]] = set()
        self.settled = self.needless = 0

    def note(self, seen: set[tuple[str, str]], verdicts: Sequence[str]) -> None:
        """A rule of one verdict reached what was seen while it was asked."""
        if len(set(verdicts)) == 1:
            self.found |= {(construct, operand, verdicts[0]) for construct, operand in seen}

    def weigh(self, found: Sequence[Outcome], answer: Answer | None) -> None:
        """How many rules have nothing to tell of, and how many of those were left open all the
        same, which only costs time.
        """
        if not {"fail", "cannot_determine"} & {one.verdict for one in found}:
            self.settled += 1
            self.needless += answer is None or bool(answer.opened)


class _Watched(Evaluator):
    """The reference evaluator, noting each node and each of its operands that is missing."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.seen: set[tuple[str, str]] = set()
        self._above: list[t.Checked] = []
        self._in_part: list[bool] = []

    def __call__(self, node: t.Checked, env: Env) -> Trace:
        self.seen.add((construct(node), ""))
        self._above.append(node)
        self._in_part.append(False)
        trace = super().__call__(node, env)
        self._above.pop()
        if self._in_part.pop() and trace.value is not None:
            self.seen.add((construct(node), IN_PART))
        if trace.value is None and self._above:
            above = self._above[-1]
            self.seen.add((construct(above), operand(above, node)))
            known_in_part = trace.range is not None or trace.kept is not None
            self._in_part[-1] = self._in_part[-1] or known_in_part
        return trace


def construct(node: t.Checked) -> str:
    """The name of a node, with its kind where it has one."""
    kind = getattr(node, "kind", "")
    options: tuple[str, ...] = getattr(node, "options", ())
    if kind == "call":
        kind = f"call {options[0]}"
    return f"{type(node).__name__} {kind}".strip()


def operand(above: t.Checked, node: t.Checked) -> str:
    """Which operand of a node another is."""
    for name, part in operands(above):
        if part is node:
            return name
    return "?"


def operands(node: t.Checked) -> Iterator[tuple[str, t.Checked]]:
    """Each operand of a node by the name of its place."""
    for name in fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, t.Checked):
            yield name, value
        elif isinstance(value, t.Bound):
            yield "source", value.source
            if value.where is not None:
                yield "where", value.where
        elif name == "operands":
            yield from ((f"operand {k}", part) for k, part in enumerate(value))


class Run(NamedTuple):
    cases: int
    disagreements: list[Disagreement]
    reached: Reached


def run(cases: int, seed: int) -> Run:
    """At least so many cases, each a rule and a document; the same for the same seed."""
    random, done = Random(seed), Run(0, [], Reached())
    while done.cases < cases:
        done = _added(done, _any_rules(random), random, watch=False)
    return done


def run_plain(seed: int) -> Run:
    """Every construct in every plain form, over a handful of documents, and what that reached."""
    random, done = Random(seed), Run(0, [], Reached())
    for name in sorted(BY_NAME):
        rules = tuple(
            Grower(random).plain(f"{name}, {form}, {k}", name, form)
            for form in FORMS
            for k in range(_plain_rules(name))
        )
        done = _added(done, rules, random, watch=True)
    return done


def _plain_rules(production: str) -> int:
    if production in SELDOM:
        return MOST_PLAIN_RULES
    alone = ":" not in production or production.startswith("call")
    return MORE_PLAIN_RULES if alone else PLAIN_RULES


def _any_rules(random: Random) -> tuple[t.CheckedRule, ...]:
    """Rules of any form, and as many plain ones."""
    names = sorted(BY_NAME)
    wild = (Grower(random).rule(f"wild-{k}") for k in range(RULES_A_SET))
    plain = (
        Grower(random).plain(f"plain-{k}", random.choice(names), random.choice(FORMS))
        for k in range(RULES_A_SET)
    )
    return (*wild, *plain)


def _added(done: Run, grown: tuple[t.CheckedRule, ...], random: Random, watch: bool) -> Run:
    """The run with the cases of some more rules."""
    rules = rule_set(grown)
    compiled = compile_rules(rules)
    for rule in grown:
        for _ in range(DOCUMENTS_A_RULE):
            data, asked = document(random), random.choice(QUESTIONS)
            reached = done.reached if watch else None
            different = compared(rules, compiled, rule, data, asked, reached)
            if different is not None:
                done.disagreements.append(different)
    return done._replace(cases=done.cases + len(grown) * DOCUMENTS_A_RULE)


def watched(
    rules: t.RuleSet, rule: t.CheckedRule, data: Any, asked: Question
) -> set[tuple[str, str]]:
    """What is seen of the constructs of a rule while it is asked."""
    ev = _Watched(rules.parameters, data, asked)
    instances(ev, rule)
    return ev.seen
