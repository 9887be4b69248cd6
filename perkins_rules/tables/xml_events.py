"""XML piece by piece, without a tree. A document type, with which bombs are made, is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from perkins_rules.tables.grid import TableFault

_SAVE = "Open it in Excel and save it as an Excel workbook (.xlsx)."


class Events:
    """What somebody makes of the elements of a part; `collects` asks for the text of one.

    An attribute with a prefix comes as `:name`.
    """

    collects = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what it held, if that was asked for."""


def parse(said: str, piece: Callable[[], bytes], events: Events) -> None:
    """Goes through a part, which messages call `said`. Raises TableFault."""
    held: list[str] = []

    def start(name: str, given: dict[str, str]) -> None:
        held.clear()
        events.start(name.rpartition(" ")[2], {_local(key): v for key, v in given.items()})

    def end(name: str) -> None:
        events.end(name.rpartition(" ")[2], "".join(held))
        held.clear()

    def text(data: str) -> None:
        if events.collects:
            held.append(data)

    def doctype(*_: Any) -> None:
        raise TableFault(f"{said} declares a document type, which no workbook does.", _SAVE)

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    parser.buffer_text = True
    try:
        while data := piece():
            parser.Parse(data, False)  # noqa: FBT003  # expat takes it so
        parser.Parse(b"", True)  # noqa: FBT003
    except (ExpatError, ValueError) as error:
        raise TableFault(f"{said} is damaged: {error}.", _SAVE) from error


def _local(name: str) -> str:
    before, _, local = name.rpartition(" ")
    return f":{local}" if before else local
