"""Levels that two States lowered for unanticipated circumstances: no rule finds an error."""

from __future__ import annotations

import pytest

from tests.rules.conftest import failed_rules
from tests.rules.forms import Levels, actuals, adjusting

FORM_AND_ADJUSTMENTS = ("federal.levels/", "federal.adjustments/")
MICHIGAN: Levels = {2026: "95", 2027: "75", 2028: "80", 2029: "95"}
ILLINOIS: Levels = {2026: "69", 2027: "64"}


@pytest.mark.parametrize(
    ("code", "figures", "adjusted"),
    [("3S1", MICHIGAN, (2027, 2028, 2029)), ("1P1", ILLINOIS, (2027,))],
)
def test_sdpl_adjust_unanticipated_michigan_and_illinois_may_lower_levels(
    code: str, figures: Levels, adjusted: tuple[int, ...]
) -> None:
    recent = actuals({2025: "80", 2026: "81"}) if code == "1P1" else []
    document = adjusting("unanticipated_circumstances", code, figures, *adjusted, actuals=recent)
    assert not [r for r in failed_rules(document) if r.startswith(FORM_AND_ADJUSTMENTS)]
