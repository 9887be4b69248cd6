"""Members -> what comes of them, side by side in several processes, in the order they came.

However many processes there are, no more than a few hundred documents are held at a time. A
document on which a process dies is told as such, and the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from threading import Thread
from typing import Any

from perkins_rules.apart import StartedApart, can_start_apart
from perkins_rules.batch.members import Member, faulty
from perkins_rules.batch.result import Result

Check = Callable[[Member], Result]
MakeCheck = Callable[[], Check]
Work = Member | Result
"""A member to be checked, or a result that is known already and only takes its place in line."""

FEW = 8
"""So many documents are checked at once without starting processes, which takes a second."""
CHUNK_DOCUMENTS, CHUNK_BYTES = 16, 1 << 20
CHUNKS_AHEAD = 4
"""Chunks in hand for each process: enough that none waits for another."""

Chunk = list[Work]


def run(work: Iterable[Work], make_check: MakeCheck, jobs: int) -> Iterator[Result]:
    """The result of each member, in order. `make_check` must be picklable: it is called once in
    each process.
    """
    ahead = iter(work)
    first = list(islice(ahead, FEW + 1))
    if jobs <= 1 or len(first) <= FEW or not can_start_apart():
        check: Check | None = None
        for item in chain(first, ahead):
            if isinstance(item, Result):
                yield item
                continue
            check = check or make_check()
            yield _checked(check, item, make_check)
        return
    yield from _Pool(make_check, jobs).run(chunks(chain(first, ahead)))


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


def _checked(check: Check, member: Member, make_check: MakeCheck) -> Result:
    """A fault of the program on one document is told of that document; the others go on."""
    try:
        return check(member)
    except Exception as error:  # noqa: BLE001  # whatever it is, it must not stop the batch
        said = " ".join(str(error).split())[:200]
        message = f"The program failed on this document ({type(error).__name__}: {said})."
        return check(faulty(member.name, message, "Please report it, with the document."))


# ------------------------------------------------------------------ processes

_check: list[Check] = []
_make: list[MakeCheck] = []


def _start(make_check: MakeCheck) -> None:
    """In each process: the rules are loaded once; Ctrl-C is for the parent to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _make[:] = [make_check]
    _check[:] = [make_check()]


def _end_with_parent() -> None:
    """When the parent is killed, nobody tells its processes: they would wait without end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(members: list[Member]) -> list[Result]:
    return [_checked(_check[0], member, _make[0]) for member in members]


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


class _Pool:
    """Processes, and the chunks that they have in hand."""

    def __init__(self, make_check: MakeCheck, jobs: int) -> None:
        self.make_check, self.jobs = make_check, jobs
        self.executor = self._executor(jobs)
        self.waiting: deque[tuple[Chunk, Future[list[Result]]]] = deque()

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        # Forking a program with threads (a progress bar has one) can lock it up: new ones, then.
        fresh = multiprocessing.get_context("spawn")
        with StartedApart():  # it has a process of its own that keeps count of what it holds
            return ProcessPoolExecutor(jobs, fresh, _start, (self.make_check,))

    def run(self, ahead: Iterator[Chunk]) -> Iterator[Result]:
        try:
            for chunk in ahead:
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
            results = future.result()
        except BrokenProcessPool:
            results = self._one_by_one([item for item in chunk if isinstance(item, Member)])
        self.waiting.popleft()
        found = iter(results)
        for item in chunk:
            yield item if isinstance(item, Result) else next(found)

    def _one_by_one(self, members: list[Member]) -> list[Result]:
        """A process died: each document of a chunk again by itself, to find the one it dies of."""
        results: list[Result] = []
        self._replace(1)
        for member in members:
            try:
                results += self._submit([member]).result()
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
        return self.make_check()(faulty(member.name, message, remedy))

    def _replace(self, jobs: int) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._executor(jobs)

    def _stop(self) -> None:
        processes: Any = getattr(self.executor, "_processes", None) or {}
        for process in list(processes.values()) if self.waiting else ():
            process.terminate()
        self.executor.shutdown(wait=True, cancel_futures=True)
