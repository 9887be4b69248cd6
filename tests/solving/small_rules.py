"""Small rules at random, each in the language and as a condition on whole numbers of cents and
days; and the figures that satisfy them, found by trying all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from random import Random
from typing import NamedTuple

from tests.solving.small_form import AMOUNTS, DAYS, day, dollars

Figures = Mapping[str, int]


class Demand(NamedTuple):
    text: str
    holds: Callable[[Figures], bool]

    @property
    def read(self) -> set[str]:
        """The fields that it reads."""
        return {*AMOUNTS, *DAYS} & set(self.text.split())


class Puzzle(NamedTuple):
    """Rules, how figures stand, and which of them stay. The figures go up to `most`."""

    demands: tuple[Demand, ...]
    stands: dict[str, int]
    keep: tuple[str, ...]
    most: int


def puzzle(random: Random) -> Puzzle:
    amounts = AMOUNTS[: random.choice((2, 3))]
    days = DAYS[: random.choice((0, 1, 2))]
    names, most = (*amounts, *days), 7 if len(amounts) + len(days) > 4 else 12
    demands = [_within(name, most) for name in names]
    for _ in range(random.choice((2, 3, 3, 4, 5))):
        of = (
            random.choice(_OF_DAYS)
            if days and random.random() < 0.3
            else random.choice(_OF_AMOUNTS)
        )
        demands.append(of(random, amounts, days, most))
    stands = {name: random.randint(0, most) for name in names}
    keep = tuple(name for name in names if random.random() < 0.15)
    return Puzzle(tuple(demands), stands, keep, most)


def _within(name: str, most: int) -> Demand:
    low, high = (day(0), day(most)) if name in DAYS else ("$0", f"${dollars(most)}")
    return Demand(f"require {name} is between {low} and {high}", lambda f: 0 <= f[name] <= most)


def _limit(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    name, n = random.choice(amounts), random.randint(0, most)
    if random.random() < 0.5:
        return Demand(f"require {name} is at most ${dollars(n)}", lambda f: f[name] <= n)
    return Demand(f"require {name} is at least ${dollars(n)}", lambda f: f[name] >= n)


def _sum(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    a, b = random.sample(amounts, 2)
    n = random.randint(0, most)
    is_same = random.random() < 0.5
    how = "is" if is_same else "is at least"
    return Demand(
        f"require {a} + {b} {how} ${dollars(n)}",
        lambda f: f[a] + f[b] == n if is_same else f[a] + f[b] >= n,
    )


def _share(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    a, b = random.sample(amounts, 2)
    p = random.choice((5, 30, 50, 75))
    if random.random() < 0.5:
        return Demand(f"require {a} is at most {p}% of {b}", lambda f: 100 * f[a] <= p * f[b])
    return Demand(f"require {a} is at least {p}% of {b}", lambda f: 100 * f[a] >= p * f[b])


def _greater(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    a, b = random.sample(amounts, 2)
    n = random.randint(0, most)
    of, pick = random.choice((("greater", max), ("lesser", min)))
    return Demand(
        f"require {a} is at most the {of} of {b} and ${dollars(n)}",
        lambda f: f[a] <= pick(f[b], n),
    )


def _either(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    a, b = random.sample(amounts, 2)
    n, m = random.randint(0, most), random.randint(0, most)
    return Demand(
        f"require {a} is at most ${dollars(n)} or {b} is more than ${dollars(m)}",
        lambda f: f[a] <= n or f[b] > m,
    )


def _where(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    a, b = random.sample(amounts, 2)
    n, m = random.randint(0, most), random.randint(0, most)
    return Demand(
        f"applies when {a} is at least ${dollars(n)}\n  require {b} is not ${dollars(m)}",
        lambda f: f[a] < n or f[b] != m,
    )


def _apart(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    n = random.randint(0, most)
    if len(days) < 2:
        name = days[0]
        return Demand(f"require {name} is on or after {day(n)}", lambda f: f[name] >= n)
    a, b = random.sample(days, 2)
    return Demand(f"require {a} is at least {n} days after {b}", lambda f: f[a] >= f[b] + n)


def _when_late(random: Random, amounts: Sequence[str], days: Sequence[str], most: int) -> Demand:
    a, b = random.choice(amounts), random.choice(days)
    n, m = random.randint(0, most), random.randint(0, most)
    return Demand(
        f"require {a} is at least ${dollars(n)} or {b} is before {day(m)}",
        lambda f: f[a] >= n or f[b] < m,
    )


_OF_AMOUNTS = (_limit, _sum, _share, _greater, _either, _where)
_OF_DAYS = (_apart, _when_late)

# ------------------------------------------------------------------ by trying all


def hopeless(puzzle: Puzzle) -> list[Demand]:
    """What is not satisfied and reads only figures that stay."""
    kept = set(puzzle.keep)
    return [one for one in puzzle.demands if one.read <= kept and not one.holds(puzzle.stands)]


def satisfying(
    puzzle: Puzzle, demands: Iterable[Demand], most: int, before: int = 0
) -> list[dict[str, int]]:
    """All figures up to so many that satisfy demands, those kept standing as they do; with days
    from so many before the first.
    """
    wanted, names = list(demands), list(puzzle.stands)
    ways = [
        (puzzle.stands[name],)
        if name in puzzle.keep
        else range(-before if name in DAYS else 0, most + 1)
        for name in names
    ]
    found = (dict(zip(names, each, strict=True)) for each in product(*ways))
    return [one for one in found if all(demand.holds(one) for demand in wanted)]


def weight(puzzle: Puzzle, figures: Figures) -> tuple[int, int, int]:
    """How many move, and how far: dollars, and then days."""
    far = {name: abs(figures[name] - stands) for name, stands in puzzle.stands.items()}
    money = sum(gap for name, gap in far.items() if name in AMOUNTS)
    return sum(map(bool, far.values())), money, sum(far.values()) - money


def document_of(figures: Figures) -> str:
    """The figures as a document."""
    lines = ["document: form"]
    for name, value in figures.items():
        lines.append(f"{name}: {day(value) if name in DAYS else dollars(value)}")
    return "\n".join([*lines, ""])
