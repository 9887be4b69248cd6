"""`check --repairs` and `--headroom`: what reports carry of what the rules allow."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sarif_pydantic import Sarif

from perkins_rules.assets import assets_root
from tests.app.conftest import SAMPLE, Run
from tests.report.html.making import blocks
from tests.report.html.test_structure import documents

pytest.importorskip("z3")

GOOD = Path(SAMPLE).read_text(encoding="utf-8")
# Another allotment: caps and floors that lean on each other fail at once.
WRONG = GOOD.replace("    amount: 5200000.00\n", "    amount: 2067067.14  # line 1\n", 1)
HEADROOM = ("--headroom", "--today", "2025-08-01")
CAP = "federal.budget/administration-cap"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(WRONG, encoding="utf-8")
    return path


def _json(run: Run, plan: Path, *words: str) -> dict[str, Any]:
    told = json.loads(run("check", str(plan), "--format", "json", *words).out)
    schema = json.loads((assets_root() / "schemas" / "report.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    return dict(told["documents"][0])


def _carried_out(fix: dict[str, Any], text: str) -> str:
    """The text with a fix of SARIF made in it, by its regions."""
    lines = text.split("\n")
    (change,) = fix["artifactChanges"]
    regions = [
        (one["deletedRegion"], one["insertedContent"]["text"]) for one in change["replacements"]
    ]
    for region, now in sorted(regions, key=lambda one: -one[0]["startColumn"]):
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        end = region["endColumn"] - 1
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + now + line[end:]
    return "\n".join(lines)


def test_the_fix_of_sarif_carried_out_makes_a_plan_that_passes(plan: Path, run: Run) -> None:
    log = json.loads(run("check", str(plan), "--format", "sarif", "--repairs").out)
    Sarif.model_validate(log)
    errors = [one for one in log["runs"][0]["results"] if one["level"] == "error"]
    assert len(errors) > 3
    for one in errors:
        (fix,) = one["fixes"]
        assert "The smallest lawful change" in fix["description"]["text"]
        plan.write_text(_carried_out(fix, WRONG), encoding="utf-8")
        assert run("check", str(plan)).code == 0
    assert "  # line 1\n" in plan.read_text(encoding="utf-8")


def test_each_report_carries_the_same_change_and_nobody_who_did_not_ask(
    plan: Path, tmp_path: Path, run: Run
) -> None:
    page = tmp_path / "report.html"
    repair = _json(run, plan, "--repairs", "--output", str(page))["repair"]
    (shown,) = documents(page)
    asked = run("repair", str(plan), "--format", "json")
    (alone,) = json.loads(asked.out)["documents"]
    assert repair == alone
    assert [one["now"] for one in shown["repair"]["changes"]] == [
        one["now"] for one in repair["changes"]
    ]
    wrong = [
        one for part in shown["sections"] for one in part["findings"] if one["kind"] == "error"
    ]
    assert {one["id"] for one in wrong} <= set(shown["repair"]["settles"])
    text = run("check", str(plan), "--repairs").out
    assert "The smallest lawful change" in text
    assert f"    {repair['changes'][0]['was']} → {repair['changes'][0]['now']}\n" in text
    plain = _json(run, plan, "--output", str(page))
    assert not {"repair", "headroom"} & plain.keys()
    assert not {"repair", "headroom"} & documents(page)[0].keys()
    assert "lawful change" not in run("check", str(plan)).out
    assert plan.read_text(encoding="utf-8") == WRONG


def test_a_rule_that_was_not_asked_for_is_not_broken_for_one_that_was(plan: Path, run: Run) -> None:
    repair = _json(run, plan, "--repairs", "--select", CAP)["repair"]
    assert len(repair["changes"]) > 1
    assert repair == _json(run, plan, "--repairs")["repair"]


def test_headroom_says_how_far_and_what_is_next(tmp_path: Path, run: Run) -> None:
    plan, page = tmp_path / "plan.yaml", tmp_path / "report.html"
    plan.write_text(GOOD, encoding="utf-8")
    rooms = {one["path"]: one for one in _json(run, plan, *HEADROOM, "-o", str(page))["headroom"]}
    room = rooms["/budget/nontraditional/amount"]
    assert (room["down"], room["up"]) == ("0.00", "90000.00")
    assert room["least"]["because"] == ["federal.budget/nontraditional-floor"]
    assert "/budget/total_allocation/amount" not in rooms, "the Department's"
    met = rooms["/consultation/governor/before_submission"]
    assert met["least"]["figure"] == "2025-09-11", "the day of the other meeting is next"
    assert met["unit"] == "days"
    said = run("check", str(plan), *HEADROOM).said
    assert "can go down by $0.00, up by $90,000.00 then: Training for non-trad" in said
    shown = {one["path"]: one for one in documents(page)[0]["headroom"]}
    assert shown["/budget/nontraditional/amount"]["ends"] == ["60000.00", "150000.00"]
    assert blocks(page)["report"]["version"]


def test_a_figure_beyond_its_limit_has_to_go_back(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        GOOD.replace("    amount: 60000.00\n", "    amount: 59999.99\n", 1), encoding="utf-8"
    )
    said = run("check", str(plan), "--headroom").said
    assert "has to go up by $0.01 or more, and can by $90,000.01" in said


def test_workers_and_a_store_carry_it_too(plan: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for k in range(3):
        (folder / f"{k}.yaml").write_text(WRONG, encoding="utf-8")
    words = ("check", str(folder), "--repairs", "--jobs", "2", "--resume", str(tmp_path / "s"))
    found = []
    for name in ("one.json", "two.json"):
        run(*words, "--output", str(tmp_path / name))
        found.append((tmp_path / name).read_bytes())
    assert found[0] == found[1]
    told = json.loads(found[0])["documents"]
    assert [len(one["repair"]["changes"]) > 3 for one in told] == [True] * 3
    run(*words[:2], *words[3:], "--output", str(tmp_path / "one.json"))
    assert all(
        "repair" not in one for one in json.loads((tmp_path / "one.json").read_text())["documents"]
    )


def test_a_document_that_cannot_be_read_carries_nothing(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("document: [", encoding="utf-8")
    assert "repair" not in _json(run, plan, "--repairs", "--headroom")


def test_without_the_solver_it_says_what_is_needed(
    plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    monkeypatch.delitem(sys.modules, "perkins_rules.report.lawful.carried", raising=False)
    for name in [n for n in sys.modules if n.startswith("perkins_rules.solving")]:
        monkeypatch.delitem(sys.modules, name)
    for option in ("--repairs", "--headroom"):
        told = run("check", str(plan), option)
        assert told.code == 2
        assert f"{option} needs the solver z3-solver" in told.said
        assert "extra `analysis`" in told.said


def test_fix_leaves_figures_and_says_what_settles_them(plan: Path, run: Run) -> None:
    told = run("check", str(plan), "--fix")
    assert "errors of figures stay: which figure gives way is the author's to decide" in told.said
    assert f"`perkins-rules repair {plan}` shows the smallest lawful change" in told.said
    assert plan.read_text(encoding="utf-8") == WRONG
    plan.write_text(GOOD, encoding="utf-8")
    assert "lawful change" not in run("check", str(plan), "--fix").said
