"""A large file with a document on each line -> a DataFrame of members, read by several tasks.

Spark does not say which line a text was. So the lines of each stretch are counted first, and
numbered as they come: those of a stretch come in their order, all in one task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from perkins_rules.spark.files import File, file_system
from perkins_rules.spark.member_rows import (
    MEMBER_IN_SPARK,
    MemberRow,
    member_batches,
    plain_address,
    read_row,
)

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import DataFrame

_MARK = b"\xef\xbb\xbf"
_START = "_metadata.file_block_start as start"


class FileChanged(Exception):
    """A file is another one than it was when its lines were counted."""


def lines_of(spark: Any, number: int, file: File, limit_bytes: int) -> DataFrame:
    """The lines that are not blank, and for each task a row that it was read."""
    text = spark.read.option("lineSep", "\n").text(plain_address(file.address))
    most = limit_bytes + 2  # of a line that is too long, as much as containers.line_members keeps
    counted = text.selectExpr(_START).groupBy("start").count().collect()
    before = _sums({row["start"]: row["count"] for row in counted})
    lines = _Lines(file.name, number, before, _mark(spark, file), most)
    read = text.selectExpr(_START, f"substring(cast(value as binary), 1, {most}) as data")
    return read.mapInArrow(lambda batches: member_batches(lines.rows(batches)), MEMBER_IN_SPARK)


def _sums(counts: Mapping[int, int]) -> dict[int, int]:
    """How many lines stand before each stretch."""
    before, total = {}, 0
    for start in sorted(counts):
        before[start] = total
        total += counts[start]
    return before


def _mark(spark: Any, file: File) -> bytes:
    """The mark that a text may begin with: Spark takes it off without a word."""
    system, path = file_system(spark, file.address)
    stream = system.open(path)
    try:
        head = bytes(stream.readNBytes(len(_MARK)))
    finally:
        stream.close()
    return head if head == _MARK else b""


class _Lines(NamedTuple):
    """What is known of a file: how many lines stand `before` each stretch, by where it starts."""

    name: str
    number: int
    before: Mapping[int, int]
    mark: bytes
    most: int

    def rows(self, batches: Iterable[pa.RecordBatch]) -> Iterator[MemberRow]:
        """The members. Raises FileChanged."""
        at = dict(self.before)
        for batch in batches:
            for start, data in zip(batch.column(0), batch.column(1), strict=True):
                place = start.as_py()
                if place not in at:
                    raise FileChanged(f"`{self.name}` has changed while it was read.")
                at[place] += 1
                if line := self._line(at[place], data.as_py()):
                    yield MemberRow(f"{self.name}:{at[place]}", line)
        yield read_row(self.number)

    def _line(self, number: int, data: bytes) -> bytes:
        """A line as it stands in the file; nothing of a blank one."""
        line = (self.mark + data)[: self.most] if number == 1 else data
        line = line.removesuffix(b"\r")
        return line if line.strip() else b""
