"""Work -> results, side by side in several processes, in the order it came.

However many processes there are, no more than a few hundred documents are held at a time. A
document on which a process dies is told as such, and the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

from perkins_rules.apart import StartedApart
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import Check, MakeCheck, Work, checked
from perkins_rules.garbage import look_seldom
from perkins_rules.member import Member, faulty

CHUNK_DOCUMENTS, CHUNK_BYTES = 16, 1 << 20
CHUNKS_AHEAD = 4
"""Chunks in hand for each process: enough that none waits for another."""
_SECONDS_BETWEEN_LOOKS = 1.0

Chunk = list[Work]

# ------------------------------------------------------------------ processes

_check: list[Check] = []


def _start(make_check: MakeCheck) -> None:
    """In each process: the rules are loaded once; Ctrl-C is for the parent to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _check[:] = [make_check()]
    look_seldom()


def _end_with_parent() -> None:
    """When the parent is killed, nobody tells its processes: they would wait without end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(members: list[Member]) -> list[Result]:
    return [checked(_check[0], member) for member in members]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that start meanwhile never see Ctrl-C, not even before `_start`; ours waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def chunks(work: Iterable[Work]) -> Iterator[Chunk]:
    """The work in pieces of some documents or some bytes, whichever comes first."""
    chunk: Chunk = []
    size = 0
    for item in work:
        chunk.append(item)
        size += len(item.data or b"") if isinstance(item, Member) else 0
        if len(chunk) >= CHUNK_DOCUMENTS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class Pool:
    """Processes, and the chunks that they have in hand."""

    def __init__(self, make_check: MakeCheck, here: Check, jobs: int) -> None:
        self.make_check, self.here, self.jobs = make_check, here, jobs
        self.executor = self._executor(jobs)
        self.waiting: deque[tuple[Chunk, Future[list[Result]]]] = deque()

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        # Forking a program with threads (a progress bar has one) can lock it up: new ones, then.
        fresh = multiprocessing.get_context("spawn")
        with StartedApart():  # it has a process of its own that keeps count of what it holds
            return ProcessPoolExecutor(jobs, fresh, _start, (self.make_check,))

    def run(self, work: Iterable[Work]) -> Iterator[Result]:
        """The result of each, in order."""
        try:
            for chunk in chunks(work):
                self.waiting.append((chunk, self._submit(chunk)))
                if len(self.waiting) >= self.jobs * CHUNKS_AHEAD:
                    yield from self._next()
            while self.waiting:
                yield from self._next()
        finally:
            self._stop()

    def _submit(self, chunk: Chunk) -> Future[list[Result]]:
        """All that is known already needs no process."""
        members = [item for item in chunk if isinstance(item, Member)]
        settled: Future[list[Result]] = Future()
        if not members:
            settled.set_result([])
            return settled
        try:
            with _uninterrupted(), StartedApart():
                return self.executor.submit(_work, members)
        except BrokenProcessPool as error:
            settled.set_exception(error)
            return settled

    def _next(self) -> Iterator[Result]:
        chunk, future = self.waiting[0]
        try:
            results = self._result(future)
        except BrokenProcessPool:
            results = self._one_by_one([item for item in chunk if isinstance(item, Member)])
        self.waiting.popleft()
        found = iter(results)
        for item in chunk:
            yield item if isinstance(item, Result) else next(found)

    def _result(self, future: Future[list[Result]]) -> list[Result]:
        """Raises BrokenProcessPool, also where a process died while it handed over a result: half
        of that stands in the pipe, and the executor waits for the rest.
        """
        while True:
            try:
                return future.result(_SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                processes = self._processes()
                if not all(process.is_alive() for process in processes):
                    self._end(processes)

    def _one_by_one(self, members: list[Member]) -> list[Result]:
        """A process died: each document of a chunk again by itself, to find the one it dies of."""
        results: list[Result] = []
        self._replace(1)
        for member in members:
            try:
                results += self._result(self._submit([member]))
            except BrokenProcessPool:
                results.append(self._told(member))
                self._replace(1)
        self._replace(self.jobs)
        done = self.waiting.popleft()
        self.waiting = deque([done, *((chunk, self._again(chunk, f)) for chunk, f in self.waiting)])
        return results

    def _again(self, chunk: Chunk, future: Future[list[Result]]) -> Future[list[Result]]:
        """What was done before the process died stays done."""
        is_done = future.done() and not future.cancelled() and future.exception() is None
        return future if is_done else self._submit(chunk)

    def _told(self, member: Member) -> Result:
        message = "The process that checked this document ended before it was done."
        remedy = "Check it by itself; it may need more memory than there is."
        return self.here(faulty(member.name, message, remedy))

    def _replace(self, jobs: int) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._executor(jobs)

    def _stop(self) -> None:
        if self.waiting:
            self._end(self._processes())
        self.executor.shutdown(wait=True, cancel_futures=True)

    def _processes(self) -> list[BaseProcess]:
        executor: Any = self.executor
        return list((executor._processes or {}).values())  # noqa: SLF001

    def _end(self, processes: list[BaseProcess]) -> None:
        """Ends the processes, whatever they are at. The rest of what one was handing over is waited
        for as long as somebody could still write it: so nobody can, we among them.
        """
        executor: Any = self.executor
        executor._result_queue._writer.close()  # noqa: SLF001
        for process in processes:
            process.terminate()
