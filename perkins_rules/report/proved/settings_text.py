"""Settings -> for which documents something is so, and when, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # who proves something has the solver, and nobody else needs it
    from perkins_rules.proving.sample import Sample
    from perkins_rules.proving.setting import Setting


def where(settings: Sequence[Setting]) -> str:
    """`state_plan, from 2020-07-01`; the days are those on which the rules change."""
    of = {(one.document, one.state): None for one in settings}
    called = [document + (f" of {state}" if state else "") for document, state in of]
    days = sorted({one.question.day for one in settings})
    when = f"as asked on {days[0]}" if len(days) == 1 else f"as asked from {days[0]} on"
    return f"{', '.join(called)}, {when}"


def setting_plain(one: Setting) -> dict[str, Any]:
    """The same in plain parts, for programs."""
    question = one.question
    return {
        "document": one.document,
        "state": one.state,
        "date": question.day.isoformat(),
        "edition": question.edition,
        "profile": question.profile,
    }


def sample_plain(sample: Sample | None) -> dict[str, Any] | None:
    """A document, and what the engine says of the rules."""
    if sample is None:
        return None
    said = {key: sorted(one.value for one in found) for key, found in sample.verdicts.items()}
    return {"text": sample.text, "verdicts": said}


def sample_lines(sample: Sample, indent: str) -> list[str]:
    """The document as it would be written."""
    return [f"{indent}{line}" for line in sample.text.rstrip("\n").split("\n")]
