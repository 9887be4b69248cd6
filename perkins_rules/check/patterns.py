r"""Patterns of `matches`: the whole text, ignoring case and spacing, in linear time.

A small regular language: plain characters, `.` any character, `\d` digit, `\w` letter or digit,
`\s` white space, `\` before a sign for the sign itself, `[a-z_]` and `[^0-9]` classes, `(…)`,
`a|b`, and `*`, `+`, `?` after a part. Matching runs all ways at once (Thompson 1968), so no
document can make it slow.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from perkins_rules.same_text import common_form

ANY = "any"
SPECIAL = {"d": str.isdigit, "w": lambda c: c.isalnum() or c == "_", "s": str.isspace}


class PatternFault(Exception):
    """A pattern that means nothing; the text says why."""


class Step(NamedTuple):
    """One instruction: take a character of `chars`, or go on at each of `to`, or end.

    `chars` holds characters, `a-z` ranges, classes and ANY; with `^` first, none of them.
    """

    chars: tuple[str, ...] = ()
    to: tuple[int, ...] = ()


def pattern_fault(pattern: str) -> str:
    """Why a pattern means nothing; empty if it is sound."""
    try:
        _program(pattern)
    except PatternFault as fault:
        return str(fault)
    return ""


def matches(text: str, pattern: str | tuple[str, ...]) -> bool:
    """Whether the text, ignoring case and spacing, fits the pattern or one of several."""
    if isinstance(pattern, list | tuple):
        return any(matches(text, one) for one in pattern)
    program = _program(pattern)
    now = _closure(program, {0})
    for character in common_form(text):
        taken = {k + 1 for k in now if program[k].chars and _fits(program[k].chars, character)}
        now = _closure(program, taken)
        if not now:
            return False
    return len(program) - 1 in now


def _closure(program: tuple[Step, ...], starts: set[int]) -> set[int]:
    """All steps that can be reached without taking a character."""
    seen: set[int] = set()
    todo = list(starts)
    while todo:
        k = todo.pop()
        if k not in seen:
            seen.add(k)
            todo.extend(program[k].to)
    return seen


def _fits(chars: tuple[str, ...], character: str) -> bool:
    wanted = chars[0] != "^"
    for part in chars if wanted else chars[1:]:
        if part in (character, ANY):
            return wanted
        if len(part) == 2 and SPECIAL[part[1]](character):
            return wanted
        if len(part) == 3 and part != ANY and part[0] <= character <= part[2]:
            return wanted
    return not wanted


@lru_cache(maxsize=256)
def _program(pattern: str) -> tuple[Step, ...]:
    reader = _Reader(re.sub(r"\s+", " ", unicodedata.normalize("NFC", pattern).casefold()))
    steps = reader.alternatives()
    if reader.at < len(reader.text):
        raise PatternFault("a `)` has no `(`")
    return (*_shifted(steps, 0), Step())


def _shifted(steps: list[Step], by: int) -> list[Step]:
    """Relative steps made absolute from `by` on."""
    return [Step(s.chars, tuple(by + k + t for t in s.to)) for k, s in enumerate(steps)]


class _Reader:
    """Reads a pattern into steps whose targets are relative, so that parts can be put together."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def alternatives(self) -> list[Step]:
        steps = self.sequence()
        if self.peek() != "|":
            return steps
        self.at += 1
        rest = self.alternatives()
        over = len(steps) + 2
        return [Step(to=(1, over)), *steps, Step(to=(len(rest) + 1,)), *rest]

    def sequence(self) -> list[Step]:
        steps: list[Step] = []
        while self.peek() not in ("", "|", ")"):
            steps += self.repeated(self.part())
        return steps

    def repeated(self, part: list[Step]) -> list[Step]:
        size = len(part)
        sign = self.peek()
        if sign not in ("*", "+", "?"):
            return part
        self.at += 1
        if sign == "+":
            return [*part, Step(to=(-size, 1))]
        if sign == "?":
            return [Step(to=(1, size + 1)), *part]
        return [Step(to=(1, size + 2)), *part, Step(to=(-size - 1,))]

    def part(self) -> list[Step]:
        sign = self.take()
        if sign == "(":
            steps = self.alternatives()
            if self.peek() != ")":
                raise PatternFault("a `(` has no `)`")
            self.at += 1
            return steps
        if sign == "[":
            return [Step(chars=self.members())]
        if sign in "*+?":
            raise PatternFault(f"`{sign}` has nothing before it to repeat")
        if sign == ".":
            return [Step(chars=(ANY,))]
        return [Step(chars=(self.escaped() if sign == "\\" else sign,))]

    def escaped(self) -> str:
        sign = self.take()
        if sign in SPECIAL:
            return "\\" + sign
        if sign.isalnum():
            raise PatternFault(f"`\\{sign}` means nothing")
        return sign

    def members(self) -> tuple[str, ...]:
        found: list[str] = []
        if self.peek() == "^":
            found.append(self.take())
        while self.peek() != "]":
            sign = self.take()
            one = self.escaped() if sign == "\\" else sign
            if self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                one = f"{one}-{self.take()}"
            found.append(one)
        self.at += 1
        return tuple(found)

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        sign = self.peek()
        if not sign:
            raise PatternFault("the pattern breaks off")
        self.at += 1
        return sign
