"""One result -> its section of the Word report: what is wrong, what is missing, what to judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report import waived
from perkins_rules.report.citations import short_law
from perkins_rules.report.figures import figure, number_of
from perkins_rules.report.lines import line_of, steps_of
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.law_links import law_address
from perkins_rules.report.surroundings import dotted
from perkins_rules.report.tally import counted, standing
from perkins_rules.report.text.arithmetic import Row, arithmetic
from perkins_rules.report.text.block_text import kind_of, sentence
from perkins_rules.report.text.edition_text import about_the_edition
from perkins_rules.report.text.outline import Block, Outline, Section, outline
from perkins_rules.report.unfinished import missing_thing
from perkins_rules.report.word.parts import (
    PAGE_WIDTH,
    Cell,
    cut,
    heading,
    link_out,
    paragraph,
    run,
    said,
    table,
)
from perkins_rules.report.word.questions import questions
from perkins_rules.report.word.word_file import WordFile

MOST_FINDINGS, MOST_MISSING, MOST_FACTS = 100, 500, 8


class DocumentPart:
    """Tells one document to the file."""

    def __init__(self, result: Result, about: About, file: WordFile) -> None:
        self.result, self.about, self.file = result, about, file
        self.report = result.report

    def write(self, title: str, mark: int, *, new_page: bool) -> None:
        """Everything that is told of it, under a heading that links lead to."""
        report, about = self.report, self.about
        arranged = outline(report, about.shapes.get(report.document or ""), about.draft)
        placed = [_Placed(part, block) for part in arranged.sections for block in part.blocks]
        self.file.add(heading(1, title, mark, new_page=new_page), *self._head())
        self._findings("Errors", placed, "error")
        self._missing((*arranged.sections, *arranged.to_fill))
        self._findings("Warnings", placed, "warning")
        self._listed("Notes", [p.block.finding for p in placed if p.kind == "info"])
        excused = [p.block.finding for p in placed if p.kind == "waived"]
        self._listed("Waived, or known from the baseline", [*excused, *arranged.known])
        self._open(arranged)
        self.file.add(*questions(self.result, arranged.reviews))
        digest = f"SHA-256 of the document: {report.sha256}"
        self.file.add(paragraph(run(digest), style="Small"))

    # -------------------------------------------------------------- how it stands

    def _head(self) -> Iterator[str]:
        report = self.report
        title = self.about.title_of_type(report.document)
        named = f"{title} of {report.state}" if title and report.state else title
        asked = [f"rules of {report.date}", f"profile {report.profile}"] if report.date else []
        if known := " · ".join(filter(None, [named, *asked])):
            yield paragraph(run(known), style="Detail")
        if edition := " ".join(about_the_edition(report)):
            yield paragraph(run(edition), style="Small")
        verdict = VERDICTS[report.verdict]
        yield paragraph(
            run(f"{verdict}. "), said(standing(report, self.about.draft).text), style="Standing"
        )
        if report.verdict != Verdict.UNREADABLE:
            heads, counts = zip(*counts_of(self.result).items(), strict=True)
            row = [f"{count:,}" for count in counts]
            yield table("Counts", heads, [row], [PAGE_WIDTH // len(row)] * len(row))

    # -------------------------------------------------------------- what is wrong

    def _findings(self, title: str, placed: Sequence[_Placed], kind: str) -> None:
        found = [one for one in placed if one.kind == kind]
        if not found:
            return
        self.file.add(heading(2, f"{title} ({len(found):,})"))
        word = title.removesuffix("s")
        for number, one in enumerate(found[:MOST_FINDINGS], start=1):
            self.file.add(*self._finding(f"{word} {number}", one))
        self.file.add(*cut(len(found) - MOST_FINDINGS, "finding"))

    def _finding(self, named: str, placed: _Placed) -> Iterator[str]:
        finding = placed.block.finding
        line = line_of(self.result, finding)
        where = ", ".join(filter(None, [placed.section.title, f"line {line:,}" if line else ""]))
        yield heading(3, f"{named}: {where}")
        yield paragraph(said(sentence(finding.message), bold=True), style="Message")
        if finding.path:
            name = self.result.names.get(finding.path) or dotted(finding.path)
            yield _labelled("Where", run(name, style="Field"))
        if finding.remedy:
            yield _labelled("To do", said(sentence(finding.remedy)))
        rows = arithmetic(steps_of(self.result, finding)) if finding.distance is not None else []
        if rows:
            off = figure(finding.distance or "", finding.distance_unit or "")
            if off not in finding.message:
                yield _labelled("Off by", run(off))
            figures = [(row.value, _made(row), row.origin) for row in rows]
            yield table(f"Figures of {named.lower()}", _FIGURES, figures, (2000, 4660, 2700))
        if placed.block.waiting:
            checks = number_of(len(placed.block.waiting), "check")
            yield _labelled("Waiting", run(f"{checks} cannot be made without it."))
        if finding.citations:
            yield _labelled("Law", self._law(finding))
        yield paragraph(run(f"Rule {finding.rule}"), style="Small")

    def _law(self, finding: Finding) -> str:
        """The places that it cites; what is published stands as a link."""
        pieces: list[str] = []
        for citation, place in zip(finding.citations, short_law(finding), strict=True):
            address = law_address(citation.codified)
            between = [run("; ")] if pieces else []
            linked = link_out(self.file.relation(address), place) if address else run(place)
            pieces += [*between, linked]
        return "".join(pieces)

    # -------------------------------------------------------------- what is not there

    def _missing(self, sections: Iterable[Section]) -> None:
        found = [
            finding
            for section in sections
            for block in section.blocks
            if kind_of(block.finding) == "missing"
            for finding in (block.finding, *block.parts)
        ]
        if not found:
            return
        title = "Still to fill in" if self.about.draft else "Required and not given"
        rows = [
            (missing_thing(f), Cell(_field(dotted(f.path))), "; ".join(short_law(f)))
            for f in found[:MOST_MISSING]
        ]
        self.file.add(
            heading(2, f"{title} ({len(found):,})"),
            table(title, ("Item", "Field", "Law"), rows, (3000, 3560, 2800)),
        )
        self.file.add(*cut(len(found) - MOST_MISSING, "item"))

    def _open(self, arranged: Outline) -> None:
        count = counts_of(self.result)["Open"]
        if not count:
            return
        checks = f"{number_of(count, 'check')} cannot be made until more is given."
        most = " What most wait for:" if arranged.open_facts else ""
        title = f"Not to be told yet ({count:,})"
        self.file.add(heading(2, title), paragraph(run(checks + most)))
        for fact in arranged.open_facts[:MOST_FACTS]:
            name = self.result.names.get(fact.pointer) or dotted(fact.pointer)
            waiting = f": {number_of(fact.waiting, 'check')}"
            self.file.add(paragraph(run(name, style="Field"), run(waiting), style="ListBullet"))
        self.file.add(*cut(len(arranged.open_facts) - MOST_FACTS, "fact"))

    def _listed(self, title: str, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        self.file.add(heading(2, f"{title} ({len(findings):,})"))
        for finding in findings[:MOST_FINDINGS]:
            why = waived.told(finding)
            text = " ".join(filter(None, [sentence(finding.message), why]))
            self.file.add(paragraph(said(text), style="ListBullet"))
        self.file.add(*cut(len(findings) - MOST_FINDINGS, "finding"))


class _Placed(NamedTuple):
    """A finding with what hangs on it, and the section of the form in which it stands."""

    section: Section
    block: Block

    @property
    def kind(self) -> str:
        return kind_of(self.block.finding)


VERDICTS = {
    Verdict.UNREADABLE: "Not readable",
    Verdict.FAIL: "Fails",
    Verdict.CANNOT_DETERMINE: "Cannot be determined",
    Verdict.NEEDS_REVIEW: "Needs review",
    Verdict.PASS: "Passes",
}
"""What a document is said to do, the gravest first."""
_FIGURES = ("Figure", "What it is", "From")


def counts_of(result: Result) -> dict[str, int]:
    """How many findings of each kind a document has, by their names."""
    return {name.capitalize(): number for name, number in counted(result.report)._asdict().items()}


def _labelled(label: str, runs: str) -> str:
    return paragraph(run(f"{label}: "), runs, style="Detail")


def _made(row: Row) -> str:
    return f"{row.name} = {row.made_of}" if row.made_of else row.name


def _field(name: str) -> str:
    return paragraph(run(name, style="Field"), style="Cell")
