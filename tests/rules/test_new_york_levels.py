"""New York's published table of levels, checked whole."""

from __future__ import annotations

from perkins_rules.checker import check_document
from tests.loaded import built_in
from tests.rules.conftest import EXAMPLES, failed_rules, report
from tests.schemas.dialect import read_yaml

TABLE = EXAMPLES / "new-york-levels.yaml"


def test_the_published_table_gives_notes_on_its_multipliers_and_no_error() -> None:
    found = [f for f in check_document(built_in(), TABLE).findings if f.verdict.value == "fail"]
    told = {(f.rule, f.severity.value) for f in found if f.rule.startswith("ny.")}
    assert told == {
        ("ny.levels/academic-by-stated-rate", "info"),
        ("ny.levels/graduation-by-stated-rate", "info"),
        ("ny.levels/placement-by-stated-rate", "info"),
        ("ny.levels/nontraditional-by-stated-rate", "info"),
        ("ny.levels/work-based-learning-baseline", "warning"),
    }


def test_the_rules_are_asked_of_new_york_alone() -> None:
    elsewhere = {**read_yaml(TABLE), "state": {"code": "NJ", "name": "New Jersey"}}
    assert not [p for p in report(elsewhere).packs if p.startswith("ny.")]


def test_a_secondary_table_is_not_failed_as_a_whole_plan() -> None:
    assert "federal.levels/postsecondary-placement" not in failed_rules(read_yaml(TABLE))
