"""Annotations of GitHub: what is told, and that no document gives the runner a command."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.outputs import About
from tests.report.making import missing, review, undetermined
from tests.report.outputs.making import ABOUT, hostile, over, result, some

from .github_reader import Command, commands
from .making import about, example, waived, written

EVIL = (
    "\n::add-mask::x\r\n::stop-commands::y %0A::error::z ##[add-path]/tmp,title=q::,line=1::"
    "\u2028::set-env name=PATH::/x\x85::debug::\x0b::error::"
)


def told(folder: Path, *results: Any, about: About = ABOUT) -> list[Command]:
    return commands(written(folder, "github", results, about=about).encode("utf-8"))


def test_an_annotation_stands_beside_the_value(tmp_path: Path) -> None:
    found = told(tmp_path, example(), about=about())
    (cap,) = [c for c in found if "administration-cap" in c.data]
    assert cap.name == "error"
    assert cap.properties == {
        "file": "sample-plan-with-errors.yaml",
        "line": "340",
        "endLine": "340",
        "col": "13",
        "title": "State administration stays within its cap",
    }
    assert cap.data.split("\n") == [
        "Line 2 is $260,000.01, $0.01 over the cap of $260,000.00: the greater of 5% of line 1 and"
        " $250,000.00. Rounding $260,000.01 down to $260,000.00 settles it.",
        "Fix: Lower line 2 to $260,000.00 or less.",
        "Law: Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3); Guide IV.A line 2",
        "Rule: federal.budget/administration-cap",
    ]


@pytest.mark.parametrize(
    ("finding", "names"),
    [
        (over(), ["error"]),
        (over(severity=Severity.WARNING), ["warning"]),
        (over(severity=Severity.INFO), ["notice"]),
        (undetermined("u", "/x"), ["error"]),
        (undetermined("u", "/x", because_of="m"), []),
        (review("r", "Is it?"), []),
        (over(verdict=Verdict.PASS), []),
        (over(verdict=Verdict.UNREADABLE), ["error"]),
        (waived(over()), ["notice"]),
        (over()._replace(baseline=True), []),
    ],
)
def test_what_is_told_and_how(finding: Any, names: list[str], tmp_path: Path) -> None:
    assert [c.name for c in told(tmp_path, result(finding))] == names


def test_a_draft_is_only_noticed_for_what_it_lacks(tmp_path: Path) -> None:
    draft = ABOUT._replace(draft=True)
    found = told(tmp_path, result(missing("/x", "m"), over()), about=draft)
    assert [c.name for c in found] == ["notice", "error"]


def test_standard_input_is_no_file(tmp_path: Path) -> None:
    (one,) = told(tmp_path, result(over(), path="-"))
    assert "file" not in one.properties


def test_the_last_line_counts(tmp_path: Path) -> None:
    log = written(tmp_path, "github", some())
    assert log.splitlines()[-1].startswith("perkins-rules: 3 documents checked, ")


def test_no_document_forges_a_command(tmp_path: Path) -> None:
    evil = over(message=EVIL, remedy=EVIL, path=f"/{EVIL}", rule=f"a/{EVIL}", citations=())
    found = told(tmp_path, result(evil, path=f"plans/{EVIL}.yaml"), hostile())
    assert {c.name for c in found} == {"error"}
    assert len(found) == 3
    first = found[0]
    assert set(first.properties) == {"file", "line", "endLine", "col", "title"}
    assert first.properties["line"] == "41"
    assert "::stop-commands::" in first.data


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("\n\r%0ADx:,#[]= ;\u2028\x85\x1b\ud800é"), max_size=40))
def test_whatever_stands_in_it_is_one_annotation(text: str) -> None:
    evil = over(message=f"m{text}", remedy=text, rule=f"r/{text}", citations=())
    with tempfile.TemporaryDirectory() as folder:
        found = told(Path(folder), result(evil, path=f"p{text}"))
    assert [c.name for c in found] == ["error"]
    assert found[0].properties["line"] == "41"
