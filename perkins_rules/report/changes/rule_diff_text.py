"""What changed in rules -> text for people: pack by pack, and then document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perkins_rules.analysis.changes.rule_diff import Change, PackDiff
from perkins_rules.analysis.changes.rule_diff_documents import DocumentShift, Shift
from perkins_rules.analysis.changes.rule_diff_values import Detail
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.figures import figure, number_of
from perkins_rules.report.off_by import how_far
from perkins_rules.report.style import Style
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging, wrapped

_LOOKS = {"added": "green", "removed": "red", "renamed": "cyan", "changed": "yellow"}
_TOLD_OF_ADDED = ("citation", "severity", "requires", "asks", "means", "value", "applies when")
_MOST_READERS = 6
_VERDICTS = {
    Verdict.PASS: "passes",
    Verdict.FAIL: "fails",
    Verdict.NOT_APPLICABLE: "does not apply",
    Verdict.CANNOT_DETERMINE: "cannot be determined",
    Verdict.NEEDS_REVIEW: "is for a person to judge",
    Verdict.UNREADABLE: "cannot be read",
}


class RuleDiff(NamedTuple):
    """Two rule sets, as the user called them, what is not the same in them, and what that makes of
    documents; None when no documents were named.
    """

    old: str
    new: str
    old_sha256: str
    new_sha256: str
    packs: Sequence[PackDiff]
    documents: Sequence[DocumentShift] | None


def rule_diff_text(found: RuleDiff, style: Style) -> str:
    """The whole report."""
    lines = list(_opening(found, style))
    for pack in found.packs:
        lines += ["", heading(_called(pack), style)]
        for change in pack.changes:
            lines += ["", *_change(change, style)]
    if found.documents is not None:
        lines += ["", *_documents(found.documents, style)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _opening(found: RuleDiff, style: Style) -> Iterator[str]:
    title = f"{found.old} {style.mark('arrow')} {found.new}"
    yield style.paint("bold underline", style.clean(title))
    if not found.packs:
        yield "The rules are the same."
        return
    counts = Counter(change.how for pack in found.packs for change in pack.changes)
    told = ", ".join(f"{counts[how]} {how}" for how in _LOOKS if counts[how])
    yield f"{told}, in {number_of(len(found.packs), 'pack')}"


def _called(pack: PackDiff) -> str:
    return f"{pack.title} [{pack.name}]" if pack.title else pack.name


# ------------------------------------------------------------------ one change


def _change(change: Change, style: Style) -> Iterator[str]:
    how = style.paint(f"bold {_LOOKS[change.how]}", change.how)
    first, *rest = hanging(f"  {change.how} ", style.clean(_name(change, style)), style.width)
    yield first.replace(change.how, how, 1)
    yield from rest
    if change.title and change.kind not in ("pack", "source"):
        yield from _indented(f"“{change.title}”", style)
    for detail in change.details:
        if change.how in ("added", "removed") and detail.part not in _TOLD_OF_ADDED:
            continue
        yield from _detail(detail, style)
    if change.used_by:
        yield from _indented(f"read by {_readers(change.used_by)}", style, "dim")
    yield "    " + style.paint("dim", style.clean(change.place))


def _name(change: Change, style: Style) -> str:
    if change.old_name is None:
        return f"{change.kind} {change.name}"
    return f"{change.kind} {change.old_name} {style.mark('arrow')} {change.name}"


def _readers(names: Sequence[str]) -> str:
    more = len(names) - _MOST_READERS
    return ", ".join(names[:_MOST_READERS]) + (f" and {more} more" if more > 0 else "")


def _indented(text: str, style: Style, looks: str = "", indent: int = 4) -> Iterator[str]:
    for line in wrapped(style.clean(text), style.width - indent):
        yield " " * indent + style.paint(looks, line)


def _detail(detail: Detail, style: Style) -> Iterator[str]:
    """On one line where there is room; otherwise old and new below each other."""
    lead, far = _lead(detail), _far(detail)
    if not detail.old or not detail.new:
        side = ("now " if detail.new else "no longer ") if _is_change(detail) else ""
        yield from _hung(lead, side + (detail.new or detail.old) + far, style)
        return
    line = f"{detail.old} {style.mark('arrow')} {detail.new}{far}"
    if len(lead) + len(line) + 6 <= style.width:
        yield from _hung(lead, line, style)
        return
    yield from _indented(lead, style)
    yield from hanging("      was ", style.clean(detail.old), style.width)
    yield from hanging("      now ", style.clean(detail.new + far), style.width)


def _is_change(detail: Detail) -> bool:
    return bool(detail.old or detail.new)


def _hung(lead: str, text: str, style: Style) -> Iterator[str]:
    yield from hanging(f"    {style.clean(lead)} ", style.clean(text), style.width)


def _lead(detail: Detail) -> str:
    state = f" for {detail.state}" if detail.state else ""
    start = f" from {detail.start}" if detail.start and detail.part != "holds from" else ""
    return f"{detail.part}{state}{start}:"


def _far(detail: Detail) -> str:
    """` (1 point less)`"""
    if detail.difference is None:
        return ""
    unit = detail.difference_unit or ""
    bare = detail.difference.removeprefix("-")
    words = ("earlier", "later") if detail.part == "holds from" else ("less", "more")
    told = figure(bare, unit) if unit != "years" else f"{bare} years"
    return f" ({told} {words[not detail.difference.startswith('-')]})"


# ------------------------------------------------------------------ documents


def _documents(documents: Sequence[DocumentShift], style: Style) -> Iterator[str]:
    yield heading(number_of(len(documents), "document"), style)
    moved = [one for one in documents if one.shifts]
    turned = sum(one.old.verdict != one.new.verdict for one in moved)
    yield ""
    if not moved:
        yield "  The old and the new rules say the same of all of them."
    else:
        gets = "gets" if turned == 1 else "get"
        same = len(documents) - len(moved)
        yield (
            f"  {turned} {gets} another verdict; {number_of(len(moved) - turned, 'document')}"
            f" other findings only; {same} as before"
        )
    for one in moved:
        yield from _document(one, style)
    unread = [one.name for one in documents if one.new.verdict == Verdict.UNREADABLE]
    for name in unread:
        yield from hanging("  ", style.clean(f"{name}: cannot be read"), style.width)


def _document(one: DocumentShift, style: Style) -> Iterator[str]:
    was, now = (side.verdict.value.replace("_", " ") for side in (one.old, one.new))
    verdicts = was if was == now else f"{was} {style.mark('arrow')} {now}"
    yield ""
    yield "  " + style.paint("bold", style.clean(f"{one.name}: {verdicts}"))
    for shift in one.shifts:
        yield from _shift(shift, style)


def _shift(shift: Shift, style: Style) -> Iterator[str]:
    worse = shift.new is not None and shift.new.verdict == Verdict.FAIL
    better = shift.new is None or shift.new.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)
    mark = style.mark("fail" if worse else "pass" if better else "open")
    text = f"{shift.rule}: {_stands(shift.old)}, now {_stands(shift.new)}{_by(shift)}"
    yield from hanging(f"    {mark} ", style.clean(text), style.width)
    told = shift.new if worse or not better else shift.old
    if told is not None and told.message:
        for line in wrapped(style.clean(sentence(told.message)), style.width - 6):
            yield "      " + style.paint("dim", line)


def _stands(finding: Finding | None) -> str:
    """`fails by $52,000.00`"""
    if finding is None:
        return "not asked"
    word = _VERDICTS[finding.verdict]
    if finding.verdict == Verdict.FAIL and finding.severity != "error":
        word += f" as {finding.severity.value}"
    if finding.distance is None:
        return word
    return f"{word} by {how_far(finding)}"


def _by(shift: Shift) -> str:
    """How much further off, where that is not said already."""
    sides = (shift.old, shift.new)
    if shift.difference is None or any(f is None or f.distance is None for f in sides):
        return ""
    far = figure(shift.difference.removeprefix("-"), shift.difference_unit or "")
    return f" ({far} {'less' if shift.difference.startswith('-') else 'more'})"
