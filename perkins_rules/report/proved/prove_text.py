"""What was proved of two rule sets -> text and plain values, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from perkins_rules.findings import Verdict
from perkins_rules.report.figures import number_of
from perkins_rules.report.proved.settings_text import (
    sample_lines,
    sample_plain,
    setting_plain,
    where,
)
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

if TYPE_CHECKING:  # who proves something has the solver, and nobody else needs it
    from perkins_rules.proving.equivalence import Equivalence, Proved

_SAID = {
    Verdict.FAIL: "fails",
    Verdict.CANNOT_DETERMINE: "cannot be determined",
    Verdict.PASS: "passes",
    Verdict.NOT_APPLICABLE: "does not apply",
}


def prove_text(found: Equivalence, style: Style) -> str:
    """What differs first, each with its document."""
    lines = ["", style.paint("bold underline", "Proved")]
    for one in sorted(found.proved, key=_rank):
        lines += ["", *_proved(one, style)]
    lines += ["", _summary(found)]
    return "\n".join(lines) + "\n"


def _rank(one: Proved) -> int:
    return 0 if one.sample is not None else 1 if one.unknown else 2


def _proved(one: Proved, style: Style) -> Iterator[str]:
    yield style.paint("bold", style.clean(one.name))
    for line in _told(one):
        yield from hanging("  ", style.clean(line), style.width)
    if one.sample is not None:
        yield from sample_lines(one.sample, "      ")


def _told(one: Proved) -> Iterator[str]:
    side = "NEWRULES" if one.old is None else "OLDRULES" if one.new is None else ""
    when = f"For {where(one.settings)}"
    if one.sample is None and one.unknown:
        yield f"{when}: could not be told: {one.unknown}."
    elif one.sample is None:
        yield f"{when}: " + (f"only {side} has it, and nothing fails it." if side else _SAME)
        if one.limits:
            yield f"As far as was looked: {'; '.join(one.limits)}."
    elif side:
        yield f"{when}: only {side} has it. This document fails it:"
    else:
        old, new = _words(one.old), _words(one.new)
        yield f"{when}. This document {old} with OLDRULES and {new} with NEWRULES:"


_SAME = "written otherwise, and the same for every document."


def _words(said: Any) -> str:
    return " and ".join(words for verdict, words in _SAID.items() if verdict in (said or ()))


def _summary(found: Equivalence) -> str:
    differ = {one.name for one in found.proved if one.sample is not None}
    open_ = {one.name for one in found.proved if is_open(one)} - differ
    proved = {one.name for one in found.proved} - differ - open_
    said = [
        f"{number_of(len(differ), 'rule')} differ" if len(differ) != 1 else "1 rule differs",
        f"{len(proved)} written otherwise and proved the same",
        f"{len(open_)} not told",
    ]
    return f"{', '.join(said)}; {found.same} as before."


def is_open(one: Proved) -> bool:
    """Whether it is not known that nothing differs."""
    return one.sample is None and bool(one.unknown or one.limits)


def prove_plain(found: Equivalence) -> dict[str, Any]:
    """The same for programs."""
    return {"same": found.same, "rules": [_plain(one) for one in found.proved]}


def _plain(one: Proved) -> dict[str, Any]:
    result = "differs" if one.sample else "not told" if is_open(one) else "same"
    return {
        "rule": one.name,
        "result": result,
        "old": None if one.old is None else sorted(v.value for v in one.old),
        "new": None if one.new is None else sorted(v.value for v in one.new),
        "why": one.unknown or None,
        "limits": list(one.limits),
        "settings": [setting_plain(setting) for setting in one.settings],
        "document": sample_plain(one.sample),
    }
