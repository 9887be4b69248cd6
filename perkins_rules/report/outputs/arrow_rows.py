"""Rows -> columns of Arrow, with types: what Parquet holds, and what Spark is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding
from perkins_rules.report.clean import clean
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row, cells

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


def arrow_rows(result: Result, about: About) -> list[tuple[Any, ...]]:
    """The values of a document's rows, in the order of the columns. Numbers are decimals, rounded
    to so many places; those that are longer are left out.
    """
    return cells(result, about, _values)


def arrow_columns(rows: Iterable[Sequence[Any]], schema: pa.Schema = SCHEMA) -> list[pa.Array]:
    """The columns of rows of such values."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]


def _values(column: Column, found: list[Row]) -> list[Any]:
    if column.name == "distance_exact":
        return [_is_exact(row.finding) for row in found]
    tell = _TOLD.get(column.kind)
    values = map(column.value, found)
    return [value if value is None or tell is None else tell(value) for value in values]


def _is_exact(finding: Finding) -> bool | None:
    """Whether the distance is exact as it stands in its column, too."""
    digits = finding.distance or "0"
    return finding.distance_exact and _decimal(digits) == Decimal(digits)


_EXACT = Context(prec=WHOLE_DIGITS + PLACES, rounding=ROUND_HALF_EVEN)


def _decimal(digits: str) -> Decimal | None:
    """A number as the format holds it; None for one that it has no room for."""
    if Decimal(digits).adjusted() >= WHOLE_DIGITS:
        return None
    return Decimal(digits).quantize(Decimal(1).scaleb(-PLACES), context=_EXACT)


_TOLD: dict[str, Callable[[Any], Any]] = {
    "text": clean,
    "list": lambda texts: [*map(clean, texts)],
    "number": _decimal,
}
"""How values of a kind are told, save those that are told as they are."""
