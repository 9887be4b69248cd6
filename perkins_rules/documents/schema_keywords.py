"""The dialect of schemas, word by word: which keywords are read, and what each takes.

A keyword that is not read would bind an editor and nobody else; it is a fault, so that no
document passes what its schema seems to forbid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from perkins_rules.documents.places import Places
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.nearest import nearest
from perkins_rules.source import SourceText

DRAFT = "https://json-schema.org/draft/2020-12/schema"
VALUES = (
    "money", "percent", "level", "number", "integer", "date", "time", "text", "path", "yes_no",
    "choice",
)  # fmt: skip
"""The kinds of single values, as `x-kind` names them."""
FILERS = ("state", "recipient")
_TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")
_OF_A_FILE = ("$schema", "$id", "x-document", "x-filed-by", "required")


class SchemaFile(NamedTuple):
    """A schema as it is written: its text, its tree, and where things stand."""

    source: SourceText
    root: Node
    places: Places


class SchemaFault(NamedTuple):
    """What is wrong at a node of a schema, and what would be right."""

    file: SchemaFile
    node: Node
    message: str
    hint: str
    level: str = "error"


def keyword_faults(file: SchemaFile) -> Iterator[SchemaFault]:
    """Every keyword of a file that is not read, stands where it has no meaning, or takes another
    value than it has.
    """
    yield from _schema(file, file.root, is_root=True)


def text_of(node: Node | None) -> str | None:
    """The text that a node is; None where it is none."""
    return node.text if isinstance(node, Scalar) and node.style == "quoted" else None


def texts_of(node: Node | None) -> list[str]:
    """The texts of a list; of a single text, that one."""
    items = node.items if isinstance(node, Sequence) else [node]
    return [text for item in items if (text := text_of(item)) is not None]


def _schema(file: SchemaFile, node: Node, is_root: bool = False) -> Iterator[SchemaFault]:
    if not isinstance(node, Mapping):
        hint = 'write keywords in braces, such as {"title": "…", "x-kind": "text"}'
        yield SchemaFault(file, node, "a schema is a group of keywords", hint)
        return
    for word, (key, value) in node.fields.items():
        takes = _KEYWORDS.get(word)
        if takes is None:
            yield SchemaFault(file, key, *_unknown(word))
        elif word in _OF_A_FILE and not is_root:
            message = f"{shown(word)} belongs to the whole document"
            hint = _REQUIRED if word == "required" else "write it beside `x-document`"
            yield SchemaFault(file, key, message, hint)
        elif not takes.fits(value):
            at = value if isinstance(value, Scalar) else key
            yield SchemaFault(file, at, f"{shown(word)} is not {takes.right}", takes.hint)
        else:
            yield from _inner(file, word, value)


def _inner(file: SchemaFile, word: str, value: Node) -> Iterator[SchemaFault]:
    """What stands in the schemas that a keyword holds."""
    if word in ("properties", "$defs") and isinstance(value, Mapping):
        for _, part in value.fields.values():
            yield from _schema(file, part)
    elif word == "items":
        yield from _schema(file, value)


def _unknown(word: str) -> tuple[str, str]:
    meant = nearest(word, list(_KEYWORDS))
    if word in _ONLY_EDITORS:
        message = f"{shown(word)} is not read: only an editor would go by it"
        return message, "leave it out, and say it as a rule"
    message = f"{shown(word)} is no keyword of these schemas"
    return message, f"did you mean `{meant}`?" if meant else "leave it out"


# ------------------------------------------------------------------ the table


class _Takes(NamedTuple):
    fits: Callable[[Node], bool]
    right: str
    hint: str = ""


def _is_text(node: Node) -> bool:
    return text_of(node) is not None


def _is_number(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style == "number"


def _is_count(node: Node) -> bool:
    return _is_number(node) and isinstance(node, Scalar) and node.text.isdigit()


def _is_count_above_zero(node: Node) -> bool:
    return _is_count(node) and isinstance(node, Scalar) and bool(node.text.strip("0"))


def _is_group(node: Node) -> bool:
    return isinstance(node, Mapping)


def _is_list(node: Node) -> bool:
    return isinstance(node, Sequence)


def _anything(_: Node) -> bool:
    return True


def _is_word(style: str) -> Callable[[Node], bool]:
    return lambda node: isinstance(node, Scalar) and node.style == style


def _is_one_of(*words: str) -> Callable[[Node], bool]:
    return lambda node: text_of(node) in words


def _are_types(node: Node) -> bool:
    found = texts_of(node)
    count = len(node.items) if isinstance(node, Sequence) else 1
    return bool(found) and len(found) == count and set(found) <= set(_TYPES)


def _are_choices(node: Node) -> bool:
    return isinstance(node, Sequence) and all(
        isinstance(item, Scalar) and item.style in ("quoted", "null") for item in node.items
    )


def _are_lists_of_texts(node: Node) -> bool:
    return isinstance(node, Mapping) and all(
        isinstance(names, Sequence) and len(texts_of(names)) == len(names.items)
        for _, names in node.fields.values()
    )


def _are_filers(node: Node) -> bool:
    return isinstance(node, Mapping) and all(
        re.fullmatch(r"[a-z_][a-z0-9_]*: \S+", told) and text_of(who) in FILERS
        for told, (_, who) in node.fields.items()
    )


def _is_the_type(node: Node) -> bool:
    return isinstance(node, Sequence) and len(node.items) == 1 and texts_of(node) == ["document"]


_TEXT = _Takes(_is_text, "a text", "write it in quotes")
_NUMBER = _Takes(_is_number, "a number", "write it without quotes")
_COUNT = _Takes(_is_count, "a whole number", "write it without quotes")
_GROUP = _Takes(_is_group, "a group", "write the names and their schemas in braces")
_REQUIRED = 'only ["document"], of the whole document: what else must be there is for `items`'
_KEYWORDS: dict[str, _Takes] = {
    "$schema": _Takes(_is_one_of(DRAFT), "draft 2020-12 of JSON Schema", f'write "{DRAFT}"'),
    "$id": _TEXT,
    "$comment": _TEXT,
    "$ref": _TEXT,
    "$defs": _GROUP,
    "title": _TEXT,
    "description": _TEXT,
    "examples": _Takes(_is_list, "a list", "write the examples in brackets"),
    "type": _Takes(_are_types, "a type of JSON, or a list of them", f"write {listed([*_TYPES])}"),
    "properties": _GROUP,
    "items": _Takes(_anything, "a schema"),
    "enum": _Takes(_are_choices, "a list of texts", 'such as ["approved", "refused", "", null]'),
    "anyOf": _Takes(_is_list, "a list", "write the schemas in brackets"),
    "additionalProperties": _Takes(
        _is_word("false"), "false", "write false: a field that has no schema is told as a fault"
    ),
    "required": _Takes(_is_the_type, 'the list ["document"]', _REQUIRED),
    "minimum": _NUMBER,
    "maximum": _NUMBER,
    "pattern": _TEXT,
    "maxItems": _Takes(
        _is_count_above_zero,
        "a whole number above zero",
        "write how many entries no honest list has",
    ),
    "minLength": _COUNT,
    "maxLength": _COUNT,
    "x-document": _TEXT,
    "x-filed-by": _Takes(
        _are_filers,
        "a field with its value, and who then files",
        'such as {"document: spending_plan": "recipient"}: `state` or `recipient`',
    ),
    "x-kind": _Takes(_is_one_of(*VALUES), "a kind of value", f"the kinds are {listed([*VALUES])}"),
    "x-key": _TEXT,
    "x-guide": _TEXT,
    "x-zone": _TEXT,
    "x-small": _Takes(_is_word("true"), "true", "write true, or leave it out"),
    "x-also": _Takes(
        _are_lists_of_texts,
        "a list of other names for each value",
        'such as {"homeless": ["homeless students"]}',
    ),
}
_ONLY_EDITORS = frozenset(
    (
        "allOf", "oneOf", "not", "if", "then", "else", "const", "format", "default", "contains",
        "minItems", "uniqueItems", "prefixItems", "minContains", "maxContains",
        "patternProperties", "propertyNames", "unevaluatedProperties", "unevaluatedItems",
        "dependentRequired", "dependentSchemas", "dependencies", "minProperties", "maxProperties",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "deprecated", "readOnly", "writeOnly",
        "definitions", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary",
        "contentEncoding", "contentMediaType", "contentSchema",
    )
)  # fmt: skip
"""Keywords of draft 2020-12, and of drafts before it, that are not read."""
EDITORS = ("pattern", "minLength", "maxLength", "anyOf")
"""Keywords that show an editor how a kind is written; the reader knows that by the kind."""
