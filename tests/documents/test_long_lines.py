"""Documents on one line, and texts of one sign: read in the time that their length takes."""

import json

import pytest

from tests.documents.conftest import Read


@pytest.mark.timeout(60)  # looked for again from each sign, a mark takes minutes to be missed
@pytest.mark.parametrize("text", ["&" * 100_000, "R&D " * 100_000, "& " * 100_000])
def test_signs_that_could_be_marks_before_each_value_of_a_line(json_plan: Read, text: str) -> None:
    given = {"submission": {"note": text, "fiscal_years": "a"}}
    document = json_plan(json.dumps(given)[1:-1])
    assert [problem.kind for problem in document.problems] == ["type"]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("state: &VT VT", "`&VT`"),
        ("state:   &VT  \t VT", "`&VT`"),
        ("submission: {plan_type: 4-year, note: &ab text}", "`&ab`"),
    ],
)
def test_a_mark_before_a_value_is_told_where_it_stands(
    yaml_plan: Read, line: str, mark: str
) -> None:
    [problem] = [p for p in yaml_plan(line).problems if p.kind == "mark-before-value"]
    assert mark in problem.message
    assert problem.span.column == line.index("&") + 1
