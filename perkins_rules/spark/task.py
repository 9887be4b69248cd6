"""What runs in Spark's processes of Python: documents in, what was found out, a batch at a time.

The rules come as the texts of their files: each process makes them once, from its cache if it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

import pyarrow as pa

from perkins_rules.batch.making import result_of
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import checked
from perkins_rules.checker import Checker, Records
from perkins_rules.engine.askable import AskableRules
from perkins_rules.member import Fault, Member
from perkins_rules.pipeline import Options
from perkins_rules.report.outputs.about import About, Rules
from perkins_rules.report.outputs.arrow_rows import arrow_columns, arrow_rows
from perkins_rules.spark.columns import (
    DOCUMENT_COLUMNS,
    FINDING,
    RESULT,
    Told,
    document_values,
    failed_of,
)
from perkins_rules.version import __version__

MOST_DOCUMENTS, MOST_FINDINGS = 128, 4096
"""A batch that goes back to Spark is full with so many."""

NO_TEXT = Fault("There is no text in this row.", "Give the document, or take the row out.")


NO_NAME = "a row without a name"


class WorkersDiffer(Exception):
    """The processes of Spark have another version of the program, and may find something else."""


class Task(NamedTuple):
    """All that a check goes by. `version` is that of the program that asks for it."""

    rules: AskableRules
    options: Options
    records: Records
    fail_on: str = "error"
    draft: bool = False
    count: Any = None
    version: str = __version__

    def over(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of members -> batches of results. Raises WorkersDiffer."""
        if self.version != __version__:
            raise WorkersDiffer(
                f"This worker has perkins-rules {__version__}, and the driver {self.version}:"
                " install the same on both."
            )
        checker = Checker(self.rules, self.options, self.records)
        asked = self.options.asked
        about = About(
            __version__, asked, self.draft, self.fail_on, rules=Rules(lambda: checker.rules.rules)
        )
        batch = _Batch()
        for member, file in _members(batches):
            if member is None or member.left_out:
                batch.pass_over(member, file)
            else:
                result = checked(partial(result_of, checker=checker), member)
                result = result._replace(report=checker.known(result.report))
                batch.add(result, Told(result.report, self.fail_on, self.draft), about)
                if self.count is not None:
                    self.count.add(1)
            if batch.is_full:
                yield batch.taken()
        yield batch.taken()


def _members(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Member | None, int | None]]:
    """The members in rows; none where a row only says which file was read to its end."""
    for batch in batches:
        columns = [batch.column(place) for place in range(batch.num_columns)]
        for parts in zip(*columns, strict=True):
            name, data, fault, remedy, left_out, file = (part.as_py() for part in parts)
            yield (None if file is not None else _member(name, data, fault, remedy, left_out)), file


def _member(
    name: str | None,
    data: bytes | None,
    fault: str | None,
    remedy: str | None,
    left_out: str | None,
) -> Member:
    called = NO_NAME if name is None else name
    if left_out or data is not None:
        return Member(called, data, left_out=left_out or "")
    return Member(called, None, Fault(fault, remedy or "") if fault else NO_TEXT)


class _Batch:
    """Results on their way to Spark."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._documents: list[list[Any]] = []
        self._findings: list[tuple[Any, ...]] = []
        self._lengths: list[int] = []

    def add(self, result: Result, told: Told, about: About) -> None:
        """Takes in what was found of a document."""
        found = arrow_rows(result, about)
        self._documents.append([*document_values(told), failed_of(told), None, None])
        self._findings += found
        self._lengths.append(len(found))

    def pass_over(self, member: Member | None, file: int | None) -> None:
        """Takes in what was not checked, or that a file was read."""
        name, why = (member.name, member.left_out) if member is not None else (None, None)
        self._documents.append([name, *[None] * (len(DOCUMENT_COLUMNS) - 1), None, why, file])
        self._lengths.append(0)

    @property
    def is_full(self) -> bool:
        """Whether it should go."""
        return len(self._documents) >= MOST_DOCUMENTS or len(self._findings) >= MOST_FINDINGS

    def taken(self) -> pa.RecordBatch:
        """All that is in it, and it is empty again."""
        found = pa.StructArray.from_arrays(arrow_columns(self._findings), fields=list(FINDING))
        offsets = pa.array([0, *accumulate(self._lengths)], pa.int32())
        documents = arrow_columns(self._documents, pa.schema(list(RESULT)[:-1]))
        listed = pa.ListArray.from_arrays(offsets, found, type=RESULT.field("findings").type)
        self._clear()
        return pa.RecordBatch.from_arrays([*documents, listed], schema=RESULT)
