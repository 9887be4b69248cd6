"""Request + checker -> the result of every document that is named, in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial

from perkins_rules.app.checking.making import Making, check_with, make_check
from perkins_rules.app.checking.written import Written, make_written_check
from perkins_rules.batch.result import Result
from perkins_rules.batch.run import run
from perkins_rules.batch.work import Work
from perkins_rules.checker import Checker


def results_of(
    work: Iterable[Work],
    making: Making,
    checker: Checker,
    jobs: int = 0,
    written: Written | None = None,
) -> Iterator[Result]:
    """The results without what a baseline knows, as stores keep them. 0 jobs are as many as there
    are cores; processes beside this one make their share of what is `written`, too.
    """
    apart = partial(make_check, making)
    if written is not None and (written.formats or not written.whole):
        apart = partial(make_written_check, making, written)
    return run(work, apart, check_with(checker, making), jobs or os.cpu_count() or 1)
