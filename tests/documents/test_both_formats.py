"""One document in JSON and in YAML reads to the same data, and every place is the value's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.documents import Document, Refusal, Shape, read_document, to_pointer
from perkins_rules.documents.json_reader import read_json
from perkins_rules.documents.tree import Mapping, Node, Sequence
from perkins_rules.documents.yaml_reader import read_yaml

Read = Callable[[str], Document]
Refuse = Callable[[str, bytes], Refusal]

TEXTS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=12)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "money": st.one_of(
        st.decimals(0, 10**9, places=2),
        st.integers(0, 10**9),
        st.integers(0, 10**9).map("${:,}".format),
    ),
    "percent": st.one_of(st.decimals(0, 100, places=2), st.integers(0, 100).map("{}%".format)),
    "level": st.one_of(st.decimals(0, 100, places=2), st.sampled_from(["N/A", "82.3%"])),
    "number": st.integers(0, 10**6),
    "integer": st.integers(1900, 9999),
    "date": st.dates().map(str),
    "time": st.times().map("{:%H:%M}".format),
    "text": st.one_of(TEXTS, st.integers()),
    "path": st.sampled_from(["budget", "narrative", "performance.indicators"]),
    "yes_no": st.sampled_from([True, False, "yes", "no"]),
}


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Values that fit a shape, null among them."""
    if shape.kind == "record":
        return st.lists(st.sampled_from(list(shape.fields)), unique=True, max_size=4).flatmap(
            lambda names: st.fixed_dictionaries({n: values(shape.fields[n]) for n in names})
        )
    if shape.kind == "list":
        assert shape.entry is not None
        return st.lists(values(shape.entry), max_size=3)
    fitting = st.sampled_from(shape.choices) if shape.choices else VALUES[shape.kind]
    return st.one_of(fitting, fitting, fitting, st.none())


def as_json(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}:\n {as_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def as_yaml(value: Any, indent: str = "") -> str:
    """Block YAML: texts in quotes, everything else plain."""
    if isinstance(value, dict) and value:
        return "".join(f"\n{indent}{k}:{as_yaml(v, indent + '  ')}" for k, v in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{indent}-{as_yaml(v, indent + '  ')}" for v in value)
    if isinstance(value, bool):
        return " yes" if value else " no"
    return (
        f" {value}" if isinstance(value, Decimal) else f" {json.dumps(value, ensure_ascii=False)}"
    )


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Pointers and values of all texts and numbers that are given."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for name, below in pairs:
            yield from leaves(below, (*path, name))
    elif value is not None and str(value).strip():
        yield to_pointer(path), value


def plain(node: Node) -> Any:
    """A tree without places and styles."""
    if isinstance(node, Mapping):
        return {name: plain(value) for name, (_, value) in node.fields.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


def parsed(node: Node) -> Any:
    """What the standard library would make of a tree that was read from JSON."""
    if isinstance(node, Mapping):
        return {name: parsed(value) for name, (_, value) in node.fields.items()}
    if isinstance(node, Sequence):
        return [parsed(item) for item in node.items]
    return node.text if node.style == "quoted" else json.loads(node.text)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_json_and_yaml_mean_the_same_and_places_are_right(
    shapes: dict[str, Shape], data: st.DataObject
) -> None:
    plan = {**data.draw(values(shapes["state_plan"])), "document": "state_plan"}
    from_json = read_document("plan.json", as_json(plan).encode(), shapes)
    from_yaml = read_document("plan.yaml", as_yaml(plan).encode(), shapes)
    assert from_json.data == from_yaml.data
    assert [(p.kind, p.pointer) for p in from_json.problems] == [
        (p.kind, p.pointer) for p in from_yaml.problems
    ]
    for pointer, value in leaves(plan):
        for document in (from_json, from_yaml):
            span = document.span_of(pointer)
            found = document.text.line(span.line)[span.column - 1 : span.end_column - 1]
            assert span.line == span.end_line
            assert yaml.safe_load(found) == (float(value) if isinstance(value, Decimal) else value)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="compares libyaml with PyYAML's own parser")
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_both_yaml_parsers_give_the_same_tree(
    shapes: dict[str, Shape], data: st.DataObject
) -> None:
    text = as_yaml({**data.draw(values(shapes["state_plan"])), "document": "state_plan"})
    assert read_yaml(text, yaml.SafeLoader) == read_yaml(text, yaml.CSafeLoader)


@settings(max_examples=300, deadline=None)
@given(text=st.text("{}[]:,-?&*!|>'\"%@`#ab1 \n\t~<.", max_size=30))
def test_no_yaml_text_makes_the_reader_fail(text: str) -> None:
    """Whatever is written is read or refused; nothing else is raised."""
    with suppress(Refusal):
        assert plain(read_yaml(text)) is not None


@settings(max_examples=300, deadline=None)
@given(text=st.text('{}[]:,"\\u0dtrue1-.eE \n', max_size=30))
def test_what_the_json_reader_takes_the_standard_one_takes_too(text: str) -> None:
    try:
        node = read_json(text)
    except Refusal as refusal:
        if refusal.kind == "syntax":
            with pytest.raises(json.JSONDecodeError):
                json.loads(text)
    else:
        assert parsed(node) == json.loads(text)


@pytest.mark.parametrize("name", ["plan.json", "PLAN.JSON", "-", "export.txt"])
def test_json_is_known_by_its_name_or_its_first_character(
    shapes: dict[str, Shape], name: str
) -> None:
    data = b'\xef\xbb\xbf \r\n{"document": "state_plan", "source": "\\u00e9"}'
    assert read_document(name, data, shapes).data["source"] == "é"


@pytest.mark.parametrize("name", ["plan.yaml", "plan.yml", "Plan.YAML", "-", "plan"])
def test_everything_else_is_yaml(shapes: dict[str, Shape], name: str) -> None:
    data = "\ufeffdocument: state_plan\r\nbudget:\r\n  reserve: {amount: x}\r\n".encode()
    document = read_document(name, data, shapes)
    (problem,) = document.problems
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (3, 21, 22)
    assert document.text.line(3) == "  reserve: {amount: x}"


def test_a_file_named_json_is_held_to_json(refuse: Refuse) -> None:
    assert refuse("plan.json", b"document: state_plan").kind == "syntax"


def test_a_file_named_yaml_may_hold_json(shapes: dict[str, Shape]) -> None:
    data = b'{"document": "state_plan", "budget": {"reserve": {"amount": 5}}}'
    assert read_document("p.yaml", data, shapes).data == read_document("p.json", data, shapes).data


def test_a_document_knows_its_name_digest_and_type(shapes: dict[str, Shape]) -> None:
    document = read_document("plan.yaml", b"document: state_plan\n", shapes)
    assert document.path == "plan.yaml"
    assert document.type == "state_plan"
    assert document.shape is shapes["state_plan"]
    assert document.sha256 == sha256(b"document: state_plan\n").hexdigest()
