"""Result: all that any output needs of one checked document, so that none reads it a second time.

It is what a worker sends back, what a store keeps, and what every output is written from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from perkins_rules.findings import DocumentReport, Elsewhere
from perkins_rules.findings_plain import document_from_plain, document_to_plain


class Result(NamedTuple):
    """The report of one document and what is shown beside it.

    `lines` holds the lines of the document that findings stand in, by number, cut to a length
    that people read; `names` the pointers of its findings in words. `drawn` are the figures that
    pictures are made of (see drawn.py), in plain parts, exact numbers as texts; `determinations` is
    the digest of those that counted. `parts` is what outputs write of the document, where the
    process that checked it made that, too, and `weighed` what a run says of it by itself, as
    report/weighed.py has it; no store keeps them with the rest.
    """

    report: DocumentReport
    lines: Mapping[int, str]
    names: Mapping[str, str]
    drawn: Mapping[str, Any]
    determinations: str | None = None
    parts: Mapping[str, Any] | None = None
    weighed: Any = None


def without_findings(result: Result) -> Result:
    """A result of which only its parts are told: little to send to another process."""
    report = result.report._replace(findings=Elsewhere())
    return result._replace(report=report, lines={}, names={}, drawn={})


def result_to_bytes(result: Result) -> bytes:
    """A result for a store or another process. The same result, the same bytes."""
    plain = [
        document_to_plain(result.report),
        {str(number): line for number, line in result.lines.items()},
        dict(result.names),
        dict(result.drawn),
        result.determinations,
    ]
    return json.dumps(plain, separators=(",", ":")).encode("ascii")


def result_from_bytes(content: bytes) -> Result:
    """The inverse of `result_to_bytes`."""
    report, lines, names, drawn, determinations = json.loads(content)
    numbered = {int(number): line for number, line in lines.items()}
    return Result(document_from_plain(report), numbered, names, drawn, determinations)
