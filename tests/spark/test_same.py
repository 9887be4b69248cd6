"""What Spark finds is what a run on this machine alone finds, row for row and value for value."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from benchmarks.many import lines, small
from perkins_rules.app.spark import spark_run
from perkins_rules.report.outputs.arrow_rows import SCHEMA
from perkins_rules.spark import reading
from tests.app.conftest import EXAMPLES, Ran, Run
from tests.batch.making import PLAN, filled, tarred, zipped

LONG = b'{"document": "state_plan", "x": "' + b"x" * (1 << 20) + b'"}\n'
pytestmark = pytest.mark.slow
ASKED = ("--max-size", "1", "--fail-on", "warning", "--draft", "--no-config")


def rows(table: pa.Table) -> list[str]:
    """Each row as a text, in an order that hangs on nothing else."""
    return sorted(repr(sorted(row.items())) for row in table.to_pylist())


def written(folder: Path, name: str) -> pa.Table:
    return parquet.read_table(folder / name)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents in every kind of holder, some that are none, and much that goes wrong."""
    folder = tmp_path_factory.mktemp("mixed")
    names = ("annual-budget-and-levels", "sample-plan-with-errors")
    files = {f"{name}.yaml": (EXAMPLES / f"{name}.yaml").read_bytes() for name in names}
    files |= {
        "a b%20[c]+é#.yaml": PLAN,
        "bad.yaml": b"document: [\n",
        "other.yaml": b"x: 1\n",
        "plan.determinations.yaml": b"x: 1\n",
        "sub/utf16.yaml": "document: state_plan".encode("utf-16"),
        "sub/none.jsonl": b"",
        "gone.yaml": PLAN,
    }
    filled(folder, files)
    many = list(lines(40, small()))
    held = b"".join(many).replace(b"\n", b"\r\n", 3)
    text = b"\xef\xbb\xbf" + held[:-1] + b"\n\n \n{\n" + LONG + b'{"document": "\xff"}\n' + many[0]
    (folder / "lines.jsonl").write_bytes(text.rstrip(b"\n"))
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(b"".join(many[:9]), mtime=0)[:-40])
    zipped(folder / "sub" / "a.zip", [("in/plan.yaml", PLAN), ("x.txt", b""), ("b.yaml", b"a: 1")])
    tarred(folder / "sub" / "b.tgz", [("plan.yaml", (EXAMPLES / "guam.yaml").read_bytes())])
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def both(spark: Any, mixed: Path, out: Path) -> tuple[Ran, Ran]:
    """The run of Spark, then the local one, over the same folder but for a file that is gone."""
    patch = pytest.MonkeyPatch()
    run: Run = _running(patch)

    def read(*of: Any) -> Any:
        members = reading.members_of(*of)
        (mixed / "gone.yaml").unlink()
        return members

    patch.setattr(spark_run, "members_of", read)
    patch.setattr(reading, "SPLIT_BYTES", 1000)
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(1 << 16))
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    by_spark = run("spark", str(mixed), str(out / "spark"), *ASKED, "--partitions", "3")
    outputs = ("--output", str(out / "all.parquet"), "--output", str(out / "all.json"))
    alone = run("check", str(mixed), "--jobs", "1", *ASKED, *outputs)
    patch.undo()
    return by_spark, alone


def _running(patch: pytest.MonkeyPatch) -> Run:
    from tests.app import conftest

    running: Run = conftest.run.__wrapped__(patch)  # type: ignore[attr-defined]  # of a fixture
    return running


def test_the_findings_are_those_of_a_local_run(both: tuple[Ran, Ran], out: Path) -> None:
    alone = parquet.read_table(out / "all.parquet")
    by_spark = written(out / "spark", "findings")
    assert by_spark.schema.remove_metadata() == alone.schema.remove_metadata() == SCHEMA
    gone = by_spark.filter(pa.compute.match_substring(by_spark["path"], "gone.yaml"))
    kept = by_spark.filter(pa.compute.invert(pa.compute.match_substring(by_spark["path"], "gone")))
    assert rows(kept) == rows(alone)
    assert gone["message"].to_pylist() == [
        f"`{gone['path'][0]}` cannot be read: it is gone, or broken."
    ]
    distances = [one for one in kept["distance"].to_pylist() if one is not None]
    assert Decimal("0.010000") in distances


def test_each_document_has_a_row_with_its_verdict(both: tuple[Ran, Ran], out: Path) -> None:
    told = json.loads((out / "all.json").read_bytes())["documents"]
    names = ("path", "document", "state", "verdict", "edition", "profile", "sha256")
    alone = sorted(tuple(str(one[name]) for name in names) for one in told)
    found = written(out / "spark", "documents").to_pylist()
    by_spark = sorted(tuple(str(one[name]) for name in names) for one in found)
    assert [one for one in by_spark if "gone.yaml" not in one[0]] == alone
    unread = {one["path"]: one["reason"] for one in found if one["verdict"] == "unreadable"}
    assert len(unread) == sum(bool(one["reason"]) for one in found) > 6
    assert all(one["fails"] for one in found if one["errors"] or one["reason"])


def test_lines_are_numbered_through_all_stretches_of_a_file(
    both: tuple[Ran, Ran], out: Path, mixed: Path
) -> None:
    names = written(out / "spark", "documents")["path"].to_pylist()
    numbers = sorted(int(n.rpartition(":")[2]) for n in names if "lines.jsonl:" in n)
    text = (mixed / "lines.jsonl").read_bytes().split(b"\n")
    assert numbers == [n for n, line in enumerate(text, start=1) if line.strip()]
    assert len(text) > 43


def test_what_is_said_and_the_exit_code_are_those_of_a_local_run(both: tuple[Ran, Ran]) -> None:
    by_spark, alone = both
    assert (by_spark.code, alone.code) == (2, 2), by_spark.said

    def closing(ran: Ran) -> list[str]:
        told = ran.out.partition("By type")[2].partition("Could not be read")[0]
        return told.splitlines()

    assert closing(by_spark) == closing(alone) != []
    assert "Left out: 3 files" in alone.said
    assert "Left out: 3 files" in by_spark.said


def test_nothing_is_written_over(both: tuple[Ran, Ran], mixed: Path, out: Path, run: Run) -> None:
    ran = run("spark", str(mixed), str(out / "spark"), "--no-config")
    assert ran.code == 2
    assert "is there already" in ran.said
    assert (out / "spark" / "documents" / "_SUCCESS").is_file()
