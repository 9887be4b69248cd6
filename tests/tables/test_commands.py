"""`perkins-rules import` and `export`, as they are called."""

import shutil
from pathlib import Path

import pytest

from perkins_rules.app.main import main
from tests.tables.making import BUDGET, LEVELS, csv_of, xlsx_of

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.csv").write_bytes(csv_of(BUDGET))
    (tmp_path / "plan.yaml").write_text("document: state_plan\n# mine\n", encoding="utf-8")
    return tmp_path


def test_values_are_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "b.csv"]) == 0
    assert capsys.readouterr().out.startswith(
        "budget:\n  state_name: Vermont\n  fiscal_year: 2026\n"
    )


def test_values_are_written_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [*BUDGET, ["", "Sundry", "", "$1"]]
    (folder / "b.xlsx").write_bytes(xlsx_of(rows, sheets={"L": LEVELS}))
    assert main(["import", "b.xlsx", "--into", "plan.yaml"]) == 1
    out = capsys.readouterr().out
    assert "13 values written, 1 cell left out (budget of Sheet1 and levels of L)" in out
    assert "  Sheet1!D7: `$1`, left out: `Sundry` is no line of the form; a line" in out
    assert "  L!C3: `64.09%%`, taken for 64.09%" in out
    assert "# mine\n" in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_what_differs_is_kept_or_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(
        "document: state_plan\nbudget:\n  state_leadership: {amount: 1}\n", encoding="utf-8"
    )
    assert main(["import", "b.csv", "--into", "plan.yaml"]) == 1
    out = capsys.readouterr().out
    told = "plan.yaml:3: budget.state_leadership.amount is 1; the table has 520000.00 (D6)"
    assert told in out
    assert "{amount: 1, " not in plan.read_text(encoding="utf-8")
    assert main(["import", "b.csv", "--into", "plan.yaml", "--replace"]) == 0
    assert "was 1; it is 520000.00 now (D6)" in capsys.readouterr().out
    assert main(["import", "b.csv", "--into", "plan.yaml"]) == 0
    assert "0 values written, 7 there already" in capsys.readouterr().out


YEARS = [["State Name:", "Ohio"], ["Indicator", "Baseline", "PY 2026"], ["1S1", "80%", "81%"]]


def test_the_name_of_a_year_is_asked_about_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "l.csv").write_bytes(csv_of(YEARS))
    assert main(["import", "l.csv"]) == 2
    assert "--years-end" in capsys.readouterr().err
    assert main(["import", "l.csv", "--years-start"]) == 0
    assert "fiscal_year: 2026" in capsys.readouterr().out
    (folder / "perkins.yaml").write_text("years: end\n", encoding="utf-8")
    assert main(["import", "l.csv", "--into", "plan.yaml"]) == 0
    assert "fiscal_year: 2025" in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_a_table_of_another_state_or_of_other_years_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "l.csv").write_bytes(csv_of(YEARS))
    text = "document: state_plan\nstate: {name: Vermont}\nsubmission: {fiscal_years: [2028]}\n"
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert main(["import", "l.csv", "--into", "plan.yaml", "--years-start"]) == 1
    out = capsys.readouterr().out
    assert "B1: the table is of `Ohio`, the plan of `Vermont`" in out
    assert "C3: the levels are of FY 2026; the plan covers FY 2028" in out
    assert main(["import", "b.csv", "--into", "plan.yaml"]) == 1
    assert "B2: the budget is of FY 2026; the plan covers FY 2028" in capsys.readouterr().out


def test_the_column_of_amounts_is_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["Line", "Item", "FY 2025", "FY 2026"], ["1", "", "$1", "$2"], ["2", "", "$3", "$4"]]
    (folder / "y.csv").write_bytes(csv_of(rows))
    assert main(["import", "y.csv"]) == 1
    said = "2 columns are headed as amounts; choose one of C, D by --column"
    assert capsys.readouterr().err.count(said) == 2
    assert main(["import", "y.csv", "--column", "D"]) == 0
    assert "amount: 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing.csv"], "There is no file"),
        (["b.csv", "--sheet", "X"], "The file has no sheets"),
        (["b.csv", "--kind", "levels"], "no table holds levels"),
        (["b.csv", "--into", "none.yaml"], "There is no file"),
        (["b.csv", "--into", "b.csv"], "b.csv"),
        (["old.xls"], "damaged workbook"),
        (["b.csv", "--into", "-"], "takes the name of a file"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_all_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["import", *words]) == 2
    assert said in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_plan_that_cannot_be_read_is_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "plan.yaml").write_text("document: state_plan\nbudget: [\n", encoding="utf-8")
    assert main(["import", "b.csv", "--into", "plan.yaml"]) == 2
    assert "plan.yaml:" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["budget", "levels", "both"])
@pytest.mark.parametrize("name", ["sample-plan.yaml", "sample-plan.json", "guam.yaml"])
def test_an_export_of_an_example_says_what_the_plan_says(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str, name: str
) -> None:
    plan = folder / name
    shutil.copy(EXAMPLES / name, plan)
    assert main(["export", name, "-o", "forms.xlsx", "--form", form]) == 0
    before = plan.read_bytes()
    assert main(["import", "forms.xlsx", "--into", name]) == 0
    assert " 0 values written" in capsys.readouterr().out
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plan.yaml", "-o", "x.xls"], "no name for a workbook"),
        (["plan.yaml", "-o", "no/x.xlsx"], "cannot be written"),
        (["none.yaml", "-o", "x.xlsx"], "There is no file"),
        (["b.csv", "-o", "x.xlsx"], "b.csv"),
    ],
)
def test_an_export_that_cannot_be_made(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["export", *words]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "x.xlsx").exists()


def test_the_unit_of_amounts_is_asked_about_and_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.csv").write_bytes(csv_of([*BUDGET, ["Line 2 is in thousands"]]))
    assert main(["import", "b.csv"]) == 2
    assert "A7 says `Line 2 is in thousands`" in capsys.readouterr().err
    assert main(["import", "b.csv", "--amounts-in", "millions"]) == 0
    assert "amount: 260000000000" in capsys.readouterr().out
    (folder / "b.csv").write_bytes(csv_of([*BUDGET, ["Dollars in thousands"]]))
    assert main(["import", "b.csv", "--into", "plan.yaml"]) == 0
    assert "amount: 260000000" in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_a_title_of_another_state_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = "State of Iowa: Perkins V Budget FY 2028"
    (folder / "b.csv").write_bytes(csv_of([[title], *BUDGET[2:]]))
    text = "document: state_plan\nstate: {code: VT}\nsubmission: {fiscal_years: [2026]}\n"
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert main(["import", "b.csv", "--into", "plan.yaml"]) == 1
    out = capsys.readouterr().out
    assert f"A1: `{title}` names Iowa, the plan `Vermont`" in out
    assert f"A1: `{title}` names FY 2028, the plan is of FY 2026" in out
