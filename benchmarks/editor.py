"""From a keystroke to what is said of it, by a client of `perkins-rules lsp`: wall and CPU time.

python -m benchmarks.editor [--keys 40]

A plan of 50 KB and the longest rule file are typed in, one keystroke at a time, each once the last
was told. The wall time has the pause in it that the server makes after a key; the CPU time is that
of the server's process, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "examples" / "sample-plan-with-errors.yaml"
SIZE = 50_000
"""Bytes of the plan: the sample, filled up with recipients of funds."""


def plan_text() -> str:
    """A plan with errors, of the size that is promised."""
    text = PLAN.read_text(encoding="utf-8")
    head, opening, rest = text.partition("  local_allocations:\n")
    row = "    - {{recipient: Center {:04}, level: secondary, amount: 60000.00, waived: no}}\n"
    rows = "".join(row.format(k) for k in range((SIZE - len(text)) // len(row) + 1))
    return head + opening + rows + rest


def longest_rules() -> Path:
    """The longest file of rules."""
    return max((ROOT / "rules").rglob("*.rules"), key=lambda path: path.stat().st_size)


class Typist:
    """An editor that measures how long it waits."""

    def __init__(self) -> None:
        self.client = LanguageClient("bench", "1")
        self.told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._tell())

    def _tell(self) -> Callable[[lsp.PublishDiagnosticsParams], None]:
        def tell(params: lsp.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

        return tell

    async def start(self) -> None:
        """Starts the server."""
        await self.client.start_io(sys.executable, "-m", "perkins_rules", "lsp")
        params = lsp.InitializeParams(capabilities=lsp.ClientCapabilities())
        await self.client.initialize_async(params)

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the server has taken (Linux); else 0."""
        process: Any = self.client._server  # noqa: SLF001  # pygls hands its process out nowhere
        stat = Path(f"/proc/{process.pid}/stat")
        if not stat.is_file():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    async def until(self, uri: str, version: int) -> None:
        """Waits until a version is told of."""
        while True:
            params = await self.told.get()
            if (params.uri, params.version) == (uri, version):
                return

    async def typed(
        self, name: str, text: str, language: str, keys: Callable[[int], str], count: int
    ) -> None:
        """Types, and prints how long each key took."""
        uri = f"file://{name}"
        item = lsp.TextDocumentItem(uri, language, 0, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await self.until(uri, 0)
        await asyncio.sleep(3)  # what is looked at later is over, and all that is kept is there
        for warm in (1, 2):
            await self._key(uri, warm, keys(warm))
        await asyncio.sleep(2)
        before = self.cpu
        waits = [await self._key(uri, k, keys(k)) for k in range(3, count + 3)]
        cpu = (self.cpu - before) / count
        told = sorted(waits)
        print(
            f"{Path(name).name} ({len(text):,} bytes): median"
            f" {statistics.median(told) * 1000:.0f} ms, 9 of 10 within"
            f" {told[len(told) * 9 // 10 - 1] * 1000:.0f} ms; CPU {cpu * 1000:.0f} ms"
        )

    async def _key(self, uri: str, version: int, text: str) -> float:
        changes: list[Any] = [lsp.TextDocumentContentChangeWholeDocument(text)]
        at = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        start = perf_counter()
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(at, changes))
        await self.until(uri, version)
        return perf_counter() - start


async def run(keys: int) -> None:
    """Both texts; of rules a key within a line, and one that ends a line."""
    typist = Typist()
    await typist.start()
    plan, rules = plan_text(), longest_rules()
    text = rules.read_text(encoding="utf-8")

    def amount(k: int) -> str:
        return plan.replace("amount: 4420000.00", f"amount: 44200{k:02}.00", 1)

    def figure(k: int) -> str:
        return text.replace("passes when", "passes " + " " * k + "when", 1)

    def line(k: int) -> str:
        head, newline, rest = text.partition("\n\n")
        return head + newline + "\n" * k + rest

    await typist.typed("/bench/plan.yaml", plan, "yaml", amount, keys)
    await typist.typed(str(rules), text, "perkins-rules", figure, keys)
    await typist.typed(str(rules), text, "perkins-rules", line, keys)
    await typist.client.shutdown_async(None)
    typist.client.exit(None)
    client: Any = typist.client
    await client.stop()


def main() -> None:
    """Reads the words of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=40)
    asyncio.run(run(parser.parse_args().keys))


if __name__ == "__main__":
    main()
