"""What each mutator makes of a rule."""

from __future__ import annotations

import pytest

from .mutant_texts import IT, mutants, rule, words

ADMIN = "budget.state_administration.amount"
LEAD = "budget.state_leadership.amount"
FILED, DUE = "submission.date", "submission.due_date"
ROWS = "performance.indicators"

# a condition -> its changes, without the words behind ` in `, which repeat the condition
CONDITIONS = {
    f"{ADMIN} is at least floor": ["is at least → is more than", "is at least → is at most"],
    f"{ADMIN} is more than floor": ["is more than → is at least", "is more than → is less than"],
    f"{ADMIN} is at most floor": ["is at most → is less than", "is at most → is at least"],
    f"{ADMIN} is less than floor": ["is less than → is at most", "is less than → is more than"],
    f"{FILED} is before {DUE}": ["is before → is on or before", "is before → is after"],
    f"{FILED} is on or after {DUE}": [
        "is on or after → is after",
        "is on or after → is on or before",
    ],
    'state.code is "VT"': ["is → is not"],
    'state.code is not "VT"': ["is not → is"],
    f"{ADMIN} is floor": ["is → is not", "is → is at least", "is → is at most"],
    f"{ADMIN} is $0": ["is → is not", "is → is at least"],
    f"{ADMIN} is present": ["is present → is missing"],
    f"{ADMIN} is missing": ["is missing → is present"],
    f"{ADMIN} is between $0 and floor": [
        "the end `$0` was left out of the range",
        "the end `floor` was left out of the range",
    ],
    f"{FILED} is at least window before {DUE}": [
        "is at least → is more than",
        "is at least → is at most",
        "before → after",
    ],
    f"{FILED} is window after {DUE}": ["is → is not", "after → before"],
    f"{ADMIN} differs from {LEAD} by less than $1": [
        "differs by less than → differs by at most",
        f"`{ADMIN}` may be far below `{LEAD}`",
        f"`{LEAD}` may be far below `{ADMIN}`",
    ],
    'state.code is one of { "VT", "NH" }': [
        "is one of → is not one of",
        "VT dropped",
        "NH dropped",
    ],
    'state.code is not one of { "VT" }': ["is not one of → is one of", "VT dropped"],
    'state.name is "Vermont" ignoring case and spacing': [
        "is → is not",
        "ignoring case and spacing dropped",
    ],
    "submission.revises includes budget": ["includes → does not include"],
    'state.name matches "V.*"': ["matches → does not match"],
    "cover_page.signature.agrees_to_assurances": [
        "cover_page.signature.agrees_to_assurances → not cover_page.signature.agrees_to_assurances"
    ],
    "not cover_page.signature.agrees_to_assurances": ["not dropped"],
    'same_name(state.name, "Vermont")': [
        'same_name(state.name, "Vermont") → not same_name(state.name, "Vermont")'
    ],
    f"{ADMIN} is present and {LEAD} is present": [
        "and → or",
        f"{ADMIN} is present dropped",
        f"{LEAD} is present dropped",
        "is present → is missing",
        "is present → is missing",
    ],
    f"{ADMIN} is present or {LEAD} is present or budget.note is present": [
        "or → and",
        f"{ADMIN} is present dropped",
        f"{LEAD} is present dropped",
        "budget.note is present dropped",
        *["is present → is missing"] * 3,
    ],
    f"not {ADMIN} is at least floor": [
        "not dropped",
        "is at least → is more than",
        "is at least → is at most",
    ],
    "cover_page.signature.agrees_to_assurances else no": [
        "cover_page.signature.agrees_to_assurances else no"
        " → not (cover_page.signature.agrees_to_assurances else no)",
        "else no dropped",
    ],
    f"every row in {ROWS} satisfies row.baseline is present": [
        "every → some",
        "every → none of",
        "is present → is missing",
    ],
    f"some row in {ROWS} satisfies row.baseline is present": [
        "some → every",
        "some → none of",
        "is present → is missing",
    ],
    f"none of row in {ROWS} satisfies row.baseline is present": [
        "none of → every",
        "none of → some",
        "is present → is missing",
    ],
    f"distinct row.code over row in {ROWS} where row.baseline is present": [
        f"distinct row.code over row in {ROWS} where row.baseline is present"
        f" → not (distinct row.code over row in {ROWS} where row.baseline is present)",
        "where row.baseline is present dropped",
        "is present → is missing",
    ],
}
# a value in `require floor is at most …` -> the changes of the value
VALUES = {
    f"{ADMIN} + {LEAD}": ["+ → -"],
    f"{ADMIN} - {LEAD}": ["- → +"],
    f"{ADMIN} + $0": [],
    f"{ADMIN} * (count of {ROWS})": ["* → /"],
    f"{ADMIN} / (count of {ROWS})": ["/ → *"],
    f"-{ADMIN}": ["- dropped"],
    f"the greater of {ADMIN} and {LEAD}": ["the greater of → the lesser of"],
    f"the lesser of {ADMIN} and {LEAD}": ["the lesser of → the greater of"],
    f"{ADMIN} else $0": ["else $0 dropped"],
    f"{ADMIN} rounded to 2 places": [
        "2 places → 3 places",
        "2 places → 1 places",
        "rounded half up → rounded down",
    ],
    f"{ADMIN} rounded to 0 places down": ["0 places → 1 places", "rounded down → rounded up"],
    "sum of line.amount over line in budget.local_allocations": ["sum of → the greatest of"],
    "the average of line.amount over line in budget.local_allocations": [
        "the average of → the greatest of",
        "the average of → the least of",
    ],
    "the least of line.amount over line in budget.local_allocations": [
        "the least of → the greatest of"
    ],
    'when state.code is "VT" then $0 otherwise $1': ["is → is not"],
}


def short(told: str) -> str:
    """`a` became `b` in `c`: a → b"""
    change = told.partition(" in `")[0] if "left out" not in told else told.partition(" in ")[0]
    if " became " in change:
        return change.replace("` became `", " → ").strip("`")
    if change.endswith(" was dropped"):
        return change.removesuffix(" was dropped").strip("`") + " dropped"
    return change


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS.items(), ids=list(CONDITIONS))
def test_conditions(condition: str, expected: list[str]) -> None:
    made = words(mutants(rule(f"  require {condition}")))
    assert made[0] == f"`require {condition}` was dropped"
    assert sorted(short(told) for told in made[1:]) == sorted(expected)


@pytest.mark.parametrize(("value", "expected"), VALUES.items(), ids=list(VALUES))
def test_values(value: str, expected: list[str]) -> None:
    made = [short(told) for told in words(mutants(rule(f"  require floor is at most {value}")))]
    assert made[3:] == expected


def test_dates_and_functions() -> None:
    body = f"""
  require {DUE} + window is after start_of(first(submission.fiscal_years))
  require {DUE} - {FILED} is at most window"""
    made = [short(told) for told in words(mutants(rule(body)))]
    assert "+ → -" in made
    assert "start_of → end_of" in made
    assert "first → last" in made
    assert f"{DUE} - {FILED} → {FILED} - {DUE}" in made


def test_clauses() -> None:
    body = f"""
  applies when state.code is "VT"
  for each row in {ROWS} where row.baseline is present
  for each step in the 2 latest row.levels by fiscal_year
  require step.level is present
  unless first: row.used  cite perkins 113(b)
  but not when row.code is present"""
    made = words(mutants(rule(body)))
    dropped = [told for told in made if told.endswith("dropped")]
    assert dropped == [
        '`applies when state.code is "VT"` was dropped',
        "`where row.baseline is present` was dropped",
        "`require step.level is present` was dropped",
        "`unless first: row.used` was dropped",
        "`but not when row.code is present` was dropped",
    ]
    assert [told for told in made if "latest" in told] == [
        "`the 2 latest` became `the 3 latest`",
        "`the 2 latest` became `the 1 latest`",
        "`the 2 latest` became `the 2 earliest`",
    ]


def test_latest_within_an_expression() -> None:
    value = (
        "count of (step in the 1 earliest row.levels by fiscal_year where step.level is present)"
    )
    body = f"  for each row in {ROWS}\n  require {value} is 1"
    made = [short(told) for told in words(mutants(rule(body)))]
    assert "where step.level is present dropped" in made
    assert "the 1 earliest → the 2 earliest" in made
    assert "the 1 earliest → the 1 latest" in made


def test_neighbours_change_places() -> None:
    body = f"""
  for each row in {ROWS}
  for each consecutive earlier, later in row.levels by fiscal_year
  require later.level is more than earlier.level"""
    assert "`earlier, later` became `later, earlier`" in words(mutants(rule(body)))


def test_when_and_for_whom_a_rule_holds() -> None:
    body = f"""
  in force from 2020-07-01 until 2030-06-30
  in edition 2025-01
  in profile guide, strict
  require {ADMIN} is at most floor"""
    made = words(mutants(rule(body)))
    assert made[3:] == [
        "`from 2020-07-01` became a day later",
        "`from 2020-07-01` was dropped",
        "`until 2030-06-30` became a day earlier",
        "`until 2030-06-30` was dropped",
        "`in edition 2025-01` was dropped",
        "`in profile guide, strict` was dropped",
        "`guide` was dropped from `in profile`",
        "`strict` was dropped from `in profile`",
    ]


def test_the_first_day_of_the_parameters_is_no_change() -> None:
    body = f"  in force from 2019-07-01\n  require {ADMIN} is at most floor"
    assert "`from 2019-07-01` was dropped" not in words(mutants(rule(body)))


def test_parameters_go_up_and_down_by_their_unit() -> None:
    text = """
parameter rate   is 0.125%           from 2019-07-01 cite perkins 112(a)
parameter most   is 3                from 2019-07-01 cite perkins 112(a)
parameter half   is 1.5              from 2019-07-01 cite perkins 112(a)
parameter day    is 2026-05-15       from 2019-07-01 cite perkins 112(a)
parameter term   is 2 years          from 2019-07-01 cite perkins 112(a)
parameter months is 2 months         from 2019-07-01 cite perkins 112(a)
parameter codes  is { "VT", "NH" }   from 2019-07-01 cite perkins 112(a)
parameter name   is "Vermont"        from 2019-07-01 cite perkins 112(a)
parameter steps  is $1 from 2019-07-01 cite perkins 112(a) is $2 from 2020-07-01 cite perkins 112(a)
parameter grant by state.code
  for VT is $5 from 2019-07-01 cite perkins 112(a)
  for NH is $6 from 2019-07-01 cite perkins 112(a)
"""
    body = f"""
  require {ADMIN} is at most floor and {ADMIN} is at most steps and {ADMIN} is at most grant
  require rate of {ADMIN} is at most share of {ADMIN}
  require count of {ROWS} is at most most and count of {ROWS} is at least half
  require {FILED} is at most window before day
  require {FILED} is at most term before day or {FILED} is at most months before day
  require state.code is one of codes and state.name is name"""
    made = mutants(text + rule(body))
    told = {owner: words(made, f"parameter {owner}") for owner in PARAMETERS}
    assert told == PARAMETERS


PARAMETERS = {
    "share": ["`5%` was raised by 0.01%", "`5%` was lowered by 0.01%"],
    "floor": ["`$250,000` was raised by $0.01", "`$250,000` was lowered by $0.01"],
    "window": ["`60 days` was raised by a day", "`60 days` was lowered by a day"],
    "rate": ["`0.125%` was raised by 0.001%", "`0.125%` was lowered by 0.001%"],
    "most": ["`3` was raised by 1", "`3` was lowered by 1"],
    "half": ["`1.5` was raised by 0.1", "`1.5` was lowered by 0.1"],
    "day": ["`2026-05-15` was raised by a day", "`2026-05-15` was lowered by a day"],
    "term": ["`2 years` was raised by a year", "`2 years` was lowered by a year"],
    "months": ["`2 months` was raised by a month", "`2 months` was lowered by a month"],
    "codes": ["`VT` was dropped", "`NH` was dropped"],
    "name": ['`"Vermont"` became another text'],
    "steps": [
        "`$1` was raised by $0.01",
        "`$1` was lowered by $0.01",
        "`$2` was raised by $0.01",
        "`$2` was lowered by $0.01",
        "`from 2020-07-01` became a day later",
    ],
    "grant": [
        "`$5` was raised by $0.01 for VT",
        "`$5` was lowered by $0.01 for VT",
        "`$6` was raised by $0.01 for NH",
        "`$6` was lowered by $0.01 for NH",
    ],
}


def test_what_nothing_reads_is_not_changed() -> None:
    made = mutants(rule(f"  require {ADMIN} is present"))
    assert {mutant.owner for mutant in made} == {IT}


def test_a_let_is_changed_once_and_a_negation_of_it_not_at_all() -> None:
    body = f"""
  let big be {ADMIN} is at least floor
  applies when big
  require big or {LEAD} is present"""
    made = [short(told) for told in words(mutants(rule(body)))]
    assert made.count("is at least → is more than") == 1
    assert "big → not big" not in made


def test_a_definition_is_changed_once_for_all_rules() -> None:
    text = f"define big as {ADMIN} is at least floor\n"
    other = f'rule other "Another"\n  cite perkins 112(a)\n  require big or {LEAD} is present\n'
    made = mutants(text + rule("  require big") + other)
    assert [short(told) for told in words(made, "definition big")] == [
        "is at least → is more than",
        "is at least → is at most",
    ]
    assert [short(told) for told in words(made)] == ["require big dropped", "big → not big"]


def test_a_definition_of_entries_is_changed_once_in_its_own_words() -> None:
    text = f"define counts for row in {ROWS} as row.used else yes\n"
    body = f"  for each line in {ROWS} where line is counts\n  require line.baseline is present"
    second = f"""
rule other "Another"
  cite perkins 112(a)
  require none of one in {ROWS} satisfies one is not counts
"""
    made = mutants(text + rule(body) + second)
    assert sorted(words(made, "definition counts")) == [
        "`else yes` was dropped in `row.used else yes`",
        "`row.used else yes` became `not (row.used else yes)` in `row.used else yes`",
    ]
    assert "`is` became `is not` in `line is counts`" in words(made)
    assert "`is not` became `is` in `one is not counts`" in words(made, "test.pack/other")


def test_a_table_is_changed_once_for_all_lines() -> None:
    text = """
items head "Head"
  applies when state.code is "VT"
  budget.note        cite perkins 112(a)  encodes budget-note
  budget.state_name  when budget.fiscal_year is present  cite perkins 112(a)  encodes budget-name
  cover_page.signature.agrees_to_assurances is yes  cite perkins 112(a)  encodes signed
"""
    made = mutants(text)
    assert words(made, "test.pack/head") == [
        '`applies when state.code is "VT"` was dropped',
        '`is` became `is not` in `state.code is "VT"`',
    ]
    assert words(made, "test.pack/head/budget.note") == []
    assert words(made, "test.pack/head/budget.state_name") == [
        "`when budget.fiscal_year is present` was dropped",
        "`is present` became `is missing` in `budget.fiscal_year is present`",
    ]
    agrees = "cover_page.signature.agrees_to_assurances"
    assert words(made, f"test.pack/head/{agrees}") == [f"`{agrees} is yes` asks for any answer"]


def test_a_change_has_the_line_of_what_is_changed() -> None:
    body = f"""
  require {ADMIN} is present
    and {LEAD} is present
    # a comment
    and budget.note is present"""
    made = mutants(rule(body))
    lines = {m.words.partition(" in ")[0]: m.source.line(m.line).strip() for m in made}
    assert lines["`budget.note is present` was dropped"] == "and budget.note is present"
    assert lines[f"`{LEAD} is present` was dropped"] == f"and {LEAD} is present"
    assert lines["`and` became `or`"] == f"require {ADMIN} is present"


ABOVE = """\
pack test.above "Above" for state_plan in state MN extends test.pack
replace parameter floor is $300,000 from 2021-07-01 cite perkins 112(a)
replace rule test.pack/other "Another"
  cite perkins 112(a)
  require budget.note is present
except test.pack/it
  unless small: budget.reserve.amount is at most floor  cite perkins 112(a)
"""


def test_what_a_pack_above_changes_is_its_own() -> None:
    other = f'rule other "Another"\n  cite perkins 112(a)\n  require {LEAD} is present\n'
    body = f"  require {ADMIN} is at most floor\n  unless none: {LEAD} is $0  cite perkins 112(a)"
    made = mutants(rule(body) + other, ABOVE)
    above = {m.owner: words(made, m.owner) for m in made if m.source.name == "other0.rules"}
    assert above == {
        "test.pack/other by test.above": [
            "`require budget.note is present` was dropped",
            "`is present` became `is missing` in `budget.note is present`",
        ],
        "test.pack/it by test.above": [
            "`unless small: budget.reserve.amount is at most floor` was dropped",
            "`is at most` became `is less than` in `budget.reserve.amount is at most floor`",
            "`is at most` became `is at least` in `budget.reserve.amount is at most floor`",
        ],
        "parameter floor by test.above": [
            "`$300,000` was raised by $0.01",
            "`$300,000` was lowered by $0.01",
            "`from 2021-07-01` became a day later",
        ],
    }
    assert words(made, "parameter floor") == PARAMETERS["floor"]
