"""What an example states beyond the verdict, and where the engine says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perkins_rules.check.tree import CheckedExample, CheckedRule
from perkins_rules.documents import Shape, document_from_mapping
from perkins_rules.engine.reference.instances import Instance
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.reference.wording import words


def differs(
    rule: CheckedRule, example: CheckedExample, ev: Evaluator, found: Sequence[Instance]
) -> str:
    """In words; empty when all is as stated. `found` are the verdicts of the rule."""
    same = [one for one in found if one.verdict == example.verdict]
    return next(filter(None, _differences(rule, example, ev, same, len(found))), "")


def _differences(
    rule: CheckedRule,
    example: CheckedExample,
    ev: Evaluator,
    same: Sequence[Instance],
    of: int,
) -> Iterator[str]:
    if example.count is not None and (len(same), of) != example.count:
        yield f"it is so for {len(same)} of {of}"
    if example.entries:
        yield _other_entries(example, [_keys(one) for one in same])
    if example.severity not in (None, rule.severity):
        yield f"it weighs as {rule.severity}"
    if example.says:
        yield _other_words(example, ev, same)


def _other_entries(example: CheckedExample, keys: Sequence[Sequence[Any]]) -> str:
    named = set(example.entries)
    all_named = all(named.intersection(one) for one in keys)
    if all_named and named <= {key for one in keys for key in one}:
        return ""
    told = ", ".join(" ".join(map(str, one)) for one in keys)
    return f"it is so for {told or 'none'}"


def _keys(found: Instance) -> list[Any]:
    """The keys of the entries that a verdict is about; plain entries are their own."""
    keys = []
    for loop in found.rule.loops:
        shape = loop.source.type.shape
        for place in (found.env[v] for v in loop.variables if v in found.env):
            value = place.value
            keys.append(value.get(shape.key if shape else None) if _is_group(value) else value)
    return keys


def _is_group(value: Any) -> bool:
    return isinstance(value, Mapping)


def _other_words(example: CheckedExample, ev: Evaluator, same: Iterable[Instance]) -> str:
    assert example.form is not None
    type_, shape = example.form
    written = {**_written(example.data, shape), "document": type_}
    document = document_from_mapping(written, {type_: shape})
    said = "\n".join(" ".join(words(ev, document, one)) for one in same)
    right = all((text in said) is stands for text, stands in example.says)
    return "" if right else f"it says “{said}”"


def _written(value: Any, shape: Shape | None) -> Any:
    """Typed values as a document writes them."""
    if isinstance(value, Mapping):
        fields = shape.fields if shape is not None else {}
        return {name: _written(inner, fields.get(name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [_written(entry, shape.entry if shape is not None else None) for entry in value]
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    if shape is not None and shape.kind == "time" and value is not None:
        return time(value // 60, value % 60)
    return value
