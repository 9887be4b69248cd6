"""Rules over the small form, as a rule set; and what is said of them, in short."""

from __future__ import annotations

from perkins_rules.check.tree import RuleSet
from perkins_rules.findings import Asked
from perkins_rules.pipeline import read_rules
from perkins_rules.proving.analyze import Analysis, analysis
from tests.solving.small_form import sources_of


def rules_of(*demands: str) -> RuleSet:
    """A rule for each demand: rule-1, rule-2, …"""
    read = read_rules(sources_of(demands))
    assert read.rules is not None, read.diagnostics
    return read.rules


def analyzed(*demands: str) -> Analysis:
    """All that is found of them."""
    return analysis(rules_of(*demands), Asked(), {"test.rules"})


def said(found: Analysis) -> list[str]:
    """`never-fails rule-1`; of two, `implied rule-1 rule-2`."""
    return [
        " ".join([one.kind.code, *(rule.id.partition("/")[2] for rule in one.rules)])
        for one in found.claims
    ]
