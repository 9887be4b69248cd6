"""Members -> results, side by side, in the order they came; whatever a process dies of."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from perkins_rules.batch.pool import CHUNK_BYTES, CHUNK_DOCUMENTS, CHUNKS_AHEAD, Pool, chunks
from perkins_rules.batch.run import FEW, run
from perkins_rules.batch.work import Work
from perkins_rules.member import Member

from .making import (
    ROOT,
    large,
    make_counted,
    make_dying_midway,
    make_large,
    make_troubled,
    plain_result,
    said,
)

DIED = "The process that checked this document ended before it was done."
RAISED = "The program failed on this document (ValueError: on purpose)."


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes import the tests, too."""
    monkeypatch.syspath_prepend(str(ROOT))


def _members(count: int, **special: int) -> list[Member]:
    names = [f"{number}.yaml" for number in range(count)]
    for word, at in special.items():
        names[at] = f"{at}-{word}.yaml"
    return [Member(name, b"x") for name in names]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_results_come_in_the_order_of_the_members(jobs: int) -> None:
    given = _members(150, **{"raise": 33})
    expected = [(one.name, "read") for one in given]
    expected[33] = ("33-raise.yaml", RAISED)
    assert said(run(given, make_troubled, make_troubled(), jobs)) == expected


def test_a_process_that_dies_costs_its_own_document_only() -> None:
    given = _members(80, die=40)
    expected = [(one.name, "read") for one in given]
    expected[40] = ("40-die.yaml", DIED)
    assert said(run(given, make_troubled, make_troubled(), 2)) == expected


def test_two_that_die_far_apart_and_what_is_known_already_between() -> None:
    given: list[Work] = [*_members(60, die=3)]
    given[5] = plain_result(Member("known.yaml", b""))
    given[59] = Member("last-die.yaml", b"x")
    results = said(run(given, make_troubled, make_troubled(), 2))
    assert len(results) == 60
    assert results[5] == ("known.yaml", "read")
    assert [name for name, message in results if message == DIED] == ["3-die.yaml", "last-die.yaml"]


def test_few_documents_start_no_process(tmp_path: Path) -> None:
    log = tmp_path / "log"
    make = partial(make_counted, str(log))
    list(run(_members(FEW), make, make(), 4))
    assert {line.split()[0] for line in log.read_text().splitlines()} == {str(os.getpid())}


def test_what_is_known_already_is_not_checked_and_starts_no_process() -> None:
    def never(*given: object) -> object:
        raise AssertionError

    known = [plain_result(one) for one in _members(100)]
    for jobs in (1, 2):
        assert list(run(known, never, never, jobs)) == known  # type: ignore[arg-type]  # not called


def test_no_more_is_read_ahead_than_the_processes_have_in_hand() -> None:
    read = 0

    def given() -> Iterator[Member]:
        nonlocal read
        for one in _members(1000):
            read += 1
            yield one

    results = run(given(), make_troubled, make_troubled(), 2)
    for _ in range(3):
        next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert read <= 2 * CHUNKS_AHEAD * CHUNK_DOCUMENTS + FEW + 1


def test_large_documents_make_small_chunks() -> None:
    given = [Member(str(number), b"x" * 600_000) for number in range(5)]
    assert [len(chunk) for chunk in chunks(given)] == [2, 2, 1]


def test_a_run_that_is_given_up_leaves_no_process() -> None:
    results = run(_members(500), make_troubled, make_troubled(), 2)
    next(results)
    before = _children()
    assert before
    results.close()  # type: ignore[attr-defined]  # it is a generator
    for _ in range(50):
        if not before & _children():
            return
        time.sleep(0.1)
    raise AssertionError(before & _children())


def test_a_run_is_given_up_while_a_process_hands_over_its_result() -> None:
    """It ends in the middle of what it writes, and the rest is not waited for."""
    given = (Member(str(number), b"x" * CHUNK_BYTES) for number in range(200))
    results = Pool(make_large, large, 2).run(given)
    next(results)
    ending = Thread(target=results.close, daemon=True)  # type: ignore[attr-defined]  # a generator
    ending.start()
    ending.join(60)
    assert not ending.is_alive()


def test_a_process_that_dies_while_it_hands_over_its_result_is_told() -> None:
    given = [Member(str(number), b"x") for number in range(2)]
    ended = "The process that checked this document ended before it was done."
    assert said(Pool(make_dying_midway, plain_result, 2).run(given)) == [("0", ended), ("1", ended)]


def _children() -> set[int]:
    from multiprocessing import active_children

    return {child.pid for child in active_children() if child.pid is not None}
