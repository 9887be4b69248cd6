"""A document -> a line for each error, most severe first: what stands last on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.report.determined import is_not_met
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.text.block_text import kind_of, looks_of, sentence
from perkins_rules.report.text.outline import missing_inside
from perkins_rules.report.unfinished import lacks_state, missing_thing, to_fill_in

_ORDER = ("error", "missing", "open", "warning")
_TOLD = (Verdict.FAIL, Verdict.UNREADABLE)


def error_lines(document: DocumentReport, style: Style, draft: bool, most: int) -> Iterator[str]:
    """`plan.yaml:49  error    Line 2 is $260,000.01, …`: errors, what is missing, warnings. What
    is missing inside a missing section is counted with it; what a draft has to fill in, nowhere.
    """
    told = [f for f in document.told_once if f.verdict in _TOLD or lacks_state(f)]
    told = [f for f in told if not (draft and to_fill_in(f))]
    inside = missing_inside(told)
    parts = Counter(inside.values())
    listed = [f for f in told if _weight(f) < len(_ORDER) and f.id not in inside]
    listed.sort(key=_weight)
    named = listed if len(listed) <= most + 1 else listed[:most]
    places = _places(called(document.path), named, style)
    for place, finding in zip(places, named, strict=True):
        yield _line(place, finding, parts[finding.id], style)
    if len(listed) > len(named):
        yield style.paint("dim", f"and {len(listed) - len(named):,} more above")


def _weight(finding: Finding) -> int:
    """How far above it stands: an answer of not met among the errors; notes are not named."""
    if is_not_met(finding) and finding.waiver is None and not finding.baseline:
        return 0
    kind = kind_of(finding)
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _places(path: str, findings: list[Finding], style: Style) -> list[str]:
    """`plan.yaml:49`, all as wide; with less of a path, or none, where it leaves no room."""
    shorter = path.replace("\\", "/").rpartition("/")[2]
    for name in (f"{path}:", f"{shorter}:", "line "):
        places = [f"{style.clean(name)}{finding.span.line}" for finding in findings]
        width = max(map(len, places), default=0)
        if style.width - len(_lead("", "error", width)) >= min(40, style.width // 2):
            break
    return [place.ljust(width) for place in places]


def _lead(place: str, word: str, width: int = 0) -> str:
    return f"{place:<{width}}  {word:<7}  "


def _line(place: str, finding: Finding, parts: int, style: Style) -> str:
    kind = kind_of(finding)
    _, word, looks = looks_of(kind)
    text = missing_thing(finding) if kind == "missing" else sentence(finding.message)
    text += f", with {number_of(parts, 'part')} of it" if parts else ""
    lead = _lead(place, word)
    room, said = style.width - len(lead), style.clean(text)
    if len(said) > room:
        rest = style.clean("…")
        said = said[: room - len(rest)].rstrip(" ,;:") + rest
    return f"{place}  {style.paint(looks, word)}{lead[len(place) + 2 + len(word) :]}{said}"
