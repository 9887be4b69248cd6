"""Checked rules + document -> findings, by the reference evaluator.

`evaluate` is the one public function of this stage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from perkins_rules.check.tree import CheckedParameter, CheckedRule, RuleSet
from perkins_rules.documents import Document
from perkins_rules.engine.assemble import finding_of
from perkins_rules.engine.dates import LawSpan, about_the_date, days_read
from perkins_rules.engine.instances import instances
from perkins_rules.engine.law import packs_of_law, sources_for
from perkins_rules.engine.question import Question
from perkins_rules.engine.reference import Evaluator
from perkins_rules.engine.reporting import (
    OPEN,
    RuleSetIdentity,
    counted,
    document_report,
    schema_finding,
)
from perkins_rules.engine.states import about_the_state, is_asked, packs_for, state_of
from perkins_rules.findings import DocumentReport, Finding


class Wanted(NamedTuple):
    """Which rules to ask, and whether to tell of passes too."""

    rules: tuple[CheckedRule, ...]
    show_all: bool = False


def evaluate(
    rules: RuleSet, document: Document, asked: Question, wanted: Wanted, dated: bool = True
) -> DocumentReport:
    """The report of one document. `dated` is False when the day asked is only a stand-in."""
    ev = evaluator_of(rules, document, asked)
    found = [i for rule in wanted.rules for i in instances(ev, rule)]
    told = [i for i in found if wanted.show_all or i.verdict in OPEN]
    findings = [finding_of(ev, document, i) for i in told]
    findings += [schema_finding(document, problem) for problem in document.problems]
    findings += about_the_date(span_of_law(rules, document.type), document, asked.day, dated)
    findings += about_the_state(rules.packs, document)
    counts = counted(i.verdict for i in found)
    identity = RuleSetIdentity(packs_for(rules.packs, document), rules.sha256)
    return document_report(identity, document, asked, findings, counts)


def evaluator_of(rules: RuleSet, document: Document, asked: Question) -> Evaluator:
    """The evaluator of a document. Rules that share it share the values of definitions."""
    return Evaluator(_parameters(rules, document), document.data, asked)


def open_findings(ev: Evaluator, document: Document, rule: CheckedRule) -> list[Finding]:
    """What one rule finds that failed, is open, or needs a person's judgement."""
    return [finding_of(ev, document, i) for i in instances(ev, rule) if i.verdict in OPEN]


def rules_for(rules: RuleSet, document: Document, asked: Question) -> tuple[CheckedRule, ...]:
    """The rules for a document's type and State in force on the day, edition and profile asked."""
    packs, state = packs_for(rules.packs, document), state_of(document)
    return tuple(
        r for r in rules.rules if r.pack in packs and is_asked(r, state) and in_force(r, asked)
    )


def _parameters(rules: RuleSet, document: Document) -> Mapping[str, CheckedParameter]:
    return rules.parameters_for(document.type, state_of(document))


def in_force(rule: CheckedRule, asked: Question) -> bool:
    """Whether the rule belongs to the rule set that the question asks."""
    return (
        (rule.start is None or rule.start <= asked.day)
        and (rule.until is None or asked.day <= rule.until)
        and (not rule.editions or asked.edition in rule.editions)
        and (not rule.profiles or asked.profile in rule.profiles)
    )


def span_of_law(rules: RuleSet, document: str | None) -> LawSpan:
    """From when the law holds for documents of a type, and to when it was read."""
    packs = packs_of_law(tuple(rules.packs), document)
    ours = [p for p in rules.parameters.values() if p.pack in packs]
    starts = [v.start for p in ours for held in p.values.values() for v in held]
    read_to = min(days_read(sources_for(rules, document)), default=None)
    return LawSpan(min(starts, default=None), read_to)
