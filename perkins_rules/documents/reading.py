"""Text -> what it says: its values at once, and its tree, with all places, when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from typing import Any

from perkins_rules.documents.limits import DEEPEST
from perkins_rules.documents.quick_json import Unsure, quick_json
from perkins_rules.documents.shape import Shape, field_names
from perkins_rules.documents.tree import Node


class Reading:
    """What a text says. `plain` are its values without their places, of a sound text that can be
    read quickly; else None.
    """

    __slots__ = ("_root", "_tree", "plain")

    def __init__(self, tree: Callable[[], Node], plain: dict[str, Any] | None = None) -> None:
        self._tree = tree
        self._root: Node | None = None if plain is not None else tree()
        self.plain = plain

    @property
    def root(self) -> Node:
        """The tree of what is written. Raises Refusal for one that `quick_types` does not know."""
        if self._root is None:
            self._root = self._tree()
        return self._root


def reading_of(name: str, text: str, shapes: AnyMapping[str, Shape]) -> Reading:
    """JSON or YAML, by the ending of the name; otherwise by the first character.

    Raises Refusal.
    """
    ending = name.lower().rpartition(".")[2]
    is_json = ending == "json" if ending in ("json", "yaml", "yml") else _looks_like_json(text)
    return json_reading(text) if is_json else _yaml_reading(text, shapes)


def _looks_like_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def json_reading(text: str) -> Reading:
    """What a JSON text says. Raises Refusal."""
    try:
        plain = quick_json(text)
    except Unsure:
        return Reading(lambda: _exact_json(text))
    return Reading(lambda: _late_json(text, plain), plain)


def _yaml_reading(text: str, shapes: AnyMapping[str, Shape]) -> Reading:
    # Imported here: PyYAML costs more than everything a JSON document needs.
    from perkins_rules.documents.quick_yaml import quick_yaml
    from perkins_rules.documents.yaml_reader import read_yaml

    try:
        plain = quick_yaml(text)
    except Unsure:
        plain = None
    return Reading(lambda: read_yaml(text, names=lambda: field_names(shapes.values())), plain)


def _exact_json(text: str) -> Node:
    # Imported here: it has the words for every fault, and a clean check asks for no place.
    from perkins_rules.documents.json_reader import read_json

    return read_json(text)


def _late_json(text: str, plain: dict[str, Any]) -> Node:
    if _is_deep(plain):
        return _exact_json(text)
    from perkins_rules.documents.late_tree import late_tree

    return late_tree(text)


def _is_deep(value: Any) -> bool:
    """Whether lists and groups stand more than `DEEPEST` levels inside each other."""
    layer = [value]
    for _ in range(DEEPEST):
        within = (one.values() if type(one) is dict else one for one in layer)
        layer = [one for many in within for one in many if type(one) in (dict, list)]
    return bool(layer)
