"""Text, JSON and NDJSON: the same as what is written of all documents at once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from perkins_rules.app.inputs import Input
from perkins_rules.app.surroundings import surroundings
from perkins_rules.batch.making import result_of
from perkins_rules.batch.members import Member, faulty
from perkins_rules.batch.result import Result
from perkins_rules.findings import Asked, Report
from perkins_rules.findings_plain import document_from_plain
from perkins_rules.pipeline import Options
from perkins_rules.report.json_report import json_report
from perkins_rules.report.outputs import About, about_rules
from perkins_rules.report.style import Style
from perkins_rules.report.text import text_report
from tests.loaded import built_in
from tests.schemas.dialect import validator

from .making import hostile, some, write

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("annual-budget-only.yaml", "sample-plan-with-errors.yaml", "guam.yaml")
BROKEN = {"bad.yaml": b"a: [\n", "empty.yaml": b"", "bytes.yaml": b"\xff\xfe\x00a"}


@cache
def _checked() -> tuple[tuple[Member, Result], ...]:
    data = {name: (EXAMPLES / name).read_bytes() for name in NAMES} | BROKEN
    members = [Member(name, content) for name, content in data.items()]
    members.append(faulty("nowhere.yaml", "There is no file `nowhere.yaml`.", "Look again."))
    return tuple((member, result_of(member, built_in(), Options())) for member in members)


def _about() -> About:
    rules = built_in()
    return About("0.1.0", Asked(), rules=about_rules(rules.rules), shapes=rules.shapes)


@pytest.mark.parametrize("count", [0, 1, 2, 7])
@pytest.mark.parametrize("draft", [False, True])
def test_the_texts_are_those_of_the_whole_report(count: int, draft: bool, tmp_path: Path) -> None:
    rules, checked = built_in(), _checked()[:count]
    given = {m.name: Input(m.name, m.data) for m, _ in checked if m.data is not None}
    report = Report("0.1.0", Asked(), tuple(r.report for _, r in checked))
    write(tmp_path, (r for _, r in checked), "txt", about=_about()._replace(draft=draft))
    assert (tmp_path / "all.txt").read_text(encoding="utf-8") == text_report(
        report, Style(), lambda d: surroundings(d, rules, given.get(d.path)), draft
    )


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_the_json_is_that_of_the_whole_report(count: int, tmp_path: Path) -> None:
    results = [r for _, r in _checked()[:count]]
    write(tmp_path, results, "json", about=_about())
    report = Report("0.1.0", Asked(), tuple(r.report for r in results))
    assert (tmp_path / "all.json").read_text(encoding="ascii") == json_report(report)


def test_each_line_is_a_document_of_the_schema_and_comes_back_as_it_was(tmp_path: Path) -> None:
    results = [*some(), hostile(), *(r for _, r in _checked())]
    write(tmp_path, results, "ndjson")
    lines = (tmp_path / "all.ndjson").read_bytes().splitlines()
    assert [document_from_plain(json.loads(line)) for line in lines] == [r.report for r in results]
    schema = validator("report")
    whole = {"tool": {"name": "perkins-rules", "version": "0"}, "asked": Asked()._asdict()}
    for line in [*lines[:3], *lines[4:]]:  # the hostile one has a digest and a pointer of no kind
        schema.validate({**whole, "documents": [json.loads(line)]})
