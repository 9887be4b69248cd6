"""CSV, Parquet and XLSX: the same rows, and nothing in them can act."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs import parquet_output
from perkins_rules.report.outputs.cells import cell_text, csv_text
from perkins_rules.report.outputs.rows import COLUMNS

from .making import ABOUT, TABLES, hostile, over, result, some, write

NAMES = [column.name for column in COLUMNS]
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\N{FULLWIDTH EQUALS SIGN}")


def as_csv(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_texts(path: Path) -> list[dict[str, str]]:
    """The rows of a Parquet file as CSV writes them."""
    return [
        {name: _text(value) for name, value in row.items()}
        for row in parquet.read_table(path).to_pylist()
    ]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)


HEADINGS = {column.heading: column.name for column in COLUMNS}


def as_xlsx(path: Path) -> list[dict[str, str]]:
    """The findings, and of the checklist the questions, which stand nowhere else."""
    made = openpyxl.load_workbook(path)
    found, asked = (_rows(made[name]) for name in ("Findings", "Checklist"))
    return [*found, *(row for row in asked if row["verdict"] == "needs_review")]


def _rows(sheet: Any) -> list[dict[str, str]]:
    names = [HEADINGS[cell.value] for cell in sheet[1]]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return [dict(zip(names, map(_text, row), strict=True)) for row in rows]


READ = {"csv": as_csv, "parquet": as_texts, "xlsx": as_xlsx}


def test_each_format_has_the_same_rows(tmp_path: Path) -> None:
    write(tmp_path, some(), *TABLES)
    found = {ending: READ[ending](tmp_path / f"all.{ending}") for ending in TABLES}
    assert len(found["csv"]) == 7
    assert found["csv"] == found["parquet"]
    in_order = sorted(found["csv"], key=lambda row: row["verdict"] == "needs_review")
    assert found["xlsx"] == in_order


def test_a_row_says_what_the_report_says(tmp_path: Path) -> None:
    write(tmp_path, some(), "csv", about=ABOUT._replace(fail_on="warning", draft=True))
    rows = as_csv(tmp_path / "all.csv")
    row = rows[0]
    assert list(row) == NAMES
    assert (row["path"], row["document"], row["state"]) == ("plans/a.yaml", "state_plan", "VT")
    assert row["rule_title"] == "Administration stays within its cap"
    assert row["citations"] == "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3); Guide IV.A line 2"
    assert row["law_address"].startswith("https://uscode.house.gov/view.xhtml?req=granuleid:")
    assert (row["distance"], row["distance_unit"], row["line"]) == ("0.01", "money", "41")
    assert row["place"] == "Field /budget/state_administration/amount"
    assert [r["kind"] for r in rows] == [
        "error", "missing", "open", "review", "pass", "warning", "unreadable",
    ]  # fmt: skip
    assert [r["counts"] for r in rows] == ["yes", "no", "no", "no", "no", "yes", "yes"]
    assert (rows[2]["needs"], rows[2]["needs_places"]) == (
        "/budget/reserve/amount",
        "Field /budget/reserve/amount",
    )
    assert (rows[4]["determination"], rows[4]["determined_by"], rows[4]["determined_on"]) == (
        "met",
        "A. Reviewer",
        "2026-03-01",
    )


@pytest.mark.parametrize("ending", TABLES)
def test_no_cell_starts_a_formula_or_holds_what_acts(ending: str, tmp_path: Path) -> None:
    write(tmp_path, [hostile()], ending)
    rows = READ[ending](tmp_path / f"all.{ending}")
    assert len(rows) == 2
    for row in rows:
        for name, value in row.items():
            assert value.isprintable()
            assert ending == "parquet" or not value.startswith(STARTS), name
    assert "\\x1b[31m" in rows[0]["message"]
    assert "\\ud800" in rows[0]["message"]
    assert "\\udcff.yaml" in rows[0]["path"]


@pytest.mark.parametrize("start", [*STARTS, " =", '"=', "\u00a0+", "\N{MINUS SIGN}", "\x00="])
def test_an_apostrophe_stands_before_what_would_be_a_formula(start: str) -> None:
    told = cell_text(f"{start}1+cmd")
    assert not told.startswith(STARTS)
    assert told.lstrip(" '\"")[:1] not in ("=", "+") or told.startswith("'")


@pytest.mark.parametrize("text", ["12.50", "", "a-b", "§ 5 = 3", "plan.yaml"])
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert csv_text(text) == text


def test_csv_is_safe_where_tables_are_split_at_semicolons() -> None:
    assert csv_text('a;=1+1; "@x";b') == "a;'=1+1; \"'@x\";b"


def test_csv_is_as_excel_reads_it(tmp_path: Path) -> None:
    write(tmp_path, some(), "csv")
    data = (tmp_path / "all.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfpath,document,state,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 8


def test_parquet_has_types_and_groups_of_bounded_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_output, "GROUP_ROWS", 4)
    write(tmp_path, some(), "parquet")
    file = parquet.ParquetFile(tmp_path / "all.parquet")
    assert [file.metadata.row_group(k).num_rows for k in range(file.num_row_groups)] == [4, 3]
    assert file.schema_arrow.metadata[b"perkins-rules.version"] == b"0.1.0"
    first = file.read().to_pylist()[0]
    assert first["rules_date"] == date(2026, 7, 1)
    assert first["requirements"] == ["budget-administration-cap"]
    assert (first["line"], first["distance"], first["counts"]) == (41, Decimal("0.01"), True)
    assert first["exception"] is None


def test_parquet_bounds_a_group_by_its_texts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_output, "GROUP_CHARACTERS", 1000)
    write(tmp_path, [result(*(over(f"f{k}", message="x" * 600) for k in range(6)))], "parquet")
    assert parquet.ParquetFile(tmp_path / "all.parquet").num_row_groups == 3


@pytest.mark.parametrize("ending", TABLES)
def test_without_findings_there_are_heads_alone(ending: str, tmp_path: Path) -> None:
    none: list[Result] = [result(path="a.yaml")]
    write(tmp_path, none, ending)
    assert READ[ending](tmp_path / f"all.{ending}") == []


def test_an_exact_number_is_no_formula_even_below_zero(tmp_path: Path) -> None:
    write(tmp_path, [result(over(distance="-5.00", distance_unit="points"))], *TABLES)
    assert as_csv(tmp_path / "all.csv")[0]["distance"] == "-5.00"
    assert as_texts(tmp_path / "all.parquet")[0]["distance"] == "-5"
    assert as_xlsx(tmp_path / "all.xlsx")[0]["distance"] == "-5.0"


@pytest.mark.parametrize(
    ("digits", "is_exact", "parquet_has", "excel_has"),
    [
        ("0.125109", False, (Decimal("0.125109"), False), (0.125109, "no")),
        ("0.5", True, (Decimal("0.5"), True), (0.5, "yes")),
        ("0.00000041", True, (Decimal(0), False), (0.00000041, "yes")),
        ("9999999999999999.99", True, (Decimal("9999999999999999.99"), True), (1e16, "no")),
        ("1" + "0" * 32, True, (None, False), (10**32, "no")),
    ],
)
def test_a_distance_is_a_number_and_says_whether_it_is_exact(
    digits: str, is_exact: bool, parquet_has: object, excel_has: object, tmp_path: Path
) -> None:
    off = over(distance=digits, distance_exact=is_exact, distance_unit="points", tolerance="0.50")
    write(tmp_path, [result(off)], *TABLES)
    csv = as_csv(tmp_path / "all.csv")[0]
    said = "yes" if is_exact else "no"
    assert (csv["distance"], csv["distance_exact"], csv["tolerance"]) == (digits, said, "0.50")
    (row,) = parquet.read_table(tmp_path / "all.parquet").to_pylist()
    assert (row["distance"], row["distance_exact"]) == parquet_has
    assert row["tolerance"] == Decimal("0.5")
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx")["Findings"]
    cells = dict(zip(*([c.value for c in line] for line in sheet["1:2"]), strict=True))
    assert (cells["Off by"], cells["Off by exactly"]) == excel_has
