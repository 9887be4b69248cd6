"""A rule -> who files the documents of which it is asked: a State, a recipient or both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from perkins_rules.check.tree import Checked, CheckedRule, Constant, Every, Operation, Read
from perkins_rules.engine.askable import AskableRules

FiledBy = Mapping[str, str]
"""`x-filed-by` of a schema: a field and its value, such as `reporting_level: local` -> filer."""


class Filers:
    """Who files which type of document, as the schemas say it."""

    def __init__(self, rules: AskableRules, schema_texts: Iterable[str]) -> None:
        by_type: dict[str | None, FiledBy] = {
            schema.get("x-document"): schema.get("x-filed-by", {})
            for schema in map(json.loads, schema_texts)
        }
        self._of_pack = {pack.name: by_type.get(pack.document, {}) for pack in rules.packs}

    def of(self, rule: CheckedRule) -> tuple[str, ...]:
        """Those who file the documents of a rule's pack, less those whom `applies when` leaves
        out by a plain `is` on the field that tells them apart.
        """
        filed_by = self._of_pack[rule.pack]
        told = [filed_by[t] for t in map(_told, _conjuncts(rule.applies)) if t in filed_by]
        return tuple(dict.fromkeys(told or filed_by.values()))


def _conjuncts(condition: Checked | None) -> Iterator[Checked]:
    """The parts of which each must be true."""
    if isinstance(condition, Every):
        for part in condition.operands:
            yield from _conjuncts(part)
    elif condition is not None:
        yield condition


def _told(condition: Checked) -> str:
    """`reporting_level is state` as `reporting_level: state`; other conditions tell nobody."""
    if isinstance(condition, Operation) and condition.kind == "is":
        read, value = condition.operands
        if isinstance(read, Read) and read.record is None and isinstance(value, Constant):
            return f"{'.'.join(read.steps)}: {value.value}"
    return ""
