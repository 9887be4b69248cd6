"""Notes on the date that rules are asked about, beside what they find."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.law import packs_of_law, sources_for
from perkins_rules.engine.shared.remarks import remark
from perkins_rules.findings import Finding, Severity, Verdict

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import RuleSet

STAND_IN = date(2026, 7, 1)
"""Asked about when neither the document nor a source of law gives a day."""


def days_read(sources: Mapping[str, Any]) -> list[date]:
    """The days to which sources of law were read; `sources` by name."""
    return [s.reviewed_to for s in sources.values() if s.reviewed_to is not None]


def latest_reading(sources: Mapping[str, Any]) -> date:
    """The day that is asked about when nothing else says: the last to which a source was read."""
    return max(days_read(sources), default=STAND_IN)


class LawSpan(NamedTuple):
    """The first day on which a parameter has a value, the day to which all sources were read."""

    first_day: date | None
    read_to: date | None


def span_of_law(rules: RuleSet, document: str | None) -> LawSpan:
    """From when the law holds for documents of a type, and to when it was read."""
    packs = packs_of_law(tuple(rules.packs), document)
    ours = [p for p in rules.parameters.values() if p.pack in packs]
    starts = [v.start for p in ours for held in p.values.values() for v in held]
    read_to = min(days_read(sources_for(rules, document)), default=None)
    return LawSpan(min(starts, default=None), read_to)


def about_the_date(law: LawSpan, document: Document, day: date, dated: bool) -> list[Finding]:
    """That the document gives no date, or that the law is not known on the day asked.

    `dated` is False when the day is only a stand-in for one that the document does not give.
    """
    if not dated:
        field = _field_of_the_date(document)
        unsaid = "when it was filed" if field == "filed" else "which fiscal year it is for"
        message = (
            f"The document does not say {unsaid}, so the rules of {day.isoformat()} were used."
        )
        found = _note(document, "date", message, Verdict.CANNOT_DETERMINE, Severity.WARNING)
        remedy = f"Give `{field}`, or ask for a date with --as-of."
        return [found._replace(remedy=remedy, needs=(found.path,) if found.path else ())]
    if law.first_day is not None and day < law.first_day:
        message = (
            f"The rules hold from {law.first_day.isoformat()}; they are asked about "
            f"{day.isoformat()}, when most of them were not law."
        )
        return [_note(document, "before-the-law", message, Verdict.FAIL, Severity.WARNING)]
    if law.read_to is not None and day > law.read_to:
        message = (
            f"The law was read as of {law.read_to.isoformat()}; the rules are asked about "
            f"{day.isoformat()}, and the law may have changed by then."
        )
        return [_note(document, "law-read-to", message, Verdict.FAIL, Severity.INFO)]
    return []


def _field_of_the_date(document: Document) -> str:
    """Where documents of this type say which year or day they are of."""
    fields = document.shape.fields
    if "submission" in fields:
        return "submission.fiscal_years"
    return "fiscal_year" if "fiscal_year" in fields else "filed"


def _note(
    document: Document, kind: str, message: str, verdict: Verdict, severity: Severity
) -> Finding:
    rule = f"document/{kind}"
    pointer = "/submission/fiscal_years" if "submission" in document.shape.fields else ""
    identity, span = finding_id(rule, document, pointer), document.span_of(pointer)
    found = remark(rule, identity, message, "", severity, span)
    return found._replace(verdict=verdict, path=pointer)
