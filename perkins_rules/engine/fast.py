"""Compiled rules + document -> the report: the usual way.

The compiled rules give every verdict. What passed, does not apply or only needs a person's
judgement is reported from them; the reference evaluator is loaded for the rules that found more,
to say it in words and derive it, and for why a question is asked where somebody wants to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.compiled.kit import Kit, RuleCard
from perkins_rules.engine.compiled.runtime_outcomes import Outcome
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.shared.bounded import DERIVED, bounded
from perkins_rules.engine.shared.dates import about_the_date
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.reporting import (
    OPEN,
    RuleSetIdentity,
    counted,
    document_report,
    schema_finding,
)
from perkins_rules.engine.shared.states import about_the_state, is_asked, packs_for, state_of
from perkins_rules.findings import DocumentReport, Finding, Severity, Step, Verdict

Keep = Callable[[Any], bool] | None


def fast_evaluate(
    rules: ReadyRules,
    document: Document,
    asked: Question,
    keep: Keep,
    dated: bool,
    derive_reviews: bool = True,
) -> DocumentReport:
    """What evaluate.evaluate gives without passes, sooner; on request without the derivations of
    questions to a person.
    """
    kit = rules.kit
    answering = _Answering(rules, document, asked, derive_reviews)
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    for found in _outcomes(kit, document, asked, keep):
        verdicts += found.verdicts
        findings += answering.findings(found)
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
    """A rule that was asked: its place in the rule set, and its verdicts."""

    place: int
    card: RuleCard
    outcomes: list[Outcome]
    verdicts: list[Verdict]


def _outcomes(kit: Kit, document: Document, asked: Question, keep: Keep) -> list[_Asked]:
    """The verdicts of the rules that are in force, in the order of their files."""
    compiled, day = kit.compiled, asked.day.toordinal()
    facts = compiled.facts(document.data, asked, document.type)
    packs, state = set(packs_for(kit.packs, document)), state_of(document)
    found = []
    for index, card in enumerate(kit.rules):
        theirs = card.pack in packs and is_asked(card, state)
        if theirs and card.in_force(day, asked) and (keep is None or keep(card)):
            outcomes = compiled.outcomes(card.key, facts)
            verdicts = [_VERDICTS[one.verdict] for one in outcomes]
            found.append(_Asked(index, card, outcomes, verdicts))
    return found


_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class _Answering:
    """Tells what rules found in one document."""

    def __init__(
        self, rules: ReadyRules, document: Document, asked: Question, derive_reviews: bool
    ) -> None:
        self.rules, self.document, self.asked = rules, document, asked
        self.derive_reviews = derive_reviews

    @cached_property
    def reference(self) -> Any:
        """The reference evaluator of the document, made when the first rule needs it."""
        from perkins_rules.engine.reference.evaluate import evaluator_of

        return evaluator_of(self.rules.rule_set, self.document, self.asked)

    def findings(self, found: _Asked) -> Iterable[Finding]:
        """Nothing, the review that a rule is, or what the reference evaluator says of it."""
        told = [verdict for verdict in found.verdicts if verdict in OPEN]
        return bounded(self._all(found, set(told)), told, self.document) if told else ()

    def _all(self, found: _Asked, told: set[Verdict]) -> Iterator[Finding]:
        placed = all(pointer for outcome in found.outcomes for pointer in outcome.pointers)
        if told == {Verdict.NEEDS_REVIEW} and found.card.pointer is not None and placed:
            return self._reviews(found)
        from perkins_rules.engine.reference.evaluate import open_findings

        return open_findings(self.reference, self.document, self.rules.rule_set.rules[found.place])

    def _reviews(self, found: _Asked) -> Iterator[Finding]:
        card, document = found.card, self.document
        derivation = self._why_asked(found)
        pairs = zip(found.outcomes, found.verdicts, strict=True)
        asked = (outcome for outcome, verdict in pairs if verdict == Verdict.NEEDS_REVIEW)
        for place, outcome in enumerate(asked):
            entry = outcome.pointers[-1] if card.in_entry else ""
            pointer = entry + (card.pointer or "")
            ident = finding_id(card.id, document, *outcome.pointers)
            yield _review(document, card, ident, pointer, derivation if place < DERIVED else ())

    def _why_asked(self, found: _Asked) -> tuple[Step, ...]:
        if not (self.derive_reviews and found.card.conditional):
            return ()
        from perkins_rules.engine.reference.evaluate import why_asked

        return why_asked(self.reference, self.document, self.rules.rule_set.rules[found.place])


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
