"""Values that a comma cuts between braces, `{amount: $ 5,200,000}`, put together again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from perkins_rules.documents.misfits import EXAMPLES
from perkins_rules.documents.places import Places
from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Node, Scalar
from perkins_rules.documents.values import day
from perkins_rules.nearest import nearest

_AMOUNT = re.compile(
    r"(?:usd|us)?\s*\$?\s*(-?[0-9]{1,3}(?:,\s*[0-9]{3})+(?:\.[0-9]+)?)\s*(?:usd|dollars?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s*")
_COLON = re.compile(r"\s*:")
_REST = re.compile(r"(?:\s*,\s*[0-9][^,:{}\n]*(?=[,}]))+")


class Cuts(NamedTuple):
    """The values of a group that were cut, whole, by the name of their field, and the names that
    YAML reads of their ends.
    """

    whole: dict[str, Scalar]
    ends: set[str]


def cuts(
    fields: Mapping[str, tuple[Scalar, Node]], kinds: Mapping[str, str], places: Places
) -> Cuts:
    """What commas cut in a group whose fields are of these kinds."""
    found = Cuts({}, set())
    field, last = "", None  # the field whose value goes on, and its end so far
    for name, (key, value) in fields.items():
        is_bare = isinstance(value, Scalar) and value.style == "null"
        if last is not None and is_bare and _goes_on(places.text, last, key, kinds, field):
            start = fields[field][1].start
            found.whole[field] = Scalar(places.text[start : key.end], "plain", start, key.end)
            found.ends.add(name)
            last = key
        else:
            field, last = name, None if is_bare or not isinstance(value, Scalar) else value
    return found


def _goes_on(text: str, last: Scalar, key: Scalar, kinds: Mapping[str, str], field: str) -> bool:
    """Whether a name is what follows a comma in the value before it."""
    if key.text in kinds or key.style != "plain" or _COLON.match(text, key.end):
        return False
    if not _BETWEEN.fullmatch(text, last.end, key.start):
        return False
    return key.text[:1].isdigit() or (kinds.get(field) == "text" and not _is_name(key.text, kinds))


def _is_name(text: str, kinds: Collection[str]) -> bool:
    """Whether a text is like the name of a field, or begins with one: `nam`, `name Vermont`."""
    first = re.match(r"\w*", text)
    return nearest(text, list(kinds)) is not None or (first is not None and first[0] in kinds)


def unfit(whole: Scalar, end: int, kind: str) -> Unfit:
    """What is wrong with such a value, which as it stands would end at `end`."""
    only = shown(whole.text[: end - whole.start])
    reason = f"of which only {only} would count: between braces a comma ends a value"
    return Unfit(reason, _remedy(whole.text, kind))


def _remedy(text: str, kind: str) -> str:
    """What to write for a value of which commas are part."""
    if match := _AMOUNT.fullmatch(text) if kind == "money" else None:
        grouped = re.sub(r"\s", "", match[1])
        return f'Write `{grouped.replace(",", "")}`, or `"${grouped}"` in quotes.'
    if kind == "text":
        line = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
        quoted = f'"{line}"'
        return f"Write {shown(quoted, 100)}, in quotes."
    if kind == "date":
        try:
            day(Scalar(text, "plain", 0, 0), Shape("", kind))
        except Unfit as unread:
            return unread.remedy
    return EXAMPLES.get(kind, "Write one value.")


def cut_twice(text: str, key: Scalar) -> Refusal | None:
    """The refusal of a value that is cut into like ends, `{amount: 1,000,000}`, one of them `key`;
    None where a name stands twice for another reason.
    """
    start = text.rfind(":", 0, key.start) + 1
    first = re.compile(r"[^,:{}\n]*").match(text, start)
    rest = first and _REST.match(text, first.end())
    if not first or not rest or not rest.start() < key.start < rest.end():
        return None
    written = text[start : rest.end()].strip()
    message = f"{shown(written)} ends at its first comma: between braces a comma ends a value."
    begin = rest.end() - len(text[start : rest.end()].lstrip())
    return Refusal(
        "duplicate-key", message, Places(text).span(begin, rest.end()), _remedy(written, "money")
    )
