"""A text that is being typed -> the tree of it with a mark where the cursor stands.

The one reader of documents reads it. What stands around the cursor is made whole for that, in one
way after another, until it can be read: the word as a value, as a name, and without what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from perkins_rules.documents import Refusal, Shape
from perkins_rules.documents.reading import json_reading, reading_of
from perkins_rules.documents.tree import Mapping as Group
from perkins_rules.documents.tree import Node, Scalar, Sequence

MARK = "here_it_is_being_typed"
_WORD = re.compile(r"[\w.-]*")
_OPEN = re.compile(r"[\w.-]*\Z")
_JSON_OPEN = re.compile(r'"?[\w.-]*\Z')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class Typed(NamedTuple):
    """The cursor in a tree: the path of what it stands in, whether a name is typed there rather
    than a value, the group that it stands in, and the stretch of the word.
    """

    root: Node
    path: tuple[str, ...]
    is_name: bool
    group: Group | None
    start: int
    end: int
    quoted: bool


def typed_at(name: str, text: str, offset: int, shapes: Mapping[str, Shape]) -> Typed | None:
    """Where the cursor stands; None where that cannot be told."""
    is_json = name.lower().endswith(".json") or text.lstrip()[:1] in ("{", "[")
    ways = _json_ways(text, offset) if is_json else _yaml_ways(text, offset)
    for made, start, end, quoted in ways:
        try:
            read = json_reading(made) if is_json else reading_of("a.yaml", made, shapes)
            root = read.root
        except Refusal:
            continue
        found = _marked(root, (), None)
        if found is not None:
            path, is_name, group = found
            return Typed(root, path, is_name, group, start, end, quoted)
    return None


def _yaml_ways(text: str, offset: int) -> Iterator[tuple[str, int, int, bool]]:
    opened = _OPEN.search(text[:offset])
    closed = _WORD.match(text, offset)
    assert opened is not None
    assert closed is not None
    start, end = opened.start(), closed.end()
    before, after = text[:start], text[end:]
    quote = before[-1:] if before[-1:] in ("'", '"') and after[:1] == before[-1:] else ""
    gap = " " if before[-1:] == ":" else ""
    follows = re.match(r"[ \t]*:(?=\s|$)", after)
    forms = (MARK,) if follows or quote else (MARK, f"{MARK}:")
    for tail in (after, _closed(after)):
        for form in forms:
            yield before + gap + form + tail, start, end, bool(quote)
    for above in (before, _without_broken(before)):
        closers = _closers(above[above.rfind("\n") + 1 :])
        for form in (MARK, f"{MARK}:"):
            yield above + gap + form + quote + closers + "\n", start, end, bool(quote)


def _closed(after: str) -> str:
    """What follows, without the rest of the line but for brackets that close."""
    line, feed, rest = after.partition("\n")
    return "".join(sign for sign in line if sign in "]}") + feed + rest


def _without_broken(before: str) -> str:
    """The lines above that look like fields, and the beginning of the line of the cursor."""
    lines = before.split("\n")
    looks = re.compile(r"\s*(?:- )*[\w]+:(?:\s.*)?$|\s*-\s.*$|\s*$|\s*#")
    return "\n".join([*(line for line in lines[:-1] if looks.match(line)), lines[-1]])


def _json_ways(text: str, offset: int) -> Iterator[tuple[str, int, int, bool]]:
    opened = _JSON_OPEN.search(text[:offset])
    assert opened is not None
    quoted = opened[0].startswith('"')
    start = opened.start() + quoted
    closed = _WORD.match(text, offset)
    assert closed is not None
    end = closed.end()
    before = text[: opened.start()]
    for form in (f'"{MARK}"', f'"{MARK}": null'):
        yield before + form + _closers(before), start, end, quoted


def _closers(before: str) -> str:
    """The brackets that close what is open in a text."""
    open_: list[str] = []
    for sign in _STRING.sub("", before):
        if sign in "{[":
            open_.append("}" if sign == "{" else "]")
        elif sign in "}]" and open_:
            open_.pop()
    return "".join(reversed(open_))


def _marked(
    node: Node, path: tuple[str, ...], group: Group | None
) -> tuple[tuple[str, ...], bool, Group | None] | None:
    if isinstance(node, Scalar):
        return (path, False, group) if node.text == MARK else None
    if isinstance(node, Group):
        if MARK in node.fields:
            return path, True, node
        children = ((name, value) for name, (_, value) in node.fields.items())
        return next(filter(None, (_marked(v, (*path, n), node) for n, v in children)), None)
    assert isinstance(node, Sequence)
    items = enumerate(node.items)
    return next(filter(None, (_marked(item, (*path, str(k)), None) for k, item in items)), None)
