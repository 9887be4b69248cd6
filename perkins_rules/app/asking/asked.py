"""--as-of, --edition and --profile -> what the rules are asked; wrong ones stop the run."""

from __future__ import annotations

from datetime import date

from perkins_rules.app.faults import Stop
from perkins_rules.engine.askable import AskableRules
from perkins_rules.findings import Asked


def asked_of(
    as_of: str | None = None, edition: str | None = None, profile: str | None = None
) -> Asked:
    """The question, with its date checked. Raises Stop."""
    return Asked(_day(as_of), edition, profile)


def known_edition(rules: AskableRules, edition: str | None, said_in: str = "") -> None:
    """Stops at an edition of the guide that no rule and no source knows; `said_in` tells where a
    configuration names it.
    """
    if edition is None:
        return
    known = {source.edition for source in rules.sources.values() if source.edition}
    known |= {edition for rule in rules.rules for edition in rule.editions}
    if edition not in known:
        editions = ", ".join(sorted(known))
        place = f"{said_in}: " if said_in else ""
        message = f"{place}edition {edition} of the guide is not known."
        raise Stop(message, f"Known: {editions}.")


def asked_today(today: str | None) -> str:
    """The day by which waivers are judged: as given, or that of the calendar. Raises Stop."""
    return _day(today, "--today") or date.today().isoformat()


def _day(as_of: str | None, option: str = "--as-of") -> str | None:
    if as_of is None:
        return None
    day: str | None
    try:
        day = date.fromisoformat(as_of).isoformat()
    except ValueError:
        day = None
    # fromisoformat would also take 20260701 and 2026-W27-3.
    if day == as_of:
        return day
    raise Stop(f"`{as_of}` is not a date.", f"Write year, month and day: {option} 2026-07-01")
