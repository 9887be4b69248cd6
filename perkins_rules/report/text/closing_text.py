"""The end of a document's report: the counts, what settles most of what is open, the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.report.citations import short_law
from perkins_rules.report.determined import determined_counts, question_of, told
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.tally import known_in_all, standing, tally
from perkins_rules.report.text.block_text import BlockText
from perkins_rules.report.text.outline import Outline
from perkins_rules.report.waived import in_all
from perkins_rules.report.wrap import filled, hanging, wrapped

MOST_FACTS = 8


def heading(title: str, style: Style) -> str:
    """A title with a line across what is left of the console; a long title is wrapped."""
    lines = wrapped(style.clean(title), style.width)
    across = style.mark("rule") * (style.width - len(lines[-1]) - 1)
    bold = "\n".join(style.paint("bold", line) for line in lines)
    return f"{bold} {style.paint('dim', across)}".rstrip()


def closing(
    document: DocumentReport, arranged: Outline, style: Style, block: BlockText, draft: bool
) -> Iterator[str]:
    """Counts, open facts, checklist, and last the sentence that says how the document stands."""
    yield ""
    yield heading("Summary", style)
    yield ""
    yield from _counts(document, style, draft)
    yield from _open_facts(arranged, style, block)
    yield from _checklist(arranged, style, block)
    yield ""
    yield from standing_lines(document, style, draft)


def standing_lines(
    document: DocumentReport, style: Style, draft: bool, with_path: bool = True
) -> Iterator[str]:
    """`✓ plan.yaml: No errors. …`"""
    told = standing(document, draft)
    path = f"{called(document.path)}: " if with_path else ""
    sign = style.mark(told.mark)
    first, *rest = hanging(f"{sign} ", style.clean(path + told.text), style.width)
    yield style.paint(told.looks, first)
    yield from (style.paint(told.looks, line) for line in rest)


def _counts(document: DocumentReport, style: Style, draft: bool) -> Iterator[str]:
    counts = tally(document, draft)
    said = [number_of(counts.errors, "error")]
    if counts.missing:
        said.append(f"{number_of(counts.missing, 'required item')} not given")
    said += [number_of(counts.warnings, "warning")] if counts.warnings else []
    said += [number_of(counts.notes, "note")] if counts.notes else []
    is_wrong = counts.errors or counts.missing
    yield from _count("fail" if is_wrong else "pass", ", ".join(said), style)
    people = determined_counts(document)
    if known := known_in_all(document):
        yield from _count("skip", known, style)
    if waived := in_all(document):
        yield from _count("skip", waived, style)
    passed = number_of(document.counts["pass"] - people.met, "check") + " passed"
    skipped = document.counts["not_applicable"] - people.not_applicable
    does = "does" if skipped == 1 else "do"
    yield from _count("pass", f"{passed}; {skipped} {does} not apply here", style)
    undetermined = counts.open + counts.waiting
    if counts.to_fill:
        yield from _count("box", f"{number_of(counts.to_fill, 'thing')} still to fill in", style)
    if undetermined:
        checks = number_of(undetermined, "check")
        yield from _count("open", f"{checks} cannot be made until more is given", style)
    if counts.reviews:
        yield from _count("box", f"{number_of(counts.reviews, 'question')} for a person", style)
    if judged := people.said():
        yield from _count("fail" if people.not_met else "pass", judged, style)


_LOOKS = {"fail": "bold red", "pass": "bold green", "open": "bold magenta", "box": "bold blue"}
_LOOKS |= {"skip": "bold green"}


def _count(mark: str, text: str, style: Style) -> Iterator[str]:
    first, *rest = hanging(f"  {style.mark(mark)} ", style.clean(text), style.width)
    sign = style.mark(mark)
    yield first.replace(sign, style.paint(_LOOKS[mark], sign), 1)
    yield from rest


def _open_facts(arranged: Outline, style: Style, block: BlockText) -> Iterator[str]:
    """The single facts that would settle most of what cannot be determined."""
    if not arranged.open_facts:
        return
    yield ""
    yield heading("What would settle most of what is open", style)
    yield ""
    for number, fact in enumerate(arranged.open_facts[:MOST_FACTS], start=1):
        checks = number_of(fact.waiting, "check")
        wait = "waits" if fact.waiting == 1 else "wait"
        alone = "" if fact.alone in (0, fact.waiting) else f", {fact.alone} for nothing else"
        text = f"`{block.around.name_of(fact.pointer)}`: {checks} {wait} for it{alone}"
        yield from hanging(f"{number:>4}. ", style.clean(text), style.width)
    more = len(arranged.open_facts) - MOST_FACTS
    if more > 0:
        yield "      " + style.paint("dim", f"and {number_of(more, 'further fact')}")


def _checklist(arranged: Outline, style: Style, block: BlockText) -> Iterator[str]:
    """What only a person can judge, to be ticked off; with what reviewers determined."""
    if not arranged.reviews:
        return
    yield ""
    yield heading("For a person to judge", style)
    for number, finding in enumerate(arranged.reviews, start=1):
        lead = f"{number:>4}. {style.mark(_tick(finding))} "
        yield ""
        title = block.around.title_of(finding.path)
        question = question_of(finding)
        asked = f"{title}: {question}" if title else question
        yield from hanging(lead, style.clean(asked), style.width)
        yield from _determination(finding, len(lead), style)
        chunks = [f"line {finding.span.line}:", *_semicolons(short_law(finding))]
        for line in filled(map(style.clean, chunks), style.width - len(lead)):
            yield " " * len(lead) + style.paint("dim", line)


_TICKS = {"met": "pass", "not_met": "fail", "not_applicable": "skip"}


def _tick(finding: Finding) -> str:
    made = finding.determination
    return _TICKS[made.answer] if made is not None and made.state == "current" else "box"


def _determination(finding: Finding, indent: int, style: Style) -> Iterator[str]:
    """Who determined it, and how; or why it is asked again."""
    said = told(finding)
    if not said:
        return
    looks = {"fail": "bold red", "box": "bold blue"}.get(_tick(finding), "green")
    for line in wrapped(style.clean(said), style.width - indent):
        yield " " * indent + style.paint(looks, line)


def _semicolons(places: list[str]) -> list[str]:
    return [place + ";" for place in places[:-1]] + places[-1:]
