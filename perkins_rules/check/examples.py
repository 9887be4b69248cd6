"""Executable examples: the facts an example states -> the document that states them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve

from perkins_rules.check import tree as t
from perkins_rules.check.conditions import check
from perkins_rules.check.names import check_name
from perkins_rules.check.scope import Scope
from perkins_rules.check.types import NUMBERS, UNKNOWN, Type, common, of_shape
from perkins_rules.documents import Shape, Written
from perkins_rules.lang import nodes as n

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
    nodes: Sequence[n.Example],
) -> tuple[t.CheckedExample, ...]:
    """The examples of a rule; `lists` are the lists that its loop variables run over."""
    return tuple(_Stated(scope, rule, lists, node).example() for node in nodes)


class _Stated:
    """Builds the document of one example, fact by fact."""

    def __init__(
        self,
        scope: Scope,
        rule: t.CheckedRule,
        lists: Mapping[str, n.Expression],
        node: n.Example,
    ) -> None:
        # Examples may name any figure: that is what they are for.
        self.scope = Scope(scope.names, scope.source, exact_only=False, row=scope.row)
        self.scope.item = scope.item
        self.lets = scope.lets
        self.found = scope.diagnostics
        self.rule, self.lists, self.node = rule, lists, node
        self.data: dict[str, Any] = {}
        self.names: dict[str, Any] = {}

    def example(self) -> t.CheckedExample:
        for fact in self.node.facts:
            self._fact(fact)
        self._own_state()
        labels = [e.label for e in self.rule.exemptions]
        if self.node.exception is not None and self.node.exception not in labels:
            message = f"this rule has no exception `{self.node.exception}`"
            self.scope.report("unknown-name", message, self.node.span)
        self.found.extend(self.scope.diagnostics)
        return t.CheckedExample(
            verdict=VERDICTS[self.node.verdict],
            exception=self.node.exception,
            on=self.node.on,
            edition=self.node.edition,
            profile=self.node.profile,
            data=self.data,
            names=self.names,
            text=self.scope.words(self.node.span),
            span=self.node.span,
        )

    def _own_state(self) -> None:
        """A State's rules are asked of its own documents: the examples need not say so."""
        state = self.scope.names.state
        said = any(fact.path.text == "state.code" for fact in self.node.facts)
        if state is not None and not said:
            self.data.setdefault("state", {}).setdefault("code", state)

    # -------------------------------------------------------------- facts

    def _fact(self, fact: n.Fact) -> None:
        if fact.kind == "entry":
            self._entry(fact)
            return
        steps = self._steps(fact.path)
        if steps is not None:
            self._set_path(fact, steps)
        elif fact.path.text in self._given_names():
            self._set_name(fact)
        else:
            message = f"`{fact.path.text}` is no path of the document and no definition"
            self.scope.report("unknown-path", message, fact.path.span)

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
        if not steps or fact.kind == "missing":
            return
        shape = self._shape(steps)
        if shape is None:
            return
        if fact.kind == "given":
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
        self._put_entry(steps, self._record(shape, fact.value, fact.fields, fact.path.span))

    def _put_entry(self, steps: tuple[str, ...], entry: dict[str, Any]) -> None:
        record = self.data
        for step in steps[:-1]:
            record = record.setdefault(step, {})
        record.setdefault(steps[-1], []).append(entry)

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
        span: n.Span,
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
        if field is not None and field.kind == "record" and within:
            self._field(field, entry.setdefault(name, {}), evolve(given, name=within))
        elif field is None or within:
            message = f"the entry has no field `{given.name}`"
            hint = "its fields are " + ", ".join(f"`{f}`" for f in list(record.fields)[:10])
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
