"""Checked rules + document -> findings, by the reference evaluator.

`evaluate` is the one public function of this stage.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from perkins_rules.check.tree import CheckedParameter, CheckedRule, RuleSet
from perkins_rules.documents import Document
from perkins_rules.engine.reference.assemble import finding_of
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.bounded import DERIVED, bounded
from perkins_rules.engine.shared.dates import about_the_date, span_of_law
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.reporting import (
    OPEN,
    RuleSetIdentity,
    counted,
    document_report,
    in_form_order,
    overall,
    schema_finding,
)
from perkins_rules.engine.shared.states import about_the_state, is_asked, packs_for, state_of
from perkins_rules.findings import DocumentReport, Finding, Verdict


class Wanted(NamedTuple):
    """Which rules to ask, and whether to tell of passes too."""

    rules: tuple[CheckedRule, ...]
    show_all: bool = False


def evaluate(
    rules: RuleSet, document: Document, asked: Question, wanted: Wanted, dated: bool = True
) -> DocumentReport:
    """The report of one document. `dated` is False when the day asked is only a stand-in."""
    ev = evaluator_of(rules, document, asked)
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    for rule in wanted.rules:
        found = instances(ev, rule)
        verdicts += [one.verdict for one in found]
        findings += _told(ev, document, found, wanted.show_all)
    findings += [schema_finding(document, problem) for problem in document.problems]
    findings += about_the_date(span_of_law(rules, document.type), document, asked.day, dated)
    findings += about_the_state(rules.packs, document)
    identity = RuleSetIdentity(packs_for(rules.packs, document), rules.sha256)
    ordered = in_form_order(findings, document)
    counts = counted(verdicts)
    return document_report(identity, document, asked, ordered, counts, overall(ordered))


def _told(
    ev: Evaluator, document: Document, found: tuple[Instance, ...], show_all: bool
) -> Iterator[Finding]:
    told = [one for one in found if show_all or one.verdict in OPEN]
    return bounded(findings_of(ev, document, told), [one.verdict for one in told], document)


def findings_of(ev: Evaluator, document: Document, found: Iterable[Instance]) -> Iterator[Finding]:
    """Verdicts of one rule as findings, one by one."""
    for place, one in enumerate(found):
        yield finding_of(ev, document, one, derive=place < DERIVED)


def evaluator_of(rules: RuleSet, document: Document, asked: Question) -> Evaluator:
    """The evaluator of a document. Rules that share it share the values of definitions."""
    return Evaluator(_parameters(rules, document), document.data, asked)


def rules_for(rules: RuleSet, document: Document, asked: Question) -> tuple[CheckedRule, ...]:
    """The rules for a document's type and State in force on the day, edition and profile asked."""
    return rules_among(rules.rules, packs_for(rules.packs, document), state_of(document), asked)


def rules_among(
    rules: Iterable[CheckedRule], packs: Container[str], state: str | None, asked: Question
) -> tuple[CheckedRule, ...]:
    """Those of some rules that are of these packs, for a State, and in force."""
    return tuple(r for r in rules if r.pack in packs and is_asked(r, state) and in_force(r, asked))


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
