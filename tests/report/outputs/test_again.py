"""The same results, the same bytes; and memory that does not grow with their number."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs import parquet_output
from perkins_rules.report.style import Style
from perkins_rules.report.text.batch_text import BatchText

from ..making import review
from .making import FORMATS, hostile, over, result, some, write

FEW, MANY = 1_000, 10_000
SLOW = {"txt"}  # of these, a quarter: to lay out a text takes a while


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_results_are_the_same_bytes_on_another_day(ending: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    write(first, [*some(), hostile()], ending)
    with (
        patch("time.time", lambda: 2_000_000_000.0),
        patch("time.localtime", lambda *_: (2033,) * 9),
    ):
        write(second, [*some(), hostile()], ending)
    assert (first / f"all.{ending}").read_bytes() == (second / f"all.{ending}").read_bytes()


def _small(count: int) -> Iterator[Result]:
    """Results of which no two are the same object, as they come from a batch."""
    for number in range(count):
        found = [over(f"f{number}"), review(f"r{number}", "Is it?")] if number % 10 == 0 else []
        yield result(*found, path=f"plans/{number:06}.yaml")


def _peak(work: Callable[[], None]) -> int:
    """The most memory in use at a time; ups and downs of less than a mebibyte are nobody's."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return max(tracemalloc.get_traced_memory()[1], 1 << 20)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("ending", [name for name in FORMATS if name != "jsonl"])
def test_ten_times_the_documents_take_no_more_memory(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_output, "GROUP_ROWS", 256)  # so that a few fill groups, too
    write(tmp_path, some(), ending)  # what is imported is no part of it
    part = 4 if ending in SLOW else 1
    few = _peak(lambda: write(tmp_path, _small(FEW // part), ending))
    assert _peak(lambda: write(tmp_path, _small(MANY // part), ending)) <= 1.2 * few


def test_the_text_for_the_terminal_holds_no_documents_either() -> None:
    def tell(count: int) -> None:
        told = BatchText(Style())
        for one in _small(count):
            told.line(one)
            told.leave_out(one.report.path, "it has no `document:` key")
        told.closing()

    assert _peak(lambda: tell(MANY)) <= 1.2 * _peak(lambda: tell(FEW))
