"""Values for fields -> how YAML or JSON writes them, nested as the plan nests them."""

from __future__ import annotations

import json
import re
from typing import Any

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.taken import Path, Value

Wanted = dict[str, Any]
"""Values by the names of their fields, nested; in a list, by `[key]` of the entry."""

_PLAIN_TEXT = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*|[1-9][SP][0-9]+")
_NO_TEXTS = ("null", "true", "false", "yes", "no", "on", "off")
_LINE = 88
_STEP = "  "


def nested(values: dict[Path, Value]) -> Wanted:
    """Values by path, as groups of fields within each other."""
    root: Wanted = {}
    for path, value in values.items():
        group = root
        for name in path[:-1]:
            group = group.setdefault(name, {})
        group[path[-1]] = value
    return root


def written(value: Value, as_json: bool) -> str:
    """A value as it stands in the file."""
    text = value.text
    is_text = value.shape.kind in ("text", "choice")
    if as_json:
        return json.dumps(text) if is_text or text.endswith("%") or text == "N/A" else text
    if not is_text or (_PLAIN_TEXT.fullmatch(text) and text.lower() not in _NO_TEXTS):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())


def as_tree(wanted: Wanted, shape: Shape, *, as_json: bool) -> Any:
    """What is wanted as dicts and lists, in the order of the form, with values as they stand."""
    if shape.kind == "list":
        assert shape.entry is not None
        return [
            as_tree(_with_key(name, part, shape), shape.entry, as_json=as_json)
            for name, part in sorted(wanted.items(), key=lambda item: rank(item[0]))
        ]
    order = list(shape.fields)
    tree: dict[str, Any] = {}
    for name in sorted(wanted, key=order.index):
        part = wanted[name]
        is_value = isinstance(part, Value)
        tree[name] = (
            written(part, as_json)
            if is_value
            else as_tree(part, shape.fields[name], as_json=as_json)
        )
    return tree


def rank(name: str) -> tuple[bool, str]:
    """How entries follow each other: secondary before postsecondary indicators, years in turn."""
    key = name.strip("[]")
    return key[1:2] == "P", key


def _with_key(name: str, part: Wanted, shape: Shape) -> Wanted:
    assert shape.key is not None
    assert shape.entry is not None
    field = shape.entry.fields[shape.key]
    return {shape.key: Value((), name[1:-1], field, ""), **part}


def block(tree: Any, indent: str) -> list[str]:
    """Lines of YAML; an entry of nothing but values goes on one line."""
    lines: list[str] = []
    for name, part in tree.items() if isinstance(tree, dict) else ():
        if isinstance(part, str):
            lines.append(f"{indent}{name}: {part}")
        else:
            lines += [f"{indent}{name}:", *block(part, indent + _STEP)]
    for entry in tree if isinstance(tree, list) else ():
        lines += block_entry(entry, indent)
    return lines


def block_entry(entry: dict[str, Any], indent: str) -> list[str]:
    """The lines of an entry of a list, with its dash at `indent`."""
    if all(isinstance(part, str) for part in entry.values()) and len(entry) > 1:
        return [f"{indent}- {flow(entry, as_json=False)}"]
    first, *rest = block(entry, indent + _STEP)
    return [f"{indent}- {first.lstrip()}", *rest]


def flow(tree: Any, *, as_json: bool) -> str:
    """The same between braces and brackets, on one line."""
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        return "[" + ", ".join(flow(entry, as_json=as_json) for entry in tree) + "]"
    return "{" + ", ".join(flow_field(name, tree[name], as_json) for name in tree) + "}"


def flow_field(name: str, part: Any, as_json: bool) -> str:
    """A field between braces."""
    shown = json.dumps(name) if as_json else name
    return f"{shown}: {flow(part, as_json=as_json)}"


def json_lines(tree: Any, indent: str) -> str:
    """JSON on one line if it fits there, and otherwise a field a line."""
    one = flow(tree, as_json=True)
    if isinstance(tree, str) or len(indent) + len(one) <= _LINE:
        return one
    inner, ends = indent + _STEP, "{}" if isinstance(tree, dict) else "[]"
    if isinstance(tree, dict):
        parts = [f"{json.dumps(name)}: {json_lines(tree[name], inner)}" for name in tree]
    else:
        parts = [json_lines(entry, inner) for entry in tree]
    return f"{ends[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{ends[1]}"
