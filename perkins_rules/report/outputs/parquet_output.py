"""Results -> Parquet, one row for each finding, in row groups of bounded size."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding
from perkins_rules.report.outputs.arrow_rows import SCHEMA, arrow_columns, arrow_rows
from perkins_rules.report.outputs.file_output import PartsOutput

Rows = list[tuple[tuple[Any, ...], int]]
"""Their values, and how many characters each takes."""
GROUP_ROWS = 8192
GROUP_CHARACTERS = 1 << 24
"""A row group holds no more than so many rows, or so many characters of messages."""


class ParquetOutput(PartsOutput[Rows]):
    """The types of the columns are those of arrow_rows."""

    def _begin(self) -> None:
        about = self.about
        told = {"version": about.version, "asked": json.dumps(about.asked._asdict())}
        schema = SCHEMA.with_metadata({f"perkins-rules.{k}": v for k, v in told.items()})
        self._writer = parquet.ParquetWriter(self.file, schema, compression="zstd")
        self._clear()

    def _clear(self) -> None:
        self._rows: list[tuple[Any, ...]] = []
        self._characters = 0

    def part(self, result: Result) -> Rows:
        """The rows of a document."""
        long = map(_characters, result.report.told_once)
        return [*zip(arrow_rows(result, self.about), long, strict=True)]

    def _join(self, part: Rows) -> None:
        for values, characters in part:
            self._rows.append(values)
            self._characters += characters
            if len(self._rows) >= GROUP_ROWS or self._characters >= GROUP_CHARACTERS:
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
        if self._rows:
            arrays = arrow_columns(self._rows)
            self._writer.write_table(pa.table(arrays, schema=self._writer.schema))
        self._clear()


def _characters(finding: Finding) -> int:
    return len(finding.message) + len(finding.remedy)
