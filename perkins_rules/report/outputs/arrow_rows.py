"""Rows -> columns of Arrow, with types: what Parquet holds, and what Spark is handed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa

from perkins_rules.report.clean import clean
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row

WHOLE_DIGITS, PLACES = 32, 6
"""Of a decimal number, which has 38 digits in all."""

TYPES = {
    "text": pa.string(),
    "number": pa.decimal128(WHOLE_DIGITS + PLACES, PLACES),
    "list": pa.list_(pa.string()),
    "whole": pa.int32(),
    "day": pa.date32(),
    "yes_no": pa.bool_(),
}
SCHEMA = pa.schema([pa.field(column.name, TYPES[column.kind]) for column in COLUMNS])


def arrow_values(row: Row) -> list[Any]:
    """The values of a row, in the order of the columns. Numbers are decimals, rounded to so many
    places; those that are longer are left out.
    """
    return [_value(column, row) for column in COLUMNS]


def arrow_columns(rows: Iterable[Sequence[Any]], schema: pa.Schema = SCHEMA) -> list[pa.Array]:
    """The columns of rows of such values."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]


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
