"""A program hands over parsed values: they mean what the same document in a file means."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from perkins_rules.documents import Refusal, Shape, document_from_mapping


def test_parsed_values_are_read_exactly(shapes: dict[str, Shape]) -> None:
    document = document_from_mapping(
        {
            "document": "state_plan",
            "submission": {
                "date": date(2026, 2, 27),
                "time": time(16, 30),
                "through_portal": True,
                "fiscal_years": (2026, 2027),
                "due_date": None,
            },
            "budget": {
                "reserve": {"amount": Decimal("1530000.10"), "percent": "15%"},
                "state_match": {"amount": Decimal("6E+5")},
            },
        },
        shapes,
    )
    assert document.problems == ()
    assert document.data["submission"] == {
        "date": date(2026, 2, 27),
        "time": 990,
        "through_portal": True,
        "fiscal_years": [2026, 2027],
    }
    assert document.data["budget"]["reserve"]["amount"] == Fraction("1530000.10")
    assert document.data["budget"]["state_match"]["amount"] == 600000


def test_a_finding_can_show_the_line_of_a_parsed_value(shapes: dict[str, Shape]) -> None:
    mapping = {"document": "state_plan", "budget": {"amont": 1}}
    document = document_from_mapping(mapping, shapes, "from the portal")
    (problem,) = document.problems
    assert document.path == document.text.name == "from the portal"
    assert document.text.line(problem.span.line).strip() == '"amont": 1'


def test_the_name_does_not_choose_the_format(shapes: dict[str, Shape]) -> None:
    document = document_from_mapping({"document": "state_plan", "source": "\t"}, shapes, "p.yaml")
    assert document.problems == ()


def deep(levels: int) -> Any:
    return [deep(levels - 1)] if levels else []


def endless() -> list[Any]:
    inner: list[Any] = []
    inner.append(inner)
    return inner


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (0.5, "float", "/x is a float"),
        (float("nan"), "float", "/x is a float"),
        ([{"y": 0.5}], "float", "/x/0/y is a float"),
        (Decimal("NaN"), "not-a-number", "/x"),
        (Decimal("-Infinity"), "not-a-number", "/x"),
        (Decimal("1E+999999"), "magnitude", "/x"),
        (Decimal("1E-999999"), "magnitude", "/x"),
        (10**5000, "magnitude", "/x"),
        (datetime.fromisoformat("2026-01-01"), "value", "/x is a datetime"),
        (b"bytes", "value", "/x is a bytes"),
        ({1: 2}, "field-name", "/x"),
        ("\ud800", "lone-surrogate", "U+D800"),
        ("\0", "control-character", "NUL"),
        (deep(100), "nesting", "100 levels"),
        (endless(), "nesting", "100 levels"),
    ],
    ids=map(str, range(15)),  # some values cannot be written out
)
def test_what_no_document_can_hold_is_refused(
    shapes: dict[str, Shape], value: Any, kind: str, words: str
) -> None:
    with pytest.raises(Refusal) as caught:
        document_from_mapping({"document": "state_plan", "x": value}, shapes)
    assert caught.value.kind == kind
    assert words in caught.value.message
    if kind == "float":
        assert "`json.load(f, parse_float=decimal.Decimal)`" in caught.value.remedy
