"""Values go into a plan file; every other character of it stays."""

import json
from typing import Any

import pytest
import yaml

from perkins_rules import assets
from perkins_rules.app.forms.template import template
from perkins_rules.documents import read_document
from perkins_rules.tables.grid import TableFault
from tests.tables.making import BUDGET, HEAD, LEVELS, csv_of, entered, shapes

AMOUNT = csv_of(
    [HEAD, ["1", "Total", "", "$5,200,000.00"], ["2", "State Administration", "5%", "$7"]]
)
TWO = "budget:\n  total_allocation:\n    amount: 5200000.00\n"
TWO += "  state_administration:\n    percent: 5%\n    amount: 7\n"
START = "document: state_plan\n"


def added(before: str, after: str) -> list[str]:
    """The lines of `after` that are not in `before`; all of `before` must be there, in order."""
    lines, new = iter(after.splitlines()), []
    for line in before.splitlines():
        while (found := next(lines)) != line:
            new.append(found)
    return [*new, *lines]


def test_into_a_plan_without_a_budget() -> None:
    assert entered(START, AMOUNT).text.rstrip() == START + TWO.rstrip()


@pytest.mark.parametrize(
    ("plan", "result"),
    [
        ("budget:\n", TWO),
        ("budget: ~   # later\n", TWO.replace("budget:", "budget:   # later", 1)),
        ("budget: {}\n", TWO),
        (
            "budget:  # ours\n  fiscal_year: 2026\n\n# end\n",
            "budget:  # ours\n  fiscal_year: 2026\n" + TWO.partition("\n")[2] + "\n# end\n",
        ),
        (
            "budget:\n  # on line 14\n  state_match: {amount: 9}  # match\n",
            "budget:\n  # on line 14\n"
            + TWO.partition("\n")[2]
            + "  state_match: {amount: 9}  # match\n",
        ),
        (
            "budget:\n  total_allocation: {amount: }  # line 1\n  state_administration:\n"
            "    percent:   # of line 1\n    amount: ''\n",
            "budget:\n  total_allocation: {amount: 5200000.00}  # line 1\n  state_administration:\n"
            "    percent: 5%   # of line 1\n    amount: 7\n",
        ),
        (
            "budget: {total_allocation: {amount}, state_administration: {note: x}}\n",
            "budget: {total_allocation: {amount: 5200000.00}, "
            "state_administration: {percent: 5%, amount: 7, note: x}}\n",
        ),
        (
            "budget: {note: x}\n",
            "budget: {total_allocation: {amount: 5200000.00}, "
            "state_administration: {percent: 5%, amount: 7}, note: x}\n",
        ),
        (
            "budget:\n    total_allocation:\n        amount: 5,200,000 # as given\n"
            "    state_administration:\n        note: >-\n          long\n          text\n",
            "budget:\n    total_allocation:\n        amount: 5,200,000 # as given\n"
            "    state_administration:\n        percent: 5%\n        amount: 7\n"
            "        note: >-\n          long\n          text\n",
        ),
    ],
)
def test_the_rest_of_the_file_stays(plan: str, result: str) -> None:
    found = entered(START + plan, AMOUNT).text
    assert found.rstrip() == (START + result).rstrip()


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(ends: str, mark: str) -> None:
    plan = (
        mark + (START + "budget:\n  fiscal_year: 2026\nsource: x\n").replace("\n", ends)
    ).encode()
    found = entered(plan, AMOUNT).text
    middle = TWO.partition("\n")[2].replace("\n", ends)
    assert found.encode() == plan.replace(b"source", middle.encode() + b"source")


def test_a_value_that_differs_is_kept_and_told_or_replaced() -> None:
    plan = START + "budget: {total_allocation: {amount: 1}, state_administration: {percent: 5.0}}\n"
    kept = entered(plan, AMOUNT)
    assert [(one.was, one.value.text) for one in kept.differing] == [("1", "5200000.00")]
    assert [one.text for one in kept.same] == ["5%"]
    assert kept.text == plan.replace("percent: 5.0", "percent: 5.0, amount: 7")
    replaced = entered(plan, AMOUNT, replace=True)
    assert replaced.text == kept.text.replace("amount: 1}", "amount: 5200000.00}")


def test_nothing_new_changes_nothing() -> None:
    plan = START + TWO
    assert entered(plan, AMOUNT).text == plan
    assert entered(plan, AMOUNT).written == []


def test_into_a_blank_document() -> None:
    name = "state_plan"
    blank = template(name, shapes()[name], "file:///x")
    found = entered(blank, csv_of([*BUDGET, [], *LEVELS]))
    assert found.text.count("\n#") == blank.count("\n#")
    plan = read_document("p.yaml", found.text.encode(), shapes())
    assert plan.problems == ()
    assert plan.data["budget"]["state_leadership"]["amount"] == 520000
    assert [i["code"] for i in plan.data["performance"]["indicators"]] == ["1S1", "5S3"]
    assert "    amount: 260000.00  # dollars" in found.text


LIST = """\
document: state_plan
performance:
  indicators:
  # the first
  - code: 1S1   # graduation
    levels:
    - {fiscal_year: 2025, level: 80%}
    - {fiscal_year: 2027, level: 84.4}   # as agreed
  - code: 1P1
"""


def test_entries_go_where_they_belong() -> None:
    found = entered(LIST, csv_of(LEVELS)).text
    assert added(LIST, found) == [
        "    baseline: 81.80%",
        "    - {fiscal_year: 2026, level: 82.30%}",
        "  - code: 5S3",
        "    baseline: 62.50%",
        "    levels:",
        "      - {fiscal_year: 2026, level: 64.09%}",
        "      - {fiscal_year: 2027, level: 65.72%}",
    ]
    plan = read_document("p.yaml", found.encode(), shapes())
    codes = [one["code"] for one in plan.data["performance"]["indicators"]]
    assert codes == ["1S1", "5S3", "1P1"]
    years = [one["fiscal_year"] for one in plan.data["performance"]["indicators"][0]["levels"]]
    assert years == [2025, 2026, 2027]


@pytest.mark.parametrize(
    "plan",
    [
        {"document": "state_plan"},
        {"document": "state_plan", "budget": None, "performance": {"indicators": []}},
        {"document": "state_plan", "budget": {"note": "x"}, "performance": {}},
        {"document": "state_plan", "performance": {"indicators": [{"code": "1P1", "levels": []}]}},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_into_json(plan: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(plan, indent=indent)
    found = entered(text, csv_of([*BUDGET, [], *LEVELS]), plan_name="p.json").text
    read = json.loads(found, parse_float=str)
    assert read["budget"]["state_administration"] == {"percent": "5%", "amount": "260000.00"}
    codes = [one["code"] for one in read["performance"]["indicators"]]
    assert codes[:2] == ["1S1", "5S3"]
    assert read["performance"]["indicators"][0]["levels"][1] == {
        "fiscal_year": 2027,
        "level": "84.40%",
    }


@pytest.mark.parametrize("name", ["p.yaml", "p.json"])
@pytest.mark.parametrize("level", ["N/A", "84.5%"])
def test_each_kind_of_level_is_read_back_from_a_plan_of_either_form(name: str, level: str) -> None:
    plan = json.dumps({"document": "state_plan"}) if name.endswith(".json") else START
    rows = [[level if cell == "84.40%" else cell for cell in row] for row in LEVELS]
    assert rows != LEVELS
    text = entered(plan, csv_of(rows), plan_name=name).text
    assert read_document(name, text.encode(), shapes()).problems == ()
    read = json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
    assert read["performance"]["indicators"][0]["levels"][1]["level"] == level


def test_the_examples_take_a_whole_form_back() -> None:
    for name in ("sample-plan.yaml", "new-york-levels.yaml", "sample-plan.json"):
        text = (assets.assets_root() / "examples" / name).read_text(encoding="utf-8")
        found = entered(text, csv_of([*BUDGET, [], *LEVELS]), plan_name=name, replace=True)
        assert added_or_changed(text, found.text) <= len(found.written) + 8


def added_or_changed(before: str, after: str) -> int:
    return len(set(after.splitlines()) - set(before.splitlines()))


@pytest.mark.parametrize(
    "plan",
    [
        "x: &a {amount: 1}\nbudget: {total_allocation: *a}\n",
        "budget: {total_allocation: &a {note: x}, state_match: *a}\n",
        "budget: {state_administration: {percent: &p , amount: *p}}\n",
    ],
)
def test_what_cannot_be_edited_safely_is_not(plan: str) -> None:
    with pytest.raises(TableFault):
        entered(START + plan, AMOUNT)


@pytest.mark.parametrize(
    "plan", ["budget: 5\n", "budget: [1]\n", "budget: {total_allocation: 5}\n"]
)
def test_a_plan_of_another_form_is_refused(plan: str) -> None:
    with pytest.raises(TableFault, match="is not a group of fields"):
        entered(START + plan, AMOUNT)


def test_a_fault_that_was_there_before_is_no_hindrance() -> None:
    plan = "performance: {indicators: [{code: 3P1, levels: [{fiscal_year: 2026, levle: 5}]}]}\n"
    found = entered(START + plan, csv_of(LEVELS)).text
    assert "{code: 1S1, " in found
    assert "levle: 5}]}]}" in found


def test_another_document_is_refused() -> None:
    with pytest.raises(TableFault, match="read into a State plan"):
        entered("document: local_application\n", AMOUNT)


def test_a_name_that_yaml_would_take_otherwise_stands_in_quotes() -> None:
    rows = [["State Name:", "No: #1, 'of' {x}"], *BUDGET[2:]]
    found = entered(START, csv_of(rows)).text
    plan = read_document("p.yaml", found.encode(), shapes())
    assert plan.data["budget"]["state_name"] == "No: #1, 'of' {x}"


@pytest.mark.parametrize("code", ["1s1", '" 1S1"', '"1S1\\u00a0"'])
def test_an_entry_is_found_however_its_code_is_spelled(code: str) -> None:
    plan = START + "performance:\n  indicators:\n    - code: " + code + "\n"
    found = entered(plan, csv_of(LEVELS)).text
    assert found.count("code:") == entered(START, csv_of(LEVELS)).text.count("code:")
    assert f"code: {code}\n" in found
