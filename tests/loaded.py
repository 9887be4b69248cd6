"""Rules as tests ask them: the built-in packs, read once in a run, and those of a text."""

from __future__ import annotations

from functools import cache

from perkins_rules.check.tree import RuleSet
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.pipeline import load_rules, read_rules
from perkins_rules.source import SourceText


@cache
def built_in() -> ReadyRules:
    return load_rules()


def rules_of(text: str) -> RuleSet:
    """The rules of a text without a fault."""
    read = read_rules([SourceText("test.rules", text)])
    assert read.rules is not None, read.diagnostics
    return read.rules
