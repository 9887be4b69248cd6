"""Small packs for the tests of mutants, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.analysis.mutants.mutant_run import survivors
from perkins_rules.analysis.mutants.mutations import Mutant, mutants_of
from perkins_rules.check.resolve import check_rules
from perkins_rules.check.tree import RuleSet
from perkins_rules.lang.nodes import RuleFile
from perkins_rules.lang.tables import read_rule_file
from perkins_rules.source import SourceText
from tests.check.rule_texts import PRELUDE, shapes

IT = "test.pack/it"


def read(*texts: str) -> tuple[RuleSet, Sequence[RuleFile]]:
    """Rule files, which must be sound; the first below the prelude."""
    first, *others = texts
    named = [SourceText("pack.rules", PRELUDE + first)]
    named += [SourceText(f"other{k}.rules", text) for k, text in enumerate(others)]
    parsed = [read_rule_file(source) for source in named]
    files = [p.file for p in parsed]
    checked = check_rules(files, shapes())
    told = [*(d for p in parsed for d in p.diagnostics), *checked.diagnostics]
    assert not told, "\n".join(d.render() for d in told)
    assert checked.rules is not None
    return checked.rules, files


def rule(body: str, examples: str = "") -> str:
    """The text of the rule `it`."""
    return f'rule it "It holds"\n  cite perkins 112(a)\n{body}\n\n{examples}\n'


def mutants(*texts: str) -> list[Mutant]:
    """All mutants of the texts."""
    return mutants_of(*read(*texts))


def words(made: Sequence[Mutant], owner: str = IT) -> list[str]:
    """The changes of one owner."""
    return [mutant.words for mutant in made if mutant.owner == owner]


def left(*texts: str) -> list[str]:
    """The changes that the examples of the texts do not notice, whosever they are."""
    rules, files = read(*texts)
    tried = survivors(rules, mutants_of(rules, files))
    return [mutant.words for mutant, survives in tried if survives]
