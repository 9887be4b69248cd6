"""The language server: messages of an editor -> work for its threads -> answers.

Messages are read and answered in one thread, and all work is done in two others: what is typed is
checked in one, and what may take longer (the solver, changes of rules) in the other. What was
typed last is checked; what came before it and was not begun is dropped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

from lsprotocol import types as lsp

from perkins_rules.app.editing.as_lsp import units_of
from perkins_rules.app.editing.checkers import Checkers
from perkins_rules.app.editing.opened import DOCUMENT, RULES, Opened, opened
from perkins_rules.app.editing.plan_desk import FIX_ALL, PlanDesk, Settings
from perkins_rules.app.editing.protocol import Protocol, Server, in_words, quiet_pygls
from perkins_rules.app.editing.worker import Worker
from perkins_rules.app.faults import Stop
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.editor.text_places import TextPlaces
from perkins_rules.version import __version__

LEAST_PAUSE = 0.03
"""Seconds without a keystroke before a text is checked; where a check takes longer, as long as it
takes."""
LONGEST_PAUSE = 1.0
Made = TypeVar("Made")


class Editing:
    """One editor, and what it has open."""

    def __init__(self, rules: tuple[str, ...] = ()) -> None:
        self.server = Server(
            "perkins-rules",
            __version__,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
        )
        self.worker = Worker("checks")
        self.plans = PlanDesk(Checkers(rules))
        self._languages: dict[str, str] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._took: dict[str, float] = {}
        self._features()

    # -------------------------------------------------------------- texts

    def opened(self, uri: str) -> Opened:
        """An open text as it stands now."""
        text = self.server.workspace.get_text_document(uri).source or ""
        units = units_of(self.server.server_capabilities.position_encoding)
        return opened(uri, text, self._languages.get(uri, ""), TextPlaces(text, units))

    def _changed(self, uri: str) -> None:
        """Checks a text soon; what waited for its turn before is dropped."""
        before = self._waiting.pop(uri, None)
        if before is not None:
            before.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check_soon(uri))

    async def _check_soon(self, uri: str) -> None:
        pause = min(LONGEST_PAUSE, max(LEAST_PAUSE, self._took.get(uri, 0)))
        await asyncio.sleep(pause)
        one = self.opened(uri)
        version = self.server.workspace.get_text_document(uri).version
        start = perf_counter()
        found = await asyncio.wrap_future(self.worker.do(lambda: self._found(one)))
        self._took[uri] = perf_counter() - start
        self.server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, found, version)
        )

    def _found(self, one: Opened) -> list[lsp.Diagnostic]:
        try:
            return self.plans.diagnostics(one) if one.kind == DOCUMENT else []
        except (Stop, RuleFileError) as fault:
            start = lsp.Position(0, 0)
            return [lsp.Diagnostic(lsp.Range(start, start), str(in_words(fault)), source="perkins-rules")]
        except Exception as fault:  # noqa: BLE001  # the next keystroke may be right
            in_words(fault)
            return []

    def _all_again(self) -> None:
        for uri in list(self._languages):
            self._changed(uri)

    # -------------------------------------------------------------- requests

    async def ask(self, work: Callable[[], Made], worker: Worker | None = None) -> Made:
        """An answer of a desk; what goes wrong is told in a sentence."""
        try:
            return await asyncio.wrap_future((worker or self.worker).do(work))
        except Exception as error:
            raise in_words(error) from None

    def _features(self) -> None:
        feature, plans = self.server.feature, self.plans
        # As partials: pygls keeps notes on a handler, which a method does not take.
        feature(lsp.INITIALIZE)(partial(self._initialize))
        feature(lsp.TEXT_DOCUMENT_DID_OPEN)(partial(self._did_open))
        feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(partial(self._did_change))
        feature(lsp.TEXT_DOCUMENT_DID_SAVE)(partial(self._did_save))
        feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(partial(self._did_close))
        feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)(partial(self._did_configure))
        feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(partial(self._did_change_files))
        self._at(lsp.TEXT_DOCUMENT_HOVER, plans.hover)
        self._at(lsp.TEXT_DOCUMENT_DEFINITION, plans.definition)
        options = lsp.CompletionOptions(trigger_characters=[":", " ", "-", "[", "{", '"', "."])
        self._at(lsp.TEXT_DOCUMENT_COMPLETION, plans.completion, options)
        self._whole(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, plans.symbols)
        self._whole(lsp.TEXT_DOCUMENT_FOLDING_RANGE, plans.folds)
        kinds = [lsp.CodeActionKind.QuickFix, FIX_ALL]
        options_of_actions = lsp.CodeActionOptions(code_action_kinds=kinds)

        @feature(lsp.TEXT_DOCUMENT_CODE_ACTION, options_of_actions)
        async def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
            one = self.opened(params.text_document.uri)
            return await self.ask(lambda: plans.actions(one, params)) if one.kind == DOCUMENT else []

        @feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
        async def inlays(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
            one = self.opened(params.text_document.uri)
            return await self.ask(lambda: plans.inlays(one, params.range)) if one.kind == DOCUMENT else []

    def _at(self, name: str, of_plan: Callable[[Opened, lsp.Position], Any], options: Any = None) -> None:
        """A request about a place of a text."""

        async def handler(params: Any) -> Any:
            one = self.opened(params.text_document.uri)
            if one.kind != DOCUMENT:
                return None
            return await self.ask(lambda: of_plan(one, params.position))

        self.server.feature(name, options)(handler)

    def _whole(self, name: str, of_plan: Callable[[Opened], Any]) -> None:
        """A request about a whole text."""

        async def handler(params: Any) -> Any:
            one = self.opened(params.text_document.uri)
            return await self.ask(lambda: of_plan(one)) if one.kind == DOCUMENT else None

        self.server.feature(name)(handler)

    # -------------------------------------------------------------- what the editor tells

    def _initialize(self, params: lsp.InitializeParams) -> None:
        self._set(params.initialization_options)

    def _did_configure(self, params: lsp.DidChangeConfigurationParams) -> None:
        told = params.settings
        self._set(told.get("perkinsRules", told) if isinstance(told, dict) else None)
        self._all_again()

    def _set(self, told: Any) -> None:
        said = told if isinstance(told, dict) else {}
        elsewhere = said.get("schema") == "yaml-language-server"
        self.plans.settings = Settings(elsewhere, said.get("inlayHints") is not False)

    async def _did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        uri = params.text_document.uri
        self._languages[uri] = params.text_document.language_id
        self._changed(uri)

    async def _did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        self._changed(params.text_document.uri)

    async def _did_save(self, params: lsp.DidSaveTextDocumentParams) -> None:
        self._look_again()

    async def _did_change_files(self, params: lsp.DidChangeWatchedFilesParams) -> None:
        self._look_again()

    def _look_again(self) -> None:
        """Something beside the texts may have changed: settings, waivers, rules."""
        self.worker.do(self.plans.forget)
        self._all_again()

    async def _did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if (waiting := self._waiting.pop(uri, None)) is not None:
            waiting.cancel()
        self._languages.pop(uri, None)
        self._took.pop(uri, None)
        self.worker.do(lambda: self.plans.close(uri))
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def serve(rules: tuple[str, ...]) -> None:
    """Serves the editor at standard input and output, until it goes."""
    quiet_pygls()
    Editing(rules).server.start_io()
