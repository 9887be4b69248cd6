"""The reader accepts what `jsonschema` accepts under the same schema, but for a short list.

Editors complete and check plans by the schemas; what they show as right must be read, and what
they mark must be a problem here too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from perkins_rules.documents import Shape, read_document
from perkins_rules.findings import Severity

SCHEMAS = Path(__file__).parents[2] / "schemas"
LOADED = {p.name: json.loads(p.read_text("utf-8")) for p in SCHEMAS.glob("*.schema.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in LOADED.items()
)
VALIDATOR = Draft202012Validator(LOADED["state_plan.schema.json"], registry=REGISTRY)

# What only the reader refuses: meaning that a schema's patterns do not reach.
STRICTER = {
    "more digits than an amount has": {"budget": {"reserve": {"amount": "1" * 31}}},
    "a day that no calendar has": {"submission": {"date": "2026-02-30"}},
    "bounds of a number in quotes": {"submission": {"fiscal_years": ["1066"]}},
    "two entries with one key": {"performance": {"indicators": [{"code": "a"}, {"code": "a"}]}},
    "a percent where the unit is number": {
        "performance": {"indicators": [{"unit": "number", "baseline": "5%"}]}
    },
}
# What only the reader accepts: spellings whose meaning is beyond doubt.
MORE_LENIENT = {
    "a blank text in place of a group or list": {"budget": "", "performance": {"indicators": ""}},
    "another name of a group": {
        "performance": {"developed_with": ["Individuals with disabilities"]}
    },
    "blanks around an answer or a choice": {
        "submission": {"through_portal": " no ", "option": " "}
    },
}


def reader_accepts(shapes: dict[str, Shape], plan: Any) -> bool:
    document = read_document("plan.json", json.dumps(plan).encode(), shapes)
    return all(problem.severity is not Severity.ERROR for problem in document.problems)


def schema_accepts(plan: Any) -> bool:
    return bool(VALIDATOR.is_valid(plan))


@pytest.mark.parametrize("fields", STRICTER.values(), ids=STRICTER)
def test_only_the_reader_refuses(shapes: dict[str, Shape], fields: dict[str, Any]) -> None:
    plan = {"document": "state_plan", **fields}
    assert schema_accepts(plan)
    assert not reader_accepts(shapes, plan)


@pytest.mark.parametrize("fields", MORE_LENIENT.values(), ids=MORE_LENIENT)
def test_only_the_reader_accepts(shapes: dict[str, Shape], fields: dict[str, Any]) -> None:
    plan = {"document": "state_plan", **fields}
    assert not schema_accepts(plan)
    assert reader_accepts(shapes, plan)


@pytest.mark.parametrize(("length", "is_right"), [(39, True), (40, True), (41, False)])
def test_reader_and_schema_agree_on_how_many_entries_there_may_be(
    shapes: dict[str, Shape], length: int, is_right: bool
) -> None:
    plan = {"document": "state_plan", "submission": {"fiscal_years": [2026] * length}}
    assert reader_accepts(shapes, plan) == schema_accepts(plan) == is_right


def is_on_the_list(value: Any) -> bool:
    """Whether a scalar is one of the listed differences by its text."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return text != value or not text or re.fullmatch(r"[0-9]{4}(-.*)?", text) is not None


WORDS = ["5%", "5 %%", "$1,000", "1,00", "1.5", "-3", "N/A", "Not using", "16:30", "9:5", "abc"]
SCALARS = st.one_of(
    st.sampled_from([None, True, False, 0, -1, 5, 2026, 2026.5, 10_000, "yes", "true", *WORDS]),
    st.sampled_from(["2026-05-15", "four_year_plan", "annual_revisions", "percent", "NY", "rural"]),
    st.text("0123456789.,$%-: /eN", max_size=8).filter(lambda text: not is_on_the_list(text)),
    st.text(max_size=5).filter(lambda t: not is_on_the_list(t) and t.isprintable()),
)


def guesses(shape: Shape) -> st.SearchStrategy[Any]:
    """Values that often fit a shape and often do not."""
    if shape.kind == "record":
        names = st.sampled_from([*shape.fields, "stranger"])
        return st.lists(names, unique=True, max_size=3).flatmap(
            lambda chosen: st.fixed_dictionaries({name: field(shape, name) for name in chosen})
        ) | st.just(5)
    if shape.kind == "list":
        assert shape.entry is not None
        return st.lists(guesses(shape.entry), max_size=2) | st.none() | st.just("x")
    if shape.choices:
        return st.sampled_from([*shape.choices, *shape.choices, None, "other", 5, True])
    return SCALARS | st.just([]) | st.just({})


def field(shape: Shape, name: str) -> st.SearchStrategy[Any]:
    return guesses(shape.fields[name]) if name in shape.fields else SCALARS


def has_listed_structure(value: Any) -> bool:
    """Whether a document has one of the listed differences that are not of a single text."""
    if isinstance(value, list):
        return len(value) > 1 or any(map(has_listed_structure, value))
    if isinstance(value, dict):
        return value.get("unit") == "number" or any(map(has_listed_structure, value.values()))
    return False


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_reader_and_schema_agree_on_whole_plans(
    shapes: dict[str, Shape], data: st.DataObject
) -> None:
    root = shapes["state_plan"]
    names = data.draw(st.lists(st.sampled_from(list(root.fields)), unique=True, max_size=2))
    plan = {name: data.draw(guesses(root.fields[name])) for name in names}
    plan = {**plan, "document": "state_plan"}
    if not has_listed_structure(plan):
        assert reader_accepts(shapes, plan) == schema_accepts(plan)


@pytest.mark.parametrize(
    "path",
    [
        ("budget", "reserve", "amount"),
        ("budget", "reserve", "percent"),
        ("budget", "fiscal_year"),
        ("accountability", "concentrator", "secondary", "hours"),
        ("submission", "date"),
        ("submission", "time"),
        ("submission", "through_portal"),
        ("submission", "option"),
        ("cover_page", "eligible_agency"),
    ],
    ids=".".join,
)
@settings(max_examples=150, deadline=None)
@given(value=SCALARS)
def test_reader_and_schema_agree_on_every_kind_of_value(
    shapes: dict[str, Shape], path: tuple[str, ...], value: Any
) -> None:
    plan: Any = value
    for name in reversed(path):
        plan = {name: plan}
    plan["document"] = "state_plan"
    assert reader_accepts(shapes, plan) == schema_accepts(plan)
