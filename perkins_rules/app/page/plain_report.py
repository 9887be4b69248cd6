"""What was found in the document on the desk -> plain parts, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perkins_rules.app.page.held import Held
from perkins_rules.documents import from_pointer
from perkins_rules.documents.titles import title_of
from perkins_rules.findings import Finding
from perkins_rules.report.citations import short
from perkins_rules.report.clean import clean
from perkins_rules.report.html.plain_document import CODES, code_of, counts_of, drawn_of
from perkins_rules.report.html.tables import Tables
from perkins_rules.report.lines import line_of
from perkins_rules.report.outputs.law_links import law_address
from perkins_rules.report.repairs import repair
from perkins_rules.report.surroundings import dotted
from perkins_rules.report.tally import standing
from perkins_rules.report.text.arithmetic import arithmetic
from perkins_rules.report.text.block_text import sentence
from perkins_rules.source import Citation

PASSED = "pass"


def plain_report(held: Held, is_all: bool = False) -> dict[str, Any]:
    """All that is shown beside the form; with `is_all` what passed, too, by the code `pass`.

    `counts` are by the codes of findings; `draft` says how the document stands if what is not yet
    filled in is no fault; the numbers of law and rules in what is `drawn` are places in `laws` and
    `rules`.
    """
    report, tables = held.checked.report, Tables(held.about)
    numbered = [
        (code if code is not None else len(CODES), f)
        for f in report.told_once
        if (code := code_of(f)) is not None or is_all
    ]
    return {
        "standing": clean(standing(report).text),
        "draft": clean(standing(report, draft=True).text),
        "verdict": report.verdict.value,
        "counts": dict(zip(CODES, counts_of(report), strict=True)),
        "findings": [
            _finding(held, f, code) for code, f in sorted(numbered, key=lambda one: one[0])
        ],
        "drawn": drawn_of(held.result, tables),
        "laws": tables.laws,
        "rules": tables.rules,
    }


def _finding(held: Held, finding: Finding, code: int) -> dict[str, Any]:
    word = (*CODES, PASSED)[code]
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "code": word,
        "message": clean(sentence(finding.message)),
        "remedy": clean(sentence(finding.remedy)),
        "pointer": finding.path,
        "needs": list(finding.needs),
        "field": field_of(held, finding.path),
        "line": line_of(held.result, finding),
        "law": plain_law(finding.citations),
        "arithmetic": _arithmetic(finding),
        "is_missing": word == "missing",
        "mend": _mend(held, finding),
    }


def field_of(held: Held, pointer: str) -> str:
    """What the form calls a field; its name, where the form knows none."""
    read = held.checked.document
    if read is None or not pointer:
        return ""
    parts = from_pointer(pointer)
    return clean(title_of(read.shape, parts) or read.name_of(pointer) or dotted(pointer))


def plain_law(citations: Sequence[Citation]) -> list[dict[str, str]]:
    """Places in the law, with their addresses where they are published at one."""
    return [
        {"text": clean(short(one))} | ({"url": url} if (url := law_address(one.codified)) else {})
        for one in citations
    ]


def _arithmetic(finding: Finding) -> list[str]:
    if finding.distance is None:
        return []
    rows = arithmetic(finding.derivation)
    return [
        clean(
            f"{row.value}  {row.name}"
            + (f" = {row.made_of}" if row.made_of else f" ({row.origin})" if row.origin else "")
        )
        for row in rows
    ]


def _mend(held: Held, finding: Finding) -> dict[str, str] | None:
    """What stands at a finding, and what settles it there, where that is one text."""
    now = repair(held.result, finding)
    return {"was": held.written_at(finding), "now": now} if now is not None else None
