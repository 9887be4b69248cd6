"""`lint`, `test` and `fmt` with documents and further examples beside a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run
from .test_rule_files import GOOD

FURTHER = """\
examples of office.checks

of names-its-source
  passes on whole
  fails on whole when source is missing saying "source"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.rules").write_text(GOOD, encoding="utf-8")
    (tmp_path / "own.examples").write_text(FURTHER, encoding="utf-8")
    (tmp_path / "documents").mkdir()
    whole = "document: state_plan\nsource: Journal\n"
    (tmp_path / "documents" / "whole.yaml").write_text(whole, encoding="utf-8")
    return tmp_path


def test_further_examples_are_tested_with_the_pack(run: Run, folder: Path) -> None:
    ran = run("test", str(folder / "own.rules"))
    assert ran.code == 0
    assert "4 of 4 examples of 1 rule hold." in ran.out


def test_one_that_does_not_hold_is_told_at_its_place(run: Run, folder: Path) -> None:
    file = folder / "own.examples"
    file.write_text(FURTHER.replace("passes on whole", "fails on whole"), encoding="utf-8")
    ran = run("test", str(folder))
    assert ran.code == 1
    assert "own.examples:4:3: an example of office.checks/names-its-source" in ran.out


def test_a_document_that_departs_from_its_schema_is_an_error_there(run: Run, folder: Path) -> None:
    whole = folder / "documents" / "whole.yaml"
    whole.write_text("document: state_plan\nsauce: Journal\n", encoding="utf-8")
    ran = run("lint", str(folder))
    assert ran.code == 1
    assert "whole.yaml:2:1: error [example-document]" in ran.out


def test_a_file_of_examples_that_is_no_text_is_told(run: Run, folder: Path) -> None:
    (folder / "own.examples").write_bytes(b"examples of office.checks\n# \xff\n")
    ran = run("lint", str(folder))
    assert ran.code == 2
    assert "own.examples:2: this is not UTF-8 text" in ran.err


def test_a_file_of_examples_is_put_into_its_layout(run: Run, folder: Path) -> None:
    file = folder / "own.examples"
    file.write_text(FURTHER.replace("  passes on", "    passes   on"), encoding="utf-8")
    assert run("fmt", str(folder)).code == 0
    assert file.read_text(encoding="utf-8") == FURTHER


def test_a_check_reads_neither_examples_nor_documents(run: Run, folder: Path) -> None:
    (folder / "own.examples").write_text("no examples at all", encoding="utf-8")
    plan = folder / "documents" / "whole.yaml"
    ran = run("check", str(plan), "--rules", str(folder), "--select", "office.checks/*")
    assert "no examples" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("further", "told"),
    [
        (FURTHER, "4 of its 4 examples hold."),
        (FURTHER.replace("passes on", "fails on"), "3 of its 4 examples hold."),
        (FURTHER.replace("whole", "none"), "Its examples cannot be read; perkins-rules test says"),
    ],
)
def test_an_explained_rule_counts_all_its_examples(
    run: Run, folder: Path, further: str, told: str
) -> None:
    (folder / "own.examples").write_text(further, encoding="utf-8")
    ran = run("explain", "office.checks/names-its-source", "--rules", str(folder))
    assert ran.code == 0
    assert told in ran.out


def test_further_examples_that_are_no_text_are_told_by_explain(run: Run, folder: Path) -> None:
    (folder / "own.examples").write_bytes(b"examples of office.checks\n# \xff\n")
    ran = run("explain", "names-its-source", "--rules", str(folder))
    assert ran.code == 2
    assert "own.examples:2: this is not UTF-8 text" in ran.err
