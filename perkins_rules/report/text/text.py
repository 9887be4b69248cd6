"""Report -> text for people: the findings of each document in the order of the guide's form, then
what is open, what settles it, and what a person must judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from perkins_rules.documents import form_place, from_pointer
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import Surroundings, called
from perkins_rules.report.text.alike import gathered
from perkins_rules.report.text.block_text import BlockText, sentence
from perkins_rules.report.text.closing_text import brief_closing, closing, heading, standing_lines
from perkins_rules.report.text.edition_text import about_the_edition
from perkins_rules.report.text.outline import Outline, Section, outline
from perkins_rules.report.text.short_text import short_lines
from perkins_rules.report.unfinished import NO_STATE, is_to_fill, lacking_filing_day, missing_thing
from perkins_rules.report.wrap import hanging, wrapped


class Wanted(NamedTuple):
    """How much is told: brief, open or all, and whether questions are written out."""

    draft: bool = False
    show: str = "open"
    lists_questions: bool = False


def document_lines(
    document: DocumentReport,
    style: Style,
    around: Surroundings,
    wanted: Wanted,
    more: Iterable[str] = (),
) -> Iterator[str]:
    """The report of one document; `more` is told of it before its end."""
    draft = wanted.draft
    arranged = outline(document, around.root, draft)
    if wanted.show != "all":
        arranged = arranged._replace(sections=tuple(map(gathered, arranged.sections)))
    block = BlockText(called(document.path), style, around, wanted.show == "all")
    if wanted.show == "brief":
        yield style.paint("bold underline", style.clean(called(document.path)))
        yield from short_lines(block, arranged)
        yield from more
        yield from brief_closing(document, arranged, style, draft)
        return
    yield from _head(document, style, around, draft)
    if document.verdict == Verdict.UNREADABLE:
        yield ""
        for found in (b for s in arranged.sections for b in s.blocks):
            yield from block.lines(found)
        return
    for section in arranged.sections:
        yield ""
        yield heading(_title(section), style)
        for found in section.blocks:
            yield ""
            yield from block.lines(found)
    yield from _still_to_fill(document, arranged, around, style, draft)
    yield from _known(document, arranged, style)
    yield from more
    yield from closing(document, arranged, block, draft, wanted.lists_questions)


def _head(
    document: DocumentReport, style: Style, around: Surroundings, draft: bool
) -> Iterator[str]:
    yield style.paint("bold underline", style.clean(called(document.path)))
    if document.verdict == Verdict.UNREADABLE:
        yield from standing_lines(document, style, draft, with_path=False)
        return
    title = around.root.title if around.root is not None else document.document or ""
    parts = [
        title + (f" of {document.state}" if document.state else ""),
        f"rules of {document.date}",
        *([f"guide edition {document.edition}"] if document.edition is not None else []),
        f"profile {document.profile}",
    ]
    dot = f" {style.mark('dot')} "
    for line in wrapped(style.clean(dot.join(parts)), style.width):
        yield style.paint("dim", line)
    yield from standing_lines(document, style, draft, with_path=False)
    for text in about_the_edition(document):
        for line in wrapped(style.clean(text), style.width):
            yield style.paint("dim", line)


def _title(section: Section) -> str:
    return section.title + (f" ({form_place(section.guide)})" if section.guide else "")


def _still_to_fill(
    document: DocumentReport, arranged: Outline, around: Surroundings, style: Style, draft: bool
) -> Iterator[str]:
    """What a draft lacks, apart from what is wrong: a line for each thing."""
    listed = [(section, _entries(section)) for section in arranged.to_fill]
    day = lacking_filing_day(document.told_once) if draft else ""
    if day:
        listed = _with_filing_day(listed, day, around)
    if not any(entries for _, entries in listed):
        return
    yield ""
    yield heading("Still to fill in", style)
    for section, entries in listed:
        if entries:
            yield ""
            yield f"  {style.paint('bold', style.clean(_title(section)))}"
        for entry in entries:
            yield from hanging(f"    {style.mark('box')} ", style.clean(entry), style.width)


def _with_filing_day(
    listed: list[tuple[Section, list[str]]], pointer: str, around: Surroundings
) -> list[tuple[Section, list[str]]]:
    """With the day of filing in its section, after what the rules require there."""
    entry = f"{around.title_of(pointer)}: the edition of the guide goes by it"
    for section, entries in listed:
        if from_pointer(section.blocks[0].finding.path)[:1] == from_pointer(pointer)[:1]:
            entries.append(entry)
            return listed
    names = from_pointer(pointer)[:-1]
    title = around.title_of(f"/{names[0]}") if names else "The document"
    return [*listed, (Section(title, "", ()), [entry])]


def _entries(section: Section) -> list[str]:
    missing = [f for b in section.blocks for f in (*(b.parts or (b.finding,)), *b.alike)]
    return list(dict.fromkeys(_to_fill(f) for f in missing if is_to_fill(f)))


def _to_fill(finding: Finding) -> str:
    """What is missing: its name where the message is no more than that, and its guide item."""
    if finding.rule == NO_STATE:
        return "State code: without it, the rules of single States cannot be asked"
    guide = [c.section for c in finding.citations if c.source == "guide"]
    return missing_thing(finding) + (f" ({guide[0]})" if guide else "")


def _known(document: DocumentReport, arranged: Outline, style: Style) -> Iterator[str]:
    """What was there when the baseline was written: a line or two for each."""
    if not arranged.known:
        return
    yield ""
    yield heading("Known from the baseline", style)
    yield ""
    for finding in arranged.known:
        lead = f"  {style.mark('skip')} known    "
        place = f"line {finding.span.line}: " if finding.verdict == Verdict.FAIL else ""
        text = f"{place}{sentence(finding.message)} ({finding.rule})"
        for line in hanging(lead, style.clean(text), style.width):
            yield style.paint("dim", line)
