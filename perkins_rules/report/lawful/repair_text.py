"""A repair -> what changes, in which line, and why; or what cannot go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from perkins_rules.documents import Document
from perkins_rules.findings import Finding
from perkins_rules.report.citations import short, short_law
from perkins_rules.report.figures import number_of
from perkins_rules.report.repairs import ROUNDED
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.unfinished import reports_missing
from perkins_rules.report.wrap import hanging, wrapped

if TYPE_CHECKING:  # who shows a repair has the solver, and nobody else needs it
    from perkins_rules.solving.conflict import Conflict
    from perkins_rules.solving.repair import Change, Repair

MOST_LEFT = 10


def repair_text(found: Repair, document: Document | None, style: Style) -> str:
    """Of one document."""
    name = called(found.member.name)
    lines = list(_lines(found, name, document, style))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(found: Repair, name: str, document: Document | None, style: Style) -> Iterator[str]:
    yield from wrapped(style.clean(f"{name}: {repair_said(found)}"), style.width)
    for change in found.changes:
        yield ""
        yield from _change(change, document, style)
    if found.changes and not found.is_only:
        yield ""
        yield from wrapped(_OTHERS, style.width)
    if document is not None:
        for conflict in found.conflicts:
            yield from _conflict(conflict, document, style)
    yield from _left(found, style)


_OTHERS = (
    "Other changes are as small. Of those this one is shown in which earlier figures of the form"
    " move least; --move FIELD prefers others, --keep FIELD leaves one as it is."
)


def repair_said(found: Repair) -> str:
    """What came of it, in a sentence that goes on behind a colon."""
    if found.unknown:
        return f"no repair is known. {found.unknown}"
    if not found.changes and found.conflicts:
        return "no figures that may change satisfy all rules."
    if not found.changes and _unsought(found):
        return "no change of figures is known that helps."
    if not found.changes:
        return "no rule fails for its figures, so that none has to change."
    said = f"with {number_of(len(found.changes), 'figure')} changed, "
    if found.conflicts or _unsought(found):
        return f"{said}fewer errors are left."
    return f"{said}no error is left{' that figures settle' if found.left else ''}."


def _change(change: Change, document: Document | None, style: Style) -> Iterator[str]:
    name = document.name_of(change.pointer) if document is not None else change.pointer
    arrow = style.mark("arrow")
    yield f"  {style.paint('bold', style.clean(name))}, line {change.line}"
    yield style.clean(f"    {change.was} {arrow} {change.now}")
    for finding in change.because:
        yield from hanging("    ", style.clean(why_changed(finding)), style.width)


def why_changed(finding: Finding) -> str:
    """What comes if a figure stays as it is."""
    law = "; ".join(short_law(finding))
    said = ROUNDED.sub("", finding.message)  # to whole dollars: another change than this one
    return f"Else: {sentence(said)} [{finding.rule}{f', {law}' if law else ''}]"


def _conflict(conflict: Conflict, document: Document, style: Style) -> Iterator[str]:
    many = len(conflict.rules) > 1
    yield ""
    yield "These rules cannot all be kept:" if many else "This rule cannot be kept:"
    for rule in conflict.rules:
        law = "; ".join(short(citation) for citation in rule.citations)
        text = f"{rule.title} [{rule.id}{f', {law}' if law else ''}]"
        yield from hanging(f"  {style.mark('bullet')} ", style.clean(text), style.width)
    if conflict.facts:
        yield "while these figures stay as they are (--move FIELD lets one change):"
    for pointer in conflict.facts[:MOST_LEFT]:
        said = f"{document.name_of(pointer)} {_given(document, pointer)}"
        said += f", line {document.span_of(pointer).line}"
        yield from hanging(f"  {style.mark('bullet')} ", style.clean(said), style.width)


def _stuck(found: Repair) -> set[str]:
    return {rule.id for conflict in found.conflicts for rule in conflict.rules}


def _given(document: Document, pointer: str) -> str:
    return str(document.written_at(pointer))


def _left(found: Repair, style: Style) -> Iterator[str]:
    missing = sum(map(reports_missing, found.left))
    told = _stuck(found)
    wrong = [f for f in found.left if not reports_missing(f) and f.rule not in told]
    if missing or wrong:
        yield ""
    if missing:
        yield f"{number_of(missing, 'required item')} not given: `perkins-rules check` tells which."
    unsought = [f for f in wrong if f.rule in found.unsought]
    yield from _listed("Left; no change could be worked out for these", unsought, style)
    head = "To be put right" if found.unknown else "Left; no change of figures settles these"
    yield from _listed(head, [f for f in wrong if f not in unsought], style)


def _unsought(found: Repair) -> bool:
    return any(finding.rule in found.unsought for finding in found.left)


def _listed(head: str, wrong: Sequence[Finding], style: Style) -> Iterator[str]:
    if wrong:
        yield f"{head} ({number_of(len(wrong), 'error')}):"
    for finding in wrong[:MOST_LEFT]:
        said = f"line {finding.span.line}: {sentence(finding.message)} [{finding.rule}]"
        yield from hanging(f"  {style.mark('bullet')} ", style.clean(said), style.width)
    if len(wrong) > MOST_LEFT:
        yield f"  and {len(wrong) - MOST_LEFT:,} more: `perkins-rules check` tells all"


def repair_plain(found: Repair, document: Document | None) -> dict[str, Any]:
    """The same in plain parts, for programs."""
    return {
        "path": found.member.name,
        "known": not found.unknown,
        "reason": found.unknown or None,
        "only": found.is_only if found.changes else None,
        "changes": [
            {
                "field": document.name_of(one.pointer) if document is not None else None,
                "path": one.pointer,
                "line": one.line,
                "was": one.was,
                "now": one.now,
                "because": [{"rule": f.rule, "message": f.message} for f in one.because],
            }
            for one in found.changes
        ],
        "conflicts": [
            {"rules": [rule.id for rule in one.rules], "facts": list(one.facts)}
            for one in found.conflicts
        ],
        "left": [
            {
                "rule": f.rule,
                "path": f.path,
                "message": f.message,
                "sought": f.rule not in found.unsought,
            }
            for f in found.left
        ],
    }
