"""Rules as tests ask them: the built-in packs, read once in a run, and those of a text."""

from __future__ import annotations

from functools import cache

from perkins_rules.assets import built_in_rules
from perkins_rules.check.tree import RuleSet
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.pipeline import load_rules, read_rules, rule_files
from perkins_rules.source import SourceText


@cache
def built_in() -> ReadyRules:
    return load_rules()


@cache
def with_examples() -> RuleSet:
    """The built-in packs with the examples that stand in them, which no check needs."""
    read = read_rules(rule_files([built_in_rules()]))
    assert read.rules is not None, read.diagnostics
    return read.rules


def rules_of(text: str) -> RuleSet:
    """The rules of a text without a fault."""
    read = read_rules([SourceText("test.rules", text)])
    assert read.rules is not None, read.diagnostics
    return read.rules
