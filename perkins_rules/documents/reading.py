"""Text -> what it says: a tree with the place of each value, made of JSON when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any

from perkins_rules.documents.limits import DEEPEST
from perkins_rules.documents.quick_json import Unsure, quick_json
from perkins_rules.documents.shape import Shape, field_names
from perkins_rules.documents.tree import Node


class Reading:
    """What a text says. `plain` are the values of sound JSON without their places; else None."""

    __slots__ = ("_root", "_text", "plain")

    def __init__(self, text: str, root: Node | None, plain: dict[str, Any] | None = None) -> None:
        self._text = text
        self._root = root
        self.plain = plain

    @property
    def root(self) -> Node:
        """The tree of what is written."""
        if self._root is None:
            # Imported here: a clean check asks for no place.
            from perkins_rules.documents.late_tree import late_tree

            self._root = late_tree(self._text)
        return self._root

    def exact_root(self) -> Node:
        """The same, where somebody may have nested it too deeply. Raises Refusal."""
        if self.plain is not None and _is_deep(self.plain):
            self._root = _exactly(self._text)
        return self.root


def reading_of(name: str, text: str, shapes: AnyMapping[str, Shape]) -> Reading:
    """JSON or YAML, by the ending of the name; otherwise by the first character.

    Raises Refusal.
    """
    ending = name.lower().rpartition(".")[2]
    is_json = ending == "json" if ending in ("json", "yaml", "yml") else _looks_like_json(text)
    if is_json:
        return json_reading(text)
    # Imported here: PyYAML costs more than everything a JSON document needs.
    from perkins_rules.documents.yaml_reader import read_yaml

    return Reading(text, read_yaml(text, names=lambda: field_names(shapes.values())))


def _looks_like_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def json_reading(text: str) -> Reading:
    """What a JSON text says. Raises Refusal."""
    try:
        return Reading(text, None, quick_json(text))
    except Unsure:
        return Reading(text, _exactly(text))


def _exactly(text: str) -> Node:
    # Imported here: it has the words for every fault.
    from perkins_rules.documents.json_reader import read_json

    return read_json(text)


def _is_deep(value: Any) -> bool:
    """Whether lists and groups stand more than `DEEPEST` levels inside each other."""
    layer = [value]
    for _ in range(DEEPEST):
        within = (one.values() if type(one) is dict else one for one in layer)
        layer = [one for many in within for one in many if type(one) in (dict, list)]
    return bool(layer)
