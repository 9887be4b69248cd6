"""A thread that does one piece of work after another, while messages are read and answered."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

Made = TypeVar("Made")


class Worker:
    """Does what it is given, in order. It ends with the program, whatever it is at."""

    def __init__(self, name: str) -> None:
        self._waiting: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]]
        self._waiting = queue.SimpleQueue()
        threading.Thread(target=self._work, name=name, daemon=True).start()

    def do(self, work: Callable[[], Made]) -> Future[Made]:
        """What comes of the work, once it is done; given up before it has begun, it never is."""
        future: Future[Made] = Future()
        self._waiting.put((future, work))
        return future

    def _work(self) -> None:
        while True:
            future, work = self._waiting.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                made = work()
            except BaseException as error:  # noqa: BLE001  # whoever waits for it is told
                future.set_exception(error)
            else:
                future.set_result(made)
            del future, work
