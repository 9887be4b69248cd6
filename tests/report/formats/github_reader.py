"""Lines of a log -> workflow commands, by the grammar of GitHub's runner.

`::name key=value,key=value::data` at the start of a line, blanks before it aside; and the older
`##[name key=value;key=value]data`, which is found anywhere in a line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NEW = re.compile(r"\s*::(?P<name>[^ :]*)(?: (?P<properties>.*?))?::(?P<data>.*)", re.DOTALL)
_OLD = re.compile(r"##\[(?P<name>[^ \]]*)(?: (?P<properties>[^\]]*))?\](?P<data>.*)", re.DOTALL)


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def commands(log: bytes) -> list[Command]:
    """What the runner would carry out, line for line; it ends lines at CR as at LF."""
    lines = re.split("\r\n|\r|\n", log.decode("utf-8"))
    return [command for line in lines if (command := _command(line)) is not None]


def _command(line: str) -> Command | None:
    found = _NEW.match(line)
    if found is not None:
        pairs = (p.partition("=") for p in (found["properties"] or "").strip().split(",") if p)
        told = {key: _unescaped(value, ":,") for key, _, value in pairs}
        return Command(found["name"], told, _unescaped(found["data"]))
    found = _OLD.search(line)
    return Command(found["name"], {}, found["data"]) if found is not None else None


def _unescaped(text: str, more: str = "") -> str:
    for character in f"\r\n{more}":
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")
