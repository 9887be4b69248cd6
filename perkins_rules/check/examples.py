"""Executable examples: the facts an example states -> the document that states them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, cast

import attrs

from perkins_rules.check import tree as t
from perkins_rules.check.conditions import check
from perkins_rules.check.named_documents import (
    Documents,
    NamedDocument,
    copied,
    declared,
    named,
)
from perkins_rules.check.names import check_name
from perkins_rules.check.scope import Scope
from perkins_rules.check.types import NUMBERS, UNKNOWN, Type, common, of_shape
from perkins_rules.documents import Shape, Written
from perkins_rules.lang import nodes as n
from perkins_rules.lang.example_groups import spread
from perkins_rules.source import Span
from perkins_rules.structs import evolve

VERDICTS = {
    "passes": "pass",
    "fails": "fail",
    "not applicable": "not_applicable",
    "cannot be determined": "cannot_determine",
    "needs review": "needs_review",
}
SAMPLES: dict[str, Any] = {
    "money": Fraction(1),
    "percent": Fraction(1),
    "level": Fraction(1),
    "number": Fraction(1),
    "integer": 2026,
    "date": date(2026, 7, 1),
    "time": 12 * 60,
    "text": "A text that answers the question.",
    "path": "narrative",
    "yes_no": True,
}
"""What `path is given` stands for: any value of the kind."""


def check_examples(
    scope: Scope,
    rule: t.CheckedRule,
    lists: Mapping[str, n.Expression],
    nodes: Sequence[n.Shown],
    documents: Documents | None = None,
) -> tuple[t.CheckedExample, ...]:
    """The examples of a rule; `lists` are the lists that its loop variables run over.

    Without `documents` those that are about a document are left out.
    """
    found: list[t.CheckedExample] = []
    for node in spread(nodes):
        if not node.documents:
            found.append(_checked(scope, rule, node, _Facts(scope, lists)))
        for name in node.documents if documents is not None else ():
            document = named(scope, documents or {}, name, scope.names.document)
            if document is not None:
                facts = _Facts(scope, lists, copied(document.data))
                found.append(evolve(_checked(scope, rule, node, facts), document=name.text))
    return tuple(found)


def check_document_as(
    scope: Scope, documents: dict[str, NamedDocument], node: n.DocumentAs
) -> None:
    """Adds a document that says what differs from another."""

    def stated(data: dict[str, Any]) -> dict[str, Any]:
        facts = _Facts(scope, {}, data)
        facts.lay(node.facts)
        for name in facts.names:
            message = f"`{name}` is no path: a document holds what is written in it"
            scope.report("unknown-path", message, node.span)
        scope.diagnostics.extend(facts.scope.diagnostics)
        return facts.data

    declared(documents, node, scope, scope.names.document, stated)


def _checked(scope: Scope, rule: t.CheckedRule, node: n.Example, facts: _Facts) -> t.CheckedExample:
    for layer in (*node.shared, node.facts):
        facts.lay(layer)
    if not node.documents:
        facts.own_state()
    labels = [e.label for e in rule.exemptions]
    if node.exception is not None and node.exception not in labels:
        message = f"this rule has no exception `{node.exception}`"
        scope.report("unknown-name", message, node.span)
    scope.diagnostics.extend(facts.scope.diagnostics)
    return t.CheckedExample(
        verdict=VERDICTS[node.verdict],
        exception=node.exception,
        on=node.on,
        edition=node.edition,
        profile=node.profile,
        data=facts.data,
        names=facts.names,
        text=scope.words(node.span),
        span=node.span,
        source=scope.source,
        severity=node.severity,
        count=node.count,
        entries=tuple(map(_key, node.entries)),
        says=tuple((said.text, not said.negated) for said in node.says),
        form=(scope.names.document or "", scope.names.root) if node.says else None,
    )


def _key(node: n.Expression) -> Any:
    return node.value if isinstance(node, n.Literal) else getattr(node, "text", None)


class _Facts:
    """Builds what an example states, fact by fact, upon nothing or upon a document."""

    def __init__(
        self,
        scope: Scope,
        lists: Mapping[str, n.Expression],
        data: dict[str, Any] | None = None,
    ) -> None:
        # Examples may name any figure: that is what they are for.
        self.scope = Scope(scope.names, scope.source, exact_only=False, row=scope.row)
        self.scope.item = scope.item
        self.lets = scope.lets
        self.lists = lists
        self.data: dict[str, Any] = {} if data is None else data
        self.names: dict[str, Any] = {}
        self.fresh: list[dict[str, Any]] = []
        self.says_state = False

    def lay(self, facts: Sequence[n.Fact]) -> None:
        """Lays facts over what is there. An entry that one of them gives is not the same as
        one that another of them gives, though its key may be.
        """
        self.fresh = []
        for fact in facts:
            self.says_state = self.says_state or fact.path.text == "state.code"
            self._fact(fact)

    def own_state(self) -> None:
        """A State's rules are asked of its own documents: the examples need not say so."""
        state = self.scope.names.state
        if state is not None and not self.says_state:
            self.data.setdefault("state", {}).setdefault("code", state)

    # -------------------------------------------------------------- facts

    def _fact(self, fact: n.Fact) -> None:
        if fact.kind in ("entry", "gone"):
            self._entry(fact)
            return
        steps = self._steps(fact.path)
        if steps is not None:
            self._set_path(fact, steps)
        elif fact.path.text in self._given_names():
            self._set_name(fact)
        else:
            message = f"`{fact.path.text}` is no path of the document and no definition"
            hint = self.scope.instead(fact.path.parts[0])
            self.scope.report("unknown-path", message, fact.path.span, hint)

    def _given_names(self) -> Mapping[str, Type]:
        names = self.scope.names
        for waiting in list(names.waiting):
            names.settle(waiting)
        known = {name: p.type for name, p in names.parameters.items()}
        known |= {name: d.body.type for name, d in names.of_entries.items()}
        return known | {name: d.type for name, d in (names.defines | self.lets).items()}

    def _steps(self, path: n.Name) -> tuple[str, ...] | None:
        """The document path that a fact speaks of: itself, `item`, or what a define reads."""
        if path.parts == ("item",) and self.scope.item is not None:
            return tuple(self.scope.item.split("."))
        if path.parts[0] in self.scope.names.root.fields:
            checked = check_name(self.scope, path, None)
            return path.parts if checked.type != UNKNOWN else ()
        definition = self.lets.get(path.text) or self.scope.names.define(path.text)
        if definition is not None and isinstance(definition.value, t.Read):
            read = definition.value
            return read.steps if read.record is None else None
        return None

    def _set_path(self, fact: n.Fact, steps: tuple[str, ...]) -> None:
        shape = self._shape(steps) if steps else None
        if shape is None:
            return
        if fact.kind == "missing":
            self._take_out(steps)
        elif fact.kind == "given":
            if self._at(steps) is None:
                self._put(steps, sample(shape))
        elif fact.value is not None:
            self._put(steps, self._value(fact.value, of_shape(shape)))

    def _set_name(self, fact: n.Fact) -> None:
        self.scope.names.used.add(fact.path.text)
        type_ = self._given_names()[fact.path.text]
        value = None if fact.value is None else self._value(fact.value, type_)
        self.names[fact.path.text] = value

    def _shape(self, steps: Sequence[str]) -> Shape | None:
        shape: Shape | None = self.scope.names.root
        for step in steps:
            shape = shape.fields.get(step) if shape is not None else None
        return shape

    def _put(self, steps: Sequence[str], value: Any) -> None:
        record = self.data
        for step in steps[:-1]:
            record = record.setdefault(step, {})
        record[steps[-1]] = value

    def _at(self, steps: Sequence[str]) -> Any:
        """The value at a path; None where there is none."""
        value: Any = self.data
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _take_out(self, steps: Sequence[str]) -> None:
        record = self._at(steps[:-1])
        if isinstance(record, dict):
            record.pop(steps[-1], None)

    def _value(self, node: n.Expression, type_: Type) -> Any:
        """A literal as a typed value of the document."""
        checked = check(self.scope, node, type_)
        counted = type_.kind == "level" and checked.type.kind in NUMBERS
        if checked.type != UNKNOWN and not counted and common(checked.type, type_) is None:
            self.scope.report("type", f"this must be {type_}; it is {checked.type}", node.span)
        value = checked.value if isinstance(checked, t.Constant) else None
        if isinstance(value, tuple):
            return list(value)
        if type_.kind in ("money", "percent", "level", "number") and value is not None:
            return written(value, checked.text)
        return value

    # -------------------------------------------------------------- list entries

    def _entry(self, fact: n.Fact) -> None:
        steps = self._list_steps(fact.path)
        shape = self._shape(steps) if steps else None
        if steps is None or shape is None or shape.kind != "list" or shape.entry is None:
            message = f"`{fact.path.text}` is not a list of the document, nor a variable over one"
            self.scope.report("unknown-path", message, fact.path.span)
            return
        if shape.entry.kind != "record":
            message = f"write `{fact.path.text} is {{ … }}` for a list of plain values"
            self.scope.report("type", message, fact.path.span)
            return
        if fact.kind == "gone":
            self._take_out_entry(steps, shape, fact)
        else:
            entry = self._record(shape, fact.value, fact.fields, fact.path.span)
            self._put_entry(steps, shape, entry, fact.fields)

    def _put_entry(
        self,
        steps: tuple[str, ...],
        shape: Shape,
        entry: dict[str, Any],
        fields: Sequence[n.FieldValue],
    ) -> None:
        """Adds an entry; where one of its key was there before, its fields are laid over that."""
        if self._at(steps) is None:
            self._put(steps, [])
        listed = self._at(steps)
        key = entry.get(shape.key) if shape.key else None
        there = self._of_key(listed, shape, key)
        if there is None:
            self.fresh.append(entry)
            listed.append(entry)
            return
        for given in fields:
            _lay_field(there, entry, given)
        self.fresh.append(there)

    def _of_key(self, listed: Sequence[Any], shape: Shape, key: Any) -> dict[str, Any] | None:
        """The first entry of a key that none of the facts at hand gave."""
        for entry in listed if key is not None else ():
            if entry.get(shape.key) == key and not any(entry is one for one in self.fresh):
                return cast("dict[str, Any]", entry)
        return None

    def _take_out_entry(self, steps: tuple[str, ...], shape: Shape, fact: n.Fact) -> None:
        key = self._record(shape, fact.value, (), fact.path.span).get(shape.key or "")
        listed = self._at(steps) or []
        kept = [entry for entry in listed if entry.get(shape.key) != key]
        if key is not None and len(kept) == len(listed):
            message = f"`{fact.path.text}` has no such entry that could be missing"
            self.scope.report("unknown-path", message, fact.span, "leave this out")
        elif key is not None:
            self._put(steps, kept)

    def _list_steps(self, path: n.Name) -> tuple[str, ...] | None:
        source = self.lists.get(path.text)
        if isinstance(source, n.Name):
            return source.parts
        return self._steps(path)

    def _record(
        self,
        shape: Shape,
        key: n.Expression | None,
        fields: Sequence[n.FieldValue],
        span: Span,
    ) -> dict[str, Any]:
        """One entry of a list of records."""
        assert shape.entry is not None
        entry: dict[str, Any] = {}
        if key is not None:
            if shape.key is None:
                self.scope.report("type", "entries of this list have no key", span)
            else:
                entry[shape.key] = self._value(key, of_shape(shape.entry.fields[shape.key]))
        for given in fields:
            self._field(shape.entry, entry, given)
        return entry

    def _field(self, record: Shape, entry: dict[str, Any], given: n.FieldValue) -> None:
        name, _, within = given.name.partition(".")
        field = record.fields.get(name)
        if field is not None and _is_missing(given):
            return
        if field is not None and field.kind == "record" and within:
            self._field(field, entry.setdefault(name, {}), attrs.evolve(given, name=within))
        elif field is None or within:
            message = f"the entry has no field `{given.name}`"
            hint = "its fields are " + ", ".join(f"`{f}`" for f in record.fields)
            self.scope.report("unknown-path", message, given.span, hint)
        elif field.kind == "record":
            inner = entry.setdefault(given.name, {})
            for value in given.values:
                for further in value.fields:
                    self._field(field, inner, further)
        elif field.kind == "list" and isinstance(given.values[0].key, n.Braces):
            entry[given.name] = self._value(given.values[0].key, of_shape(field))
        elif field.kind == "list":
            entry[given.name] = [self._item(field, value) for value in given.values]
        else:
            entry[given.name] = self._value(given.values[0].key, of_shape(field))

    def _item(self, shape: Shape, given: n.Entry) -> Any:
        """One item of a list: a plain value, or an entry as `key: value (more)`."""
        assert shape.entry is not None
        if shape.entry.kind != "record":
            return self._value(given.key, of_shape(shape.entry))
        entry = self._record(shape, given.key, given.fields, given.span)
        if given.value is not None:
            main = next((f for f in shape.entry.fields.values() if f.name != shape.key), None)
            if main is not None:
                entry[main.name] = self._value(given.value, of_shape(main))
        return entry


def _lay_field(there: dict[str, Any], entry: dict[str, Any], given: n.FieldValue) -> None:
    """One field of an entry, at the end of its path: those beside it stay."""
    *above, last = given.name.split(".")
    said = reduce(lambda record, step: record.get(step, {}), above, entry)
    if _is_missing(given):
        reduce(lambda record, step: record.get(step, {}), above, there).pop(last, None)
    elif last in said:
        reduce(lambda record, step: record.setdefault(step, {}), above, there)[last] = said[last]


def _is_missing(given: n.FieldValue) -> bool:
    """`includes missing`: the entry has none."""
    key = given.values[0].key
    return isinstance(key, n.Name) and key.text == "missing"


def written(value: int | Fraction, text: str) -> Written:
    """A figure of an example, with its decimal places as the rule file writes them."""
    exact = Fraction(value)
    places = len(text.rstrip("%").partition(".")[2])
    return Written.of(exact.numerator, exact.denominator, places)


def sample(shape: Shape) -> Any:
    """Any value that fits a shape."""
    if shape.kind == "record":
        first = next(iter(shape.fields.values()), None)
        return {first.name: sample(first)} if first is not None else {}
    if shape.kind == "list":
        return [sample(shape.entry)] if shape.entry is not None else []
    return shape.choices[0] if shape.kind == "choice" else SAMPLES[shape.kind]
