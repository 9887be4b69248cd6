"""Documents on the limits of a rule -> text and plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from perkins_rules.check.tree import CheckedRule
from perkins_rules.findings import Verdict
from perkins_rules.report.proved.settings_text import (
    sample_lines,
    sample_plain,
    setting_plain,
    where,
)
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

if TYPE_CHECKING:  # who proves something has the solver, and nobody else needs it
    from perkins_rules.proving.setting import Setting
    from perkins_rules.proving.thresholds import Boundary, Threshold

_SAID = {Verdict.PASS: "passes", Verdict.FAIL: "fails"}


def boundaries_text(
    rule: CheckedRule, setting: Setting, found: Sequence[Threshold], style: Style
) -> str:
    """Limit by limit."""
    lines = [style.paint("bold", style.clean(f"{rule.id}: {rule.title}"))]
    lines += hanging("  ", style.clean(f"{where([setting])}."), style.width)
    for limit in found:
        lines += ["", *hanging("  ", style.clean(limit.words or "Its limits"), style.width)]
        if limit.unknown:
            lines += hanging("    ", style.clean(f"not told: {limit.unknown}."), style.width)
        for one in limit.boundaries:
            lines += [
                "",
                f"    {one.place}: {_said(one, rule)}",
                *sample_lines(one.sample, "      "),
            ]
    if not found:
        lines += ["", "  It holds no figure or day against another."]
    return "\n".join(lines) + "\n"


def _said(one: Boundary, rule: CheckedRule) -> str:
    words = _SAID.get(one.foreseen, "cannot be determined")
    if one.foreseen in one.sample.verdicts[rule.key]:
        return words
    engine = ", ".join(v.value for v in one.sample.verdicts[rule.key])
    return f"{words}, as was foreseen; but the engine says: {engine}"


def boundaries_plain(
    rule: CheckedRule, setting: Setting, found: Sequence[Threshold]
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "rule": rule.id,
        "setting": setting_plain(setting),
        "limits": [
            {
                "words": limit.words,
                "field": limit.moved or None,
                "unknown": limit.unknown or None,
                "documents": [
                    {
                        "place": one.place,
                        "foreseen": one.foreseen.value,
                        "document": sample_plain(one.sample),
                    }
                    for one in limit.boundaries
                ],
            }
            for limit in found
        ],
    }
