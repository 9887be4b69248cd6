"""Text, JSON and NDJSON: the same as what is written of all documents at once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from perkins_rules.batch.making import result_of
from perkins_rules.batch.result import Result
from perkins_rules.checker import Checker
from perkins_rules.findings import Asked
from perkins_rules.findings_plain import document_from_plain, document_to_plain
from perkins_rules.member import Member, faulty
from perkins_rules.report.outputs import About, Rules
from perkins_rules.report.outputs.full_text import FullText
from perkins_rules.report.style import Style
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
    return tuple((member, result_of(member, Checker(built_in()))) for member in members)


def _about() -> About:
    rules = built_in()
    return About("0.1.0", Asked(), rules=Rules(lambda: rules.rules), shapes=rules.shapes)


@pytest.mark.parametrize("count", [0, 1, 2, 7])
@pytest.mark.parametrize("draft", [False, True])
def test_a_file_holds_the_text_that_a_terminal_shows_with_the_questions(
    count: int, draft: bool, tmp_path: Path
) -> None:
    results, about = [r for _, r in _checked()[:count]], _about()._replace(draft=draft)
    write(tmp_path, results, "txt", about=about)
    full = FullText(Style(), about, lists_questions=True)
    shown = "".join([*map(full.of, results), *full.closing()])
    assert (tmp_path / "all.txt").read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_the_json_has_every_report_in_order(count: int, tmp_path: Path) -> None:
    results = [r for _, r in _checked()[:count]]
    write(tmp_path, results, "json", about=_about())
    whole = json.loads((tmp_path / "all.json").read_text(encoding="ascii"))
    assert whole["documents"] == [document_to_plain(r.report) for r in results]


def test_each_line_is_a_document_of_the_schema_and_comes_back_as_it_was(tmp_path: Path) -> None:
    results = [*some(), hostile(), *(r for _, r in _checked())]
    write(tmp_path, results, "ndjson")
    lines = (tmp_path / "all.ndjson").read_bytes().splitlines()
    assert [document_from_plain(json.loads(line)) for line in lines] == [r.report for r in results]
    schema = validator("report")
    whole = {"tool": {"name": "perkins-rules", "version": "0"}, "asked": Asked()._asdict()}
    for line in [*lines[:3], *lines[4:]]:  # the hostile one has a digest and a pointer of no kind
        schema.validate({**whole, "documents": [json.loads(line)]})
