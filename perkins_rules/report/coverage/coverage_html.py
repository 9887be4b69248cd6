"""Coverage -> one HTML page that needs nothing else: no network, no other file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from perkins_rules.analysis.coverage.coverage_model import Coverage, Status
from perkins_rules.report.clean import clean
from perkins_rules.report.coverage.coverage_text import heading_of, unasked_of, word_of

TEMPLATES = Path(__file__).with_name("templates")
SIGNS = {
    Status.ENCODED: "✓",
    Status.JUDGEMENT: "?",
    Status.BACKGROUND: "\N{EN DASH}",
    Status.MISSING: "✗",
}
MEANINGS = {
    Status.ENCODED: "A rule checks it.",
    Status.JUDGEMENT: "The question is put to a person.",
    Status.BACKGROUND: "It asks nothing that could be checked; the reason is given.",
    Status.MISSING: "Nothing carries it out yet.",
}


def coverage_html(coverage: Coverage, shown: Coverage, version: str) -> str:
    """The page: counts of the whole coverage, and the places of `shown`."""
    told = [entry.status for entry in coverage.entries]
    page = _environment().get_template("coverage.html")
    return page.render(
        version=version,
        coverage=coverage,
        shown=shown,
        signs=SIGNS,
        statuses=[(s.value, SIGNS[s], MEANINGS[s]) for s in Status],
        requirements={status: told.count(status) for status in Status},
        parts=shown is not coverage,
    )


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"word_of": word_of, "heading": heading_of, "counts": _counts}
    made.filters["unasked"] = unasked_of
    return made


def _harmless(value: object) -> object:
    """Text without control characters; escaping is the environment's."""
    return clean(value) if type(value) is str else value


def _counts(counts: Mapping[Status, int]) -> list[tuple[str, int]]:
    return [(status.value, counts[status]) for status in Status]
