"""Mutants + examples -> survivors: the changes that no example notices.

An example notices when the changed rule no longer says of it what it states. It can only notice
a change of something that its own run comes by: a first run of all examples notes that. So a
mutant is held against few examples, each of them a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perkins_rules.analysis.mutants.mutations import Mutant
from perkins_rules.check import tree as t
from perkins_rules.engine.reference.example_run import answer, parameters_of, question_of
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.trace import Env, Trace

_ORDER = ("fail", "pass", "not_applicable", "cannot_determine", "needs_review")
"""Verdicts of examples, those first that notice most."""


class Trial(NamedTuple):
    """An example of a rule, what it asks (the same of a changed rule), and with which values."""

    rule: t.CheckedRule
    example: t.CheckedExample
    asked: Question
    parameters: Mapping[str, t.CheckedParameter]


def _trial(rules: t.RuleSet, rule: t.CheckedRule, example: t.CheckedExample) -> Trial:
    asked = question_of(rules, rule, example)
    return Trial(rule, example, asked, parameters_of(rules, rule, example))


class _Noting(Evaluator):
    """Notes what it evaluates."""

    met: set[t.Checked]

    def __call__(self, node: t.Checked, env: Env) -> Trace:
        self.met.add(node)
        return super().__call__(node, env)


class _Changed(Evaluator):
    """Evaluates some expressions as if others stood in their place. What has a name is evaluated
    once for the entries that it hangs on: `named` has the variables that it reads.
    """

    nodes: Mapping[t.Checked, t.Checked]
    named: Mapping[t.Checked, tuple[str, ...]]
    known: dict[tuple[object, ...], tuple[Trace, object]]

    def __call__(self, node: t.Checked, env: Env) -> Trace:
        reads = self.named.get(node)
        if reads is None:
            return super().__call__(self.nodes.get(node, node), env)
        places = [env[name] for name in reads]
        key = (node, *((place.pointer, id(place.value)) for place in places))
        if key not in self.known:
            found = super().__call__(self.nodes.get(node, node), env)
            self.known[key] = found, places  # kept, so that no other value gets their id
        return self.known[key][0]


class Bench:
    """The examples of a rule set, ready to be held against mutants."""

    def __init__(self, rules: t.RuleSet) -> None:
        self.by_rule: dict[str, list[Trial]] = {}
        self.by_node: dict[t.Checked, list[Trial]] = {}
        self.by_parameter: dict[t.CheckedParameter, list[Trial]] = {}
        self.named: dict[t.Checked, tuple[str, ...]] = {}
        self.noticed: dict[str, Trial] = {}
        for rule in rules.rules:
            trials = [_trial(rules, rule, example) for example in rule.examples]
            trials.sort(key=lambda trial: _ORDER.index(trial.example.verdict))
            self.by_rule[rule.key] = [trial for trial in trials if self._note(trial)]
        for node in self.by_node:
            if isinstance(node, t.Named):
                self.named[node] = tuple(t.free_variables(node))

    def _note(self, trial: Trial) -> bool:
        """Runs an example, noting what it comes by; one that does not hold can notice nothing."""
        ev = _Noting(trial.parameters, trial.example.data, trial.asked)
        ev.met = set()
        if not answer(trial.rule, trial.example, ev).holds:
            return False
        for node in ev.met:
            self.by_node.setdefault(node, []).append(trial)
        for name in {node.name for node in ev.met if isinstance(node, t.ParameterValue)}:
            self.by_parameter.setdefault(trial.parameters[name], []).append(trial)
        return True

    def survives(self, mutant: Mutant) -> bool:
        """Whether no example notices."""
        for trial in self._concerned(mutant):
            rule = mutant.rules.get(trial.rule.key, trial.rule)
            ev = _Changed(_parameters(mutant, trial), trial.example.data, trial.asked)
            ev.nodes, ev.named, ev.known = mutant.nodes, self.named, {}
            if not answer(rule, trial.example, ev).holds:
                self.noticed[mutant.owner] = trial
                return False
        return True

    def _concerned(self, mutant: Mutant) -> Iterator[Trial]:
        """The examples that could notice; first the one that noticed last time."""
        known = (
            *(self.by_node.get(node, ()) for node in mutant.nodes),
            *(self.by_parameter.get(parameter, ()) for parameter in mutant.parameters),
            *(self.by_rule[rule] for rule in mutant.rules),
        )
        found = {id(trial): trial for trials in known for trial in trials}
        last = self.noticed.get(mutant.owner)
        if last is not None and id(last) in found:
            yield found.pop(id(last))
        yield from found.values()


def _parameters(mutant: Mutant, trial: Trial) -> Mapping[str, t.CheckedParameter]:
    changed = mutant.parameters.items()
    return (
        {**trial.parameters, **{old.name: new for old, new in changed}}
        if changed
        else (trial.parameters)
    )


def survivors(rules: t.RuleSet, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, and whether it survives the examples."""
    bench = Bench(rules)
    for mutant in mutants:
        yield mutant, bench.survives(mutant)
