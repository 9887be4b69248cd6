"""A rule -> what its page on the site says of it, whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from perkins_rules.analysis.coverage.coverage_model import Carrier, Coverage, Entry
from perkins_rules.app.asking.named_rules import standing, statement
from perkins_rules.app.explaining.explained_rule import definitions_used, parameters_used
from perkins_rules.app.explaining.rule_text import rule_text
from perkins_rules.check.tree import CheckedExample, CheckedRule, Read, RuleSet
from perkins_rules.documents import Document, Shape, read_document
from perkins_rules.documents.titles import title_of
from perkins_rules.engine.reference.assemble import finding_of
from perkins_rules.engine.reference.example_run import parameters_of, question_of
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.findings import Finding
from perkins_rules.report.outputs.law_links import law_address

KINDS = {
    "item": "a required item",
    "placeholder": "a test for texts that only hold a place",
    "review": "a question for a person",
}
_EXAMPLES = re.compile(
    r"\s+(passes|fails|not applicable|cannot be determined|needs review|examples)\b"
)
_UNTOLD = "not given"
"""Stands in a message for what an example does not state: no example of what is said."""


class Law(NamedTuple):
    """A place that is cited, and where it is published, if that is known."""

    text: str
    address: str | None


class Told(NamedTuple):
    """What the report says of an example, and what it says to do."""

    example: str
    message: str
    remedy: str


class Field(NamedTuple):
    """A field that a rule asks for or looks at."""

    path: str
    title: str
    description: str


class Reading(NamedTuple):
    """A rule as its own pack has it, or as a pack of one State has changed it."""

    rule: CheckedRule
    title: str
    facts: dict[str, str]
    law: list[Law]
    asked: list[Entry]
    others: list[Carrier]
    text: str
    definitions: dict[str, str]
    parameters: list[tuple[str, str, str]]
    told: Told | None
    fields: list[Field]
    examples: str


class Readings:
    """Makes them. `coverage` tells what the registers say of requirements, and who carries them."""

    def __init__(self, rules: RuleSet, coverage: Coverage) -> None:
        self._rules = rules
        self._packs = {pack.name: pack for pack in rules.packs}
        self._covered = {one.entry.id: one for one in coverage.entries}
        self._blank = {name: _blank(name, rules.shapes) for name in rules.shapes}

    def of(self, rule: CheckedRule) -> Reading:
        """What the page says of a rule."""
        covered = [self._covered[name] for name in rule.requirements if name in self._covered]
        others = {c.rule: c for one in covered for c in one.carriers if c.rule != rule.id}
        text, examples = _parts(rule_text(rule))
        if rule.amends is not None:
            text = "\n".join([_parts(rule_text(rule.amends))[0], "", text])
        return Reading(
            rule=rule,
            title=statement(rule),
            facts=dict(self._facts(rule)),
            law=[Law(c.text, law_address(c.codified)) for c in rule.citations],
            asked=[one.entry for one in covered],
            others=list(others.values()),
            text=text,
            definitions=definitions_used(rule),
            parameters=list(self._parameters(rule)),
            told=self._told(rule),
            fields=list(self._fields(rule)),
            examples=examples,
        )

    def _facts(self, rule: CheckedRule) -> Iterator[tuple[str, str]]:
        yield "rule", f"`{rule.id}`"
        yield "kind", KINDS.get(rule.kind, "")
        yield "weighs", "" if rule.kind == "review" else rule.severity
        whose = f", in {rule.state} only" if rule.state else ""
        yield "asked of", f"{self._shape(rule).title}{whose}"
        yield "stands", standing(rule)
        yield "in force", f"from {rule.start}" if rule.start else ""
        yield "until", str(rule.until or "")
        yield "edition of the guide", ", ".join(rule.editions)
        yield "profile", ", ".join(rule.profiles)

    def _shape(self, rule: CheckedRule) -> Shape:
        return self._rules.shapes[self._packs[rule.pack].document or ""]

    def _parameters(self, rule: CheckedRule) -> Iterator[tuple[str, str, str]]:
        """Name, value with its first day, and where that is said."""
        for parameter in parameters_used(self._rules, rule):
            for state, values in parameter.values.items():
                name = f"{parameter.name} for {state}" if state else parameter.name
                for value in values:
                    cited = "; ".join(citation.text for citation in value.citations)
                    yield name, f"{value.text} from {value.start}", cited

    def _fields(self, rule: CheckedRule) -> Iterator[Field]:
        for node in rule.look_at:
            if isinstance(node, Read):
                shape = self._shape(rule)
                title = title_of(shape, node.steps)
                for step in node.steps:
                    inner = shape.entry if shape.kind == "list" and shape.entry else shape
                    shape = inner.fields.get(str(step), inner)
                yield Field(node.text, title, shape.description)

    def _told(self, rule: CheckedRule) -> Told | None:
        """Of the first example of which the report says something that has all its figures."""
        for example in rule.examples:
            if example.verdict in ("fail", "needs_review"):
                found = self._finding(rule, example)
                if found is not None and _UNTOLD not in f"{found.message}{found.remedy}":
                    return Told(" ".join(example.text.split()), found.message, found.remedy or "")
        return None

    def _finding(self, rule: CheckedRule, example: CheckedExample) -> Finding | None:
        asked = question_of(self._rules, rule, example)
        ev = Evaluator(parameters_of(self._rules, rule, example), example.data, asked)
        document = self._blank[self._packs[rule.pack].document or ""]
        found = (i for i in instances(ev, rule) if i.verdict == example.verdict)
        return next((finding_of(ev, document, i) for i in found), None)


def _blank(document: str, shapes: Mapping[str, Any]) -> Document:
    return read_document("example.yaml", f"document: {document}\n".encode(), shapes)


def _parts(lines: Sequence[str]) -> tuple[str, str]:
    """What a rule says, and its examples, each without the space before its lines."""
    first = next((k for k, line in enumerate(lines) if _EXAMPLES.match(line)), len(lines))
    examples = [line.removeprefix("  ") for line in lines[first:]]
    return "\n".join(lines[:first]).rstrip(), "\n".join(examples).rstrip()
