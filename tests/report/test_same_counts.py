"""Whatever a reader opens, it counts alike: every output of one run over the examples."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document
from pyarrow import parquet

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs import Outputs, outputs_for
from perkins_rules.report.tally import Counted, counted, tally
from tests.report.html.making import about, blocks, checked, examples

FILES = ("a.csv", "a.parquet", "a.json", "a.html", "a.xlsx", "a.md", "a.docx", "a.xml",
         "a.code-scanning.sarif")  # fmt: skip
KINDS = ("error", "missing", "warning", "open", "review")
BEGUN = "document: state_plan\nstate:\n  code: VT\n  name:\n"
By = dict[str, Counted]


@cache
def results() -> tuple[Result, ...]:
    odd = (checked("begun.yaml", BEGUN), checked("unreadable.yaml", "a: [\n"))
    return (*examples(), *odd)


@pytest.fixture(scope="module", params=[False, True], ids=["whole", "draft"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("outputs")
    told = about(request.param)
    with Outputs(outputs_for([str(place / name) for name in FILES], told)) as outputs:
        for result in results():
            outputs.add(result)
    return place


def expected() -> By:
    return {result.report.path: counted(result.report) for result in results()}


def of_cells(rows: Iterator[list[Any]]) -> By:
    """By the name of a document its five numbers; a dash or nothing is a nought."""
    return {
        name: Counted(*(int(re.sub(r"\D", "", str(cell or 0)) or 0) for cell in cells))
        for name, *cells in rows
    }


def of_rows(rows: Iterator[dict[str, Any]]) -> By:
    """By the name of a document how many rows of each kind it has, without the program's remarks.

    A check that waits is a rule's.
    """
    found: dict[str, Counter[str]] = {}
    for row in rows:
        is_remark = row["kind"] == "open" and row["rule"].startswith("document/")
        found.setdefault(row["path"], Counter())[row["kind"]] += not is_remark
    return {path: Counted(*(kinds[kind] for kind in KINDS)) for path, kinds in found.items()}


def of_csv(place: Path) -> By:
    with (place / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        return of_rows(csv.DictReader(file))


def of_parquet(place: Path) -> By:
    return of_rows(iter(parquet.read_table(place / "a.parquet").to_pylist()))


def of_html(place: Path) -> By:
    places = (0, 1, 2, 4, 5)  # of error, missing, warning, open, review among the codes
    rows = blocks(place / "a.html")["rows"]
    return of_cells([row["name"], *(row["counts"][k] for k in places)] for row in rows)


def of_xlsx(place: Path) -> By:
    rows = openpyxl.load_workbook(place / "a.xlsx")["Documents"].iter_rows(min_row=2)
    return of_cells([row[0].value, *(cell.value for cell in row[5:10])] for row in rows)


def of_markdown(place: Path) -> By:
    text = (place / "a.md").read_text(encoding="utf-8")
    rows = (line.strip("|\n ").split(" | ") for line in text.splitlines() if ".yaml | " in line)
    return of_cells([row[0], *row[2:]] for row in rows)


def of_word(place: Path) -> By:
    tables = Document(str(place / "a.docx")).tables
    rows = next(t for t in tables if t.rows[0].cells[0].text == "Document").rows[1:]
    cells = ([cell.text for cell in row.cells] for row in rows)
    return of_cells([row[0], *row[2:]] for row in cells)


@pytest.mark.parametrize(
    "read",
    [of_csv, of_parquet, of_html, of_xlsx, of_markdown, of_word],
    ids=lambda read: read.__name__,
)
def test_each_report_has_the_same_counts(read: Callable[[Path], By], folder: Path) -> None:
    found = {Path(name).name: counts for name, counts in read(folder).items()}
    read_only = {name: counts for name, counts in expected().items() if name in found}
    assert found == read_only
    assert len(read_only) >= len(results()) - 2  # those without a row have nothing to count


def test_code_scanning_has_what_failed_and_is_not_to_be_filled_in(folder: Path) -> None:
    (run,) = json.loads((folder / "a.code-scanning.sarif").read_bytes())["runs"]
    found = Counter(one["level"] for one in run["results"])
    tallies = [tally(result.report, run["properties"]["draft"]) for result in results()]
    unreadable = 1
    assert found["error"] == sum(one.errors + one.missing for one in tallies) + unreadable
    assert found["warning"] == sum(one.warnings for one in tallies)


def test_failures_of_junit_are_rules_whose_rows_count(folder: Path) -> None:
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["counts"] == "yes"]
    total = ET.parse(folder / "a.xml").getroot()  # noqa: S314  # it was written here
    failed = {(row["path"], row["rule"]) for row in rows if row["kind"] != "unreadable"}
    assert int(total.attrib["failures"]) == len(failed)
    assert int(total.attrib["errors"]) == len(
        {row["path"] for row in rows} - {p for p, _ in failed}
    )
