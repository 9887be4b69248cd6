"""How far a batch is: a bar with rate and time left on a terminal, now and then a line in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from perkins_rules.app.console import write_out
from perkins_rules.app.faults import complain

_SECONDS_BETWEEN_LINES = 15.0
_SECONDS_BETWEEN_LOOKS = 0.125


class Progress(Protocol):
    """Told of every document."""

    def advance(self) -> None: ...  # noqa: D102

    def above(self, text: str) -> None:
        """Writes lines to standard output; a bar stands below them."""


@contextmanager
def progress(quiet: bool, expected: Callable[[], int | None]) -> Iterator[Progress]:
    """The kind of progress that standard error can show; none when quiet."""
    if quiet or sys.stderr is None:
        yield _Silent()
    elif sys.stderr.isatty():
        with _bar(expected()) as bar:
            yield bar
    else:
        yield _Lines()


class _Silent:
    def advance(self) -> None:
        """Says nothing."""

    def above(self, text: str) -> None:
        write_out(text)


class _Lines:
    """Plain lines, seldom: for the log of a job."""

    def __init__(self) -> None:
        self.count, self.start = 0, time.monotonic()
        self.told = self.start

    def advance(self) -> None:
        self.count += 1
        now = time.monotonic()
        if now - self.told >= _SECONDS_BETWEEN_LINES:
            self.told = now
            rate = self.count / (now - self.start)
            complain(f"{self.count:,} documents so far, {rate:,.0f} a second.")

    def above(self, text: str) -> None:
        write_out(text)


@contextmanager
def _bar(total: int | None) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Rich

    rate = TextColumn("{task.fields[rate]:>8} a second")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    console = Console(stderr=True)
    with Rich(*columns, console=console, transient=True, refresh_per_second=8) as rich:
        bar = _Bar(rich, rich.add_task("", total=total, rate=""))
        try:
            yield bar
        finally:
            bar.show()


class _Bar:
    """Lines wait a moment, for to draw the bar anew for each of thousands would take long."""

    def __init__(self, rich: Any, task: Any) -> None:
        self.rich, self.task = rich, task
        self.count, self.start = 0, time.monotonic()
        self.shown = 0.0
        self.waiting: list[str] = []

    def advance(self) -> None:
        self.count += 1
        if time.monotonic() - self.shown >= _SECONDS_BETWEEN_LOOKS:
            self.show()

    def above(self, text: str) -> None:
        self.waiting.append(text)

    def show(self) -> None:
        """Writes what waits, and says how far it is."""
        self.shown = time.monotonic()
        rate = self.count / max(self.shown - self.start, 0.001)
        self.rich.update(self.task, completed=self.count, rate=f"{rate:,.0f}")
        if self.waiting:
            text, self.waiting = "".join(self.waiting), []
            self.rich.stop()
            write_out(text)
            self.rich.start()
