"""One editor and what it has open: texts are checked soon after they change, and the last of them.

Messages are read and answered in one thread, and all work is done in two others: what is typed is
checked in one, and what may take longer (the solver, changes of rules) in the other. What was
typed last is checked; what came before it and was not begun is dropped.
"""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types as lsp

from perkins_rules.app.editing.as_lsp import NAME, units_of
from perkins_rules.app.editing.checkers import Checkers
from perkins_rules.app.editing.desk import Desk, Settings
from perkins_rules.app.editing.opened import DOCUMENT, RULES, Opened, opened
from perkins_rules.app.editing.plan_desk import PlanDesk
from perkins_rules.app.editing.protocol import Protocol, Server, in_words
from perkins_rules.app.editing.solver_desk import SolverDesk
from perkins_rules.app.editing.worker import Worker
from perkins_rules.app.faults import Stop, complain
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.editor.text_places import TextPlaces
from perkins_rules.version import __version__

if TYPE_CHECKING:  # made only for rule files
    from perkins_rules.app.editing.mutant_desk import MutantDesk
    from perkins_rules.app.editing.pack_desk import PackDesk

LEAST_PAUSE, SOON, LONGEST_PAUSE = 0.02, 0.15, 1.0
"""Seconds without a keystroke before a text is checked: the first, unless the last check took
longer than the second; then as long as it took, and no longer than the third."""
LATER = 0.4
"""Seconds after that until what takes longer is looked at."""
_SETTINGS = {
    "schema": ('"perkins-rules"', '"yaml-language-server"'),
    "inlayHints": ("true", "false"),
}
"""What an editor may set; each value as JSON has it."""
Made = TypeVar("Made")


class Session:
    """What an editor has open, and who answers for it."""

    def __init__(self, rules: tuple[str, ...] = ()) -> None:
        self.server = Server(
            NAME,
            __version__,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
        )
        self.worker, self.slow = Worker("checks"), Worker("solver")
        self._rules, self._settings = rules, Settings()
        self.desks: dict[str, Desk] = {DOCUMENT: PlanDesk(Checkers(rules))}
        self.solver = SolverDesk(Checkers(rules))
        self._languages: dict[str, str] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._took: dict[str, float] = {}
        self._settled: set[str] = set()
        self._asked: Future[str] | None = None

    def opened(self, uri: str) -> Opened:
        """A text as it stands now, or, where it is not open, in its file; Stop if there is none."""
        try:
            text = self.server.workspace.get_text_document(uri).source or ""
        except (OSError, ValueError) as error:
            raise Stop(f"{uri} is not open in the editor, and cannot be read as a file.") from error
        units = units_of(self.server.server_capabilities.position_encoding)
        return opened(uri, text, self._languages.get(uri, ""), TextPlaces(text, units))

    def desk_for(self, one: Opened) -> Desk:
        """Who answers for a text."""
        if one.kind == RULES and RULES not in self.desks:
            self.desks[RULES] = self.of_rules[0]
            self.desks[RULES].settings = self._settings
        return self.desks.get(one.kind) or Desk()

    @cached_property
    def of_rules(self) -> tuple[PackDesk, MutantDesk]:
        """Who answers for rule files, made for the first of them: documents need no parser."""
        from perkins_rules.app.editing.mutant_desk import MutantDesk
        from perkins_rules.app.editing.pack_desk import PackDesk
        from perkins_rules.app.editing.pack_sources import PackSources

        return PackDesk(PackSources(self._rules)), MutantDesk(PackSources(self._rules))

    async def ask(self, work: Callable[[], Made], worker: Worker | None = None) -> Made:
        """What comes of a piece of work."""
        return await asyncio.wrap_future((worker or self.worker).do(work))

    # -------------------------------------------------------------- texts come and go

    def open(self, uri: str, language: str) -> None:
        """A text that the editor shows."""
        self._languages[uri] = language
        self.changed(uri)

    async def close(self, uri: str) -> None:
        """A text that it shows no longer: nothing is said of it any more."""
        if (waiting := self._waiting.pop(uri, None)) is not None:
            waiting.cancel()
        self._languages.pop(uri, None)
        self._took.pop(uri, None)
        self._tell(uri, [])
        for desk in self.desks.values():
            await self.ask(lambda desk=desk: desk.close(uri))  # type: ignore[misc]  # mypy cannot tell its type
            await self._others_again(desk)

    def configure(self, told: Any) -> None:
        """Takes the settings of the editor; what it does not say stays as it was: some editors say
        nothing once more after the start.
        """
        said = told if isinstance(told, dict) else {}
        for name, values in _SETTINGS.items():
            value = said.get(name)
            if value is not None and json.dumps(value, default=str) not in values:
                complain(f"the setting `{name}` is {' or '.join(values)}.")
        if (schema := said.get("schema")) is not None:
            elsewhere = schema == "yaml-language-server"
            self._settings = self._settings._replace(schema_elsewhere=elsewhere)
        if (inlays := said.get("inlayHints")) is not None:
            self._settings = self._settings._replace(inlays=inlays is not False)
        for desk in self.desks.values():
            desk.settings = self._settings

    def look_again(self) -> None:
        """Something beside the texts may have changed: settings, waivers, rules."""
        for desk in self.desks.values():
            self.worker.do(desk.forget)
        self.slow.do(self.solver.checkers.forget)
        if RULES in self.desks:
            self.slow.do(self.of_rules[1].sources.forget)
        self.all_again()

    def all_again(self) -> None:
        """Checks all texts that are open."""
        for uri in list(self._languages):
            self.changed(uri)

    # -------------------------------------------------------------- what is found in them

    def changed(self, uri: str) -> None:
        """Checks a text soon; what waited for its turn before is dropped."""
        before = self._waiting.pop(uri, None)
        if before is not None:
            before.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check_soon(uri))

    async def _check_soon(self, uri: str) -> None:
        took = self._took.get(uri, 0)
        await asyncio.sleep(LEAST_PAUSE if took < SOON else min(took, LONGEST_PAUSE))
        one = self.opened(uri)
        version = self.server.workspace.get_text_document(uri).version
        start = perf_counter()
        desk = self.desk_for(one)
        found = await self.ask(lambda: _found(one, desk.diagnostics))
        self._took[uri] = perf_counter() - start
        self._tell(uri, found or [], version)
        await asyncio.sleep(LATER)
        further = await self.ask(lambda: _found(one, desk.later))
        if further is not None:
            self._tell(uri, further, version)
        await self._others_again(desk)
        if one.kind not in self._settled:
            self._settled.add(one.kind)
            await self.ask(_settle)

    async def _others_again(self, desk: Desk) -> None:
        """Checks texts of which something else is to be said since another one changed."""
        for uri in await self.ask(desk.outdated):
            if uri in self._languages:
                self.changed(uri)

    def _tell(self, uri: str, found: list[lsp.Diagnostic], version: int | None = None) -> None:
        params = lsp.PublishDiagnosticsParams(uri, found, version)
        self.server.text_document_publish_diagnostics(params)

    # -------------------------------------------------------------- what may take longer

    async def range_words(self, one: Opened, pointer: str, seconds: float) -> str:
        """The range of a figure; nothing where it takes longer: it is known when next asked."""
        if not self.solver.is_there:
            return ""
        known = self.solver.known(one, pointer)
        if known is not None:
            return known
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.slow.do(lambda: self.solver.range_words(one, pointer))
        waiting = asyncio.wrap_future(self._asked)
        done, _ = await asyncio.wait([waiting], timeout=max(seconds, 0.001))
        if not done or waiting.cancelled():
            return ""
        if (fault := waiting.exception()) is not None:
            in_words(fault)  # what else is told stands without it
            return ""
        return waiting.result()


def _settle() -> None:
    """Rules and trees that were read stay: they are not gone through at every tenth keystroke, to
    find what is no longer used.
    """
    gc.collect()
    gc.freeze()


def _found(
    one: Opened, look: Callable[[Opened], list[lsp.Diagnostic] | None]
) -> list[lsp.Diagnostic] | None:
    """What is found; where nothing can be, why."""
    try:
        return look(one)
    except (Stop, RuleFileError) as fault:
        at = lsp.Position(0, 0)
        return [lsp.Diagnostic(lsp.Range(at, at), in_words(fault).message, source=NAME)]
    except Exception as fault:  # noqa: BLE001  # the next keystroke may be right
        in_words(fault)
        return []
