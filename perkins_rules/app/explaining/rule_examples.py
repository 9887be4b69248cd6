"""Rules -> their examples, of which rules that are ready to be asked have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from perkins_rules.app.asking.rule_sources import read_packs
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.engine.reference.example_run import ExampleResult, run_example
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging


class RuleExamples:
    """The examples of some rules: on facts, on documents, and in the files beside their packs.

    Only the packs of these rules, and those that they rest on, are read.
    """

    def __init__(
        self, rules: RuleSet, wanted: Iterable[CheckedRule], folders: Sequence[str]
    ) -> None:
        self._rules = rules
        below = {pack.name: pack.below for pack in rules.packs}
        own = {name for rule in wanted for name in (rule.pack, rule.written_in)}
        read = read_packs(own.union(*(below[name] for name in own)), folders)
        found = read.rules.rules if read.rules is not None else ()
        self._of = {rule.key: rule.examples for rule in found}

    def of(self, rule: CheckedRule) -> list[ExampleResult] | None:
        """Its examples with what comes of them; None where they cannot be read."""
        examples = self._of.get(rule.key)
        if examples is None:
            return None
        return [run_example(self._rules, rule, example) for example in examples]

    def told(self, rule: CheckedRule, style: Style) -> Iterator[str]:
        """That the examples hold, or which do not."""
        results = self.of(rule)
        if results is None:
            said = "Its examples cannot be read; perkins-rules test says why."
            yield from hanging("", said, style.width)
        elif results:
            yield from _told(results, style)


def _told(results: Sequence[ExampleResult], style: Style) -> Iterator[str]:
    wrong = [result for result in results if not result.holds]
    held = f"{len(results) - len(wrong)} of its {len(results)} examples hold."
    mark, looks = ("fail", "bold red") if wrong else ("pass", "bold green")
    yield f"{style.paint(looks, style.mark(mark))} {held}"
    for result in wrong:
        yield from hanging("  ", style.clean(result.example.text), style.width)
