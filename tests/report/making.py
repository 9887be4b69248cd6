"""Findings and reports made by hand, for tests of how they are laid out."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.findings import Asked, DocumentReport, Finding, Report, Severity, Step, Verdict
from perkins_rules.report.outputs import About
from perkins_rules.report.outputs.full_text import FullText
from perkins_rules.report.outputs.json_output import JsonOutput
from perkins_rules.report.style import Style
from perkins_rules.source import Citation, Span

LAW = Citation(
    "perkins", "112(a)(3)", "20 U.S.C. 2322(a)(3)", "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)"
)
GUIDE = Citation("guide", "IV.A line 2", None, "Guide IV.A line 2")
ABOUT = About("0.1.0")
COUNTS = {"pass": 3, "fail": 0, "not_applicable": 1, "cannot_determine": 0, "needs_review": 0}


def finding(**parts: Any) -> Finding:
    """A failed rule on line 2 of the budget; `parts` replace its fields."""
    whole: dict[str, Any] = {
        "id": "a1",
        "rule": "federal.budget/administration-cap",
        "requirements": ("budget-administration-cap",),
        "verdict": Verdict.FAIL,
        "severity": Severity.ERROR,
        "message": "Line 2 is over its cap",
        "remedy": "Lower line 2.",
        "path": "/budget/state_administration/amount",
        "span": Span(41, 13, 41, 19),
        "citations": (LAW, GUIDE),
    }
    return Finding(**whole | parts)


def missing(path: str, ident: str, **parts: Any) -> Finding:
    """A required thing that is not given."""
    name = path.strip("/").replace("/", ".")
    derivation = (Step(name, "", "text", path, 1), Step(f"{name} is present", "no", "yes_no"))
    said = {"message": f"Not given: {name}.", "remedy": f"Fill in `{name}`."}
    return finding(id=ident, path=path, derivation=derivation, **said | parts)


def undetermined(ident: str, *needs: str, **parts: Any) -> Finding:
    """A check that lacks facts."""
    return finding(id=ident, verdict=Verdict.CANNOT_DETERMINE, needs=needs, **parts)


def review(ident: str, message: str, **parts: Any) -> Finding:
    """A question for a person."""
    return finding(id=ident, verdict=Verdict.NEEDS_REVIEW, message=message, remedy="", **parts)


def document(*findings: Finding, **parts: Any) -> DocumentReport:
    """The report of a document with these findings."""
    verdict = Verdict.FAIL if findings else Verdict.PASS
    whole: dict[str, Any] = {
        "path": "plan.yaml",
        "sha256": "0" * 64,
        "document": "state_plan",
        "state": "VT",
        "date": "2026-07-01",
        "edition": "2025-01",
        "edition_reason": None,
        "edition_change": None,
        "profile": "guide",
        "packs": ("federal.budget",),
        "rules_sha256": "0" * 64,
        "verdict": verdict,
        "counts": COUNTS,
        "findings": findings,
    }
    return DocumentReport(**whole | parts)


def report(*documents: DocumentReport) -> Report:
    """A run over these documents."""
    return Report("0.1.0", Asked(), documents)


def full_text(
    run: Report, style: Style, about: About = ABOUT, lines: Mapping[int, str] = {}
) -> str:
    """The full text of reports, with these lines of each document beside them."""
    full = FullText(style, about)
    told = [full.of(Result(one, lines, {}, {})) for one in run.documents]
    return "".join([*told, *full.closing()])


def as_json(run: Report) -> str:
    """The JSON report."""
    output = JsonOutput("report.json", About(run.version, run.asked))
    output.file = BytesIO()
    output._begin()
    for one in run.documents:
        output._add(Result(one, {}, {}, {}))
    output._finish()
    return output.file.getvalue().decode("ascii")
