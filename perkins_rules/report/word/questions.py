"""The questions for a person -> a table with room for each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding
from perkins_rules.report.citations import short_law
from perkins_rules.report.determined import question_of, told
from perkins_rules.report.lines import line_of
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.word.parts import Cell, cut, heading, paragraph, run, said, table

MOST_QUESTIONS = 300
LONGEST_QUOTE = 400
_BOXES = "☐ met   ☐ not met   ☐ does not apply"


def questions(result: Result, reviews: Sequence[Finding]) -> Iterator[str]:
    """Each question with its place and what the document says there, and an answer to fill in."""
    if not reviews:
        return
    title = "For a person to judge"
    rows = [
        (str(number), Cell("".join(_question(result, finding))), Cell(_answer(finding)))
        for number, finding in enumerate(reviews[:MOST_QUESTIONS], start=1)
    ]
    yield heading(2, f"{title} ({len(reviews):,})")
    yield table(title, ("No.", "Question", "Answer"), rows, (620, 4740, 4000))
    yield from cut(len(reviews) - MOST_QUESTIONS, "question")


def _question(result: Result, finding: Finding) -> Iterator[str]:
    yield paragraph(said(sentence(question_of(finding))), style="Cell")
    texts = [s.value for s in finding.derivation if s.path == finding.path and s.unit == "text"]
    if texts and texts[0]:
        yield paragraph(run(f"“{_shortened(texts[0])}”"), style="Small")
    line = line_of(result, finding)
    places = [f"line {line:,}"] if line else []
    yield paragraph(run("; ".join([*places, *short_law(finding)])), style="Small")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()} …"


def _answer(finding: Finding) -> str:
    """What a reviewer determined; else boxes, and lines to write on."""
    made = told(finding)
    if finding.determination is not None and finding.determination.state == "current":
        return paragraph(run(made), style="Cell")
    before = paragraph(run(made), style="Small") if made else ""
    boxes = paragraph(run(_BOXES), style="Cell")
    return before + boxes + paragraph(run("Note:"), style="Cell") + paragraph(style="Cell")
