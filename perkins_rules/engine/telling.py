"""What compiled rules note of a document -> verdicts and findings.

Questions are told from the cards of their rules. What is open, the reference evaluator settles,
says in words and derives; it is loaded for that, and for why a question is asked where somebody
wants to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.asking import Noted
from perkins_rules.engine.compiled.answers import Pointers
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.shared.bounded import DERIVED, bounded
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.reporting import OPEN
from perkins_rules.findings import Finding, Severity, Step, Verdict

if TYPE_CHECKING:  # only what is open is worth loading the reference evaluator for
    from perkins_rules.engine.reference.instances import Instance
    from perkins_rules.engine.reference.why_asked import WhyAsked

MOST_KEPT = 100
"""Verdicts of one rule that are kept with how they came about; more are worked out again."""


class Judged(NamedTuple):
    """A rule with the verdicts on its instances that do more than pass: questions, and what the
    reference evaluator says. `kept` are the first of the latter.
    """

    noted: Noted
    verdicts: list[Verdict]
    kept: list[Instance]


class Telling:
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

    @cached_property
    def _reasons(self) -> WhyAsked:
        """Why questions are asked, made when somebody wants to know."""
        from perkins_rules.engine.reference.why_asked import WhyAsked

        return WhyAsked(self.reference, self.document)

    def judged(self, noted: Noted) -> Judged:
        """The verdicts of a rule on what it asks and on what it left open."""
        if noted.opened == ():
            return Judged(noted, [Verdict.NEEDS_REVIEW] * len(noted.asked), [])
        verdicts: list[Verdict] = []
        kept: list[Instance] = []
        for one in self._settled(noted):
            verdicts.append(one.verdict)
            if len(kept) < MOST_KEPT:
                kept.append(one)
        return Judged(noted, verdicts, kept)

    def _settled(self, noted: Noted) -> Iterator[Instance]:
        """What the reference evaluator says of what is open, one by one."""
        from perkins_rules.engine.reference.instances import one_by_one, those_at

        rule = self._rule(noted)
        if noted.opened is None:
            return one_by_one(self.reference, rule)
        return those_at(self.reference, rule, frozenset(noted.opened))

    def findings(self, judged: Judged) -> Iterator[Finding]:
        """What a rule finds that failed, is open, or needs a person's judgement."""
        told = [verdict for verdict in judged.verdicts if verdict in OPEN]
        found = self._reviews(judged.noted) if judged.noted.asked else self._told(judged)
        return bounded(found, told, self.document)

    def _told(self, judged: Judged) -> Iterator[Finding]:
        from perkins_rules.engine.reference.evaluate import findings_of

        told = (one for one in self._again(judged) if one.verdict in OPEN)
        return findings_of(self.reference, self.document, told)

    def _again(self, judged: Judged) -> Iterator[Instance]:
        yield from judged.kept
        if len(judged.verdicts) > len(judged.kept):
            yield from islice(self._settled(judged.noted), len(judged.kept), None)

    def _reviews(self, noted: Noted) -> Iterator[Finding]:
        derivation = self._why_asked(noted)
        for place, pointers in enumerate(noted.asked):
            yield self._review(noted, pointers, derivation if place < DERIVED else ())

    def _review(self, noted: Noted, pointers: Pointers, derivation: tuple[Step, ...]) -> Finding:
        card, document = noted.chosen.card, self.document
        pointer = (pointers[-1] if card.in_entry else "") + (card.pointer or "")
        return Finding(
            id=finding_id(card.id, document, *pointers),
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

    def _why_asked(self, noted: Noted) -> tuple[Step, ...]:
        if not (self.derive_reviews and noted.chosen.card.conditional):
            return ()
        return self._reasons.of(self._rule(noted))

    def _rule(self, noted: Noted) -> Any:
        return self.rules.rule_set.rules[noted.chosen.place]
