"""A DataFrame of documents -> DataFrames of what was found out about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perkins_rules.checker import Records
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.pipeline import Options, load_rules
from perkins_rules.spark.columns import DOCUMENT_COLUMNS, RESULT_IN_SPARK
from perkins_rules.spark.member_rows import MemberRow
from perkins_rules.spark.task import Task

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import DataFrame


class WrongColumn(ValueError):
    """A column is not there, or holds something else than documents or names."""


class Checked(NamedTuple):
    """What was found out about documents. Spark works it out when it is asked for, and again each
    time: `results.persist()` keeps it where both tables are wanted.

    `results` has the columns of `documents`, and the findings of each in a list, `findings`.
    """

    results: DataFrame

    @property
    def documents(self) -> DataFrame:
        """A row for each document, with its verdict. The page on Spark lists the columns."""
        return _checked_alone(self.results).select(*(column.name for column in DOCUMENT_COLUMNS))

    @property
    def findings(self) -> DataFrame:
        """A row for each finding, with the columns and types of an output in Parquet."""
        found = _checked_alone(self.results).selectExpr("explode(findings) as finding")
        return found.select("finding.*")


def _checked_alone(results: DataFrame) -> DataFrame:
    return results.where("verdict is not null")


def check_documents(
    documents: DataFrame,
    rules: ReadyRules | None = None,
    options: Options = Options(),  # noqa: B008  # a tuple: it cannot change
    *,
    fail_on: str = "error",
    draft: bool = False,
    path: str = "path",
    content: str = "content",
) -> Checked:
    """Checks the documents in the rows of a DataFrame: `content` is the column with the text or the
    bytes of each (string or binary), `path` that with its name. No record counts, as in
    `perkins_rules.check_document`; `fail_on` and `draft` are those of the command.

    Without `rules`, those of `load_rules()` are asked. A row that cannot be read is a document with
    the verdict `unreadable`; it never loses the others. Raises WrongColumn, a ValueError, for a
    column that is not there, or holds something else.
    """
    task = Task(rules or load_rules(), options, Records(), fail_on, draft)
    members = members_in(documents, path, content, options.limit_bytes)
    return Checked(results_of(members, task))


def _demand(documents: DataFrame, column: str, kinds: tuple[str, ...]) -> None:
    found = dict(documents.dtypes)
    if column not in found:
        raise WrongColumn(f"There is no column `{column}`; there are {', '.join(found)}.")
    if found[column] not in kinds:
        raise WrongColumn(f"The column `{column}` is {found[column]}, not {' or '.join(kinds)}.")


def members_in(documents: DataFrame, path: str, content: str, limit_bytes: int) -> DataFrame:
    """The columns of members; of a text that is too large no more than shows it.

    Raises WrongColumn.
    """
    _demand(documents, content, ("string", "binary"))
    _demand(documents, path, ("string",))
    data = f"substring(cast(`{content}` as binary), 1, {limit_bytes + 1})"
    return documents.selectExpr(
        f"`{path}` as name", f"{data} as data", *_nothing("fault", "remedy", "left_out"), _NO_FILE
    )


_NO_FILE = "cast(null as int) as file"


def _nothing(*names: str) -> list[str]:
    return [f"cast(null as string) as {name}" for name in names]


def results_of(members: DataFrame, task: Task) -> DataFrame:
    """Members -> results, in the columns of `columns.RESULT`."""
    in_order = members.select(*MemberRow._fields)
    return in_order.mapInArrow(task.over, RESULT_IN_SPARK)
