"""XML piece by piece, without a tree. A document type, with which bombs are made, is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from perkins_rules.tables.grid import SAVE_AGAIN, TableFault


class Events:
    """What somebody makes of the elements of a part, which are told without their prefixes.

    An attribute with a prefix comes as `:name`.
    """

    def start(self, name: str, given: dict[str, str]) -> bool | None:
        """An element begins. True leaves it out, with all that it holds."""
        return None

    def text(self, text: str) -> None:
        """What stands between two tags."""

    def end(self, name: str) -> None:
        """An element ends."""


def parse(said: str, piece: Callable[[], bytes], events: Events) -> None:
    """Goes through a part, which messages call `said`. Raises TableFault."""
    left_out = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal left_out
        plain = {_local(key): value for key, value in given.items()}
        if left_out or events.start(name.rpartition(" ")[2], plain):
            left_out += 1

    def text(data: str) -> None:
        if not left_out:
            events.text(data)

    def end(name: str) -> None:
        nonlocal left_out
        if left_out:
            left_out -= 1
        else:
            events.end(name.rpartition(" ")[2])

    def doctype(*_: Any) -> None:
        raise TableFault(f"{said} declares a document type, which no such file does.", SAVE_AGAIN)

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    parser.buffer_text = True
    try:
        while data := piece():
            parser.Parse(data, False)  # noqa: FBT003  # expat takes it so
        parser.Parse(b"", True)  # noqa: FBT003
    except (ExpatError, ValueError, LookupError) as error:  # the last for an unknown encoding
        raise TableFault(f"{said} is damaged: {error}.", SAVE_AGAIN) from error


def _local(name: str) -> str:
    before, _, local = name.rpartition(" ")
    return f":{local}" if before else local
