"""Which edition of the guide a document is held to, and why: it goes by the day of filing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.shared.question import STAND_IN_EDITION


class Edition(NamedTuple):
    """An edition with the reason for it in words, and a sentence on what another has otherwise."""

    name: str
    reason: str | None = None
    change: str | None = None


class Filing(NamedTuple):
    """The day on which a document was filed, or whether what it says of it could not be read."""

    day: date | None
    unread: bool


def filing_of(document: Document) -> Filing:
    """What a document says of the day on which it was filed."""
    day = filing_day(document.data)
    unread = day is None and (document.loss_at("/submission/date") or document.loss_at("/filed"))
    return Filing(day, bool(unread))


def edition_for(
    sources: Mapping[str, Any], filing: Filing, day: date, asked: str | None
) -> Edition:
    """The edition asked for; or that of the day of filing; or that of the day asked about.

    `sources` are those of the document's type; where none of them has editions, there is none.
    """
    if asked is None and sources and all(s.edition is None for s in sources.values()):
        return Edition("")
    filed = filing.day
    name = asked or edition_on(sources, filed or day)
    if asked is not None:
        why = "as asked for"
    elif filed is not None:
        why = f"by the day of filing ({in_words(filed)})"
    else:
        lack = (
            "the day of filing could not be read" if filing.unread else "no day of filing is given"
        )
        why = f"by the day asked about ({in_words(day)}), as {lack}"
    if all(source.start is None for source in sources.values()):
        return Edition(name)
    spans = (*_span(sources, name), why)
    return Edition(name, ", ".join(spans), _change(sources, name))


def edition_on(sources: Mapping[str, Any], day: date) -> str:
    """The edition in force on a day: the latest that holds by then, or else one without a day."""
    dated = _dated(sources)
    held = [name for start, name in dated if start <= day]
    others = [s.edition for s in sources.values() if s.edition is not None and s.start is None]
    in_turn: list[str] = [*held[-1:], *others, *(name for _, name in dated), STAND_IN_EDITION]
    return in_turn[0]


def filing_day(data: Mapping[str, Any]) -> date | None:
    """The day on which a document says it was filed: whichever field has it in its type."""
    submission = data.get("submission")
    told = submission.get("date") if isinstance(submission, Mapping) else data.get("filed")
    return told if isinstance(told, date) else None


def in_words(day: date) -> str:
    """17 November 2025"""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _dated(sources: Mapping[str, Any]) -> list[tuple[date, str]]:
    return sorted((s.start, s.edition) for s in sources.values() if s.start is not None)


def _span(sources: Mapping[str, Any], name: str) -> list[str]:
    """Since when and until when it is in force, as far as that is known."""
    dated = _dated(sources)
    own = next((start for start, edition in dated if edition == name), None)
    after = [start for start, _ in dated if own is None or start > own]
    words = [f"since {in_words(own)}"] if own is not None else []
    words += [f"until {in_words(after[0] - timedelta(days=1))}"] if after else []
    return [f"in force {' '.join(words)}"] if words else []


def _change(sources: Mapping[str, Any], name: str) -> str | None:
    """What is not alike: of the edition itself, or else of the one that followed on it."""
    changes = {s.edition: s.changes for s in sources.values() if s.changes}
    told = changes.get(name) or next(iter(changes.values()), None)
    unread = [s for s in sources.values() if s.edition == name]
    if told is None or not unread or any(s.reviewed_to is not None for s in unread):
        return told
    return f"{told} Its text was not read for these rules."
