"""An editor as the tests have one: pygls' own client, and the server as its process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 60


class Editor:
    """What an editor does, one step after another."""

    def __init__(self, encodings: list[str] | None = None, options: Any = None, *arguments: str):
        self.loop = asyncio.new_event_loop()
        self.client = LanguageClient("tests", "1")
        self.told: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.versions: dict[str, int] = {}
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._tell())
        self.client.feature(lsp.WINDOW_SHOW_MESSAGE)(self._say())
        self.client.feature(lsp.WORKSPACE_CODE_LENS_REFRESH)(lambda params: None)
        self._wait(self.client.start_io(sys.executable, "-m", "perkins_rules", "lsp", *arguments))
        general = lsp.GeneralClientCapabilities(position_encodings=encodings)
        params = lsp.InitializeParams(
            capabilities=lsp.ClientCapabilities(general=general), initialization_options=options
        )
        self.server = self._wait(self.client.initialize_async(params)).capabilities
        self.client.initialized(lsp.InitializedParams())

    def _tell(self) -> Any:
        def tell(params: lsp.PublishDiagnosticsParams) -> None:
            self.told.setdefault(params.uri, []).append(params)

        return tell

    def _say(self) -> Any:
        def say(params: lsp.ShowMessageParams) -> None:
            self.messages.append(params.message)

        return say

    def _wait(self, what: Any) -> Any:
        return self.loop.run_until_complete(asyncio.wait_for(what, SECONDS))

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""

        async def asked() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self._wait(asked())

    def open(self, place: Path | str, text: str | None = None, language: str = "yaml") -> str:
        """Opens a file, or a text under its name; its address."""
        uri = place if isinstance(place, str) else place.as_uri()
        said = Path(place).read_text(encoding="utf-8") if text is None else text
        self.versions[uri] = 1
        item = lsp.TextDocumentItem(uri, language, 1, said)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, text: str) -> None:
        """The text is now another."""
        self.versions[uri] += 1
        version = lsp.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        changes: list[Any] = [lsp.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(version, changes))

    def shut(self, uri: str) -> None:
        """The text is shown no longer."""
        closed = lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri))
        self.client.text_document_did_close(closed)

    def found(self, uri: str) -> list[lsp.Diagnostic]:
        """What is said of the text as it is now."""

        async def told() -> list[lsp.Diagnostic]:
            while True:
                for params in self.told.get(uri, []):
                    if params.version == self.versions[uri]:
                        return list(params.diagnostics)
                await asyncio.sleep(0.01)

        found: list[lsp.Diagnostic] = self._wait(told())
        return found

    def until(self, holds: Callable[[], bool]) -> None:
        """Lets the server speak until something holds."""

        async def waited() -> None:
            while not holds():
                await asyncio.sleep(0.05)

        self._wait(waited())

    def found_next(self, uri: str) -> list[lsp.Diagnostic]:
        """What is said next of a text, whatever was said of it before."""
        self.told.pop(uri, None)
        return self.found(uri)

    def pause(self, seconds: float) -> None:
        """Lets the server speak."""
        self._wait(asyncio.sleep(seconds))

    def at(self, method: str, uri: str, line: int, column: int, **more: Any) -> Any:
        """The answer to a request about a place."""
        params_type: Any = lsp.METHOD_TO_TYPES[method][2]
        document = lsp.TextDocumentIdentifier(uri)
        place = lsp.Position(line, column)
        return self.ask(method, params_type(text_document=document, position=place, **more))

    def of(self, method: str, uri: str, **more: Any) -> Any:
        """The answer to a request about a whole text."""
        params_type: Any = lsp.METHOD_TO_TYPES[method][2]
        return self.ask(method, params_type(text_document=lsp.TextDocumentIdentifier(uri), **more))

    def actions(
        self, uri: str, at: lsp.Range, only: list[str] | None = None
    ) -> list[lsp.CodeAction]:
        """What may be done about a stretch."""
        there = [d for d in self.told[uri][-1].diagnostics if d.range.start.line == at.start.line]
        context = lsp.CodeActionContext(diagnostics=there, only=only)
        return list(self.of(lsp.TEXT_DOCUMENT_CODE_ACTION, uri, range=at, context=context) or [])

    def close(self) -> None:
        """The editor is ended."""
        self.ask(lsp.SHUTDOWN, None)
        self.client.exit(None)
        client: Any = self.client
        self._wait(client.stop())
        self.loop.close()


@contextmanager
def editor(
    encodings: list[str] | None = None, options: Any = None, *arguments: str
) -> Iterator[Editor]:
    """An editor, for as long as a test takes."""
    one = Editor(encodings, options, *arguments)
    try:
        yield one
    finally:
        one.close()


def edited(text: str, edits: list[lsp.TextEdit]) -> str:
    """A text with edits made in it; of ASCII texts."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character))[::-1]:
        start, end = edit.range.start, edit.range.end
        tail = lines[end.line] if end.line < len(lines) else ""
        whole = lines[start.line][: start.character] + edit.new_text + tail[end.character :]
        lines[start.line : end.line + 1] = whole.split("\n")
    return "\n".join(lines)


def line_of(text: str, words: str) -> int:
    """The line, from 0, that holds some words."""
    return next(k for k, line in enumerate(text.split("\n")) if words in line)


def place_of(text: str, words: str, into: int = 0) -> tuple[int, int]:
    """The line and column, from 0, at which some words stand, or so many characters into them."""
    line = line_of(text, words)
    return line, text.split("\n")[line].index(words) + into
