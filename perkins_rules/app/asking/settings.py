"""Configuration: what is set for a folder, and where. Imports next to nothing: every check asks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from perkins_rules.waivers.place import FILE as WAIVERS

YAML, TOML = "perkins.yaml", "pyproject.toml"
TABLE = "perkins-rules"
KEYS = (
    "edition",
    "as-of",
    "profile",
    "state",
    "rules",
    "fail-on",
    "include",
    "exclude",
    "waivers",
    "inline-waivers",
    "baseline",
    "site",
    "years",
)
COMMAND_LINE, DEFAULT = "command line", "default"


class Setting(NamedTuple):
    """A value that holds, and where it comes from: `perkins.yaml:3`, or the like."""

    value: Any
    origin: str


class Configuration(NamedTuple):
    """What is set for a folder. `path` is the file; None when there is none. Files and folders
    that are set are named as the command line would name them.
    """

    path: str | None = None
    settings: Mapping[str, Setting] = {}  # a tuple's default, and never changed

    def value(self, key: str) -> Any:
        """What is set for a key, or None."""
        found = self.settings.get(key)
        return None if found is None else found.value

    @property
    def folder(self) -> str:
        """The folder of the file."""
        return os.path.dirname(os.path.abspath(self.path or WAIVERS))  # noqa: PTH100, PTH120


_LONGEST_TOML = 16 << 20


def has_table(path: str) -> bool:
    """Whether a pyproject.toml may speak of this program; read again if so."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return TABLE.encode() in file.read(_LONGEST_TOML)
    except OSError:
        return False


def named_from_here(path: str) -> str:
    """A path as somebody in this folder would write it."""
    try:
        return min(os.path.relpath(path), os.path.abspath(path), key=len)  # noqa: PTH100
    except ValueError:  # on another drive
        return path
