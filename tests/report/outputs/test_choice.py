"""Which output a file name asks for."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from perkins_rules.report.output_formats import ENDINGS, OUTPUT_FORMATS, OutputFormat, maker_of
from perkins_rules.report.outputs import OutputFault, output_for, outputs_for

from .making import ABOUT, FORMATS


@pytest.mark.parametrize("ending", [*FORMATS, "TXT", "Json", "html"])
def test_the_ending_says_the_format(ending: str, tmp_path: Path) -> None:
    name = str(tmp_path / f"a.report.{ending}")
    assert output_for(name, ABOUT).path == name


@pytest.mark.parametrize("name", ["", "report", "report.odt", "a/.csv", "-", "/dev/null"])
def test_another_ending_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(OutputFault) as fault:
        output_for(name, ABOUT)
    assert fault.value.hint == f"Known: {', '.join(ENDINGS)}."


def test_one_file_cannot_hold_two_outputs(tmp_path: Path) -> None:
    with pytest.raises(OutputFault, match="twice"):
        outputs_for([f"{tmp_path}/a.csv", f"{tmp_path}/./a.csv"], ABOUT)


@pytest.mark.parametrize(
    ("ending", "library", "extra", "module"),
    [
        ("parquet", "pyarrow", "tables", "perkins_rules.report.outputs.parquet_output"),
        ("docx", "docx", "word", "perkins_rules.report.word.word_output"),
    ],
)
def test_a_library_that_is_missing_is_named_with_its_extra(
    ending: str, library: str, extra: str, module: str
) -> None:
    package = module.rpartition(".")[0]
    needs = {"docx": "python-docx"}.get(library, library)
    kept = {
        name: part
        for name, part in sys.modules.items()
        if name.partition(".")[0] != library
        and not (name.startswith(f"{package}.") and name != f"{package}.output")
    }
    with (
        patch.dict(sys.modules, {**kept, library: None}, clear=True),
        pytest.raises(OutputFault, match=rf"needs {needs}\.") as raised,
    ):
        output_for(f"a.{ending}", ABOUT)
    assert f'pip install ".[{extra}]" or pipx' in raised.value.hint
    assert module not in kept


@pytest.mark.parametrize("one", OUTPUT_FORMATS, ids=lambda one: one.name)
def test_every_row_of_the_table_is_a_format_that_can_be_written(one: OutputFormat) -> None:
    assert maker_of(one).__name__.endswith("Output")
