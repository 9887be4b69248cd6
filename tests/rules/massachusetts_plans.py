"""Massachusetts improvement plans as changes to the example, and what is told of an example."""

from __future__ import annotations

from typing import Any

from perkins_rules.findings import DocumentReport, Severity
from tests.loaded import built_in
from tests.rules.conftest import report
from tests.rules.massachusetts import Document, example


def improvement_plan(changes: dict[str, Any] | None = None) -> Document:
    """The sound improvement plan with changes by path."""
    return example("improvement-plan", changes or {})


def whole_report(name: str) -> DocumentReport:
    """The report of an example, by the name of its file."""
    return report(example(name.removeprefix("massachusetts-"), {}))


def told(name: str) -> list[tuple[str, str]]:
    """Severity and rule of all that fails for an example."""
    found = whole_report(name).findings
    return [(f.severity.value, f.rule) for f in found if f.verdict.value == "fail"]


def failing(document: Document) -> list[str]:
    """The rules that fail, whatever their severity."""
    return [f.rule for f in report(document).findings if f.verdict.value == "fail"]


def requirements_failed(document: Document, severity: str) -> set[str]:
    """The requirements of the rules of a severity that fail."""
    found = [f for f in report(document).findings if f.verdict.value == "fail"]
    return {r for f in found if f.severity == Severity(severity) for r in f.requirements}


def severity_of(pack: str, slug: str) -> str:
    """The severity of a rule of a Massachusetts pack."""
    return next(r.severity for r in built_in().rule_set.rules if r.id == f"ma.{pack}/{slug}")


def parties(document: Document) -> dict[str, Document]:
    """The groups consulted, by their names."""
    return {party["group"]: party for party in document["consultation"]["parties"]}


def without(document: Document, group: str) -> Document:
    """The document with one group not consulted."""
    kept = [p for p in document["consultation"]["parties"] if p["group"] != group]
    document["consultation"]["parties"] = kept
    return document
