"""What the form calls a field."""

from __future__ import annotations

import pytest

from perkins_rules import assets
from perkins_rules.documents import load_shapes
from perkins_rules.documents.titles import title_of

PLAN = load_shapes(assets.schema_texts())["state_plan"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("budget", "Budget"),
        ("budget.reserve", "Reserve"),
        ("budget.reserve.amount", "Reserve, amount"),
        ("performance.indicators.0.code", "Indicator, code"),
        ("budget.nothing", ""),
        ("budget.nothing.below", ""),
        ("budget.reserve.amount.below.it", ""),
    ],
)
def test_a_field_is_called_with_its_group_and_what_is_none_has_no_title(
    path: str, title: str
) -> None:
    assert title_of(PLAN, path.split(".")) == title


def test_without_a_form_nothing_has_a_title() -> None:
    assert title_of(None, ["budget"]) == ""
    assert title_of(PLAN, []) == ""
