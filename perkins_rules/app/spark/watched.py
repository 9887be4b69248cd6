"""How far Spark is: shown while the driver waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from perkins_rules.app.checking.progress import Progress, progress

_SECONDS_BETWEEN_LOOKS = 0.25


@contextmanager
def watched(count: Any, quiet: bool) -> Iterator[None]:
    """Shows what an accumulator has counted. Each task tells of its documents when it is done."""
    over = Event()
    with progress(quiet, lambda: None) as bar:
        thread = Thread(target=_follow, args=(count, bar, over), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def _follow(count: Any, bar: Progress, over: Event) -> None:
    shown = 0
    while not over.wait(_SECONDS_BETWEEN_LOOKS):
        for _ in range(count.value - shown):
            bar.advance()
        shown = max(shown, count.value)
