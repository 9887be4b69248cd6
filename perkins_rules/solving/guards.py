"""Guards: conditions on unknown figures, under which something holds; plain bools where they are
settled, else formulas of the solver. Of them is made Truth, the three-valued logic of the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import z3


class Outside(Exception):
    """What is asked has no formula here; the text says of what, in the words of the rule."""


Guard = Any
"""True, False, or a formula of z3, which has no types to be checked by."""


def conj(guards: Iterable[Guard]) -> Guard:
    """Whether all hold."""
    return _joined(guards, z3.And, settles=False)


def disj(guards: Iterable[Guard]) -> Guard:
    """Whether one holds."""
    return _joined(guards, z3.Or, settles=True)


def _joined(guards: Iterable[Guard], of: Callable[[list[Guard]], Guard], *, settles: bool) -> Guard:
    """Plain bools are settled at once: one of them settles all, the others say nothing."""
    found = []
    for guard in guards:
        if guard is settles:
            return settles
        if not isinstance(guard, bool):
            found.append(guard)
    if not found:
        return not settles
    return found[0] if len(found) == 1 else of(found)


def neg(guard: Guard) -> Guard:
    """Whether it does not hold."""
    return not guard if isinstance(guard, bool) else z3.Not(guard)


class Truth(NamedTuple):
    """When a condition is true, false, and open: one of them always, and never two."""

    yes: Guard
    no: Guard
    open: Guard


TRUE = Truth(yes=True, no=False, open=False)
FALSE = Truth(yes=False, no=True, open=False)
OPEN = Truth(yes=False, no=False, open=True)


def truth_of(value: bool | None) -> Truth:
    """The truth of what is settled."""
    return OPEN if value is None else TRUE if value else FALSE


def if_(guard: Guard) -> Truth:
    """True where the guard holds, else false."""
    return Truth(yes=guard, no=neg(guard), open=False)


def both(truths: Iterable[Truth]) -> Truth:
    """`and`: false if one is false, else open if one is open."""
    found = list(truths)
    no = disj(one.no for one in found)
    open_ = disj(one.open for one in found)
    return Truth(conj(one.yes for one in found), no, conj((open_, neg(no))))


def either(truths: Iterable[Truth]) -> Truth:
    """`or`: true if one is true, else open if one is open."""
    return opposite(both(map(opposite, truths)))


def opposite(truth: Truth) -> Truth:
    """`not`"""
    return Truth(truth.no, truth.yes, truth.open)
