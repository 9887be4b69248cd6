"""Cases: what a value is, under which guards. One of the guards holds, and no two.

A value is settled (as the engine has it; None where it is not determined), a sum of unknowns, or
what is known of one that is not determined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from perkins_rules.solving.guards import Guard, Outside, Truth, conj, disj

Cases = tuple[tuple[Guard, Any], ...]
MOST_CASES = 64


def settled(value: Any) -> Cases:
    """What is so in any case."""
    return ((True, value),)


def possible(cases: Iterable[tuple[Guard, Any]]) -> Cases:
    """Those cases that are not ruled out; raises Outside where they are too many."""
    found = tuple(case for case in cases if case[0] is not False)
    if len(found) > MOST_CASES:
        raise Outside(f"more than {MOST_CASES} cases")
    return found


def combined(operands: Sequence[Cases]) -> Iterator[tuple[Guard, tuple[Any, ...]]]:
    """The cases of several values together."""
    for each in product(*operands):
        guard = conj(guard for guard, _ in each)
        if guard is not False:
            yield guard, tuple(value for _, value in each)


def mapped(operands: Sequence[Cases], of: Callable[..., Cases]) -> Cases:
    """What is made of several values of which each is known, or known in part."""
    found: list[tuple[Guard, Any]] = []
    for guard, values in combined(operands):
        made = settled(None) if any(value is None for value in values) else of(*values)
        found += [(conj((guard, inner)), value) for inner, value in made]
        possible(found)
    return possible(found)


def truths(cases: Cases) -> Truth:
    """The truth of an answer."""
    yes, no, open_ = (
        disj(guard for guard, held in cases if held is value) for value in (True, False, None)
    )
    return Truth(yes, no, open_)


def answers(truth: Truth) -> Cases:
    """The inverse of `truths`."""
    return possible(((truth.yes, True), (truth.no, False), (truth.open, None)))


def chosen(condition: Truth, then: Cases, otherwise: Cases) -> Cases:
    """`when condition then … otherwise …`"""
    return possible(
        [
            *((conj((condition.yes, guard)), value) for guard, value in then),
            *((conj((condition.no, guard)), value) for guard, value in otherwise),
            (condition.open, None),
        ]
    )


def under(guard: Guard, truth: Truth) -> Truth:
    """A truth in one case, nothing in the others."""
    return Truth(conj((guard, truth.yes)), conj((guard, truth.no)), conj((guard, truth.open)))


def any_of(found: Sequence[Truth]) -> Truth:
    """The truth of whichever case holds."""
    return Truth(
        disj(one.yes for one in found),
        disj(one.no for one in found),
        disj(one.open for one in found),
    )
