"""What a generated rule yields: an Outcome for each thing that the rule quantifies over."""

from __future__ import annotations

from typing import Any, NamedTuple

from perkins_rules.engine.compiled.runtime import Missing, both, lacking, opposite


class Outcome(NamedTuple):
    """One verdict (a word of findings.Verdict) of a compiled rule.

    `pointers` are those of the loop variables, outermost first; `clause` counts the first
    `require` that does not hold, from 1; `exception` is the label of the one taken; `needs` the
    pointers of the missing facts an open result hangs on, sorted.
    """

    verdict: str
    pointers: tuple[str, ...] = ()
    clause: int = 0
    exception: str | None = None
    needs: tuple[str, ...] = ()


NOT_APPLICABLE = Outcome("not_applicable")


def settled(found: list[Outcome]) -> list[Outcome]:
    """The outcomes of a rule; without any thing to look at it does not apply."""
    return found or [NOT_APPLICABLE]


def blocked(pointers: tuple[str, ...], conditions: tuple[Any, ...], values: Any) -> Outcome:
    """A list that cannot be run over; `conditions` are those that were asked before it."""
    if False in conditions:
        return Outcome("not_applicable", pointers)
    return _open(pointers, 0, *conditions, values)


def judged(
    pointers: tuple[str, ...],
    applicable: Any,
    exceptions: tuple[tuple[str, Any], ...],
    demands: tuple[Any, ...],
) -> Outcome:
    """The verdict on one thing. `applicable` joins applicability and the filters of the loops."""
    if applicable is False:
        return Outcome("not_applicable", pointers)
    for label, taken in exceptions:
        if taken is True:
            return Outcome("not_applicable", pointers, 0, label)
    held: Any = True
    for demand in demands:
        held = both(held, demand)
    if held is True:
        return Outcome("pass", pointers)
    free: Any = True
    for _, taken in exceptions:
        free = both(free, opposite(taken))
    clause = 1 + [_kind(demand) for demand in demands].index(_kind(held))
    if held is False and applicable is True and free is True:
        return Outcome("fail", pointers, clause)
    return _open(pointers, clause, applicable, free, held)


def reviewed(pointers: tuple[str, ...], applicable: Any) -> Outcome:
    """The verdict of a review."""
    if applicable is False:
        return Outcome("not_applicable", pointers)
    if applicable is True:
        return Outcome("needs_review", pointers)
    return _open(pointers, 0, applicable)


def _kind(truth: Any) -> Any:
    return None if truth.__class__ is Missing else truth


def _open(pointers: tuple[str, ...], clause: int, *conditions: Any) -> Outcome:
    needs = sorted(lacking(*conditions).needs)
    return Outcome("cannot_determine", pointers, clause, None, tuple(needs))
