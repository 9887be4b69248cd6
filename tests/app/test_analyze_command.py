"""`analyze` on the command line: what it finds in a few rules, as words and as JSON, and by which
exit code it says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import Run

pytest.importorskip("z3")

from perkins_rules.app.solving import analyze_command
from perkins_rules.pipeline import read_rules
from perkins_rules.proving import smallest
from tests.solving.small_form import sources_of

CONTRADICTION = ("require one is at least $6", "applies when two is present\n  require one is $5")
NEVER_PASSES = "applies when three is more than four\n  require three is at most four"
IMPLIED = ("require two is at most $9", "require two is at most $8")
IN_ORDER = ("require one is at least $6", "require two is at most $8")
Folder = Callable[..., str]


@pytest.fixture(autouse=True)
def _rules_of_the_folder_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """They build on none of the program's own, which take seconds to be read."""
    monkeypatch.setattr(analyze_command, "read_with_examples", read_rules)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Rules of a few demands, in a folder of their own with the schema of their form."""

    def folder(*demands: str) -> str:
        for source in sources_of(demands):
            (tmp_path / source.name).write_text(source.text, encoding="utf-8")
        return str(tmp_path)

    return folder


def found_in(told: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(one["level"], one["code"], one["rules"]) for one in told["findings"]]


def test_rules_in_order_are_told_as_such_with_code_0(run: Run, folder: Folder) -> None:
    told = run("analyze", folder(*IN_ORDER), "--format", "json")
    assert told.code == 0
    plain = json.loads(told.out)
    assert (plain["rules"], plain["findings"], plain["untold"]) == (2, [], [])
    assert plain["settings"]


def test_what_is_wrong_is_told_with_places_and_documents_and_code_1(
    run: Run, folder: Folder
) -> None:
    rules = folder(*CONTRADICTION, NEVER_PASSES, *IMPLIED)
    told = run("analyze", rules, "--format", "json")
    assert told.code == 1
    plain = json.loads(told.out)
    one, two, three, four, five = (f"test.form/rule-{k}" for k in range(1, 6))
    assert sorted(found_in(plain)) == [
        ("error", "contradiction", [one, two]),
        ("error", "never-passes", [three]),
        ("warning", "implied", [four, five]),
    ]
    (pair,) = (one for one in plain["findings"] if one["code"] == "contradiction")
    text = (Path(rules) / "test.rules").read_text(encoding="utf-8")
    assert Path(pair["place"]["file"]).name == "test.rules"
    assert text.splitlines()[pair["place"]["line"] - 1].startswith("rule rule-1 ")
    assert pair["message"] == "No document that both rules apply to can pass both."
    assert pair["document"]["text"] == "document: form\none: 0.00\ntwo: 0.00\n"
    said = run("analyze", rules)
    assert said.code == 1
    assert "test.rules:" in said.out
    assert "error [contradiction] test.form/rule-1, test.form/rule-2" in said.said
    assert "warning [implied] test.form/rule-4, test.form/rule-5" in said.said


def test_a_warning_fails_only_where_it_is_strict(run: Run, folder: Folder) -> None:
    rules = folder(*IMPLIED)
    assert run("analyze", rules).code == 0
    strict = run("analyze", rules, "--strict")
    assert strict.code == 1
    assert "[implied]" in strict.said


def test_what_takes_too_many_steps_is_not_told_and_is_no_fault(
    run: Run, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smallest, "MOST_STEPS", 1)
    told = run("analyze", folder(*CONTRADICTION), "--format", "json")
    assert told.code == 0
    plain = json.loads(told.out)
    assert plain["findings"] == []
    assert {(*one["rules"], one["question"]) for one in plain["untold"]} == {
        (f"test.form/rule-{k}", question)
        for k, parameter in ((1, "p0"), (2, "p1"))
        for question in (
            "whether it can fail",
            "whether it can pass",
            f"whether any verdict hangs on the parameter `{parameter}`",
        )
    }
    assert all("the solver gave up at its limit of" in one["why"] for one in plain["untold"])
    assert "Not told:" in run("analyze", folder(*CONTRADICTION)).out


def test_rules_that_cannot_be_read_and_folders_that_are_not_there_have_code_2(
    run: Run, folder: Folder, tmp_path: Path
) -> None:
    faulty = run("analyze", folder("require fifth is $1"))
    assert faulty.code == 2
    assert "fifth" in faulty.said
    absent = run("analyze", str(tmp_path / "absent"))
    assert absent.code == 2
    assert "absent" in absent.err
