"""The end of a document's report: what settles most of what is open, the checklist, the counts,
and last each error and how the document stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.report.citations import short_law
from perkins_rules.report.determined import determined_counts, question_of, told
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.tally import Standing, known_in_all, standing, tally
from perkins_rules.report.text.block_text import BlockText
from perkins_rules.report.text.error_lines import error_lines
from perkins_rules.report.text.outline import Outline
from perkins_rules.report.waived import in_all
from perkins_rules.report.wrap import filled, glued, hanging, wrapped

MOST_FACTS, MOST_FACTS_IN_BRIEF = 8, 3
MOST_LISTED, MOST_OF_SEVERAL = 30, 5
"""How many errors are named at the end of one document, and of each of several."""


def heading(title: str, style: Style) -> str:
    """A title with a line across what is left of the console; a long title is wrapped."""
    lines = wrapped(style.clean(title), style.width)
    across = style.mark("rule") * (style.width - len(lines[-1]) - 1)
    bold = "\n".join(style.paint("bold", line) for line in lines)
    return f"{bold} {style.paint('dim', across)}".rstrip()


def closing(
    document: DocumentReport,
    arranged: Outline,
    block: BlockText,
    draft: bool,
    lists_questions: bool,
) -> Iterator[str]:
    """Open facts, checklist, counts; and last, as that is what stands on the screen, each error
    with its line and the sentence that says how the document stands.
    """
    style = block.style
    yield from _open_facts(arranged, style, block)
    if lists_questions:
        yield from _checklist(arranged, style, block)
    yield ""
    yield heading("Summary", style)
    yield ""
    yield from _counts(document, style, draft, is_listed=lists_questions)
    yield ""
    yield from standing_with_errors(document, style, draft, MOST_LISTED)


def brief_closing(
    document: DocumentReport, arranged: Outline, style: Style, draft: bool
) -> Iterator[str]:
    """How many questions there are, and how the document stands."""
    if any(finding.verdict == Verdict.NEEDS_REVIEW for finding in arranged.reviews):
        yield from _questions(document, style, is_listed=False)
    yield from standing_lines(document, style, draft)


def closing_heading(count: int, style: Style) -> str:
    """What stands over the lines that say how each of several documents stands."""
    return heading(number_of(count, "document"), style)


def standing_with_errors(
    document: DocumentReport, style: Style, draft: bool, most: int = MOST_OF_SEVERAL
) -> Iterator[str]:
    """A line for each error, with its place, and how the document stands."""
    yield from error_lines(document, style, draft, most)
    yield from standing_lines(document, style, draft)


def standing_lines(
    document: DocumentReport, style: Style, draft: bool, with_path: bool = True
) -> Iterator[str]:
    """`✓ plan.yaml: No errors. …`"""
    return _standing_lines(document, style, standing(document, draft), with_path)


def _standing_lines(
    document: DocumentReport, style: Style, told: Standing, with_path: bool = True
) -> Iterator[str]:
    path = glued(style.clean(f"{called(document.path)}:")) + " " if with_path else ""
    first, *rest = hanging(f"{style.mark(told.mark)} ", path + style.clean(told.text), style.width)
    yield style.paint(told.looks, first)
    yield from (style.paint(told.looks, line) for line in rest)


def standing_with_reason(
    document: DocumentReport, style: Style, draft: bool, told: Standing
) -> Iterator[str]:
    """How a document stands; of one that could not be read, a line on the first reason below."""
    yield from _standing_lines(document, style, told)
    if document.verdict == Verdict.UNREADABLE:
        yield from (
            f"    {line}"
            for line in error_lines(document, style._replace(width=style.width - 4), draft, 1)
        )


def _counts(document: DocumentReport, style: Style, draft: bool, is_listed: bool) -> Iterator[str]:
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
        told = f"{checks} cannot be made until more is given"
        told += "" if is_listed else "; --show all lists them"
        yield from _count("open", told, style)
    if counts.reviews:
        yield from _questions(document, style, is_listed)
    if judged := people.said():
        yield from _count("fail" if people.not_met else "pass", style.clean(judged), style)


def _questions(document: DocumentReport, style: Style, is_listed: bool) -> Iterator[str]:
    """How many questions are open, and what steps through them."""
    open_ = sum(finding.verdict == Verdict.NEEDS_REVIEW for finding in document.findings)
    told = style.clean(f"{number_of(open_, 'question')} for a person")
    if not is_listed:
        told += f": {_command_for(document.path, style)}"
    yield from _count("box", told, style)


def _command_for(path: str, style: Style) -> str:
    """What shows the questions; of what has no place beside which answers are kept, all of it."""
    if path == "-" or "://" in path:
        return "--show all lists them"
    name = style.clean(path)
    return glued("perkins-rules review " + (f'"{name}"' if " " in name else name))


_LOOKS = {"fail": "bold red", "pass": "bold green", "open": "bold magenta", "box": "bold blue"}
_LOOKS |= {"skip": "bold green"}


def _count(mark: str, text: str, style: Style) -> Iterator[str]:
    first, *rest = hanging(f"  {style.mark(mark)} ", text, style.width)
    sign = style.mark(mark)
    yield first.replace(sign, style.paint(_LOOKS[mark], sign), 1)
    yield from rest


def _open_facts(arranged: Outline, style: Style, block: BlockText) -> Iterator[str]:
    """The single facts that would settle most of what cannot be determined."""
    if not arranged.open_facts:
        return
    most = MOST_FACTS if block.in_full else MOST_FACTS_IN_BRIEF
    yield ""
    yield heading("What would settle most of what is open", style)
    yield ""
    for number, fact in enumerate(arranged.open_facts[:most], start=1):
        checks = number_of(fact.waiting, "check")
        wait = "waits" if fact.waiting == 1 else "wait"
        alone = "" if fact.alone in (0, fact.waiting) else f", {fact.alone} for nothing else"
        text = f"`{block.around.name_of(fact.pointer)}`: {checks} {wait} for it{alone}"
        yield from hanging(f"{number:>4}. ", style.clean(text), style.width)
    more = len(arranged.open_facts) - most
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
