"""Comparisons -> text for people: what is fixed, new and carried, and which figures moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from perkins_rules.analysis.changes.compare import Comparison
from perkins_rules.analysis.changes.compare_figures import Moved
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.report.counts import why_unreadable
from perkins_rules.report.determined import told
from perkins_rules.report.figures import figure, number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.block_text import kind_of, sentence
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging, wrapped

MOST = 40
_CALLED = {"missing": "missing", "info": "note", "open": "open", "review": "question"}
_MARKS = {"error": "fail", "missing": "fail", "warning": "warning", "info": "info"}
_MARKS |= {"waived": "skip", "known": "skip"}
_LONGEST = 200
_INDENT = 4


def compare_text(comparisons: Iterable[Comparison], style: Style, in_full: bool = False) -> str:
    """The whole comparison, the totals of several first. Of what is carried there are numbers
    alone, unless `in_full`.
    """
    listed = list(comparisons)
    lines = [*_all(listed, style), ""] if len(listed) > 1 else []
    for one in listed:
        if len(listed) > 1 and (one.is_lost or (one.is_same and not in_full)):
            continue
        lines += [*_document(one, style, in_full), ""]
    return _text(lines)


def quiet_text(comparisons: Iterable[Comparison], style: Style) -> str:
    """How each document stands in which something changed, and the totals of several."""
    listed = list(comparisons)
    lines = _all(listed, style) if len(listed) > 1 else iter(())
    told = [one for one in listed if len(listed) == 1 or not (one.is_lost or one.is_same)]
    each = (line for one in told for line in _line(one, style))
    return _text([*each, *lines])


def _line(one: Comparison, style: Style) -> Iterator[str]:
    said = f"cannot be read: {_unreadable(one)}" if one.is_lost else _standing(one)
    yield from hanging("", style.clean(f"{one.name}: {said}"), style.width)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _unreadable(one: Comparison) -> str:
    return why_unreadable(one.new) if one.new is not None else ""


def _document(one: Comparison, style: Style, in_full: bool) -> Iterator[str]:
    yield style.paint("bold underline", style.clean(one.name))
    for line in wrapped(style.clean(_standing(one)), style.width):
        yield style.paint("dim", line)
    for line in _asked(one):
        yield from wrapped(style.clean(line), style.width)
    if one.is_lost:
        yield from hanging("", style.clean(_unreadable(one)), style.width)
        return
    if one.is_same:
        yield "Nothing changed."
    yield from _findings("New", one.new_ones, "", style, in_full)
    yield from _changed(one, style)
    yield from _findings("Fixed, or no longer asked", one.fixed, "pass", style, in_full)
    if in_full:
        yield from _findings("As it was", one.carried, "", style, in_full)
    yield from _figures(one.figures or (), style, in_full)


def _standing(one: Comparison) -> str:
    """`fail, now needs review: 1 new, 2 fixed, 40 as they were`"""
    if one.old is None or one.new is None:
        there = one.old or one.new
        side = "new" if one.old is None else "old"
        verdict = there.verdict.value.replace("_", " ") if there is not None else ""
        return f"only on the {side} side: {verdict}"
    was, now = (side.verdict.value.replace("_", " ") for side in (one.old, one.new))
    verdicts = was if was == now else f"{was}, now {now}"
    if one.is_lost:
        return f"{verdicts}: what became of its findings is not known"
    changed = [f"{len(one.changed)} changed"] if one.changed else []
    numbers = [f"{len(one.new_ones)} new", f"{len(one.fixed)} fixed", *changed]
    return f"{verdicts}: {', '.join(numbers)}, {len(one.carried)} as before"


def _asked(one: Comparison) -> Iterator[str]:
    """What else was different, so that nobody takes it for a change of the document."""
    if one.old is None or one.new is None or Verdict.UNREADABLE in _verdicts(one):
        return
    for name in ("date", "edition", "profile"):
        was, now = getattr(one.old, name), getattr(one.new, name)
        if was != now:
            said = "rules of another date" if name == "date" else f"another {name}"
            yield f"Asked under {said}: {was}, now {now}."
    if one.old.rules_sha256 != one.new.rules_sha256:
        yield "The rules themselves are not the same on both sides."


def _verdicts(one: Comparison) -> set[Verdict]:
    sides: tuple[DocumentReport | None, ...] = (one.old, one.new)
    return {side.verdict for side in sides if side is not None}


# ------------------------------------------------------------------ findings


def _findings(
    title: str, findings: Sequence[Finding], mark: str, style: Style, in_full: bool
) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield heading(f"{title}: {len(findings)}", style)
    yield ""
    shown = findings if in_full else findings[:MOST]
    for finding in shown:
        yield from _finding(finding, mark or _mark(finding), _word(finding), style)
    if len(shown) < len(findings):
        yield f"  and {len(findings) - len(shown)} more; --show all lists them"


def _finding(finding: Finding, mark: str, word: str, style: Style) -> Iterator[str]:
    lead = f"  {style.mark(mark)} {word:<8} "
    text = _clipped(sentence(finding.message))
    yield from hanging(lead, style.clean(text), style.width)
    for said in (told(finding), f"{finding.rule}, line {finding.span.line}"):
        for line in wrapped(style.clean(said), style.width - len(lead)) if said else ():
            yield " " * len(lead) + style.paint("dim", line)


def _changed(one: Comparison, style: Style) -> Iterator[str]:
    if not one.changed:
        return
    yield ""
    yield heading(f"Changed: {len(one.changed)}", style)
    yield ""
    for was, now in one.changed:
        word = f"{_word(was)} {style.mark('arrow')} {_word(now)}: "
        text = _clipped(sentence(now.message))
        yield from hanging(f"  {style.mark(_mark(now))} ", style.clean(word + text), style.width)
        yield " " * _INDENT + style.paint("dim", style.clean(now.rule))


def _word(finding: Finding) -> str:
    if finding.verdict == Verdict.NEEDS_REVIEW:
        return _CALLED["review"]
    kind = kind_of(finding._replace(waiver=None))
    called = _CALLED.get(kind, kind)
    return called if finding.waiver is None else f"{called} (waived)"


def _mark(finding: Finding) -> str:
    if finding.verdict == Verdict.NEEDS_REVIEW:
        return "box"
    return _MARKS.get(kind_of(finding), "open")


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


# ------------------------------------------------------------------ figures


def _figures(figures: Sequence[Moved], style: Style, in_full: bool) -> Iterator[str]:
    if not figures:
        return
    yield ""
    yield heading(f"What moved in the document: {len(figures)}", style)
    yield ""
    shown = figures if in_full else figures[:MOST]
    for moved in shown:
        title = f"{moved.title} ({moved.path})" if moved.title else moved.path
        yield from hanging("  ", style.clean(f"{title}:"), style.width)
        yield from hanging(" " * _INDENT, style.clean(_moved(moved, style)), style.width)
    if len(shown) < len(figures):
        yield f"  and {len(figures) - len(shown)} more; --show all lists them"


def _moved(moved: Moved, style: Style) -> str:
    arrow = style.mark("arrow")
    sides = (("old", moved.old), ("new", moved.new))
    was, now = (
        "not readable" if moved.unreadable == side else _value(text, moved.unit)
        for side, text in sides
    )
    said = f"{was} {arrow} {now}"
    if moved.difference is None:
        return said
    far = figure(moved.difference.removeprefix("-"), moved.difference_unit or "")
    words = ("earlier", "later") if moved.difference_unit == "days" else ("less", "more")
    return f"{said} ({far} {words[not moved.difference.startswith('-')]})"


def _value(text: str, unit: str) -> str:
    if unit == "text" and text:
        short = " ".join(text.split())
        return f"“{short}”" if len(short) <= 60 else f"“{short[:57].rstrip()}…”"
    return figure(text, unit)


# ------------------------------------------------------------------ several documents


def _all(comparisons: Sequence[Comparison], style: Style) -> Iterator[str]:
    yield heading(number_of(len(comparisons), "document"), style)
    yield ""
    read = [one for one in comparisons if not one.is_lost]
    same = sum(one.is_same for one in read)
    sums = {
        "new": sum(len(one.new_ones) for one in read),
        "fixed": sum(len(one.fixed) for one in comparisons),
        "changed": sum(len(one.changed) for one in comparisons),
    }
    yield f"  {', '.join(f'{number} {word}' for word, number in sums.items())} in all"
    if same:
        yield f"  {number_of(same, 'document')} without any change"
    sides = {
        "gone": [c.name for c in comparisons if c.new is None],
        "added": [c.name for c in read if c.old is None],
    }
    for word, names in sides.items():
        if names:
            few = ", ".join(names[:MOST]) + ("" if len(names) <= MOST else ", …")
            said = f"{number_of(len(names), 'document')} {word}: {few}"
            yield from hanging("  ", style.clean(said), style.width)
    lost = [one for one in comparisons if one.is_lost]
    if lost:
        yield f"  {number_of(len(lost), 'document')} that cannot be read:"
    for one in lost[:MOST]:
        yield from hanging("    ", style.clean(f"{one.name}: {_unreadable(one)}"), style.width)
    if len(lost) > MOST:
        yield f"    and {len(lost) - MOST} more"
