"""What was found -> notes at places of a text, as editors show them: of documents and of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import Document
from perkins_rules.editor.plan import Plan
from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.report.citations import short_law
from perkins_rules.report.clean import clean
from perkins_rules.report.figures import figure
from perkins_rules.report.outputs.law_links import first_address
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.unfinished import to_fill_in
from perkins_rules.source import Span

Level = Literal["error", "warning", "note", "hint"]
OF_SCHEMA = frozenset(
    f"schema/{kind}" for kind in ("unknown-field", "type", "choice", "range", "too-many-entries")
)
"""What a YAML language server tells by the schema that `perkins-rules schema` writes."""
_LEVELS: dict[Severity, Level] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_MOST_FIGURES = 8
_NO_FIGURES = ("text", "choice", "yes_no", "list", "verdict")


class Related(NamedTuple):
    """Another place of the same text, and what stands there."""

    span: Span
    said: str


class Note(NamedTuple):
    """What is said of a place. `code` is the rule, or the kind of fault; `link` where its law is
    published, empty where it is not known; `id` that of the finding.
    """

    level: Level
    code: str
    message: str
    span: Span
    link: str = ""
    related: tuple[Related, ...] = ()
    id: str = ""


def notes_of(plan: Plan, *, schema_elsewhere: bool = False) -> list[Note]:
    """What a check of a document finds, one note a finding; waived ones and those that a baseline
    knows are left out. With `schema_elsewhere`, what another server tells by the schema is a hint.
    """
    return [
        _note(finding, plan, schema_elsewhere)
        for finding in plan.result.report.told_once
        if finding.waiver is None and not finding.baseline and _is_told(finding)
    ]


def _is_told(finding: Finding) -> bool:
    told = (Verdict.FAIL, Verdict.UNREADABLE, Verdict.CANNOT_DETERMINE, Verdict.NEEDS_REVIEW)
    return finding.verdict in told


def _note(finding: Finding, plan: Plan, schema_elsewhere: bool) -> Note:
    elsewhere = schema_elsewhere and finding.rule in OF_SCHEMA
    return Note(
        level="hint" if elsewhere else level_of(finding),
        code=finding.rule,
        message=message_of(finding, plan.result),
        span=finding.span,
        link=first_address(finding.citations),
        related=tuple(_figures(finding, plan.document)),
        id=finding.id,
    )


def level_of(finding: Finding) -> Level:
    """A question for a person is a hint; what cannot be told yet is a note."""
    if finding.verdict == Verdict.NEEDS_REVIEW:
        return "hint"
    if finding.verdict == Verdict.CANNOT_DETERMINE and to_fill_in(finding):
        return "note"
    return _LEVELS[finding.severity]


def message_of(finding: Finding, result: Result) -> str:
    """What is wrong, what would be right, by which law; plain text."""
    needs = [result.names.get(pointer, pointer) for pointer in finding.needs]
    lacking = f"Not given: {', '.join(needs)}." if needs else ""
    said = [sentence(finding.message), sentence(finding.remedy)]
    if lacking and lacking.rstrip(".") not in said[0]:
        said.append(lacking)
    lines = [" ".join(part for part in said if part)]
    if finding.citations:
        lines.append("; ".join(short_law(finding)))
    return "\n".join(clean(" ".join(line.split())) for line in lines)


def _figures(finding: Finding, document: Document | None) -> Iterator[Related]:
    """Where the figures stand that a finding comes of; of one that is no matter of figures, the
    facts.
    """
    seen = {finding.path}
    for step in finding.derivation:
        if finding.distance is not None and step.unit in _NO_FIGURES:
            continue
        if document is None or step.path is None or step.line is None or step.path in seen:
            continue
        if len(seen) > _MOST_FIGURES:
            return
        seen.add(step.path)
        said = clean(f"{figure(step.value, step.unit)}  {step.text}")
        yield Related(document.span_of(step.path), said)


def rule_notes(diagnostics: Iterable[Diagnostic], name: str) -> list[Note]:
    """What `lint` says of the file of a name."""
    return [
        Note(
            level="error" if one.level == "error" else "warning",
            code=one.code,
            message=clean(one.message) + (f"\n{clean(one.suggestion)}" if one.suggestion else ""),
            span=one.span,
        )
        for one in diagnostics
        if one.source.name == name
    ]
