"""Tables in Parquet -> a DataFrame of members: a document in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from perkins_rules.spark.checked import members_in
from perkins_rules.spark.files import address_of, file_system
from perkins_rules.spark.member_rows import plain_address

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import DataFrame

ENDING = ".parquet"


class NoTable(Exception):
    """A table cannot be read: why, and what would be right."""


def is_table(spark: Any, name: str) -> bool:
    """Whether a name is of Parquet: by its ending, or as a folder with such files in it."""
    if name.rstrip("/").lower().endswith(ENDING):
        return True
    try:
        system, path = file_system(spark, address_of(name))
        status = system.getFileStatus(path)
        inside = system.listStatus(path) if status.isDirectory() else ()
    except Exception:  # noqa: BLE001  # what is wrong with it, who reads it will say
        return False
    return any(one.getPath().getName().endswith(ENDING) for one in inside)


def table_size(spark: Any, name: str) -> int:
    """How many bytes a table has, as it is stored."""
    system, path = file_system(spark, address_of(name))
    return int(system.getContentSummary(path).getLength())


def table_members(
    spark: Any, name: str, path: str | None, content: str, limit_bytes: int
) -> DataFrame:
    """The documents in a table. Without a column for their names, each is called by its file and
    the number of its row, from 1: `plans.parquet:17`. Raises WrongColumn, NoTable.
    """
    try:
        table = spark.read.parquet(plain_address(address_of(name)))
    except Exception as error:
        said = str(error).strip().partition("\n")[0]
        raise NoTable(f"`{name}` cannot be read: {said}") from error
    column = path or ("path" if "path" in table.columns else None)
    if column is None:
        table, column = _named_by_row(table, name), _NAME
    return members_in(table, column, content, limit_bytes)


_NAME = "name of the row"


def _named_by_row(table: DataFrame, name: str) -> DataFrame:
    from pyspark.sql import functions as f

    start = len(unquote(address_of(name).rstrip("/")))
    address = f.url_decode(f.replace(f.col("_metadata.file_path"), f.lit("+"), f.lit("%2B")))
    number = f.col("_metadata.row_index") + 1
    shown = f.concat(f.lit(name.rstrip("/")), f.substring(address, start + 1, 1 << 20))
    return table.withColumn(_NAME, f.concat(shown, f.lit(":"), number.cast("string")))
