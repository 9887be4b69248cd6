"""What a remedy tells people to enter is whole cents, and lawful to the last of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.documents import read_document
from perkins_rules.pipeline import Options, check_read
from tests.loaded import built_in, rules_of

HEAD = """\
pack test.remedies "Rules for tests" for state_plan

law perkins "Carl D. Perkins Act" as "Perkins V"

parameter three is 3 from 2019-07-01 cite perkins 1
parameter share is 5% from 2019-07-01 cite perkins 1
define allotment as budget.total_allocation.amount
define line_2 as budget.state_administration.amount
define line_3 as budget.state_leadership.amount
define third as allotment / three

rule told "For a test"
  cite perkins 1
  encodes told
"""
ALLOTMENT = "$1,000,000.01"  # a third of it is $333,333.33666…
FIGURES = {"total_allocation": ALLOTMENT, "state_administration": "$400,000"}


def remedy(rule: str, **amounts: str) -> str:
    rules = rules_of(HEAD + rule)
    budget = {name: {"amount": amount} for name, amount in (FIGURES | amounts).items()}
    levels = [{"fiscal_year": 2026, "level": "10%"}, {"fiscal_year": 2027, "level": "20.01%"}]
    plan: Any = {"document": "state_plan", "state": {"code": "VT"}, "budget": budget}
    plan["performance"] = {"indicators": [{"code": "1S1", "baseline": "80%", "levels": levels}]}
    document = read_document("p.yaml", yaml.safe_dump(plan).encode(), rules.shapes)
    found = check_read(rules, document, Options()).findings
    return next((f.remedy for f in found if f.rule == "test.remedies/told"), "")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        # The words say on which side it is right.
        ('require line_2 is at most third remedy "To {third} or less."', "To $333,333.33 or less."),
        ('require line_2 is at most third remedy "To at most {third}."', "To at most $333,333.33."),
        ('require line_2 is at most third remedy "By {line_2 - third}."', "By $66,666.67."),
        (
            'require third is at least line_2 remedy "No more than {third} on line 2."',
            "No more than $333,333.33 on line 2.",
        ),
        (
            'require line_2 is at least allotment - third remedy "To {allotment - third} or more."',
            "To $666,666.68 or more.",
        ),
        # They do not: the comparison does.
        ('require line_2 is at most third remedy "Enter {third}."', "Enter $333,333.33."),
        ('require line_2 is less than third remedy "Enter {third}."', "Enter $333,333.33."),
        ('require third is at least line_2 remedy "Enter {third}."', "Enter $333,333.33."),
        ('require not line_2 is more than third remedy "Enter {third}."', "Enter $333,333.33."),
        (
            'require line_2 is at most third remedy "Move {line_2 - third} to line 3."',
            "Move $66,666.67 to line 3.",
        ),
        (
            "require line_2 is at least allotment - third"
            ' remedy "Enter {allotment - third}, {allotment - third - line_2} more."',
            "Enter $666,666.68, $266,666.68 more.",
        ),
        (
            "require line_2 is between allotment - third and allotment"
            ' remedy "Enter {allotment - third}."',
            "Enter $666,666.68.",
        ),
        (
            "require line_2 is between $0 and third and line_2 is present"
            ' remedy "Enter {third}."',
            "Enter $333,333.33.",
        ),
        (
            "require line_2 + line_3 is at most third"
            ' remedy "Enter {third - line_3} on line 2, or {third - line_2} on line 3."',
            "Enter $332,333.33 on line 2, or -$66,666.67 on line 3.",
        ),
        (
            "let cap be the greater of share of third and $0 require line_2 is at most cap"
            ' remedy "Enter {cap}."',
            "Enter $16,666.66.",
        ),
        (
            "require line_2 as a percent of allotment is at most share"
            ' remedy "Enter {share of allotment}."',
            "Enter $50,000.00.",
        ),
        # Neither does: to the nearest cent.
        ('require line_2 is third remedy "Enter {third}."', "Enter $333,333.34."),
        (
            'require line_2 is less than $0 remedy "Line 3 is {third}."',
            "Line 3 is $333,333.34.",
        ),
        # Whole cents stay, and so does what is no amount.
        ('require line_2 is at most $0 remedy "By {line_2}."', "By $400,000.00."),
        ('require line_2 is less than $0 remedy "FY {three}."', "FY 3."),
    ],
)  # fmt: skip
def test_amounts(rule: str, told: str) -> None:
    assert remedy("  " + rule, state_leadership="$1,000") == told


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('require row.baseline is at most part remedy "To {part} or less."', "To 3.33% or less."),
        ('require part is at least row.baseline remedy "Below {part}."', "Below 3.33%."),
        ('require part is more than row.baseline remedy "By {row.baseline - part}."',
         "By 76.67 points."),
        ('require part is more than row.baseline remedy "Now {part}."', "Now 3.33%."),
        ('require row.baseline is part remedy "Now {part}."', "Now ≈3.333333%."),
    ],
)  # fmt: skip
def test_percents_that_do_not_end(rule: str, told: str) -> None:
    loop = "  for each row in performance.indicators let mean be the least of s.level over s in"
    loop += " row.levels let part be mean / three"
    assert remedy(f"{loop} {rule}") == told


def test_percents_that_end_stay_as_they_are() -> None:
    rule = "  for each row in performance.indicators"
    rule += " let mean be the average of s.level over s in row.levels"
    rule += ' require row.baseline is at most mean remedy "To {mean} or less."'
    assert remedy(rule) == "To 15.005% or less."


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_who_follows_the_advice_has_done_it(allotment: int, line: int) -> None:
    """The figure keeps the limit, and a cent further it would not."""
    limit = Fraction(allotment, 300)
    for words, end, way in (("at most", "or less", 1), ("at least", "or more", -1)):
        told = remedy(
            f'  require line_2 is {words} third remedy "{{third}} {end}"',
            total_allocation=f"{allotment // 100}.{allotment % 100:02d}",
            state_administration=f"{line // 100}.{line % 100:02d}",
        )
        if told:
            figure = Fraction(told.split()[0].replace("$", "").replace(",", ""))
            cent = Fraction(1, 100)
            assert way * figure <= way * limit < way * figure + cent


@pytest.mark.parametrize("allotment", ["$5,000,000.10", "$5,000,000.33", "$7,777,777.77"])
def test_no_remedy_of_the_built_in_rules_has_parts_of_cents(allotment: str) -> None:
    rules = built_in()
    names = rules.shapes["state_plan"].fields["budget"].fields
    lines = {n: {"amount": "$1,000,000.05"} for n, s in names.items() if "amount" in s.fields}
    budget = {**lines, "fiscal_year": 2026, "total_allocation": {"amount": allotment}}
    plan = {"document": "state_plan", "state": {"code": "VT"}, "budget": budget}
    document = read_document("p.yaml", yaml.safe_dump(plan).encode(), rules.shapes)
    found = check_read(rules, document, Options()).findings
    remedies = [f.remedy for f in found if "$" in f.remedy and "/" in f.rule]
    assert len(remedies) > 5
    for told in remedies:
        amounts = [word.strip(".,;") for word in told.split() if "$" in word]
        assert all(len(a.partition(".")[2]) == 2 and "≈" not in a for a in amounts), told
