"""Rules with their examples -> how each comes out, by the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.example_run import ExampleResult, run_example
from perkins_rules.lang import nodes as n
from perkins_rules.source import Span

SAID = {
    "pass": "it passes",
    "fail": "it fails",
    "not_applicable": "it does not apply",
    "cannot_determine": "it cannot be determined",
    "needs_review": "it needs review",
}


class Outcome(NamedTuple):
    """How an example comes out: in which file and where it stands, whether it holds (of a table: of
    every row), and what came of it where it does not.
    """

    file: str
    span: Span
    holds: bool
    found: str


class Tested(NamedTuple):
    """A rule, or a row or a line of several, by its place: how many examples it has, how many of
    them do not hold.
    """

    span: Span
    rules: tuple[str, ...]
    examples: int
    wrong: int


def results_of(rules: t.RuleSet, names: set[str]) -> list[ExampleResult]:
    """Of the examples that stand in the named files, or are of rules that do."""
    return [
        run_example(rules, rule, example)
        for rule in rules.rules
        for example in rule.examples
        if not names.isdisjoint((rule.source.name, example.source.name))
    ]


def found(result: ExampleResult) -> str:
    """What came of an example, in words."""
    if result.got is None:
        return "the rule is not in force on the date, edition and profile of the example"
    by = f" by {result.exception}" if result.exception else ""
    return SAID[result.got.value] + by + (f"; {result.differs}" if result.differs else "")


def outcomes_of(results: Sequence[ExampleResult]) -> Iterator[Outcome]:
    """One for each place; where an example is of several rules, what the first of them came to."""
    at: dict[tuple[str, Span], list[ExampleResult]] = {}
    for result in results:
        example = result.example
        at.setdefault((example.source.name, example.span), []).append(result)
    for (file, span), those in at.items():
        wrong = [result for result in those if not result.holds]
        whose = f"{wrong[0].rule.id}: " if wrong and len(those) > 1 else ""
        yield Outcome(file, span, not wrong, whose + found(wrong[0]) if wrong else "")


def tested_in(
    file: n.RuleFile, rules: t.RuleSet, results: Sequence[ExampleResult]
) -> Iterator[Tested]:
    """The rules of a file as they are written: a rule, a review, a table of items, a row."""
    own = [rule for rule in rules.rules if rule.source.name == file.source.name]
    for span in _places(file):
        there = {rule.key: rule.id for rule in own if rule.span.within(span)}
        of_them = [
            r for r in results if r.rule.key in there and r.rule.source.name == file.source.name
        ]
        places: dict[tuple[str, Span], bool] = {}
        for result in of_them:
            key = result.example.source.name, result.example.span
            places[key] = places.get(key, True) and result.holds
        ids = tuple(dict.fromkeys(there.values()))
        yield Tested(span, ids, len(places), sum(not holds for holds in places.values()))


def _places(file: n.RuleFile) -> Iterator[Span]:
    for node in file.declarations:
        if isinstance(node, n.Table):
            yield from (row.span for row in node.rows)
        elif isinstance(node, n.Rule | n.Review | n.Items | n.Except):
            yield node.span
