r"""A pattern of `matches` -> its parts in the order in which an automaton is put together.

What is read is a part of what regular expressions are elsewhere, and means what it means there. All
else is a fault, so that nothing is ever taken for something other than was meant. The order is that
of a stack, `ab|c*` is `a b & c * |`, and so no pattern is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from perkins_rules.check.pattern_classes import read_class
from perkins_rules.check.pattern_signs import Chars, PatternFault, Signs, folded, for_itself

LONGEST = 10_000
"""Characters of a pattern."""
MOST_PARTS = 20_000
"""Parts of a pattern with its repetitions written out: what a character of a text may cost."""
THEN, OR, NOTHING = "&", "|", ""

Parts = list[Chars | str]
"""Chars, and what is made of the one or two parts before: THEN, OR, `*`, `+`, `?`. NOTHING is a
part without a character.
"""

_COUNT = r"\{([0-9]+)(?:(,)([0-9]*))?\}"
_CLOSES = {")": "(", "]": "[", "}": "{"}


class _Group:
    """An open `(`, or the whole pattern: its place, where its parts begin, and how many branches it
    has before this one, and parts in this one.
    """

    __slots__ = ("at", "branches", "parts", "start")

    def __init__(self, at: int = 0, start: int = 0) -> None:
        self.at, self.start = at, start
        self.branches = self.parts = 0


def read_pattern(pattern: str) -> Parts:
    """The parts of a pattern. Raises PatternFault."""
    if len(pattern) > LONGEST:
        message = f"a pattern has at most {LONGEST:,} characters, and this has {len(pattern):,}"
        raise PatternFault(message, "write a list of several patterns")
    return _Reader(Signs(pattern)).parts()


class _Reader:
    """Reads from left to right. `last` is where the part begins that a `*` would repeat."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        self.out: Parts = []
        self.last: int | None = None
        self.group = _Group()
        self.above: list[_Group] = []

    def parts(self) -> Parts:
        """All parts."""
        while sign := self.signs.take():
            _READ.get(sign, _Reader.literal)(self, sign, self.signs.at - 1)
        if self.above:
            raise self.signs.fault(self.group.at, "a `(` has no `)`", for_itself("("))
        self._end_branch()
        return self.out

    # -------------------------------------------------------------- characters

    def literal(self, sign: str, start: int) -> None:
        first, *rest = _literal(sign)
        self._chars(first)
        for one in rest:
            self.out += [one, THEN]

    def anything(self, sign: str, start: int) -> None:
        self._chars(Chars(negated=True))

    def one_of(self, sign: str, start: int) -> None:
        self._chars(read_class(self.signs))

    def escape(self, sign: str, start: int) -> None:
        one, is_kind = self.signs.escaped()
        if is_kind:
            self._chars(Chars(kinds=one))
        else:
            self.literal(one, start)

    def _chars(self, chars: Chars) -> None:
        self._begin_part()
        self.out.append(chars)

    def refuse(self, sign: str, start: int) -> None:
        if sign in _CLOSES:
            raise self.signs.fault(start, f"a `{sign}` has no `{_CLOSES[sign]}`", for_itself(sign))
        remedy = f"leave it out, since the whole text is to fit, or {for_itself(sign)}"
        raise self.signs.fault(start, f"`{sign}` means nothing", remedy)

    # -------------------------------------------------------------- repetition

    def repeat(self, sign: str, start: int) -> None:
        self._repeated(sign, start)
        self.out.append(sign)

    def count(self, sign: str, start: int) -> None:
        """`{2}`, `{2,}`, `{2,4}`: the part as often as that, one after the other."""
        match = re.match(_COUNT, self.signs.text[start:])
        if match is None:
            remedy = f"write `{{2}}`, `{{2,}}` or `{{2,4}}` for how often, or {for_itself(sign)}"
            raise self.signs.fault(start, "`{` means nothing", remedy)
        self.signs.at = start + match.end()
        begin = self._repeated(match[0], start)
        least, most = self._number(match[1], start), self._number(match[3] or match[1], start)
        if most < least:
            raise self.signs.fault(start, f"`{match[0]}` runs backwards", "put the smaller first")
        part, is_endless = self.out[begin:], match[2] is not None and not match[3]
        self._bound(start, (len(part) + 2) * most)
        copies = [part] * least
        copies += [[*part, "*"]] if is_endless else [[*part, "?"]] * (most - least)
        self.out[begin:] = copies[0] if copies else [NOTHING]
        for copy in copies[1:]:
            self.out += [*copy, THEN]

    def _repeated(self, sign: str, start: int) -> int:
        """Where the part begins that is repeated here."""
        if self.last is None and self.group.parts:
            message, remedy = f"`{sign}` repeats what is repeated already", "put that in `(…)`, or"
        elif self.last is None:
            message, remedy = f"`{sign}` has nothing before it to repeat", "put a part there, or"
        else:
            begin, self.last = self.last, None
            return begin
        raise self.signs.fault(start, message, f"{remedy} {for_itself(sign[0])}")

    def _number(self, digits: str, start: int) -> int:
        if len(digits) >= len(str(MOST_PARTS)):
            self._bound(start, MOST_PARTS)
        return int(digits)

    def _bound(self, start: int, more: int) -> None:
        if len(self.out) + more > MOST_PARTS:
            message = "with its repetitions written out, the pattern is too long"
            raise self.signs.fault(start, message, "repeat a shorter part, or less often")

    # -------------------------------------------------------------- groups

    def _begin_part(self) -> None:
        """The two parts before are put together only now, since a `*` is of the last one alone."""
        if self.group.parts > 1:
            self.out.append(THEN)
        self.group.parts += 1
        self.last = len(self.out)

    def open(self, sign: str, start: int) -> None:
        if self.signs.peek() == "?":
            raise self.signs.fault(start, "`(?` means nothing", f"`(…)` will do; {for_itself('(')}")
        self._begin_part()
        self.above.append(self.group)
        self.group, self.last = _Group(start, len(self.out)), None

    def close(self, sign: str, start: int) -> None:
        if not self.above:
            self.refuse(sign, start)
        self._end_branch()
        self.last, self.group = self.group.start, self.above.pop()

    def branch(self, sign: str, start: int) -> None:
        self._end_branch()
        self.group.branches += 1
        self.group.parts = 0
        self.last = None

    def _end_branch(self) -> None:
        if self.group.parts == 0:
            self.out.append(NOTHING)
        elif self.group.parts > 1:
            self.out.append(THEN)
        if self.group.branches:
            self.out.append(OR)


@lru_cache(maxsize=256)
def _literal(sign: str) -> tuple[Chars, ...]:
    """A character that stands for itself, as it stands in texts."""
    return tuple(Chars(frozenset(one)) for one in folded(sign))


_READ: dict[str, Callable[[_Reader, str, int], None]] = {
    ".": _Reader.anything,
    "\\": _Reader.escape,
    "[": _Reader.one_of,
    "(": _Reader.open,
    ")": _Reader.close,
    "|": _Reader.branch,
    "{": _Reader.count,
    **dict.fromkeys("*+?", _Reader.repeat),
    **dict.fromkeys("^$]}", _Reader.refuse),
}
