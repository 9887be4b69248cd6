"""JSON text -> tree, keeping every digit and every place.

Stricter than the standard library's reader (no duplicate names, no NaN, no lone surrogates) and
never deeper than 100 levels, so that it cannot exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from perkins_rules.documents import json_faults
from perkins_rules.documents.decoding import character_refusal, refuse_characters
from perkins_rules.documents.limits import (
    DEEPEST,
    MOST_VALUES,
    past_magnitude,
    too_deep,
    too_many,
    twice,
)
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence, Style

_BLANKS = r"[ \t\n\r]*"
_FORBIDDEN = re.compile("[\0\ud800-\udfff]")
_SIMPLE_TEXT = r'"([^"\\\x00-\x1f]*)"'
# Text without escapes, number (with its exponent), word, opening bracket.
_VALUE = re.compile(
    rf"{_BLANKS}(?:{_SIMPLE_TEXT}"
    r"|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE]([-+]?[0-9]+))?)(?![0-9A-Za-z_.+%-])"
    r"|(true|false|null)(?![0-9A-Za-z_])"
    r"|([{\[]))"
)
_TEXT, _NUMBER, _EXPONENT, _WORD, _OPEN = 1, 2, 3, 4, 5
_ESCAPED_TEXT = re.compile(
    r'"([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
)
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB]..)\\u([dD][c-fC-F]..)|u(....)|(.))")
_NAME = re.compile(rf"{_BLANKS}{_SIMPLE_TEXT}{_BLANKS}:")
_COLON = re.compile(rf"{_BLANKS}:")
_AFTER_FIELD = re.compile(rf"{_BLANKS}([,}}])")
_AFTER_ITEM = re.compile(rf"{_BLANKS}([,\]])")
_EMPTY_FIELDS = re.compile(rf"{_BLANKS}}}")
_EMPTY_ITEMS = re.compile(rf"{_BLANKS}]")
_SPACE = re.compile(_BLANKS)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, Style] = {"true": "true", "false": "false", "null": "null"}


def read_json(text: str) -> Node:
    """The tree of a JSON text. Raises Refusal, whose kinds `REFUSALS` lists."""
    refuse_characters(text, _FORBIDDEN)
    if not text.strip():
        raise json_faults.empty(text)
    # Commas, those inside texts too, are quicker to count than values and never far fewer.
    if text.count(",") > MOST_VALUES:
        raise too_many(text, 0)
    node, end = _value(text, 0, _AT_DEPTH[0], None)
    rest = _skip(text, end)
    if rest < len(text):
        raise json_faults.leftover(text, rest)
    return node


Inner = Callable[[str, int], tuple[Node, int]]
"""What reads a group or list inside another: text, offset of its bracket -> node, its end."""


def _value(text: str, at: int, inner: Inner, opened: int | None) -> tuple[Node, int]:
    """The value that starts at or after `at`, and the offset behind it."""
    match = _VALUE.match(text, at)
    if match is None:
        return _escaped_or_fault(text, _skip(text, at), opened)
    end = match.end()
    which = match.lastindex
    if which == _TEXT:
        return Scalar(match[_TEXT], "quoted", match.start(_TEXT) - 1, end), end
    if which == _NUMBER:
        return _number(text, match), end
    if which == _WORD:
        return Scalar(match[_WORD], _WORDS[match[_WORD]], match.start(_WORD), end), end
    return inner(text, end - 1)


def _opened(depth: int, text: str, start: int) -> tuple[Node, int]:
    if depth >= DEEPEST:
        raise too_deep(text, start)
    return (mapping_at if text[start] == "{" else sequence_at)(text, start, _AT_DEPTH[depth + 1])


_AT_DEPTH: tuple[Inner, ...] = tuple(partial(_opened, depth) for depth in range(DEEPEST + 1))


def _number(text: str, match: re.Match[str]) -> Scalar:
    start, end = match.span(_NUMBER)
    if match[_EXPONENT] and past_magnitude(match[_EXPONENT]):
        raise json_faults.magnitude(text, start, end)
    return Scalar(match[_NUMBER], "number", start, end)


def mapping_at(text: str, start: int, inner: Inner) -> tuple[Mapping, int]:
    """The group whose bracket stands at `start`, and its end."""
    fields: dict[str, tuple[Scalar, Node]] = {}
    at = start + 1
    empty = _EMPTY_FIELDS.match(text, at)
    if empty:
        return Mapping(fields, start, empty.end()), empty.end()
    while True:
        name, at = _name(text, at, start)
        if name.text in fields:
            raise twice(text, fields[name.text][0], name)
        value, at = _value(text, at, inner, start)
        fields[name.text] = (name, value)
        after = _AFTER_FIELD.match(text, at)
        if after is None:
            raise json_faults.separator(text, at, start)
        at = after.end()
        if after[1] == "}":
            return Mapping(fields, start, at), at


def sequence_at(text: str, start: int, inner: Inner) -> tuple[Sequence, int]:
    """The list whose bracket stands at `start`, and its end."""
    items: list[Node] = []
    at = start + 1
    empty = _EMPTY_ITEMS.match(text, at)
    if empty:
        return Sequence(items, start, empty.end()), empty.end()
    while True:
        value, at = _value(text, at, inner, start)
        items.append(value)
        after = _AFTER_ITEM.match(text, at)
        if after is None:
            raise json_faults.separator(text, at, start)
        at = after.end()
        if after[1] == "]":
            return Sequence(items, start, at), at


def _name(text: str, at: int, opened: int) -> tuple[Scalar, int]:
    """The name of a field and the offset behind its colon."""
    match = _NAME.match(text, at)
    if match:
        start, end = match.span(1)
        return Scalar(match[1], "quoted", start - 1, end + 1), match.end()
    at = _skip(text, at)
    if text[at : at + 1] != '"':
        raise json_faults.name(text, at, opened)
    name, end = _escaped_text(text, at)
    colon = _COLON.match(text, end)
    if colon is None:
        raise json_faults.colon(text, end, name)
    return name, colon.end()


def _escaped_or_fault(text: str, at: int, opened: int | None) -> tuple[Node, int]:
    if text[at : at + 1] == '"':
        return _escaped_text(text, at)
    raise json_faults.value(text, at, opened)


def _escaped_text(text: str, at: int) -> tuple[Scalar, int]:
    match = _ESCAPED_TEXT.match(text, at)
    if match is None:
        raise json_faults.text(text, at)
    body = _ESCAPE.sub(lambda escape: _unescape(text, at + 1, escape), match[1])
    return Scalar(body, "quoted", at, match.end()), match.end()


def _unescape(text: str, base: int, escape: re.Match[str]) -> str:
    high, low, code, short = escape.groups()
    if short:
        return _SHORT.get(short, short)
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    character = chr(int(code, 16))
    if _FORBIDDEN.match(character):
        raise character_refusal(text, base + escape.start(), character)
    return character


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
