"""Figures that are known in part, where the ends may hang on unknowns: what the reference engine
tells of its ranges, as formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perkins_rules.solving.figures import Ends, Ratio, Space, plus
from perkins_rules.solving.guards import Outside, Truth, both, conj, either, neg, opposite


def ends_of(value: Any) -> Ends:
    """Between which values a figure lies that is known, or known in part."""
    if isinstance(value, Ratio):
        raise Outside("a ratio beside what is known in part")
    return value if isinstance(value, Ends) else Ends(value, value)


def _if_both(one: Any, other: Any, times: int) -> Any:
    return None if one is None or other is None else plus(one, other, times)


def _sum_of(a: Ends, b: Ends) -> Ends:
    return Ends(_if_both(a.least, b.least, 1), _if_both(a.most, b.most, 1))


def _less(a: Ends, b: Ends) -> Ends:
    return Ends(_if_both(a.least, b.most, -1), _if_both(a.most, b.least, -1))


def _at_least(space: Space, a: Ends, b: Ends) -> Truth:
    yes = None not in (a.least, b.most) and space.at_least(a.least, b.most)
    no = None not in (a.most, b.least) and space.more_than(b.least, a.most)
    return Truth(yes, no, conj((neg(yes), neg(no))))


def _is(space: Space, a: Ends, b: Ends) -> Truth:
    """Apart, or open: a range has more values than one."""
    apart = either(opposite(_at_least(space, *sides)) for sides in ((a, b), (b, a))).yes
    return Truth(yes=False, no=apart, open=neg(apart))


def _between(space: Space, value: Ends, low: Ends, high: Ends) -> Truth:
    return both([_at_least(space, value, low), _at_least(space, high, value)])


def _differs(space: Space, a: Ends, b: Ends, within: Ends) -> Truth:
    return opposite(either(_at_least(space, _less(*way), within) for way in ((a, b), (b, a))))


COMPARED: dict[str, Callable[..., Truth]] = {
    "is": _is,
    "is_not": lambda space, a, b: opposite(_is(space, a, b)),
    "at_least": _at_least,
    "at_most": lambda space, a, b: _at_least(space, b, a),
    "more_than": lambda space, a, b: opposite(_at_least(space, b, a)),
    "less_than": lambda space, a, b: opposite(_at_least(space, a, b)),
    "between": _between,
    "differs": _differs,
}
RANGES: dict[str, Callable[[Ends, Ends], Ends]] = {"add": _sum_of, "subtract": _less}
