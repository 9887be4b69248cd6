"""What examples share, documents they are about, and what they state beyond a verdict."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from perkins_rules.check.named_documents import NamedDocument
from perkins_rules.check.tree import CheckedExample
from perkins_rules.engine.reference.example_run import ExampleResult, run_examples

from .rule_texts import PRELUDE, check_texts

PLAN: dict[str, Any] = {
    "submission": {"fiscal_years": [2028]},
    "budget": {"reserve": {"amount": Fraction(5)}},
    "consultation": {
        "parties": [
            {"group": "programs", "how": "In May.", "roles": ["teachers"]},
            {"group": "community", "how": "In June."},
        ]
    },
}
RULE = """
rule it "Each says how"
  cite perkins 112(a)
  severity warning
  for each party in consultation.parties
  require party.how is present
  otherwise "The entry for {party.group} does not say how."
"""


def results(examples: str, further: str = "") -> list[ExampleResult]:
    documents = {"plan": NamedDocument("state_plan", PLAN)}
    texts = [PRELUDE + RULE + examples, *([further] if further else [])]
    checked = check_texts(*texts, documents=documents)
    assert checked.diagnostics == ()
    assert checked.rules is not None
    return list(run_examples(checked.rules))


def example(examples: str) -> CheckedExample:
    return results(examples)[0].example


def parties(found: CheckedExample) -> list[Any]:
    return list(found.data["consultation"]["parties"])


# ------------------------------------------------------------------ what is shared


def test_an_example_has_the_facts_of_the_groups_around_it() -> None:
    found = example(
        '  examples with budget.reserve.amount is $1 and state.code is "VT"\n'
        "    examples with budget.reserve.amount is $2\n"
        "      passes when budget.state_leadership.amount is $3\n"
    )
    assert found.data["state"] == {"code": "VT"}
    assert found.data["budget"] == {"reserve": {"amount": 2}, "state_leadership": {"amount": 3}}


def test_a_fact_that_is_missing_takes_out_what_is_shared() -> None:
    group = (
        "  examples with budget.reserve.amount is $1\n    passes when budget.reserve is missing\n"
    )
    assert example(group).data == {"budget": {}}


def test_given_fills_in_the_shared_entry_of_its_key() -> None:
    found = example(
        '  examples with given party programs with how "A", roles teachers\n'
        "    passes when given party programs with how missing, roles counselors\n"
    )
    assert parties(found) == [{"group": "programs", "roles": ["counselors"]}]


def test_given_replaces_a_field_within_a_field_and_leaves_those_beside_it() -> None:
    text = PRELUDE.replace("state_plan", "performance_report") + (
        'rule it "Each has a level"\n'
        "  cite perkins 113(b)(2)\n"
        "  for each indicator in indicators\n"
        "  require indicator.level is present\n"
        "  examples with given indicator 1S1 with actual.numerator 1, actual.denominator 2\n"
        "    fails when given indicator 1S1 with actual.numerator 0\n"
        "    fails when given indicator 1S1 with actual.numerator missing\n"
        "    passes when given indicator 1S1 with level 50%, actual.suppressed yes\n"
    )
    checked = check_texts(text)
    assert checked.rules is not None
    found = [
        result.example.data["indicators"][0]["actual"] for result in run_examples(checked.rules)
    ]
    assert found[:2] == [{"numerator": 0, "denominator": 2}, {"denominator": 2}]
    assert found[2] == {"numerator": 1, "denominator": 2, "suppressed": True}


def test_given_keeps_the_other_fields_of_a_group_of_fields() -> None:
    checked = check_texts(
        'pack test.pack "Test" for improvement_plan\n'
        'guide guide "Guide"\n'
        'rule it "The result is told" cite guide I\n'
        "  for each indicator in indicators\n  require indicator.actual.value is present\n"
        "  examples with given indicator 1S1 with actual.value 36%, actual.numerator 9\n"
        "    passes when given indicator 1S1 with actual.numerator 8\n"
        "    fails when given indicator 1S1 with actual.value missing\n"
    )
    assert checked.diagnostics == ()
    assert checked.rules is not None
    first, second = checked.rules.rules[0].examples
    assert set(first.data["indicators"][0]["actual"]) == {"value", "numerator"}
    assert second.data["indicators"][0]["actual"] == {"numerator": 9}


def test_given_twice_in_one_example_is_two_entries() -> None:
    found = example("  passes when given party programs and given party programs\n")
    assert parties(found) == [{"group": "programs"}, {"group": "programs"}]


def test_what_an_example_asks_itself_comes_before_what_its_group_asks() -> None:
    first, second = results(
        '  examples on 2027-07-01 in profile strict with state.code is "VT"\n'
        "    passes on 2026-07-01\n    passes\n"
    )
    assert (str(first.example.on), first.example.profile) == ("2026-07-01", "strict")
    assert str(second.example.on) == "2027-07-01"


# ------------------------------------------------------------------ documents


def test_facts_are_laid_over_a_document_which_stays_as_it_is() -> None:
    found = example(
        "  passes on plan when budget.reserve.amount is $6\n"
        '    and consultation.parties programs is missing and given party community with how "B"\n'
    )
    assert found.data["budget"] == {"reserve": {"amount": 6}}
    assert parties(found) == [{"group": "community", "how": "B"}]
    assert PLAN["budget"] == {"reserve": {"amount": 5}}
    assert len(PLAN["consultation"]["parties"]) == 2


def test_given_keeps_a_value_that_the_document_has() -> None:
    assert example("  passes on plan when budget.reserve.amount is given\n").data == PLAN


def test_a_list_emptied_is_filled_anew() -> None:
    found = example("  passes on plan when consultation.parties is { } and given party tribes\n")
    assert parties(found) == [{"group": "tribes"}]


def test_without_documents_examples_about_one_are_left_out() -> None:
    from perkins_rules.pipeline import read_rules
    from perkins_rules.source import SourceText

    text = PRELUDE + RULE + '  passes on plan\n  passes when given party tribes with how "A"\n'
    read = read_rules([SourceText("one.rules", text)])
    assert read.rules is not None
    assert [e.document for e in read.rules.rules[0].examples] == [None]


def test_a_document_is_declared_by_what_differs_from_another() -> None:
    further = (
        "examples of test.pack\n\n"
        "document other as plan with consultation.parties programs is missing\n\n"
        "of it\n  passes 2 of 2 on plan\n  passes 1 of 1 on other\n"
    )
    assert [result.holds for result in results("", further)] == [True, True]


# ------------------------------------------------------------------ beyond the verdict

SILENT = "on plan when given party community with how missing"


@pytest.mark.parametrize(
    ("stated", "holds"),
    [
        (f"fails {SILENT}", True),
        (f"passes {SILENT}", False),
        (f"fails 1 of 2 {SILENT}", True),
        (f"fails 2 of 2 {SILENT}", False),
        (f"fails 1 of 3 {SILENT}", False),
        (f"passes 1 of 2 {SILENT}", True),
        (f"fails for community {SILENT}", True),
        (f"fails for programs {SILENT}", False),
        (f"fails for community, programs {SILENT}", False),
        (f"passes for programs {SILENT}", True),
        (f"fails as warning {SILENT}", True),
        (f"fails as error {SILENT}", False),
        (f'fails {SILENT} saying "entry for community"', True),
        (f'fails {SILENT} saying "entry for community", "frog"', False),
        (f'fails {SILENT} not saying "programs"', True),
        (f'fails {SILENT} not saying "community"', False),
    ],
)
def test_an_example_holds_if_all_is_so_that_it_states(stated: str, holds: bool) -> None:
    (result,) = results(f"  {stated}\n")
    assert result.holds is holds


def test_a_document_is_asked_about_as_a_check_asks_about_it() -> None:
    late = RULE.replace('it "Each', 'late "Each').rstrip() + "\n  in force from 2028-07-01\n"
    found = results(late + "  passes on plan\n  not applicable on 2028-06-30 on plan\n")
    assert [result.holds for result in found] == [True, True]
