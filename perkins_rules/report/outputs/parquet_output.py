"""Results -> Parquet, one row for each finding, in row groups of bounded size."""

from __future__ import annotations

import contextlib
import json
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from perkins_rules.batch.result import Result
from perkins_rules.report.clean import clean
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row, rows

GROUP_ROWS = 8192
GROUP_CHARACTERS = 1 << 24
"""A row group holds no more than so many rows, or so many characters of messages."""

WHOLE_DIGITS, PLACES = 32, 6
"""Of a decimal number, which has 38 digits in all."""

_TYPES = {
    "text": pa.string(),
    "number": pa.decimal128(WHOLE_DIGITS + PLACES, PLACES),
    "list": pa.list_(pa.string()),
    "whole": pa.int32(),
    "day": pa.date32(),
    "yes_no": pa.bool_(),
}
SCHEMA = pa.schema([pa.field(column.name, _TYPES[column.kind]) for column in COLUMNS])


class ParquetOutput(FileOutput):
    """Numbers are decimals, rounded to so many places; those that are longer are left out."""

    def _begin(self) -> None:
        about = self.about
        told = {"version": about.version, "asked": json.dumps(about.asked._asdict())}
        schema = SCHEMA.with_metadata({f"perkins-rules.{k}": v for k, v in told.items()})
        self._writer = parquet.ParquetWriter(self.file, schema, compression="zstd")
        self._clear()

    def _clear(self) -> None:
        self._values: list[list[Any]] = [[] for _ in COLUMNS]
        self._characters = 0

    def _add(self, result: Result) -> None:
        for row in rows(result, self.about):
            for column, values in zip(COLUMNS, self._values, strict=True):
                values.append(_value(column, row))
            self._characters += len(row.finding.message) + len(row.finding.remedy)
            if len(self._values[0]) >= GROUP_ROWS or self._characters >= GROUP_CHARACTERS:
                self._write_group()

    def _finish(self) -> None:
        self._write_group()
        self._writer.close()

    def _abandon(self) -> None:
        self._clear()
        if hasattr(self, "_writer"):
            with contextlib.suppress(Exception):
                self._writer.close()
            self._writer.is_open = False  # or it would try again when it is forgotten

    def _write_group(self) -> None:
        if self._values[0]:
            parts = zip(self._values, SCHEMA, strict=True)
            arrays = [pa.array(values, field.type) for values, field in parts]
            self._writer.write_table(pa.table(arrays, schema=self._writer.schema))
        self._clear()


def _value(column: Column, row: Row) -> Any:
    value = column.value(row)
    if column.kind == "list":
        return [clean(entry) for entry in value]
    if column.kind == "number":
        return _decimal(value)
    if column.name == "distance_exact" and value:
        return _decimal(row.finding.distance) == Decimal(row.finding.distance or 0)
    return clean(value) if isinstance(value, str) else value


_EXACT = Context(prec=WHOLE_DIGITS + PLACES, rounding=ROUND_HALF_EVEN)


def _decimal(digits: str | None) -> Decimal | None:
    """A number as the format holds it; None for one that it has no room for."""
    if digits is None or Decimal(digits).adjusted() >= WHOLE_DIGITS:
        return None
    return Decimal(digits).quantize(Decimal(1).scaleb(-PLACES), context=_EXACT)
