"""Levels and results of a table into the State's performance report, those of groups too."""

from pathlib import Path

import pytest

from perkins_rules.app.main import main
from tests.tables.making import csv_of

ROWS = [
    ["Program Year 2024-25"],
    ["Indicator", "Subgroup", "SDPL", "Numerator", "Denominator", "Rate", "2023-24 Actual"],
    ["1S1", "All students", "79.0%", "800", "1000", "80%", "78%"],
    ["", "Female", "", "400", "480", "83.3%", "81%"],
    ["1S1", "Newcomers", "", "1", "2", "50%", ""],
    ["2P1", "All students", "50%", "", "", "51%", ""],
    ["", "ELL", "", "", "", "*", ""],
]
REPORT = """document: performance_report
reporting_level: state
fiscal_year: 2024
indicators:
  - code: 1S1
    level: 79%
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_bytes(csv_of(ROWS))
    (tmp_path / "r.yaml").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_what_a_report_has_a_place_for_is_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "t.csv", "--into", "r.yaml"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "r.yaml: 9 values written, 1 there already, 5 cells left out (levels)."
    assert [line.partition(":")[0].strip() for line in out[1:]] == ["D5", "F7", "G4"]
    assert "of `Newcomers`, and not of all concentrators" in out[1]
    assert "the results of its own year alone" in out[3]
    text = (folder / "r.yaml").read_text(encoding="utf-8")
    assert (
        text
        == REPORT
        + """\
    actual:
      value: 80%
      numerator: 800
      denominator: 1000
    groups:
      - name: female
        actual:
          value: 83.3%
          numerator: 400
          denominator: 480
    history:
      - fiscal_year: 2023
        actual:
          value: 78%
  - code: 2P1
    level: 50%
    actual:
      value: 51%
"""
    )


def test_what_a_report_has_no_place_for_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Indicator", "Baseline", "FY 2025 Level", "FY 2022 Level"], ["1S1", "1%", "2%", "3%"]]
    (folder / "t.csv").write_bytes(csv_of(rows))
    assert main(["import", "t.csv", "--into", "r.yaml"]) == 1
    out = capsys.readouterr().out
    assert "B2: `1%`, left out: a performance report has no field for it" in out
    assert "C2: `2%`, left out: it is of FY 2025, the report of FY 2024" in out
    assert "- {fiscal_year: 2022, level: 3%}" in (folder / "r.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REPORT.replace("state\n", "local\n"), "is the report of a recipient"),
        (REPORT.replace("fiscal_year: 2024\n", ""), "does not say of which year"),
        ("document: local_levels\n", "of the type local_levels; tables are read into a State plan"),
    ],
)
def test_a_document_into_which_no_table_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    assert main(["import", "t.csv", "--into", "r.yaml"]) == 2
    assert said in capsys.readouterr().err
    assert (folder / "r.yaml").read_text(encoding="utf-8") == text
