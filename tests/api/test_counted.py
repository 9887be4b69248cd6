"""A message that names the first of several: of none, of one, of as many as it names, of more."""

from __future__ import annotations

import pytest

from perkins_rules.record_file import misread
from perkins_rules.tables.grid import Sheet, TableFault
from perkins_rules.tables.recognising import chosen

TWELVE = ", ".join(f"S{number}" for number in range(12))


@pytest.mark.parametrize(
    ("number", "more"),
    [
        (0, ""),
        (1, ""),
        (3, ""),
        (4, " There is 1 more such fault."),
        (5, " There are 2 more such faults."),
    ],
)
def test_faults_of_a_file_of_records(number: int, more: str) -> None:
    faults = [(line, f"Fault {line}.", "Mend it." if line % 2 else "") for line in range(number)]
    told = [f"a.yaml:{line}: {said} {remedy}".rstrip() for line, said, remedy in faults[:3]]
    assert misread("a.yaml", faults) == " ".join(told) + more


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (0, "The file has no sheets."),
        (1, "The sheets are S0."),
        (12, f"The sheets are {TWELVE}."),
        (13, f"The sheets are {TWELVE} and 1 more."),
    ],
)
def test_sheets_of_a_file(number: int, hint: str) -> None:
    with pytest.raises(TableFault) as fault:
        chosen([Sheet(f"S{number}") for number in range(number)], "Levels")
    assert fault.value.hint == hint
