"""Runs the executable examples of rules: what each states, what the engine says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from perkins_rules.check.tree import CheckedExample, CheckedParameter, CheckedRule, RuleSet
from perkins_rules.engine.dates import latest_reading
from perkins_rules.engine.editions import edition_on, filing_day
from perkins_rules.engine.evaluate import in_force
from perkins_rules.engine.instances import Instance, instances
from perkins_rules.engine.law import sources_for
from perkins_rules.engine.question import DEFAULT_PROFILE, Question
from perkins_rules.engine.reference import Evaluator
from perkins_rules.findings import Verdict

# Over several instances an example has the verdict that weighs most.
WEIGHT = (
    Verdict.FAIL,
    Verdict.CANNOT_DETERMINE,
    Verdict.NEEDS_REVIEW,
    Verdict.PASS,
    Verdict.NOT_APPLICABLE,
)


class ExampleResult(NamedTuple):
    """`got` is None when the rule is not in force as the example asks."""

    rule: CheckedRule
    example: CheckedExample
    got: Verdict | None
    exception: str | None

    @property
    def holds(self) -> bool:
        """Whether the engine says what the example says.

        Of a day, an edition or a profile in which the rule is not in force an example may say
        that the rule does not apply; also of a day of filing, which has its edition.
        """
        if self.got is None:
            example = self.example
            asked = (example.on, example.edition, example.profile, filing_day(example.data))
            return example.verdict == Verdict.NOT_APPLICABLE and any(asked)
        right_exception = self.example.exception in (None, self.exception)
        return self.got == self.example.verdict and right_exception


def run_examples(rules: RuleSet) -> Iterator[ExampleResult]:
    """Every example of every rule, in the order of the files."""
    for rule in rules.rules:
        for example in rule.examples:
            yield run_example(rules, rule, example)


def run_example(rules: RuleSet, rule: CheckedRule, example: CheckedExample) -> ExampleResult:
    """One example of a rule."""
    asked = question_of(rules, rule, example)
    return answer(
        rule, example, Evaluator(parameters_of(rules, rule, example), example.data, asked)
    )


def answer(rule: CheckedRule, example: CheckedExample, ev: Evaluator) -> ExampleResult:
    """What an evaluator of the example's document makes of the rule."""
    if not in_force(rule, ev.asked):
        return ExampleResult(rule, example, None, None)
    found = instances(ev, rule)
    verdict = heaviest(found)
    exceptions = [i.exemption.label for i in found if i.exemption is not None]
    return ExampleResult(rule, example, verdict, exceptions[0] if exceptions else None)


def parameters_of(
    rules: RuleSet, rule: CheckedRule, example: CheckedExample
) -> Mapping[str, CheckedParameter]:
    """As those packs have them that the author of the rule sees: others must change no example."""
    if not rules.replaced:
        return rules.parameters
    packs = {pack.name: pack for pack in rules.packs}
    own = packs[rule.written_in]
    state = example.data.get("state", {}).get("code")
    return rules.parameters_for(own.document, state, (own.name, *own.below))


def question_of(rules: RuleSet, rule: CheckedRule, example: CheckedExample) -> Question:
    """What an example asks; unless it says otherwise, the day to which the law was read, the
    edition of the day of filing that it states, and the profile that the rule belongs to. An
    example that states no day of filing is for the edition that the rule belongs to.
    """
    document = next(pack.document for pack in rules.packs if pack.name == rule.pack)
    sources = sources_for(rules, document)
    day = example.on or rule.until or latest_reading(sources)
    filed = filing_day(example.data)
    usual = edition_on(sources, filed or day)
    edition = example.edition or (usual if filed else _default(usual, rule.editions))
    profile = example.profile or _default(DEFAULT_PROFILE, rule.profiles)
    return Question(day, edition, profile, example.names)


def _default(usual: str, own: tuple[str, ...]) -> str:
    return own[0] if own and usual not in own else usual


def heaviest(found: Iterable[Instance]) -> Verdict:
    """The verdict that weighs most among instances; there is at least one."""
    verdicts = {i.verdict for i in found}
    return next(verdict for verdict in WEIGHT if verdict in verdicts)
