"""The report of a document -> its receipt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from perkins_rules import assets
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.findings_plain import finding_to_plain
from perkins_rules.receipts.receipt import AskedOf, Receipt
from perkins_rules.version import __version__

_SAID = (Verdict.PASS, Verdict.NOT_APPLICABLE)
_OF_RECORDS = ("determinations/", "waivers/", "waiver/", "baseline/")


class Digests(NamedTuple):
    """The digests of the records that a check went by; None where there are none."""

    determinations: str | None = None
    waivers: str | None = None
    baseline: str | None = None


def receipt_of(report: DocumentReport, asked: AskedOf, digests: Digests) -> Receipt:
    """The receipt, not yet signed. The same check, the same receipt."""
    return Receipt(
        engine_version=__version__,
        grammar_sha256=_digest([assets.grammar_text()]),
        schemas_sha256=_digest(part for item in assets.schema_texts().items() for part in item),
        rules_sha256=report.rules_sha256,
        document_sha256=report.sha256,
        asked=asked,
        date=report.date or "",
        edition=report.edition or "",
        profile=report.profile or "",
        today=report.today,
        determinations_sha256=digests.determinations,
        waivers_sha256=digests.waivers,
        baseline_sha256=digests.baseline,
        verdict=report.verdict.value,
        counts=dict(report.counts),
        findings_sha256=findings_digest(report),
    )


def findings_digest(report: DocumentReport) -> str:
    """A digest of all that a report says of a document: figures, places, citations, records.

    Names of files are not in it: the document and its records may move. What passed is not in it
    either, for it only says so when all is asked for.
    """
    told = [_plain(f) for f in report.findings if f.verdict not in _SAID or f.determination]
    return _digest(json.dumps(one, sort_keys=True) for one in told)


def _plain(finding: Finding) -> Mapping[str, Any]:
    plain = finding_to_plain(finding)
    for record in plain.keys() & {"waiver", "determination"}:
        plain[record] = {k: v for k, v in plain[record].items() if k != "place"}
    if finding.rule.startswith(_OF_RECORDS):  # they tell names of files
        plain = {k: v for k, v in plain.items() if k not in ("id", "message", "remedy")}
    return plain


def _digest(texts: Any) -> str:
    """Of several texts, each with its length, so that none runs into the next."""
    digest = sha256()
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()
