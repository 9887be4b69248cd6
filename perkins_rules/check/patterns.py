r"""Patterns of `matches`: the whole text, ignoring case and spacing, in linear time.

A pattern becomes an automaton that goes all ways at once (Thompson 1968), so that no document can
make it slow. What it comes to is kept as it is met: most characters cost one look into a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from perkins_rules.check.pattern_reader import NOTHING, OR, THEN, Parts, read_pattern
from perkins_rules.check.pattern_signs import Chars, PatternFault
from perkins_rules.same_text import common_form

MOST_KEPT = 20_000
"""What an automaton keeps of what it met: steps and characters. Beyond that it begins anew."""


def pattern_fault(pattern: str) -> PatternFault | None:
    """Why a pattern means nothing; None if it is sound."""
    try:
        read_pattern(pattern)
    except PatternFault as fault:
        return fault
    return None


def matches(text: str, pattern: str | Sequence[str]) -> bool:
    """Whether the text, ignoring case and spacing, fits the pattern or one of several. Raises
    PatternFault.
    """
    several = (pattern,) if isinstance(pattern, str) else tuple(pattern)
    return _automaton(several).fits(common_form(text))


@lru_cache(maxsize=256)
def _automaton(patterns: tuple[str, ...]) -> _Automaton:
    return _Automaton(map(read_pattern, patterns))


class _State:
    """Where an automaton may be after some characters: steps that take one more, or an end."""

    __slots__ = ("after", "ends", "steps")

    def __init__(self, steps: frozenset[int], ends: bool) -> None:
        self.steps, self.ends = steps, ends
        self.after: dict[str, _State] = {}


class _Automaton:
    """Numbered steps: each takes a character and goes on with the next, or goes on at others.

    Alike characters have one number, which `_takes` gives for each step; of others it is -1.
    """

    def __init__(self, patterns: Iterable[Parts]) -> None:
        self._numbers: dict[Chars, int] = {}
        self._takes: list[int] = []
        self._on: list[list[int]] = []
        fragments = [self._fragment(parts) for parts in patterns]
        self._ends = frozenset(end for _, end in fragments)
        self._chars = list(self._numbers)
        self._states: dict[tuple[frozenset[int], bool], _State] = {}
        self._kept = 0
        self._start = self._state(start for start, _ in fragments)

    def fits(self, text: str) -> bool:
        """Whether the whole text fits one of the patterns."""
        state = self._start
        for sign in text:
            if not state.steps:
                return False
            state = state.after.get(sign) or self._next(state, sign)
        return state.ends

    # -------------------------------------------------------------- going on

    def _next(self, state: _State, sign: str) -> _State:
        """The state after one more character, kept with those before."""
        if self._kept > MOST_KEPT:
            self._forget()
        here = {self._takes[k] for k in state.steps}
        fitting = {number for number in here if self._chars[number].takes(sign)}
        found = self._state(k + 1 for k in state.steps if self._takes[k] in fitting)
        state.after[sign] = found
        self._kept += 1
        return found

    def _forget(self) -> None:
        """Parts the states, which lead to one another, so that each is gone at once."""
        known, self._states, self._kept = self._states, {}, 0
        for state in [self._start, *known.values()]:
            state.after.clear()

    def _state(self, steps: Iterable[int]) -> _State:
        """What can be reached from steps without taking a character."""
        seen: set[int] = set()
        todo = list(steps)
        while todo:
            k = todo.pop()
            if k not in seen:
                seen.add(k)
                todo += self._on[k]
        taking = frozenset(k for k in seen if self._takes[k] >= 0)
        key = taking, not self._ends.isdisjoint(seen)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = _State(*key)
            self._kept += len(taking)
        return found

    # -------------------------------------------------------------- putting together

    def _step(self, takes: int = -1, on: Iterable[int] = ()) -> int:
        self._takes.append(takes)
        self._on.append(list(on))
        return len(self._on) - 1

    def _fragment(self, parts: Parts) -> tuple[int, int]:
        """The first and the last step of a pattern."""
        made: list[tuple[int, int]] = []
        for part in parts:
            if part in (THEN, OR):
                second, first = made.pop(), made.pop()
                made.append(self._then(first, second) if part == THEN else self._or(first, second))
            elif part == NOTHING:
                step = self._step()
                made.append((step, step))
            elif isinstance(part, Chars):
                number = self._numbers.setdefault(part, len(self._numbers))
                made.append((self._step(number), self._step()))
            else:
                made.append(self._repeated(*made.pop(), part))
        return made.pop()

    def _then(self, first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
        self._on[first[1]].append(second[0])
        return first[0], second[1]

    def _or(self, first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
        end = self._step()
        self._on[first[1]].append(end)
        self._on[second[1]].append(end)
        return self._step(on=(first[0], second[0])), end

    def _repeated(self, start: int, end: int, how: str) -> tuple[int, int]:
        last = self._step()
        self._on[end] += [last] if how == "?" else [start, last]
        return self._step(on=(start,) if how == "+" else (start, last)), last
