"""Rule texts for tests: a pack with what most of them need, and how to check one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from perkins_rules.assets import schema_texts
from perkins_rules.check.named_documents import NamedDocument
from perkins_rules.check.resolve import CheckedRules, check_rules
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import Shape, load_shapes
from perkins_rules.lang.tables import read_rule_file
from perkins_rules.source import SourceText

PRELUDE = """\
pack test.pack "Test" for state_plan
law perkins "The Act" as "Perkins V" codified at 20 USC { 112 is 2322, 113 is 2323 }
parameter share is 5% from 2019-07-01 cite perkins 112(a)(3)
parameter floor is $250,000 from 2019-07-01 cite perkins 112(a)(3)
parameter window is 60 days from 2019-07-01 cite perkins 113(b)(3)
"""


@cache
def shapes() -> dict[str, Shape]:
    return load_shapes(schema_texts())


def check_texts(*texts: str, documents: Mapping[str, NamedDocument] | None = None) -> CheckedRules:
    """Several files as one rule set; faults of syntax are among the diagnostics. `documents` lie
    beside all of them.
    """
    sources = [SourceText(f"file{k}.rules", text) for k, text in enumerate(texts, start=1)]
    beside = {source.name: documents or {} for source in sources}
    parsed = [read_rule_file(source) for source in sources]
    checked = check_rules([p.file for p in parsed], shapes(), beside)
    syntax = tuple(d for p in parsed for d in p.diagnostics)
    return CheckedRules(
        None if syntax else checked.rules, syntax + checked.diagnostics, checked.used
    )


def faults(declarations: str) -> tuple[Diagnostic, ...]:
    """What is wrong with declarations that stand below the prelude."""
    return check_texts(PRELUDE + declarations).diagnostics


def rule_set(declarations: str) -> RuleSet:
    """The rule set of declarations below the prelude, which must be sound."""
    checked = check_texts(PRELUDE + declarations)
    assert checked.rules is not None, "\n".join(d.render() for d in checked.diagnostics)
    return checked.rules


def rule_of(condition: str, before: str = "") -> CheckedRule:
    """A rule that requires one condition; `before` holds further clauses."""
    text = f'rule it "It holds"\n  cite perkins 112(a)\n{before}\n  require {condition}\n'
    return rule_set(text).rules[0]
