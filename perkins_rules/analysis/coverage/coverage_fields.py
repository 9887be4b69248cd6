"""The fields of a register's files: read as plain YAML, refused with the place where they err."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

_FILE = {"register": {"requirements"}, "outline": {"cited_as", "order", "sections"}}
_Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, in C where it was built


class RegisterError(Exception):
    """What is wrong with a register, in words that begin with the file's name."""


def file_data(path: Path) -> Mapping[str, Any]:
    """What stands in a register's or an outline's file. Raises RegisterError."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_OnceEach)  # noqa: S506  # is safe
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        raise RegisterError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict) or not {"register", "outline"} & set(data):
        raise RegisterError(f"{path}: a register begins with `register:`, or with `outline:`.")
    kind = "register" if "register" in data else "outline"
    known(data, {kind, "title"} | _FILE[kind], f"{path}")
    return data


class _OnceEach(_Safe):  # type: ignore[misc, valid-type]  # one of two classes
    """Plain YAML in which no key may stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                line = node.start_mark.line + 1
                raise yaml.YAMLError(f"`{key}` stands twice in the entry at line {line}")
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def records(value: object, where: str) -> Sequence[Mapping[str, Any]]:
    """A list of entries; none where the key is not there. Raises RegisterError."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RegisterError(f"{where}: a list of entries is expected.")
    return value


def texts(value: object, where: str) -> tuple[str, ...]:
    """A list of texts; none where the key is not there. Raises RegisterError."""
    items = [] if value is None else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise RegisterError(f"{where}: a list of texts is expected.")
    return tuple(items)


def text(raw: Mapping[str, Any], key: str, where: str) -> str:
    """A text that must be there. Raises RegisterError."""
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RegisterError(f"{where}: `{key}` is a text (in quotes if it looks like a number).")
    return value


def known(raw: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    """Refuses keys that nothing reads. Raises RegisterError."""
    for key in raw:
        if key not in keys:
            raise RegisterError(f"{where}: there is no `{key}` here.")


def one_of(value: object, words: Sequence[str], where: str) -> None:
    """Refuses a word that is not one of those known. Raises RegisterError."""
    if value and value not in words:
        raise RegisterError(f"{where}: `{value}` is none of {', '.join(words)}.")
