"""A member + a checker -> what reports carry of what the rules allow, in plain parts for a Result.

`repair`: the smallest lawful change; `headroom`: how far each figure can move that a rule bounds.
Both ask the solver, and are made only where they are asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.member import Member
from perkins_rules.report.lawful.range_plain import headroom_plain
from perkins_rules.report.lawful.repair_plain import repair_plain
from perkins_rules.solving.encoding import posed
from perkins_rules.solving.kept import is_kept
from perkins_rules.solving.lawful_range import around, is_unbounded
from perkins_rules.solving.named import figures_named
from perkins_rules.solving.ranges import ranges
from perkins_rules.solving.repair import Wish, repaired


class Wanted(NamedTuple):
    """What is asked for; days before `today` stay as they are."""

    repairs: bool
    headroom: bool
    today: date


def carried(member: Member, checker: Checker, wanted: Wanted) -> dict[str, Any]:
    """The parts that are asked for; none of a document that cannot be read."""
    options = checker.options._replace(show_all=False, derive_reviews=False)
    plain = Checker(checker.rules, options, checker.records)
    document = plain.judged(member).document
    if document is None:
        return {}
    parts: dict[str, Any] = {}
    if wanted.repairs:
        # Whichever rules are asked for: a change that breaks another is not lawful.
        whole = Checker(checker.rules, options._replace(keep=None), checker.records)
        found = repaired(member, whole, Wish(today=wanted.today))
        parts["repair"] = repair_plain(found, document)
    if wanted.headroom:
        parts["headroom"] = headroom(document, plain, wanted.today)
    return parts


def headroom(document: Document, checker: Checker, today: date) -> list[dict[str, Any]]:
    """Of each figure that the author may change and some rule bounds, in the order of the form."""
    asked = figures_named(document, ())
    may_move = tuple(one for one in asked.unknowns if not is_kept(one, today, ()))
    of = posed(checker.rules, document, checker.options)
    found = ranges(of, asked._replace(unknowns=may_move))
    bounded = (one for one in found if one.is_known and not is_unbounded(one))
    return [headroom_plain(around(one), document) for one in bounded]
