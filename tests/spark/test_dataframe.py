"""`check_documents`: DataFrames of one's own job; tables in Parquet; records; what stops a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from perkins_rules import Asked, Options
from perkins_rules.batch.making import result_of
from perkins_rules.checker import Checker, Records
from perkins_rules.member import Member
from perkins_rules.report.outputs.about import About, Rules
from perkins_rules.report.outputs.arrow_rows import SCHEMA, arrow_rows
from perkins_rules.spark import check_documents, session
from perkins_rules.spark.columns import DOCUMENT_COLUMNS
from perkins_rules.spark.task import Task, WorkersDiffer
from tests.app.conftest import ERRORS, Run
from tests.loaded import built_in
from tests.waivers.making import waiver, write

TEXT = Path(ERRORS).read_text("utf-8")
CAP = "federal.budget/administration-cap"
CHOICE = Options(asked=Asked(profile="strict"), keep=lambda rule: "budget" in rule.id)


@pytest.fixture(scope="module")
def found(spark: Any) -> tuple[list[Any], list[Any]]:
    """Of a table whose columns stand in another order, with one more: documents, findings."""
    given = [(None, 1, "none"), (TEXT, 2, "b"), ("x: [", 3, None), (TEXT, 4, "d")]
    table = spark.createDataFrame(given, "text string, n int, name string").repartition(3)
    checked = check_documents(
        table, built_in(), CHOICE, path="name", content="text", fail_on="never"
    )
    checked.results.persist()
    return checked.documents.collect(), checked.findings.collect()


@pytest.mark.slow
def test_a_dataframe_gives_what_check_document_gives(found: tuple[list[Any], list[Any]]) -> None:
    documents, findings = found
    result = result_of(Member("d", TEXT.encode()), Checker(built_in(), CHOICE))
    about = About("", rules=Rules(lambda: built_in().rules), fail_on="never")
    alone = arrow_rows(result, about)
    assert [tuple(row) for row in findings if row["path"] == "d"] == alone
    assert len(alone) > 3
    (told,) = [row for row in documents if row["path"] == "d"]
    assert (told["verdict"], told["fails"], told["profile"]) == ("fail", False, "strict")
    assert list(told.asDict()) == [column.name for column in DOCUMENT_COLUMNS]


@pytest.mark.slow
def test_rows_that_cannot_be_read_are_told_and_lose_no_other(
    found: tuple[list[Any], list[Any]],
) -> None:
    documents, findings = found
    unread = {row["path"]: row["reason"] for row in documents if row["verdict"] == "unreadable"}
    assert sorted(unread) == ["a row without a name", "none"]
    assert unread["none"] == "There is no text in this row."
    assert len(documents) == 4
    assert {row["path"] for row in findings} == {row["path"] for row in documents}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nope", "There is no column `nope`; there are text, n, name."),
        ("n", "The column `n` is int, not string or binary."),
    ],
)
def test_a_column_that_is_none_is_told(spark: Any, content: str, said: str) -> None:
    table = spark.createDataFrame([], "text string, n int, name string")
    with pytest.raises(ValueError, match="column") as told:
        check_documents(table, built_in(), path="name", content=content)
    assert str(told.value) == said


# ------------------------------------------------------------------ the command, with tables


@pytest.mark.slow
def test_a_table_is_checked_with_waivers_by_names_of_rows(
    spark: Any, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.table({"content": [TEXT, TEXT]}), "my plans.parquet")
    write(tmp_path, waiver(CAP, "budget.state_administration.amount", file="my plans.parquet:2"))
    ran = run("spark", "my plans.parquet", "out", "--select", CAP, "--today", "2026-11-22")
    assert ran.code == 1, ran.said
    found = [r for r in parquet.read_table("out/findings").to_pylist() if r["rule"] == CAP]
    assert sorted((row["path"], row["kind"], row["waiver_place"]) for row in found) == [
        ("my plans.parquet:1", "error", None),
        ("my plans.parquet:2", "waived", "waivers.yaml:2"),
    ]
    wrong = run("spark", "my plans.parquet", "other", "--content", "nope")
    assert (wrong.code, "There is no column `nope`" in wrong.said) == (2, True)
    assert not Path("other").exists()


# ------------------------------------------------------------------ what stops a run


def test_workers_with_another_version_find_nothing() -> None:
    task = Task(built_in(), Options(), Records(), version="0.0.1")
    with pytest.raises(WorkersDiffer, match=r"and the driver 0\.0\.1: install the same on both"):
        list(task.over([]))


def test_without_the_extra_or_without_java_it_is_said_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    ran = run("spark", str(tmp_path), str(tmp_path / "out"))
    assert (ran.code, 'pip install ".[spark]"' in ran.said) == (2, True)
    monkeypatch.undo()


def test_no_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert not session.has_java()
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    assert not session.has_java()
    with pytest.raises(session.NoSpark, match="needs"):
        session.session_of()


def test_arrow_and_spark_are_told_of_the_same_columns() -> None:
    """Spark takes columns by their place: each must stand where the other says it does."""
    from perkins_rules.spark.columns import RESULT, RESULT_IN_SPARK

    outer, _, inner = RESULT_IN_SPARK.partition(", findings array<struct<")
    assert [part.split()[0] for part in outer.split(", ") if " " in part] == RESULT.names[:-1]
    found = inner.removesuffix(">>").replace("(38, 6)", "(38 6)").split(", ")
    assert [part.partition(":")[0] for part in found] == SCHEMA.names
