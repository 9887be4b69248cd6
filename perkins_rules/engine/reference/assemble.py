"""A verdict of the reference evaluator -> a finding: words, place, distance, derivation."""

from __future__ import annotations

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Document
from perkins_rules.engine.reference.instances import Instance
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.reference.wording import named_values, words
from perkins_rules.engine.said.distance import Distance, distance
from perkins_rules.engine.said.explain import derivation, place_of
from perkins_rules.engine.said.reasons import empty_lists
from perkins_rules.engine.said.shown import plain
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.reporting import in_document_order
from perkins_rules.findings import Finding, Severity, Verdict

# Of what an open result hangs on so much is listed: the rest is found once that is given.
MOST_NEEDS = 1000


def finding_of(ev: Evaluator, document: Document, found: Instance, derive: bool = True) -> Finding:
    """One verdict as a finding: message, place, citations, needs, distance and derivation."""
    rule = found.rule
    pointer = _pointer(ev, found)
    message, remedy = words(ev, document, found)
    far = _distance(ev, found)
    exempt = found.exemption.citations if found.exemption is not None else ()
    asked = (found.applies,) if found.applies is not None else ()
    needs = found.needs or empty_lists(found.reasons)
    traces = (*asked, *found.traces) if derive else ()
    return Finding(
        id=finding_id(rule.id, document, *_entries(found)),
        rule=rule.id,
        requirements=rule.requirements,
        verdict=found.verdict,
        severity=Severity(rule.severity),
        message=message,
        remedy=remedy,
        path=pointer,
        span=document.span_of(pointer),
        citations=(*rule.citations, *exempt),
        needs=in_document_order(document, needs)[:MOST_NEEDS],
        exception=found.exemption.label if found.exemption is not None else None,
        distance=far.value if far is not None else None,
        distance_unit=far.unit if far is not None else None,
        distance_exact=far.exact if far is not None else None,
        tolerance=far.tolerance if far is not None else None,
        derivation=derivation(traces, lambda p: document.span_of(p).line),
        replaced_by=rule.replaced_by,
    )


def _distance(ev: Evaluator, found: Instance) -> Distance | None:
    if found.verdict != Verdict.FAIL or found.rule.kind == "item":
        return None
    named = named_values(ev, found)
    return next(filter(None, (distance(trace, named) for trace in found.traces)), None)


def _entries(found: Instance) -> list[str]:
    """What a rule quantifies over, as far as its loops were entered: pointers; values where a list
    is the rule's own.
    """
    entered = [v for loop in found.rule.loops for v in loop.variables[-1:] if v in found.env]
    places = [found.env[variable] for variable in entered]
    return [place.pointer or f"={plain(place.value, '')}" for place in places]


def _pointer(ev: Evaluator, found: Instance) -> str:
    """The place of a verdict: the first figure its deciding condition reads."""
    if found.rule.look_at and _in_loops(found):
        return place_of(ev(found.rule.look_at[0], found.env)) or ""
    demand = found.demands[found.clause - 1] if found.clause and found.demands else None
    traces = (demand,) if demand is not None else found.demands or found.traces
    for trace in traces:
        if (place := place_of(trace)) is not None:
            return place
    if found.needs:
        return found.needs[0]
    return found.pointers[-1] if found.pointers else _first_read(ev, found.rule)


def _in_loops(found: Instance) -> bool:
    """Whether the loops were entered: a review may look at what only an entry has."""
    return all(name in found.env for loop in found.rule.loops for name in loop.variables)


def _first_read(ev: Evaluator, rule: CheckedRule) -> str:
    """For a rule that does not apply: the place it would look at."""
    for demand in rule.demands if not rule.loops else ():
        if (place := place_of(ev(demand.condition, {}))) is not None:
            return place
    if rule.loops:
        return place_of(ev(rule.loops[0].source, {})) or ""
    return ""
