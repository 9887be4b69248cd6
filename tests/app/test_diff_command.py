"""`perkins-rules diff`: what changed in rules, and for which documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.changes import diff_sides
from tests.app.conftest import ROOT, SAMPLE, TINY, Run
from tests.schemas.dialect import validator

PACK = """\
pack vt.small "A small pack" for state_plan needs language 1.0
policy manual "State Board Manual" reviewed to 2026-01-01
parameter share is 5% from 2019-07-01 cite manual "1"
parameter least is $100 from 2019-07-01 cite manual "1"
parameter window is 30 days from 2019-07-01 cite manual "1"
parameter areas is { "GU", "AS" } from 2019-07-01 cite manual "1"
define line_two as budget.state_administration.amount
rule cap "The cap"
  cite manual "2"
  encodes vt-cap
  require line_two is at most share of budget.total_allocation.amount
  otherwise "Line 2 is {line_two - share of budget.total_allocation.amount} over."
  passes when line_two is $5 and budget.total_allocation.amount is $100
rule named "The State is named"
  cite manual "3"
  encodes vt-named
  require state.name is present
  passes when state.name is given
items lines "The lines"
  budget.fiscal_year cite manual "4" encodes vt-year
review goals "The goals"
  cite manual "5"
  encodes vt-goals
  look at narrative.vision_and_goals
  ask "Are they goals?"
"""
PLAN = TINY + "budget: {total_allocation: {amount: 1000}, state_administration: {amount: 50}}\n"


def changes(packs: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(c["kind"], c["name"]): c for pack in packs for c in pack["changes"]}


@pytest.fixture
def diff(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The changes from PACK to another text, as JSON: exit code and what was written."""
    monkeypatch.setattr(diff_sides, "with_built_in", list)  # it rests on nothing

    def diff(new: str, *documents: str) -> tuple[int, dict[str, Any]]:
        for name, text in (("old", PACK), ("new", new)):
            (tmp_path / f"{name}.rules").write_text(text, encoding="utf-8")
        sides = [str(tmp_path / "old.rules"), str(tmp_path / "new.rules")]
        ran = run("diff", *sides, *documents, "--format", "json")
        assert ran.err == ""
        written = json.loads(ran.out)
        validator("rule_changes").validate(written)
        return ran.code, written

    return diff


@pytest.mark.parametrize(
    "new",
    [
        PACK,
        PACK.replace("\n  require", "\n\n  # A comment.\n  require\n   "),
        PACK.replace("  passes when state.name is given\n", "  fails when state.name is missing\n"),
        PACK.replace("parameter least is $100", "parameter least\n  is   $100.00"),
        PACK.replace('rule named "The State is', 'rules "The {what} is')
        .replace(' is named"\n  cite manual "3"\n  encodes vt-named', ' is named" with what')
        .replace(
            "name is given\n",
            'name is given\n  row named: "State" cite manual "3" encodes vt-named\n',
        ),
    ],
    ids=["the same", "layout and a comment", "another example", "another way to write it", "a row"],
)
def test_what_means_nothing_is_no_change(diff: Any, new: str) -> None:
    code, written = diff(new)
    assert (code, written["packs"], written["documents"]) == (0, [], None)


CASES = [
    ("share is 5%", "share is 5.5%", "parameter", "share", ("value", "5%", "5.5%", "0.5")),
    ("least is $100", "least is $99.99", "parameter", "least",
     ("value", "$100", "$99.99", "-0.01")),
    ("is 30 days", "is 60 days", "parameter", "window", ("value", "30 days", "60 days", "30")),
    ("window is 30 days from 2019-07-01", "window is 30 days from 2020-07-01", "parameter",
     "window", ("holds from", "2019-07-01", "2020-07-01", "366")),
    ('"AS" }', '"MP" }', "parameter", "areas", ("in the list", '"AS"', '"MP"', None)),
    ('from 2019-07-01 cite manual "1"\nparameter least', 'from 2019-07-01 cite manual "9"\n'
     "parameter least", "parameter", "share", ("citation", "manual 1", "manual 9", None)),
    ("is at most share", "is less than share", "rule", "vt.small/cap",
     ("requires", "line_two is at most share of budget.total_allocation.amount",
      "line_two is less than share of budget.total_allocation.amount", None)),
    ('"The cap"\n  cite manual "2"', '"The cap"\n  cite manual "7"', "rule", "vt.small/cap",
     ("citation", "manual 2", "manual 7", None)),
    ("  encodes vt-cap\n", "  encodes vt-cap\n  severity warning\n", "rule", "vt.small/cap",
     ("severity", "error", "warning", None)),
    ("  encodes vt-cap\n", "  encodes vt-cap\n  in edition 2025-01\n", "rule", "vt.small/cap",
     ("edition", "", "2025-01", None)),
    ("  encodes vt-cap\n", "  encodes vt-cap\n  in profile guide\n", "rule", "vt.small/cap",
     ("profile", "", "guide", None)),
    ("  encodes vt-cap\n", "  encodes vt-cap\n  in force until 2027-06-30\n", "rule",
     "vt.small/cap", ("in force until", "", "2027-06-30", None)),
    ("over.\"", "too much.\"", "rule", "vt.small/cap",
     ("message", '"Line 2 is {line_two - share of budget.total_allocation.amount} over."',
      '"Line 2 is {line_two - share of budget.total_allocation.amount} too much."', None)),
    ("reviewed to 2026-01-01", "reviewed to 2027-01-01", "source", "manual",
     ("reviewed to", "2026-01-01", "2027-01-01", None)),
    ("needs language 1.0", "in state VT needs language 1.0", "pack", "vt.small",
     ("in State", "", "VT", None)),
    ("Are they goals?", "Are they?", "review", "vt.small/goals",
     ("asks", '"Are they goals?"', '"Are they?"', None)),
    ('budget.fiscal_year cite manual "4"', 'budget.fiscal_year when state.code is "VT" cite '
     'manual "4"', "item", "vt.small/lines/budget.fiscal_year",
     ("applies when", "", 'state.code is "VT"', None)),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kind", "name", "detail"), CASES)
def test_each_part_is_told_with_old_and_new(
    diff: Any, old: str, new: str, kind: str, name: str, detail: tuple[Any, ...]
) -> None:
    assert old in PACK
    code, written = diff(PACK.replace(old, new, 1))
    found = changes(written["packs"])
    assert code == 1
    assert list(found) == [(kind, name)]
    assert found[kind, name]["how"] == "changed"
    [only] = found[kind, name]["details"]
    assert (only["part"], only["old"], only["new"], only["difference"]) == detail


def test_a_new_value_is_held_against_the_one_before_it(diff: Any) -> None:
    more = PACK.replace(
        "share is 5% from 2019-07-01", "share is 5% from 2019-07-01 cite manual \"1\"\n  is 6% "
        "from 2027-07-01"
    )  # fmt: skip
    [detail] = changes(diff(more)[1]["packs"])["parameter", "share"]["details"]
    assert (detail["old"], detail["new"], detail["start"]) == ("5%", "6%", "2027-07-01")
    assert (detail["difference"], detail["difference_unit"]) == ("1", "points")


def test_a_changed_parameter_says_who_reads_it(diff: Any) -> None:
    found = changes(diff(PACK.replace("5%", "6%", 1))[1]["packs"])
    assert found["parameter", "share"]["used_by"] == ["vt.small/cap"]


def test_added_removed_and_renamed(diff: Any) -> None:
    new = PACK.replace("rule named ", "rule state-named ")
    new = new.replace('parameter least is $100 from 2019-07-01 cite manual "1"\n', "")
    new += (
        'rule more "More"\n  cite manual "8"\n  encodes vt-more\n  require state.code is present\n'
    )
    found = changes(diff(new)[1]["packs"])
    told = {name: (one["how"], one["old_name"]) for (_, name), one in found.items()}
    assert told == {
        "vt.small/state-named": ("renamed", "vt.small/named"),
        "least": ("removed", None),
        "vt.small/more": ("added", None),
    }


def test_a_document_is_told_with_rule_and_distance(diff: Any, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    [one] = diff(PACK.replace("5%", "4%", 1), str(plan))[1]["documents"]
    shift = next(s for s in one["shifts"] if s["rule"] == "vt.small/cap")
    assert (shift["old"]["verdict"], shift["new"]["verdict"]) == ("pass", "fail")
    assert (shift["difference"], shift["difference_unit"]) == ("10.00", "money")


def test_a_renamed_rule_changes_nothing_for_a_document(diff: Any, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.replace("50}", "51}"), encoding="utf-8")
    code, written = diff(PACK.replace("rule cap ", "rule the-cap "), str(plan))
    assert code == 1
    assert written["documents"][0]["shifts"] == []


def test_whole_rule_sets_and_the_sample_plan_at_its_cap(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", new)
    budget = new / "federal" / "plan" / "budget.rules"
    text = budget.read_text(encoding="utf-8")
    budget.write_text(text.replace("share is 5%  ", "share is 4.9%", 1), encoding="utf-8")
    ran = run("diff", str(ROOT / "rules"), str(new), SAMPLE)
    assert (ran.code, ran.err) == (1, "")
    assert "value from 2019-07-01: 5% → 4.9% (0.1 points less)" in ran.out
    assert "1 changed, in 1 pack\n" in ran.out
    assert "needs review → fail" in ran.said
    assert "federal.budget/administration-cap: passes, now fails by $5,200.00" in ran.said


def test_packs_over_the_built_in_ones(run: Run, tmp_path: Path) -> None:
    for name, figure in (("old", "1"), ("new", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.rules").write_text(
            f'pack vt.own "Own" for state_plan extends federal.common\n'
            f'rule own "Own"\n  cite guide "V.{figure}"\n  encodes own\n'
            f"  require state.name is present\n  passes when state.name is given\n",
            encoding="utf-8",
        )
    ran = run("diff", str(tmp_path / "old"), str(tmp_path / "new"))
    assert ran.code == 1
    assert "citation: guide V.1 → guide V.2" in ran.out
    assert "1 changed, in 1 pack\n" in ran.out


@pytest.mark.usefixtures("diff")
def test_what_cannot_be_read_is_exit_code_2(run: Run, tmp_path: Path, tiny: str) -> None:
    pack = tmp_path / "pack.rules"
    pack.write_text(PACK, encoding="utf-8")
    assert run("diff", str(pack), str(tmp_path / "none")).code == 2
    assert run("diff", str(pack), str(pack), str(tmp_path / "none.yaml")).code == 2
    assert run("diff", str(pack), str(pack), tiny).code == 0
    broken = tmp_path / "broken.rules"
    broken.write_text(PACK.replace("line_two is at", "line_too is at"), encoding="utf-8")
    ran = run("diff", str(pack), str(broken))
    assert ran.code == 2
    assert "broken.rules:" in ran.err
