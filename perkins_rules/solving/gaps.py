"""The ends of a range -> the figures between them that are not lawful."""

from __future__ import annotations

from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.lawful_range import OTHERWISE, Gap, LawfulRange
from perkins_rules.solving.rest import Readers, Rest
from perkins_rules.solving.search import asked_of

MOST_GAPS = 5


class Between(NamedTuple):
    """Looks for counts of one unknown at which what a solver knows holds."""

    solver: Any
    variable: Any

    def least(self, low: int, high: int) -> int | None:
        """The least from one number to another, both counted; None where there is none. By halves.
        Raises TooHard.
        """
        found = self._any(low, high)
        while found is not None and low < found:
            middle = (low + found) // 2
            nearer = self._any(low, middle)
            if nearer is None:
                low = middle + 1
            else:
                found = nearer
        return found

    def _any(self, low: int, high: int) -> int | None:
        model = asked_of(self.solver, self.variable >= low, self.variable <= high)
        return None if model is None else model.eval(self.variable).as_long()


class Ways(NamedTuple):
    """Where a figure breaks a rule, and where it breaks none."""

    wrong: Between
    right: Between


def with_gaps(
    found: LawfulRange, among: tuple[int, int], rest: Rest, rules: Readers, ways: Ways
) -> LawfulRange:
    """With what is not lawful `among` two counts, both ends lawful: by turns the next that breaks
    a rule, and from there on the next that breaks none. Raises TooHard.
    """
    one, gaps = found.unknown, list[Gap]()
    low, high = among
    while (first := ways.wrong.least(low, high)) is not None:
        if len(gaps) == MOST_GAPS:
            return found._replace(gaps=tuple(gaps), has_more_gaps=True)
        after = ways.right.least(first, high)
        low = high if after is None else after
        gap = _gap(rest, rules, one, (first, low - 1))
        if gap is None:
            return LawfulRange(one, is_known=False, reason=OTHERWISE)
        gaps.append(gap)
    return found._replace(gaps=tuple(gaps))


def _gap(rest: Rest, rules: Readers, one: Unknown, ends: tuple[int, int]) -> Gap | None:
    """A gap; None where the engine sees it otherwise."""

    def failing(count: int) -> tuple[CheckedRule, ...]:
        return rest.failing(rules, {one.pointer: one.figure(count)})

    first, last = ends
    broken = (failing(first), failing(last))
    if not all(broken) or failing(first - 1) or failing(last + 1):
        return None
    because = tuple(rule for rule in rules if any(rule in those for those in broken))
    return Gap(one.figure(first), one.figure(last), because)
