"""Compiled rules + document -> the report: the usual way.

The compiled rules give every verdict. What passed, does not apply or only needs a person's
judgement is reported from them; the reference evaluator is loaded for the rules that found more,
to say it in words and derive it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.dates import about_the_date
from perkins_rules.engine.identity import finding_id
from perkins_rules.engine.kit import Kit, RuleCard
from perkins_rules.engine.question import Question
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.reporting import (
    OPEN,
    RuleSetIdentity,
    counted,
    document_report,
    schema_finding,
)
from perkins_rules.engine.runtime_outcomes import Outcome
from perkins_rules.engine.states import about_the_state, is_asked, packs_for, state_of
from perkins_rules.engine.telling import Telling
from perkins_rules.findings import DocumentReport, Finding, Severity, Step, Verdict

Keep = Callable[[Any], bool] | None


def fast_evaluate(
    rules: ReadyRules, document: Document, asked: Question, keep: Keep, dated: bool
) -> DocumentReport:
    """What evaluate.evaluate gives without passes, sooner."""
    kit = rules.kit
    reference = _reference(rules, document, asked)
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    for found in _outcomes(kit, document, asked, keep):
        verdicts += found.verdicts
        findings += _findings(rules, document, found, reference)
    findings += [schema_finding(document, problem) for problem in document.problems]
    findings += about_the_date(kit.law_for(document.type), document, asked.day, dated)
    findings += about_the_state(kit.packs, document)
    identity = RuleSetIdentity(packs_for(kit.packs, document), kit.sha256)
    return document_report(identity, document, asked, findings, counted(verdicts))


def verdicts_by_rule(
    rules: ReadyRules, document: Document, asked: Question, keep: Keep
) -> dict[str, list[Verdict]]:
    """The verdicts of each rule that is asked, by its id; none where there was nothing to ask."""
    found = _outcomes(rules.kit, document, asked, keep)
    return {one.card.id: one.verdicts for one in found}


class _Asked(NamedTuple):
    """A rule that was asked: its place in the rule set, its verdicts, and who can tell more."""

    place: int
    card: RuleCard
    outcomes: list[Outcome]
    verdicts: list[Verdict]
    telling: Telling


def _outcomes(kit: Kit, document: Document, asked: Question, keep: Keep) -> list[_Asked]:
    """The verdicts of the rules that are in force, in the order of their files."""
    compiled, day = kit.compiled, asked.day.toordinal()
    facts = compiled.facts(document.data, asked, document.type)
    telling = Telling(facts, document)
    packs, state = set(packs_for(kit.packs, document)), state_of(document)
    found = []
    for index, card in enumerate(kit.rules):
        theirs = card.pack in packs and is_asked(card, state)
        if theirs and card.in_force(day, asked) and (keep is None or keep(card)):
            outcomes = compiled.outcomes(card.key, facts)
            verdicts = [_VERDICTS[one.verdict] for one in outcomes]
            found.append(_Asked(index, card, outcomes, verdicts, telling))
    return found


_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def _reference(rules: ReadyRules, document: Document, asked: Question) -> Callable[[], Any]:
    """The reference evaluator of the document, made when the first rule needs it."""

    @cache
    def made() -> Any:
        from perkins_rules.engine.evaluate import evaluator_of

        return evaluator_of(rules.rule_set, document, asked)

    return made


def _findings(
    rules: ReadyRules, document: Document, found: _Asked, reference: Callable[[], Any]
) -> list[Finding]:
    """What is told of a rule: nothing, the review it is, or what the reference evaluator says."""
    told = {verdict for verdict in found.verdicts if verdict in OPEN}
    if not told:
        return []
    placed = all(pointer for outcome in found.outcomes for pointer in outcome.pointers)
    if told == {Verdict.NEEDS_REVIEW} and found.card.pointer is not None and placed:
        return list(_reviews(rules.kit, document, found))
    from perkins_rules.engine.evaluate import open_findings

    rule = rules.rule_set.rules[found.place]
    return open_findings(reference(), document, rule)


def _reviews(kit: Kit, document: Document, found: _Asked) -> Iterator[Finding]:
    card = found.card
    tell = kit.compiled.tellers.get(card.key)
    derivation = found.telling.steps(tell) if tell is not None else ()
    for outcome, verdict in zip(found.outcomes, found.verdicts, strict=True):
        if verdict == Verdict.NEEDS_REVIEW:
            entry = outcome.pointers[-1] if card.in_entry else ""
            pointer = entry + (card.pointer or "")
            ident = finding_id(card.id, document, *outcome.pointers)
            yield _review(document, card, ident, pointer, derivation)


def _review(
    document: Document, card: RuleCard, ident: str, pointer: str, derivation: tuple[Step, ...]
) -> Finding:
    return Finding(
        id=ident,
        rule=card.id,
        requirements=card.requirements,
        verdict=Verdict.NEEDS_REVIEW,
        severity=Severity(card.severity),
        message=card.ask or "",
        remedy="",
        path=pointer,
        span=document.span_of(pointer),
        citations=card.citations,
        derivation=derivation,
        replaced_by=card.replaced_by,
    )
