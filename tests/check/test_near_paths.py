"""What is told of a path that is not there."""

from __future__ import annotations

import pytest

from perkins_rules import assets
from perkins_rules.check.near_paths import near_paths
from perkins_rules.documents import load_shapes

ROOT = load_shapes(assets.schema_texts())["state_plan"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("reserve.amount", "did you mean `budget.reserve.amount`?"),
        ("budgt.reserve.amount", "did you mean `budget.reserve.amount`?"),
        ("submission.governor.sent", "did you mean `cover_page.governor.sent`?"),
        (
            "budget.maintenance_of_effort",
            "did you mean `fiscal_responsibility.maintenance_of_effort`?",
        ),
        ("narrative.employer_colaboration", "did you mean `narrative.employer_collaboration`?"),
        ("zzz.qqq", ""),
    ],
)
def test_the_nearest_in_whatever_section_it_stands(written: str, said: str) -> None:
    assert near_paths(ROOT, written.split(".")) == said


def test_of_a_name_that_stands_in_many_places_only_what_is_spelt_alike_is_told() -> None:
    assert near_paths(ROOT, ("zzz", "amount")) == ""
