"""Files -> a DataFrame of members, read by Spark where they lie.

Most are read in one piece and taken apart as a run on one machine does it: documents, archives,
packed files. A large file of lines is read by several tasks; the lines are counted first, so that
each has its number.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import pyarrow as pa

from perkins_rules.batch.containers import archive_members, line_members
from perkins_rules.batch.members import Members, MissingLibrary, inner_member
from perkins_rules.batch.names import is_archive, is_lines
from perkins_rules.extras import how_to_get
from perkins_rules.member import Member, faulty
from perkins_rules.spark.files import File, is_split
from perkins_rules.spark.large_lines import lines_of
from perkins_rules.spark.member_rows import (
    MEMBER_IN_SPARK,
    MemberRow,
    member_batches,
    member_row,
    plain_address,
    read_row,
)

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import DataFrame, SparkSession

SPLIT_BYTES = 32 << 20
"""A file of lines that is larger is read by several tasks."""


def members_of(spark: SparkSession, files: Sequence[File], limit_bytes: int) -> DataFrame:
    """The members in files; behind those of each file, a row that it was read."""
    numbered = list(enumerate(files))
    empty = [one for one in numbered if not one[1].size]  # Spark passes over them without a word
    whole = [one for one in numbered if one[1].size and not _is_large(one[1])]
    large = [one for one in numbered if _is_large(one[1])]
    members = _rows_of(spark, chain.from_iterable(_read(*one, b"", limit_bytes) for one in empty))
    if whole:
        members = members.unionAll(_whole(spark, whole, limit_bytes))
    for number, file in large:
        members = members.unionAll(lines_of(spark, number, file, limit_bytes))
    return members


def known_members(spark: SparkSession, members: Iterable[Member]) -> DataFrame:
    """Members that nobody has to read: faults, and what is left out."""
    return _rows_of(spark, map(member_row, members))


def _rows_of(spark: SparkSession, rows: Iterable[MemberRow]) -> DataFrame:
    return spark.createDataFrame(list(rows), MEMBER_IN_SPARK)


def _is_large(file: File) -> bool:
    return is_split(file) and file.size > SPLIT_BYTES


# ------------------------------------------------------------------ in one piece


class _Named(NamedTuple):
    number: int
    file: File


_Known = Mapping[str, Sequence[_Named]]
"""By what Spark calls a file, for what the user named it: twice, it may be."""


def _whole(spark: Any, files: Sequence[tuple[int, File]], limit_bytes: int) -> DataFrame:
    known: dict[str, list[_Named]] = {}
    for number, file in files:
        known.setdefault(file.address, []).append(_Named(number, file))
    reader = spark.read.format("binaryFile")
    # What vanishes or breaks is told as such when all is read: it must not end the run.
    reader = reader.option("ignoreMissingFiles", "true").option("ignoreCorruptFiles", "true")
    read = reader.load([plain_address(address) for address in known])
    rows = partial(_rows, known=known, limit_bytes=limit_bytes)
    return read.selectExpr("_metadata.file_path as address", "content").mapInArrow(
        lambda batches: member_batches(rows(batches)), MEMBER_IN_SPARK
    )


def _rows(
    batches: Iterable[pa.RecordBatch], known: _Known, limit_bytes: int
) -> Iterator[MemberRow]:
    for batch in batches:
        for address, content in zip(batch.column(0), batch.column(1), strict=True):
            for number, file in known[unquote(address.as_py())]:
                yield from _read(number, file, content.as_py(), limit_bytes)


def _read(number: int, file: File, content: bytes, limit_bytes: int) -> Iterator[MemberRow]:
    yield from map(member_row, _of_file(file, content, limit_bytes))
    yield read_row(number)


def _of_file(file: File, content: bytes, limit_bytes: int) -> Members:
    """As batch.places has it; a library that a worker lacks does not end the run."""
    try:
        if is_archive(file.name):
            yield from archive_members(file.name, io.BytesIO(content), limit_bytes)
        elif is_lines(file.name):
            yield from line_members(file.name, io.BytesIO(content), limit_bytes)
        else:
            data = content[: limit_bytes + 1]
            yield inner_member(file.name, data) if file.inner else Member(file.name, data)
    except MissingLibrary as missing:
        message = f"{missing.what} needs a library that is not installed on this worker."
        yield faulty(file.name, message, how_to_get(missing.extra))
