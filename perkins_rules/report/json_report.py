"""Report -> JSON, as `schemas/report.schema.json` describes it. The same report, the same bytes."""

from __future__ import annotations

import json

from perkins_rules.findings import Report
from perkins_rules.findings_plain import document_to_plain


def json_report(report: Report) -> str:
    """The report as JSON text, in ASCII: what stands in a document can neither act on a terminal
    nor fail on a console.
    """
    plain = {
        "tool": {"name": "perkins-rules", "version": report.version},
        "asked": report.asked._asdict(),
        "documents": [document_to_plain(document) for document in report.documents],
    }
    return json.dumps(plain, indent=2).replace("\x7f", "\\u007f") + "\n"
