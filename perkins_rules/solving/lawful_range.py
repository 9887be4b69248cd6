"""LawfulRange: between which values a figure is lawful, by which rules, and what is not between.

A range has two ends, and may have gaps between them; where other figures go along, only its ends
are told. All ends, and what lies one unit beyond them, are shown to the engine.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.solving.figures import Unknown

GAVE_UP = "the solver gave up at its limit"
OTHERWISE = "the rules see it otherwise than the solver"


class End(NamedTuple):
    """One end of a range: the last lawful figure, None where nothing bounds it; `because` are the
    rules that fail one unit beyond.
    """

    figure: Fraction | date | None
    because: tuple[CheckedRule, ...] = ()


class Gap(NamedTuple):
    """Figures between the two ends that are not lawful, from the `first` to the `last`; `because`
    are the rules that fail at one of these.
    """

    first: Fraction | date
    last: Fraction | date
    because: tuple[CheckedRule, ...]


class LawfulRange(NamedTuple):
    """Between which values a figure is lawful. Without `least` and `most` none is: `because` are
    rules that fail as it stands, whatever it is. Where it is not known, it could not be told, since
    the rules `outside` have no formula, or for another `reason`.
    `gaps` are between the ends, the first MOST_GAPS of them; None where they were not looked for.
    """

    unknown: Unknown
    least: End | None = None
    most: End | None = None
    because: tuple[CheckedRule, ...] = ()
    is_known: bool = True
    gaps: tuple[Gap, ...] | None = None
    has_more_gaps: bool = False
    outside: tuple[CheckedRule, ...] = ()
    reason: str = ""


def is_lawful(one: LawfulRange) -> bool:
    """Whether a figure stands in its range, or is not given and has one."""
    if one.least is None or one.most is None:
        return not one.is_known
    value: Any = one.unknown.value
    low, high = one.least.figure, one.most.figure
    is_within = value is None or ((low is None or low <= value) and (high is None or value <= high))
    gaps: Any = one.gaps or ()
    return is_within and not any(
        gap.first <= value <= gap.last for gap in gaps if value is not None
    )


def is_unbounded(one: LawfulRange) -> bool:
    """Whether no rule bounds a figure: what bounds it may be the kind of figure that it is."""
    ends = (one.least, one.most)
    return one.is_known and not one.because and not any(end and end.because for end in ends)


def around(one: LawfulRange) -> LawfulRange:
    """Of a range with gaps, the part in which the figure stands; with the rules of the gap in which
    it stands, where it does.
    """
    value: Any = one.unknown.value
    least, most = one.least, one.most
    for gap in one.gaps or ():
        if gap.last < value:
            least = End(_beyond(gap.last, one.unknown, 1), gap.because)
        elif value < gap.first:
            most = End(_beyond(gap.first, one.unknown, -1), gap.because)
            break
        else:
            return one._replace(because=gap.because)
    return one._replace(least=least, most=most, gaps=())


def _beyond(figure: Fraction | date, one: Unknown, units: int) -> Fraction | date:
    count = one.counted(figure)
    assert count is not None
    beyond: Fraction | date = one.figure(count + units)
    return beyond
