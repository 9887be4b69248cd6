"""What was proved of rules -> plain values for programs; figures as exact texts, as in findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perkins_rules.engine.said.shown import plain
from perkins_rules.report.proved.settings_text import sample_plain, setting_plain

if TYPE_CHECKING:  # who proves something has the solver, and nobody else needs it
    from perkins_rules.proving.analyze import Analysis
    from perkins_rules.proving.claims import Claim, Untold
    from perkins_rules.proving.whole import End, Lawful


def analyze_plain(found: Analysis) -> dict[str, Any]:
    """All of it."""
    return {
        "rules": found.rules,
        "settings": [setting_plain(one) for one in found.settings],
        "findings": [_claim(one) for one in found.claims],
        "lawful": [_lawful(one) for one in found.lawful],
        "untold": [_untold(one) for one in found.untold],
    }


def _claim(one: Claim) -> dict[str, Any]:
    rule = one.rules[0]
    return {
        "code": one.kind.code,
        "level": one.kind.level,
        "rules": [rule.id for rule in one.rules],
        "of": one.of or None,
        "place": {"file": rule.source.name, "line": rule.span.line},
        "message": one.kind.says,
        "settings": [setting_plain(setting) for setting in one.settings],
        "document": sample_plain(one.sample),
    }


def _untold(one: Untold) -> dict[str, Any]:
    return {
        "question": one.question,
        "rules": [rule.id for rule in one.rules],
        "why": one.why,
        "settings": [setting_plain(setting) for setting in one.settings],
    }


def _lawful(one: Lawful) -> dict[str, Any]:
    return {
        "field": one.name,
        "in": one.base,
        "setting": setting_plain(one.setting),
        "stretches": [
            {
                "least": _end(stretch.least),
                "most": _end(stretch.most),
                "whole": stretch.whole,
                "document": sample_plain(stretch.sample),
            }
            for stretch in one.stretches
        ],
        "cannot": [rule.id for rule in one.meet],
        "beside": [rule.id for rule in one.beside],
        "unknown": one.unknown or None,
    }


def _end(end: End | None) -> dict[str, Any] | None:
    if end is None:
        return None
    return {"figure": plain(end.figure, "money"), "meet": [rule.id for rule in end.meet]}
