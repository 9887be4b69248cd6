"""The language server: each message of the protocol -> who answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from lsprotocol import types as lsp

from perkins_rules.app.editing.as_lsp import markdown
from perkins_rules.app.editing.desk import MUTANTS, Desk
from perkins_rules.app.editing.plan_desk import FIX_ALL
from perkins_rules.app.editing.protocol import in_words, quiet_pygls, shown
from perkins_rules.app.editing.session import Session
from perkins_rules.editor.packs.colored import TYPES

LONGEST_HOVER = 0.3
"""Seconds that a hover waits for the solver."""
_ASKED: dict[str, Callable[..., Any]] = {
    lsp.TEXT_DOCUMENT_COMPLETION: Desk.completion,
    lsp.TEXT_DOCUMENT_DEFINITION: Desk.definition,
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: Desk.symbols,
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: Desk.folds,
    lsp.TEXT_DOCUMENT_INLAY_HINT: Desk.inlays,
    lsp.TEXT_DOCUMENT_CODE_ACTION: Desk.actions,
    lsp.TEXT_DOCUMENT_REFERENCES: Desk.references,
    lsp.TEXT_DOCUMENT_FORMATTING: Desk.formatting,
    lsp.TEXT_DOCUMENT_CODE_LENS: Desk.lenses,
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: Desk.prepare_rename,
    lsp.TEXT_DOCUMENT_RENAME: Desk.rename,
    lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: Desk.tokens,
}
"""Requests about one text, which its desk answers by the method of this name."""
_OPTIONS: dict[str, Any] = {
    lsp.TEXT_DOCUMENT_COMPLETION: lsp.CompletionOptions(
        trigger_characters=[":", " ", "-", "[", "{", '"', "."]
    ),
    lsp.TEXT_DOCUMENT_RENAME: lsp.RenameOptions(prepare_provider=True),
    lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: lsp.SemanticTokensLegend(
        token_types=list(TYPES), token_modifiers=[]
    ),
    lsp.TEXT_DOCUMENT_CODE_ACTION: lsp.CodeActionOptions(
        code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
    ),
}


class Editing:
    """A session, with its messages."""

    def __init__(self, rules: tuple[str, ...] = ()) -> None:
        self.session = Session(rules)
        self.server = self.session.server
        for name, method in _ASKED.items():
            self._on(name, self._asking(method.__name__))
        self._on(lsp.TEXT_DOCUMENT_HOVER, self._hover)
        self._on(lsp.CODE_ACTION_RESOLVE, self._resolve)
        self.server.command(MUTANTS)(self._trying())
        self._on(lsp.INITIALIZE, self._initialize)
        self._on(lsp.TEXT_DOCUMENT_DID_OPEN, self._did_open)
        self._on(lsp.TEXT_DOCUMENT_DID_CHANGE, self._did_change)
        self._on(lsp.TEXT_DOCUMENT_DID_CLOSE, self._did_close)
        self._on(lsp.TEXT_DOCUMENT_DID_SAVE, self._look_again)
        self._on(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._look_again)
        self._on(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION, self._did_configure)

    def _on(self, name: str, handler: Callable[[Any], Awaitable[Any]]) -> None:
        """Has a message handled; what goes wrong is told in a sentence, without a traceback."""

        async def guarded(params: Any) -> Any:
            try:
                return await handler(params)
            except Exception as error:  # noqa: BLE001  # whatever it is, an answer is waited for
                raise in_words(error) from None

        self.server.feature(name, _OPTIONS.get(name))(guarded)

    def _asking(self, method: str) -> Callable[[Any], Awaitable[Any]]:
        async def handler(params: Any) -> Any:
            one = self.session.opened(params.text_document.uri)
            asked = getattr(self.session.desk_for(one), method)
            return await self.session.ask(lambda: asked(one, params))

        return handler

    async def _hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """What is told of a place; of a figure its range, too, if the solver has that soon."""
        one, start = self.session.opened(params.text_document.uri), perf_counter()
        desk = self.session.desk_for(one)
        found = await self.session.ask(lambda: desk.hover(one, params))
        if found is None:
            return None
        said = [found.said]
        if found.figure:
            left = LONGEST_HOVER - (perf_counter() - start)
            said.append(await self.session.range_words(one, found.figure, left))
        text = "\n\n".join(filter(None, said))
        return lsp.Hover(markdown(text), found.range) if text else None

    async def _resolve(self, action: lsp.CodeAction) -> lsp.CodeAction:
        """The edits of a repair, which nobody pays for before it is chosen."""
        data = action.data if isinstance(action.data, dict) else {}
        if data.get("repair") and isinstance(data.get("uri"), str):
            session = self.session
            one = session.opened(data["uri"])
            found = await session.ask(lambda: session.solver.repair(one), session.slow)
            if found.said:
                shown(self.server, found.said)
            action.edit = lsp.WorkspaceEdit(changes={one.uri: found.edits})
        return action

    def _trying(self) -> Callable[..., Awaitable[None]]:
        """The command that tries small changes of rules."""

        async def tried(uri: str, rules: list[str]) -> None:
            try:
                await self._try(uri, rules)
            except Exception as error:  # noqa: BLE001  # whatever it is, an answer is waited for
                raise in_words(error) from None

        return tried

    async def _try(self, uri: str, rules: list[str]) -> None:
        """Tries them, and tells what no example notices."""
        session = self.session
        one = session.opened(uri)
        packs, mutants = session.of_rules
        said, left = await session.ask(lambda: mutants.tried(one, rules), session.slow)
        packs.noticed[one.name, tuple(rules)] = one.text, said
        shown(self.server, "\n".join((f"{said}.", *left[:10])))
        if _refreshes(self.server.client_capabilities):
            self.server.workspace_code_lens_refresh(None)

    # -------------------------------------------------------------- what the editor tells

    async def _initialize(self, params: lsp.InitializeParams) -> None:
        self.session.configure(params.initialization_options)

    async def _did_configure(self, params: lsp.DidChangeConfigurationParams) -> None:
        told = params.settings
        self.session.configure(told.get("perkinsRules", told) if isinstance(told, dict) else None)
        self.session.all_again()

    async def _did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self.session.open(params.text_document.uri, params.text_document.language_id)

    async def _did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        self.session.changed(params.text_document.uri)

    async def _did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        await self.session.close(params.text_document.uri)

    async def _look_again(self, params: Any) -> None:
        self.session.look_again()


def _refreshes(client: lsp.ClientCapabilities) -> bool:
    """Whether an editor asks for what stands above declarations again when it is told to."""
    lens = client.workspace.code_lens if client.workspace is not None else None
    return lens is not None and bool(lens.refresh_support)


def serve(rules: tuple[str, ...]) -> None:
    """Serves the editor at standard input and output, until it goes."""
    quiet_pygls()
    Editing(rules).server.start_io()
