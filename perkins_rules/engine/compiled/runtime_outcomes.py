"""What a generated rule yields: an Outcome for each thing that the rule quantifies over."""

from __future__ import annotations

from typing import Any, NamedTuple

from perkins_rules.engine.compiled.runtime import both, lacking, opposite


class Outcome(NamedTuple):
    """One verdict (a word of findings.Verdict) of a compiled rule.

    `pointers` are those of the loop variables, outermost first; `needs` those of the missing facts
    an open result hangs on, sorted.
    """

    verdict: str
    pointers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


NOT_APPLICABLE = Outcome("not_applicable")


def settled(found: list[Outcome]) -> list[Outcome]:
    """The outcomes of a rule; without any thing to look at it does not apply."""
    return found or [NOT_APPLICABLE]


def blocked(pointers: tuple[str, ...], conditions: tuple[Any, ...], values: Any) -> Outcome:
    """A list that cannot be run over; `conditions` are those that were asked before it."""
    if False in conditions:
        return Outcome("not_applicable", pointers)
    return _open(pointers, *conditions, values)


def judged(
    pointers: tuple[str, ...],
    applicable: Any,
    exceptions: tuple[Any, ...],
    demands: tuple[Any, ...],
) -> Outcome:
    """The verdict on one thing. `applicable` joins applicability and the filters of the loops."""
    if applicable is False or True in exceptions:
        return Outcome("not_applicable", pointers)
    held: Any = True
    for demand in demands:
        held = both(held, demand)
    if held is True:
        return Outcome("pass", pointers)
    free: Any = True
    for taken in exceptions:
        free = both(free, opposite(taken))
    if held is False and applicable is True and free is True:
        return Outcome("fail", pointers)
    return _open(pointers, applicable, free, held)


def reviewed(pointers: tuple[str, ...], applicable: Any) -> Outcome:
    """The verdict of a review."""
    if applicable is False:
        return Outcome("not_applicable", pointers)
    if applicable is True:
        return Outcome("needs_review", pointers)
    return _open(pointers, applicable)


def _open(pointers: tuple[str, ...], *conditions: Any) -> Outcome:
    needs = sorted(lacking(*conditions).needs)
    return Outcome("cannot_determine", pointers, tuple(needs))
