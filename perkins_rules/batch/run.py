"""Members -> what comes of them, in the order they came; of many, side by side in processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from perkins_rules.apart import can_start_apart
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import Check, MakeCheck, Work, checked

FEW = 8
"""So many documents are checked at once without starting processes, which takes a second."""


def run(work: Iterable[Work], make_check: MakeCheck, here: Check, jobs: int) -> Iterator[Result]:
    """The result of each member, in order. `make_check` must be picklable: it is called once in
    each process; `here` is what it makes in this one.
    """
    ahead = iter(work)
    first = list(islice(ahead, FEW + 1)) if jobs > 1 else []
    if len(first) > FEW and can_start_apart():
        from perkins_rules.batch.pool import Pool

        yield from Pool(make_check, here, jobs).run(chain(first, ahead))
        return
    for item in chain(first, ahead):
        yield item if isinstance(item, Result) else checked(here, item)
