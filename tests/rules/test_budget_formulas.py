"""The budget rules against the formulas of the law, worked out a second time in plain decimals."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.budget_forms import budget_of, results, whole_form

ALLOTMENTS = st.integers(16_000_000, 14_000_000_000)
"""In cents."""
OFF_BY = st.integers(-150, 150)


def formulas(line: dict[str, Decimal]) -> dict[str, bool]:
    """Slug -> whether the budget keeps the rule. Caps and floors exact, sums to below a dollar."""
    tenth = (line["1"] / 10).quantize(Decimal("0.01"), "ROUND_DOWN")
    least = (tenth / 1000).quantize(Decimal("0.01"), "ROUND_UP")
    return {
        "administration-cap": line["2"] <= max(line["1"] / 20, Decimal(250_000)),
        "leadership-cap": line["3"] <= line["1"] / 10,
        "institutions-cap": line["4"] <= line["1"] / 50,
        "institutions-within-leadership": line["4"] <= line["3"],
        "nontraditional-limit": line["5"] <= 150_000,
        "recruitment-floor": line["6"] >= min(line["3"] / 1000, Decimal(50_000)),
        "recruitment-of-allotment": line["6"] >= min(line["1"] / 1000, Decimal(50_000)),
        "local-floor": line["7"] >= line["1"] * 85 / 100,
        "reserve-cap": line["8"] <= line["7"] * 15 / 100,
        "match-covers-administration": line["14"] >= line["2"],
        "match-equals-administration": line["14"] <= line["2"],
        "floors-fit-the-allotment": 60_000 + least <= tenth,
        "balance": abs(line["2"] + line["3"] + line["7"] - line["1"]) < 1,
        "formula-remainder": abs(line["7"] - line["8"] - line["11"]) < 1,
        "formula-split": abs(line["12"] + line["13"] - line["11"]) < 1,
        "reserve-split": abs(line["9"] + line["10"] - line["8"]) < 1,
    }


@settings(max_examples=60, deadline=None)
@given(ALLOTMENTS, st.lists(OFF_BY, min_size=14, max_size=14))
def test_each_rule_says_what_its_formula_says(allotment: int, off_by: list[int]) -> None:
    lawful = {k: Decimal(v) for k, v in whole_form(Decimal(allotment) / 100).items()}
    line = dict(lawful)
    for number, cents in zip(range(2, 15), off_by, strict=False):
        line[str(number)] = max(line[str(number)] + Decimal(cents) / 100, Decimal(1))
    found = results(budget_of(line["1"], line))
    expected = {slug: ["pass"] if kept else ["fail"] for slug, kept in formulas(line).items()}
    assert {slug: found[slug] for slug in expected} == expected
