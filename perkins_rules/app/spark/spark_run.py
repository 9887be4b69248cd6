"""Request -> its documents checked by Spark, the tables of what was found; the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules.app.asking.chosen_files import why_not
from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.inputs import named_member
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for, making_of
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.app.spark.spark_telling import counts_of, summary
from perkins_rules.app.spark.watched import watched
from perkins_rules.checker import Checker, Records, none_determined
from perkins_rules.findings import Verdict
from perkins_rules.member import Member, faulty
from perkins_rules.waivers.place import IN_FILES, NEVER

try:
    from perkins_rules.spark.checked import Checked, WrongColumn, results_of
    from perkins_rules.spark.files import File, Found, files_in
    from perkins_rules.spark.output import AlreadyThere, new_folder
    from perkins_rules.spark.reading import known_members, members_of
    from perkins_rules.spark.session import NoSpark, session_of
    from perkins_rules.spark.stored import NoTable, is_table, table_members, table_size
    from perkins_rules.spark.task import Task
except ModuleNotFoundError as error:  # pyarrow
    from perkins_rules.extras import how_to_get

    raise Stop(f"this needs {error.name}.", how_to_get("spark")) from error

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import DataFrame, SparkSession

_TASK_BYTES = 16 << 20
_PACKED = 8
"""So many times as large is what comes out of a packed file, or of a table."""


class Where(NamedTuple):
    """Where results go, the columns of tables, and how Spark is started and parts the work."""

    output: str
    path: str | None = None
    content: str = "content"
    master: str | None = None
    settings: tuple[str, ...] = ()
    partitions: int | None = None


def run_spark(request: Request, where: Where) -> int:
    """Checks the documents and writes the tables; the exit code of `check`. Raises Stop."""
    request = configured(request)
    checker = checker_for(request, making_of(request)._replace(derive_reviews=False))
    with _told_faults():
        spark = session_of(where.master, where.settings)
        with new_folder(spark, where.output) as folder:
            return _Run(spark, request, where, checker).run(folder)


def _records(records: Records, has_tables: bool) -> Records:
    """As for documents in an archive: what stands beside a document does not count."""
    here = os.getcwd()  # noqa: PTH109
    kept = records.waivers
    if kept is not None:
        comments = NEVER if kept.comments == IN_FILES else kept.comments
        alone = kept.alone and not has_tables
        kept = kept._replace(alone=alone, comments=comments, here=here)
    if records.baseline is not None:
        records.baseline.here = here
    return Records(none_determined, kept, records.baseline)


@contextmanager
def _told_faults() -> Iterator[None]:
    """What stops Spark, as Stop."""
    try:
        yield
    except NoSpark as fault:
        raise Stop(fault.message, fault.remedy) from fault
    except (NoTable, WrongColumn) as fault:
        raise Stop(str(fault)) from fault
    except AlreadyThere as fault:
        raise Stop(str(fault), "Name another folder, or take it away first.") from fault
    except Exception as error:
        if not type(error).__module__.startswith(("pyspark.", "py4j.")):
            raise
        raise Stop(f"Spark did not finish: {_said(error)}") from error


def _said(error: Exception) -> str:
    """What one of our own processes said, or else the first line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    own = [line for line in lines if line.startswith("perkins_rules.") and ": " in line]
    return own[0].partition(": ")[2] if own else " ".join(lines[:1])


class _Run:
    """One run: its documents, and where what was found goes."""

    def __init__(
        self, spark: SparkSession, request: Request, where: Where, checker: Checker
    ) -> None:
        self.spark, self.request, self.where, self.checker = spark, request, where, checker
        self.tables = [name for name in request.files if name != "-" and is_table(spark, name)]
        self.count = spark.sparkContext.accumulator(0)
        records = _records(checker.records, bool(self.tables))
        how = (request.fail_on, request.draft, self.count)
        self.task = Task(checker.rules, checker.options, records, *how)

    def run(self, folder: str) -> int:
        """Works everything out, writes it, tells of it. The exit code."""
        from pyspark import StorageLevel

        found = self._files()
        results = results_of(self._members(found), self.task)
        kept = results.persist(StorageLevel.MEMORY_AND_DISK)
        try:
            with watched(self.count, self.request.quiet):
                unread = _unread(kept, found.files)
            if unread:
                told = results_of(known_members(self.spark, unread), self.task)
                results = results.unionAll(told)
            checked = Checked(results)
            checked.findings.write.parquet(f"{folder}/findings", compression="zstd")
            checked.documents.write.parquet(f"{folder}/documents", compression="zstd")
            return self._told(checked)
        finally:
            kept.unpersist()

    # -------------------------------------------------------------- documents

    def _files(self) -> Found:
        names = [name for name in self.request.files if name not in self.tables]
        read = partial(named_member, limit_bytes=self.task.options.limit_bytes)
        return files_in(self.spark, names, why_not(self.request), read)

    def _members(self, found: Found) -> DataFrame:
        spark, where, limit = self.spark, self.where, self.task.options.limit_bytes
        members = members_of(spark, found.files, limit)
        if found.others:
            members = members.unionAll(known_members(spark, found.others))
        size = sum(_weight(file) for file in found.files)
        for name in self.tables:
            table = table_members(spark, name, where.path, where.content, limit)
            members = members.unionAll(table)
            size += table_size(spark, name) * _PACKED
        return members.repartition(where.partitions or self._partitions(size))

    def _partitions(self, size: int) -> int:
        """Enough for all cores, several for each where there is much to do."""
        cores = int(self.spark.sparkContext.defaultParallelism)
        return max(cores, min(4 * cores, size // (_TASK_BYTES // 4)), size // _TASK_BYTES)

    # -------------------------------------------------------------- what is told

    def _told(self, checked: Checked) -> int:
        counts = counts_of(checked)
        if not self.request.quiet:
            write_out(summary(checked, counts, self.request, self.checker))
            write_out(f"Written: {console_style().clean(self.where.output)}\n")
        if not counts.documents:
            complain("there is no document in what is named.")
            return COULD_NOT_RUN
        if (baseline := self.checker.records.baseline) is not None:
            from perkins_rules.app.checking.baseline_of import tell_not_there

            tell_not_there(baseline)
        if counts.verdict(Verdict.UNREADABLE):
            return COULD_NOT_RUN
        return 1 if checked.documents.where("fails").head(1) else 0


def _weight(file: File) -> int:
    packed = file.name.lower().endswith((".gz", ".tgz", ".zst", ".zip"))
    return file.size * (_PACKED if packed else 1)


def _unread(results: DataFrame, files: list[File]) -> list[Member]:
    """Works everything out; a fault for each file of which nothing came to its end."""
    rows: list[Any] = results.where("file is not null").select("file").distinct().collect()
    read = {row["file"] for row in rows}
    return [
        faulty(file.name, f"`{file.name}` cannot be read: it is gone, or broken.")
        for number, file in enumerate(files)
        if number not in read
    ]
