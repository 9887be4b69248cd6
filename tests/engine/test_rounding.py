"""A message says when an amount only had to be rounded to whole dollars, and only then."""

from __future__ import annotations

import pytest

from perkins_rules.checker import check_document
from tests.loaded import rules_of

RULES = """\
pack test.rounding "Rounding" for state_plan
law perkins "Carl D. Perkins Act" as "Perkins V"
define spent as budget.state_administration.amount
rule cap "Under the cap"
  cite perkins 112(a)(3)
  encodes cap
  require spent is at most budget.state_match.amount
  otherwise "Over."
rule below "Under it"
  cite perkins 112(a)(3)
  encodes below
  require budget.state_administration.amount is less than budget.state_match.amount
  otherwise "Not under."
rule floor "Over the floor"
  cite perkins 112(a)(3)
  encodes floor
  require budget.reserve.amount is at least budget.state_match.amount
  otherwise "Under."
rule both "The two stay below"
  cite perkins 112(a)(3)
  encodes both
  require spent + budget.reserve.amount is at most budget.state_match.amount
  otherwise "Together over."
"""


@pytest.mark.parametrize(
    ("rule", "amount", "limit", "said"),
    [
        ("cap", "100.01", "100", "Over. Rounding $100.01 down to $100.00 settles it."),
        ("cap", "100.99", "100", "Over. Rounding $100.99 down to $100.00 settles it."),
        ("cap", "101", "100", "Over."),
        ("cap", "101.50", "100", "Over."),
        ("cap", "101.20", "100.50", "Over."),  # less than a dollar over, and still over at $101
        ("below", "100.50", "100.50", "Not under. Rounding $100.50 down to $100.00 settles it."),
        ("below", "100.50", "100", "Not under."),
        ("floor", "99.01", "100", "Under. Rounding $99.01 up to $100.00 settles it."),
        ("floor", "99", "100", "Under."),
        ("floor", "99.90", "100.10", "Under."),
        ("both", "100.01", "100", "Together over."),  # a sum is nobody's figure
    ],
)
def test_rounding_is_told_where_it_settles_it(
    rule: str, amount: str, limit: str, said: str
) -> None:
    own = "reserve" if rule == "floor" else "state_administration"
    other = "state_administration" if rule == "floor" else "reserve"
    budget = {own: {"amount": amount}, other: {"amount": "0"}, "state_match": {"amount": limit}}
    plan = {"document": "state_plan", "state": {"code": "VT"}, "budget": budget}
    found = check_document(rules_of(RULES), plan).findings
    assert [f.message for f in found if f.rule == f"test.rounding/{rule}"] == [said]
