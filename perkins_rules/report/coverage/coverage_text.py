"""Coverage -> text: each place of each source, what carries it out, and a table of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.analysis.coverage.coverage import carriers_on
from perkins_rules.analysis.coverage.coverage_model import (
    Carrier,
    Coverage,
    CoveredEntry,
    CoveredLine,
    CoveredSection,
    CoveredSource,
    Status,
)
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging

_MARKS = {
    Status.ENCODED: ("pass", "green"),
    Status.JUDGEMENT: ("box", "blue"),
    Status.BACKGROUND: ("skip", "dim"),
    Status.MISSING: ("fail", "bold red"),
}
_LOOKS = {"error": "red", "warning": "yellow", "info": "blue", "review": "magenta"}
_FILERS = {"state": "State", "recipient": "recipient"}
_INDENT = " " * 6


def coverage_text(coverage: Coverage, shown: Coverage, style: Style) -> str:
    """The places of `shown`, then the counts and what is at fault of the whole coverage."""
    lines = [line for source in shown.sources for line in _source(source, style)]
    lines += _extra(coverage, style)
    lines += [*_counts(coverage, style), *_remarks("At fault", coverage.faults, style)]
    if shown is coverage:
        lines += _remarks("To be looked at", coverage.warnings, style)
    lines += _verdict(coverage, style)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def word_of(carrier: Carrier) -> str:
    """What a carrier weighs: its severity, or that it is a question for a person."""
    return "review" if carrier.kind == "review" else carrier.severity


def heading_of(section: CoveredSection) -> str:
    """The place and the title of a heading, once where they are the same."""
    place, title = section.section.place, section.section.title
    if place.casefold() == title.casefold():
        return title
    word = ("Sections " if "-" in place else "Section ") if place[0].isdigit() else ""
    return f"{word}{place}: {title}"


def _source(source: CoveredSource, style: Style) -> Iterator[str]:
    yield heading(source.outline.title, style)
    for section in source.sections:
        yield ""
        named = style.clean(heading_of(section))
        yield from (style.paint("bold", t) for t in hanging("  ", named, style.width))
        for carrier in section.citing:
            yield from _carrier(carrier, style)
        for line in section.lines:
            yield from _line(line, style)
    yield ""


def _line(line: CoveredLine, style: Style) -> Iterator[str]:
    name, looks = _MARKS[line.status] if line.status else ("bullet", "dim")
    mark = style.mark(name)
    lead = f"  {mark} " + " " * max(0, 2 - len(mark))
    first, *rest = hanging(lead, style.clean(f"{line.line.place}: {line.line.title}"), style.width)
    yield first.replace(mark, style.paint(looks, mark), 1)
    yield from rest
    for text in reasons_of(line):
        yield from (style.paint("dim", t) for t in hanging(_INDENT, style.clean(text), style.width))
    if line.unasked:
        text = f"missing: {unasked_of(line)}"
        yield from (style.paint("red", t) for t in hanging(_INDENT, text, style.width))
    for entry in line.entries:
        if entry.status == Status.MISSING:
            text = style.clean(f"missing: {entry.entry.id}: {entry.entry.requirement}")
            yield from (style.paint("red", t) for t in hanging(_INDENT, text, style.width))
    for carrier in carriers_on(line):
        yield from _carrier(carrier, style)


def reasons_of(line: CoveredLine) -> Sequence[str]:
    """Why a place, or a requirement in it, is background."""
    own = [line.line.background] if line.line.background else []
    held = [_reason(entry) for entry in line.entries if entry.status == Status.BACKGROUND]
    return [*own, *held]


def unasked_of(line: CoveredLine) -> str:
    """Of whom nothing asks what the place lays on them, as a sentence."""
    whose = " or ".join(f"a {_FILERS[who]}" for who in line.unasked)
    return f"no rule and no question asks this of {whose}."


def _reason(entry: CoveredEntry) -> str:
    return f"{entry.entry.id}: {entry.entry.background}"


def _carrier(carrier: Carrier, style: Style) -> Iterator[str]:
    word = word_of(carrier)
    lead = f"{_INDENT}{word:<8} "
    first, *rest = hanging(lead, style.clean(carrier.title), style.width)
    yield first.replace(word, style.paint(_LOOKS[word], word), 1)
    yield from rest
    yield " " * len(lead) + style.paint("dim", style.clean(carrier.id))


def _extra(coverage: Coverage, style: Style) -> Iterator[str]:
    if not coverage.extra:
        return
    yield heading("Requirements of further packs, in no register", style)
    for encoded, carriers in coverage.extra.items():
        yield from hanging("  ", style.clean(encoded), style.width)
        for carrier in carriers:
            yield from _carrier(carrier, style)
    yield ""


def _counts(coverage: Coverage, style: Style) -> Iterator[str]:
    yield heading("Summary", style)
    yield ""
    columns = "".join(f"{status.value:>12}" for status in Status)
    yield style.paint("dim", f"{'places of':<28}{columns}")
    for source in coverage.sources:
        name = style.clean(source.outline.name)
        yield f"{name:<28}" + "".join(f"{source.counts[s]:>12}" for s in Status)
    told = [entry.status for entry in coverage.entries]
    yield f"{'requirements':<28}" + "".join(f"{told.count(s):>12}" for s in Status)
    yield ""


def _remarks(title: str, texts: Sequence[str], style: Style) -> Iterator[str]:
    if texts:
        yield heading(title, style)
        for text in texts:
            yield from hanging("  ", style.clean(text), style.width)
        yield ""


def _verdict(coverage: Coverage, style: Style) -> Iterator[str]:
    if coverage.complete:
        held = number_of(len(coverage.entries), "requirement")
        text = f"{held}: each is carried out by a rule, put to a person, or background."
        yield from hanging(f"{style.mark('pass')} ", text, style.width)
        return
    places = sum(source.counts[Status.MISSING] for source in coverage.sources)
    missing = sum(entry.status == Status.MISSING for entry in coverage.entries)
    text = (
        f"{number_of(missing, 'requirement')} and {number_of(places, 'place')} missing;"
        f" {number_of(len(coverage.faults), 'fault')}."
    )
    yield from hanging(f"{style.mark('fail')} ", text, style.width)
