"""The schemas keep to their dialect, and the State plan's fields keep their names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from .dialect import NAMES, SCHEMAS, Schema, accepts, fields, kind, plan, resolve

KINDS = {
    "money",
    "percent",
    "level",
    "number",
    "integer",
    "date",
    "time",
    "text",
    "path",
    "yes_no",
    "choice",
}
FIELDS = list(fields(SCHEMAS["state_plan"]))
LISTED = Path(__file__).with_name("state_plan_fields.txt").read_text(encoding="utf-8")
STATES_AND_AREAS = 50 + len({"DC", "PR", "VI", "GU", "AS", "MP", "PW"})


def promised() -> list[tuple[str, str]]:
    """The names and kinds that state_plan_fields.txt promises."""
    rows = [line.split(maxsplit=1) for line in LISTED.splitlines() if not line.startswith("#")]
    return [(name, of_kind) for name, of_kind in rows]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_draft_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_fields_have_the_promised_names_kinds_and_order() -> None:
    found = [(n, kind(f)) for n, f in FIELDS if n.rpartition(".")[2] != "note"]
    assert found == promised()


def test_most_fields_name_their_guide_item() -> None:
    unnamed = {n.partition(".")[0] for n, f in FIELDS if not f["x-guide"] and "note" not in n}
    # The statute alone asks for the rest: administration effort, actuals, local allocations.
    assert not unnamed & {"cover_page", "consultation", "public_comment", "narrative", "forms"}
    assert not unnamed & {"assurances", "certifications", "accountability"}


def test_lists_of_records_have_a_key_but_for_comments() -> None:
    keys = {n: f.get("x-key") for n, f in FIELDS if kind(f) == "list of record"}
    assert keys == {
        "consultation.parties": "group",
        "consultation.state_agencies": "agency",
        "consultation.objections": "agency",
        "budget.local_allocations": "recipient",
        "performance.comments": None,
        "performance.indicators": "code",
        "performance.indicators.levels": "fiscal_year",
        "performance.indicators.actuals": "fiscal_year",
    }


def test_only_the_document_type_is_required() -> None:
    assert SCHEMAS["state_plan"]["required"] == ["document"]
    assert accepts(plan())
    assert not accepts({"state": {"code": "VT"}})
    assert not accepts({"document": "state_plans"})


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=[name for name, _ in FIELDS])
def test_null_means_not_given_everywhere(name: str, field: Schema) -> None:
    document = plan()
    if name == "document":
        return
    *parents, last = name.split(".")
    here: Any = document
    for i, step in enumerate(parents):
        schema = dict(FIELDS)[".".join(parents[: i + 1])]
        record: Schema = {}
        here[step] = [record] if "items" in schema else record
        here = record
    here[last] = None
    assert accepts(document)


def test_every_state_and_outlying_area_is_known() -> None:
    codes = [c for c in dict(FIELDS)["state.code"]["enum"] if c]
    assert len(codes) == len(set(codes)) == STATES_AND_AREAS
    assert all(accepts(plan(state={"code": code})) for code in codes)
    assert not accepts(plan(state={"code": "XX"}))


def test_the_percent_of_line_6_is_small_by_nature() -> None:
    small = {n for n, f in FIELDS if f.get("x-small")}
    assert small == {
        "budget.special_populations_recruitment.percent",
        "fiscal_responsibility.maintenance_of_effort.federal_appropriation_cut",
    }


def test_no_figure_but_a_level_is_below_zero_unless_a_rule_or_the_law_says_so() -> None:
    """Levels may be plain numbers: rules hold those in percent between 0 and 100."""
    unbounded = {
        (name, path)
        for name in NAMES
        if "x-document" in SCHEMAS[name]
        for path, listed in fields(SCHEMAS[name])
        for field in (resolve(listed.get("items", listed)),)
        if "x-kind" in field
        and kind(field) in {"money", "percent", "number", "integer"}
        and field.get("minimum", -1) < 0
    }
    # Amounts of the budget form: federal.budget/no-negative-amount, no-negative-local-allocation.
    others = {one for one in unbounded if one[1].partition(".")[0] != "budget"}
    assert others == {("admissions_review", "years.groups.difference")}
    assert {name for name, _ in unbounded - others} == {"state_plan"}
    assert {kind(dict(FIELDS)[path]) for _, path in unbounded - others} == {"money"}


def test_the_time_of_submission_is_eastern() -> None:
    assert dict(FIELDS)["submission.time"]["x-zone"] == "America/New_York"
