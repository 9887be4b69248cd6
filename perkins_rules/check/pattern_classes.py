"""What stands between `[` and `]` in a pattern -> the characters that it takes."""

from __future__ import annotations

from perkins_rules.check.pattern_signs import Chars, Signs, folded, for_itself

_INSIDE = "inside of `[…]`"


def read_class(signs: Signs) -> Chars:
    """The class whose `[` was just read. Raises PatternFault."""
    start = signs.at - 1
    negated = signs.peek() == "^"
    signs.at += negated
    first = signs.at
    singles, ranges, kinds = set[str](), list[tuple[str, str]](), ""
    while signs.peek() != "]":
        at = signs.at
        one, is_kind = _member(signs, start, first)
        if _is_range(signs):
            ranges.append(_range(signs, at, one, is_kind))
        elif is_kind:
            kinds += one
        else:
            singles.add(_single(signs, at, one))
    if signs.at == first:
        raise signs.fault(start, f"no character stands {_INSIDE}", for_itself("]"))
    signs.at += 1
    return Chars(frozenset(singles), tuple(ranges), kinds, negated)


def _member(signs: Signs, start: int, first: int) -> tuple[str, bool]:
    """A character, or a kind of them. Signs that other readers of patterns take for more than
    themselves are refused; a `-` stands first or last.
    """
    at, sign, after = signs.at, signs.take(), signs.peek()
    if not after:
        raise signs.fault(start, "a `[` has no `]`", for_itself("["))
    if sign == "\\":
        return signs.escaped()
    if sign == "[" or (sign == "-" and (after == "-" or (at > first and after != "]"))):
        raise signs.fault(at, f"`{sign}` means nothing {_INSIDE}", for_itself(sign))
    if sign in "&|~" and sign == after:
        raise signs.fault(at, f"`{sign}{sign}` means nothing {_INSIDE}", "write it once")
    return sign, False


def _is_range(signs: Signs) -> bool:
    after = signs.text[signs.at : signs.at + 2]
    return len(after) == 2 and after[0] == "-" and after[1] != "]"


def _range(signs: Signs, start: int, low: str, is_kind: bool) -> tuple[str, str]:
    signs.at += 1
    high = signs.take()
    if high == "\\":
        high, also_kind = signs.escaped()
        is_kind = is_kind or also_kind
    elif high in "[-":
        raise signs.fault(start, f"no range ends with `{high}`", for_itself(high))
    if is_kind:
        raise signs.fault(start, "a range goes from a character to another", "such as `a-z`")
    if high < low:
        raise signs.fault(start, f"`{low}-{high}` runs backwards", f"write `{high}-{low}`")
    return low, high


def _single(signs: Signs, start: int, sign: str) -> str:
    form = folded(sign)
    if len(form) > 1:
        message = f"`{sign}` is the same text as `{form}`, and so no single character"
        raise signs.fault(start, message, f"write `([…]|{form})`")
    return form
