"""What is proved of built-in rules: of the budget's here, of all by `make analyze`."""

from __future__ import annotations

import pytest

pytest.importorskip("z3")

from perkins_rules.assets import built_in_rules
from perkins_rules.findings import Asked
from perkins_rules.proving.analyze import analysis
from tests.loaded import with_examples

EXPLAINED = {
    # Section 124(a)(1)(B) has leadership support what section 112(a)(2)(A) funds: who funds nothing
    # has nothing to describe. Each is cited by itself.
    ("implied", "federal.narrative/institutions-funded", "federal.budget/institutions-positive"),
}


@pytest.mark.slow
def test_the_budget_has_what_is_explained_and_nothing_else() -> None:
    """What is explained and no longer found has lost its reason to stand here."""
    own = {str(built_in_rules() / "federal/plan/budget.rules")}
    found = analysis(with_examples(), Asked(date="2026-07-01"), own)
    assert found.rules > 50
    assert {(one.kind.code, *(r.id for r in one.rules)) for one in found.claims} == EXPLAINED
