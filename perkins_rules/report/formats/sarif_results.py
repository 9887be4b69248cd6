"""A finding -> a result of SARIF."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.clean import clean
from perkins_rules.report.figures import number_of
from perkins_rules.report.formats.annotations import excuse
from perkins_rules.report.formats.sarif_rules import LEVELS
from perkins_rules.report.lawful.parts import repair_in, span_of
from perkins_rules.report.outputs.about import About
from perkins_rules.report.repairs import repair
from perkins_rules.report.surroundings import dotted
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.unfinished import reaches
from perkins_rules.source import Span

_KINDS = {
    Verdict.PASS: "pass",
    Verdict.FAIL: "fail",
    Verdict.NOT_APPLICABLE: "notApplicable",
    Verdict.CANNOT_DETERMINE: "open",
    Verdict.NEEDS_REVIEW: "review",
    Verdict.UNREADABLE: "fail",
}
UNOPENED = "document/unreadable-file"


def sarif_result(
    finding: Finding, result: Result, about: About, artifact: dict[str, Any], rule_index: int
) -> dict[str, Any]:
    """`artifact` says where the document is."""
    kind = _KINDS[finding.verdict]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "kind": kind,
        # What is not known to be wrong has no level: so the standard has it.
        "level": LEVELS[finding.severity.value] if kind == "fail" else "none",
        "message": {"text": _message(finding.message, finding.remedy) or finding.rule},
        "locations": [_location(finding, result, artifact)],
        "partialFingerprints": {
            "perkinsRulesFinding/v1": finding.id,
            "primaryLocationLineHash": f"{finding.id}:1",  # the one that GitHub goes by
        },
        "suppressions": _suppressions(finding),
        **_fixes(finding, result, artifact),
        "properties": _properties(finding, about),
    }


@lru_cache(maxsize=2048)
def _message(message: str, remedy: str) -> str:
    """A question has the same in each document."""
    parts = [sentence(message), sentence(remedy)]
    text = clean(" ".join(" ".join(part.split()) for part in parts if part))
    # In SARIF `[x](y)` is a link; a text that stands in a document makes none.
    return text.replace("](", "]\u200b(")


def _location(finding: Finding, result: Result, artifact: dict[str, Any]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if finding.rule != UNOPENED:
        physical["region"] = _region(finding.span)
    located: dict[str, Any] = {"physicalLocation": physical}
    if finding.path:
        name = result.names.get(finding.path) or dotted(finding.path)
        logical = {"name": clean(name), "fullyQualifiedName": clean(finding.path)}
        located["logicalLocations"] = [logical]
    return located


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    """Empty where there is none: a log says of all results whether they count, or of none."""
    excused = clean(excuse(finding))
    if not excused:
        return []
    return [{"kind": "external", "status": "accepted", "justification": excused}]


def _fixes(finding: Finding, result: Result, artifact: dict[str, Any]) -> dict[str, Any]:
    """The lawful change that settles the finding, where one was worked out: each figure of it, as
    none is lawful alone. Else what to write at the place itself.
    """
    lawful = repair_in(result)
    if lawful is not None and finding.id in lawful["settles"]:
        changes = lawful["changes"]
        told = "; ".join(f"{one['field']}: {one['was']} -> {one['now']}" for one in changes)
        said = f"The smallest lawful change ({number_of(len(changes), 'figure')}): {told}."
        replacements = [_replacement(_region(span_of(one)), one["now"]) for one in changes]
        return _fix(said, artifact, replacements)
    text = repair(result, finding)
    if text is None:
        return {}
    return _fix(sentence(finding.remedy), artifact, [_replacement(_region(finding.span), text)])


def _replacement(region: dict[str, int], text: str) -> dict[str, Any]:
    return {"deletedRegion": region, "insertedContent": {"text": text}}


def _fix(said: str, artifact: dict[str, Any], replacements: list[dict[str, Any]]) -> dict[str, Any]:
    change = {"artifactLocation": artifact, "replacements": replacements}
    return {"fixes": [{"description": {"text": clean(said)}, "artifactChanges": [change]}]}


def _properties(finding: Finding, about: About) -> dict[str, Any]:
    told = {
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "counts": finding.verdict == Verdict.UNREADABLE
        or reaches(finding, about.fail_on, about.draft),
        "citations": [citation.text for citation in finding.citations],
        "needs": [clean(pointer) for pointer in finding.needs],
        "becauseOf": finding.because_of,
        "distance": finding.distance,
        "distanceUnit": finding.distance_unit,
        "tolerance": finding.tolerance,
    }
    return {name: value for name, value in told.items() if value not in (None, [])}
