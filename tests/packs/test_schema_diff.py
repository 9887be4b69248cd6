"""What `diff` says of the document types that packs bring."""

from __future__ import annotations

from perkins_rules.analysis.changes.schema_diff import schema_diff
from perkins_rules.documents.types import BroughtType, document_types
from perkins_rules.source import SourceText

from .schemas import FORM, NAME, changed, property_of


def brought(text: str) -> tuple[BroughtType, ...]:
    return document_types([SourceText(NAME, text)]).brought


def told(new: str) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    return [
        (c.how, c.kind, c.name, [(d.part, d.old, d.new) for d in c.details])
        for pack in schema_diff(brought(FORM), brought(new))
        for c in pack.changes
    ]


def test_the_same_fields_are_no_change_whatever_stands_beside_them() -> None:
    assert told(FORM) == []
    assert (
        told(changed('"x-document": "form",', '"$comment": "Words.", "x-document": "form",')) == []
    )


def test_a_field_that_is_changed_is_told_with_its_parts_and_its_line() -> None:
    new = changed('"staff", "travel", "", null', '"staff", "supplies", "", null')
    choices = [("choices", "staff, travel", "staff, supplies")]
    assert told(new) == [("changed", "field", "lines.purpose", choices)]
    [pack] = schema_diff(brought(FORM), brought(new))
    line = new[: new.index('"purpose"')].count("\n") + 1
    assert (pack.name, pack.changes[0].place) == ("form", f"{NAME}:{line}")


def test_another_bound_of_a_list_is_told() -> None:
    first, second = (changed('"x-key"', f'"maxItems": {most}, "x-key"') for most in (5, 6))
    assert told(first) == [("changed", "field", "lines", [("most", "", "5")])]
    [pack] = schema_diff(brought(first), brought(second))
    assert [(d.part, d.old, d.new) for d in pack.changes[0].details] == [("most", "5", "6")]


def test_a_field_that_comes_or_goes_is_told() -> None:
    more = property_of("day", {"title": "Day", "description": "B.", "x-kind": "date"})
    parts = [("title", "", "Day"), ("description", "", "B."), ("kind", "", "date")]
    assert told(more) == [("added", "field", "day", parts)]
    [pack] = schema_diff(brought(more), brought(FORM))
    assert [(c.how, c.name) for c in pack.changes] == [("removed", "day")]


def test_a_type_that_comes_or_goes_is_told_as_a_whole() -> None:
    for old, new, how in (((), brought(FORM), "added"), (brought(FORM), (), "removed")):
        [pack] = schema_diff(old, new)
        assert [(c.how, c.kind, c.name) for c in pack.changes] == [(how, "type", "form")]
