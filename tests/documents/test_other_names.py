"""Names that people write for a special population or a subgroup are read as what they mean."""

from __future__ import annotations

import json
from typing import Any

import pytest

from perkins_rules.documents import Document, Shape, read_document
from perkins_rules.documents.other_names import other_names
from perkins_rules.findings import Severity


def read(shapes: dict[str, Shape], **fields: Any) -> Document:
    plan = {"document": "performance_report", **fields}
    return read_document("report.json", json.dumps(plan).encode(), shapes)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("English learners", "english_learners"),
        ("English Learners (EL)", "english_learners"),
        ("ENGLISH-LEARNER", "english_learners"),
        ("students with disabilities", "individuals_with_disabilities"),
        ("Homeless youth", "homeless"),
        ("Youth who are in, or have aged out of, the foster care system", "foster_care"),
        ("Individuals preparing for non-traditional fields", "nontraditional_fields"),
        ("Single parents, including single pregnant women", "single_parents"),
        ("Out-of-workforce individuals", "out_of_workforce"),
        ("Youth with a parent on active duty", "military_parent"),
        ("Low-income families", "economically_disadvantaged"),
        ("Girls", "female"),
        ("Hispanic/Latino", "hispanic_or_latino"),
        ("Black", "black_or_african_american"),
    ],
)
def test_a_name_is_read_as_its_value(shapes: dict[str, Shape], written: str, value: str) -> None:
    named = [{"code": "1S1", "groups": [{"name": written}]}]
    document = read(shapes, populations_not_served=[written], indicators=named)
    assert document.data["populations_not_served"] == [value]
    assert document.data["indicators"][0]["groups"] == [{"name": value}]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Colo.", "CO"),
        ("Calif.", "CA"),
        ("N. Dakota", "ND"),
        ("W. Va.", "WV"),
        ("D.C.", "DC"),
        ("State of Colorado", "CO"),
        ("Commonwealth of Massachusetts", "MA"),
        ("CNMI", "MP"),
    ],
)
def test_how_people_write_a_state(shapes: dict[str, Shape], written: str, code: str) -> None:
    assert read(shapes, state={"code": written}).data["state"] == {"code": code}


def test_a_state_is_asked_about_by_its_name(shapes: dict[str, Shape]) -> None:
    """None of its two letters, of 57 pairs, would be near."""
    (far,) = read(shapes, state={"code": "Utopia"}).problems
    assert far.message == "`state.code` is `Utopia`, which is none of its 57 choices."
    assert far.remedy.startswith("Write one of `AL`, `AK`, `AZ`, `AR` and 53 more. The two-letter")
    (near,) = read(shapes, state={"code": "Massachussets"}).problems
    assert near.remedy == "Did you mean `MA`?"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Option 1", "four_year_plan"),
        ("Option two", "annual_revisions"),
        ("Option 2: Annual Revisions to An Approved 4-Year State Plan", "annual_revisions"),
        ("New 4-Year State Plan", "four_year_plan"),
        ("Option 3", None),
        ("Option three", None),
    ],
)
def test_the_words_of_the_guide(shapes: dict[str, Shape], written: str, value: str | None) -> None:
    plan = json.dumps({"document": "state_plan", "submission": {"option": written}})
    document = read_document("plan.json", plan.encode(), shapes)
    assert document.data["submission"].get("option") == value
    if value is None:
        (problem,) = document.problems
        assert problem.remedy == "Write one of `four_year_plan`, `annual_revisions`."


def test_levels_of_education(shapes: dict[str, Shape]) -> None:
    assert read(shapes, scope="Post-Secondary level").data["scope"] == "postsecondary"


@pytest.mark.parametrize(
    "written",
    [
        "English learners (former)",
        "Homeless (EL)",
        "Nontraditional students",
        "Native Hawaiian",
        "",
    ],
)
def test_what_may_mean_something_else_stays_as_it_is(
    shapes: dict[str, Shape], written: str
) -> None:
    document = read(shapes, populations_not_served=[written])
    assert document.data["populations_not_served"] == [written or None]
    assert document.problems == ()


def test_each_other_name_is_told_once_as_a_note(shapes: dict[str, Shape]) -> None:
    groups = [{"name": "English learners"}, {"name": "homeless"}]
    indicators = [{"code": "1S1", "groups": groups}, {"code": "2S1", "groups": groups}]
    (noted,) = read(shapes, indicators=indicators).problems
    assert (noted.kind, noted.severity) == ("other-name", Severity.INFO)
    assert "is `English learners`; it is read as `english_learners`" in noted.message


def test_one_group_under_two_of_its_names_stands_twice(shapes: dict[str, Shape]) -> None:
    groups = [{"name": "english_learners"}, {"name": "ELs"}]
    problems = read(shapes, indicators=[{"code": "1S1", "groups": groups}]).problems
    assert [p.kind for p in problems] == ["other-name", "duplicate-key-entry"]


@pytest.mark.parametrize(
    ("document", "path", "written", "value"),
    [
        ("improvement_plan", "indicators.special_populations", "ELs", "english_learners"),
        ("state_plan", "performance.developed_with", "Business and labor", "business_and_labor"),
        ("local_application", "consultation.parties.group", "Youth agencies", "youth_agencies"),
        ("admissions_review", "years.groups.name", "English Learners (EL)", "english_learners"),
    ],
)
def test_choices_of_other_documents_are_read_alike(
    shapes: dict[str, Shape], document: str, path: str, written: str, value: str
) -> None:
    shape = shapes[document]
    plan: Any = written
    shapes_on_the_way = []
    for name in path.split("."):
        shape = shape.fields[name]
        shapes_on_the_way.append((name, shape.kind == "list"))
        shape = shape.entry or shape
    for name, listed in reversed(shapes_on_the_way):
        plan = {name: [plan] if listed else plan}
    found: Any = read_document(
        "plan.json", json.dumps({"document": document, **plan}).encode(), shapes
    ).data
    for name, listed in shapes_on_the_way:
        found = found[name][0] if listed else found[name]
    assert found == value


def test_a_name_of_two_values_is_no_schema() -> None:
    with pytest.raises(ValueError, match="`The Homeless` stands for"):
        other_names(
            {"homeless": [], "out_of_workforce": ["the homeless"], "x": ["The Homeless"]}, ()
        )
