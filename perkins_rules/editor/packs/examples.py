"""Rules with their examples -> how each comes out, by the place where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.editor.packs.shelf import ReadPack
from perkins_rules.engine.reference.example_run import ExampleResult, run_example
from perkins_rules.lang import nodes as n
from perkins_rules.lang.chunks import declaration_texts
from perkins_rules.source import Span

_ASKED = (n.Rule, n.Review, n.Items, n.Table, n.Except, n.OfRule)
"""What declares nothing that the examples of another declaration could hang on."""
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


class Results:
    """What the examples of one file came to, kept while what they hang on is the same: the text of
    the declaration, those that declare names, and all other files.
    """

    def __init__(self) -> None:
        self._hang_on: tuple[object, ...] = ()
        self._of: dict[tuple[object, ...], ExampleResult] = {}

    def of(self, pack: ReadPack, rules: t.RuleSet) -> list[ExampleResult]:
        """Of the examples that stand in the file, or are of rules that do."""
        file = pack.file
        texts = {line: text.rstrip() for line, text in declaration_texts(file.source.text)}
        asked = {node.span.line for node in file.declarations if isinstance(node, _ASKED)}
        names = (text for line, text in texts.items() if line not in asked)
        hang_on = (*pack.around, *names)
        known = self._of if _same(hang_on, self._hang_on) else {}
        self._hang_on, self._of = hang_on, {}
        lines, seen, found = list(texts), Counter[tuple[object, ...]](), []
        for rule, example in _examples_in({file.source.name}, rules):
            of_example = example.source.name == file.source.name
            line = (example if of_example else rule).span.line
            place = texts[lines[bisect_right(lines, line) - 1]], rule.key, example.source.name
            key = (*place, seen[place])  # examples of a declaration stand in one order
            seen[place] += 1
            before = known.get(key) or run_example(rules, rule, example)
            self._of[key] = before._replace(rule=rule, example=example)
            found.append(self._of[key])
        return found


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether two lists hold the same objects, and equal texts."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, str) and a == b) for a, b in zip(one, other, strict=True)
    )


def results_of(rules: t.RuleSet, names: set[str]) -> list[ExampleResult]:
    """Of the examples that stand in the named files, or are of rules that do."""
    return [run_example(rules, rule, example) for rule, example in _examples_in(names, rules)]


def _examples_in(
    names: set[str], rules: t.RuleSet
) -> Iterator[tuple[t.CheckedRule, t.CheckedExample]]:
    for rule in rules.rules:
        for example in rule.examples:
            if not names.isdisjoint((rule.source.name, example.source.name)):
                yield rule, example


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
