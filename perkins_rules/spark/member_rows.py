"""Members on their way through Spark: a row each, in batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa

from perkins_rules.member import Member

MOST_MEMBERS, MOST_BYTES = 256, 32 << 20
"""A batch is full with so many, or with so many bytes of them."""

_SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("data", pa.binary()),
        ("fault", pa.string()),
        ("remedy", pa.string()),
        ("left_out", pa.string()),
        ("file", pa.int32()),
    ]
)
MEMBER_IN_SPARK = "name string, data binary, fault string, remedy string, left_out string, file int"
"""The same columns in the same order: Spark takes what comes by its place, not its name."""


class MemberRow(NamedTuple):
    """A member in plain parts; or the number of a `file` that was read to its end."""

    name: str | None
    data: bytes | None = None
    fault: str | None = None
    remedy: str | None = None
    left_out: str | None = None
    file: int | None = None


def member_row(member: Member) -> MemberRow:
    """The row of a member."""
    told = (*(member.fault or ("", "")), member.left_out)
    fault, remedy, left_out = (_text(text) or None for text in told)
    return MemberRow(_text(member.name), member.data, fault, remedy, left_out)


def _text(text: str) -> str:
    """A text that Java takes; the name of a file may hold bytes that are none."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def read_row(number: int) -> MemberRow:
    """The row that says that a file was read to its end."""
    return MemberRow(None, file=number)


def member_batches(rows: Iterable[MemberRow]) -> Iterator[pa.RecordBatch]:
    """The rows in batches."""
    taken: list[MemberRow] = []
    size = 0
    for row in rows:
        taken.append(row)
        size += len(row.data or b"")
        if len(taken) >= MOST_MEMBERS or size >= MOST_BYTES:
            yield _batch(taken)
            taken, size = [], 0
    yield _batch(taken)


def _batch(rows: Sequence[MemberRow]) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True)) or [()] * len(_SCHEMA)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, _SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=_SCHEMA)


def plain_address(address: str) -> str:
    """An address in which no sign stands for others."""
    return "".join(f"\\{sign}" if sign in "\\*?[]{}^" else sign for sign in address)
