"""The rules, to be searched and read; a place to try a rule of one's own on a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from perkins_rules import assets
from perkins_rules.app.asking.named_rules import named_rules, standing, statement
from perkins_rules.app.authoring.linted import linted
from perkins_rules.app.explaining.explained_rule import definitions_used, parameters_used
from perkins_rules.app.explaining.rule_examples import RuleExamples
from perkins_rules.app.explaining.rule_text import rule_text
from perkins_rules.app.faults import Stop
from perkins_rules.app.page.held import Content, Held
from perkins_rules.app.page.plain_report import plain_law, plain_report
from perkins_rules.check.tree import CheckedParameter, CheckedRule, RuleSet
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import form_place
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.reference.example_run import ExampleResult, run_example
from perkins_rules.pipeline import ReadRules, read_rules, rule_files
from perkins_rules.report.clean import clean, clean_lines
from perkins_rules.source import SourceText


def plain_rules(rules: AskableRules, search: str) -> list[dict[str, Any]]:
    """The rules to which some words lead: their ids, titles, sections of law, items of the guide,
    requirements; without words all of them.
    """
    words = search.strip()
    try:
        found = named_rules(rules.rules, words) if words else rules.rules
    except Stop:
        return []
    return [_listed(rule) for rule in found]


def _listed(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": clean(rule.title if rule.kind in ("rule", "review") else statement(rule)),
        "kind": rule.kind,
        "severity": rule.severity,
        "state": rule.state,
        "citations": plain_law(rule.citations),
    }


def plain_rule(rules: AskableRules, id_: str) -> dict[str, Any]:
    """All there is to know of a rule; `others` are those of the same id for documents of single
    States. Raises Stop.
    """
    same = [rule for rule in rules.rule_set.rules if rule.id == id_]
    if not same:
        raise Stop(f"there is no rule `{id_}`.")
    examples = RuleExamples(rules.rule_set, same, ())
    first, *others = (_told(rules.rule_set, rule, examples) for rule in same)
    return first | {"others": others}


def _told(rules: RuleSet, rule: CheckedRule, examples: RuleExamples) -> dict[str, Any]:
    guide = [one for one in rule.citations if one.source == "guide"]
    run = examples.of(rule) or []
    return _listed(rule) | {
        "text": clean_lines("\n".join(rule_text(rule))),
        "stands": clean(standing(rule)),
        "guide": [clean(form_place(one.section)) for one in guide],
        "requirements": list(rule.requirements),
        "definitions": [
            {"name": name, "text": clean(text)} for name, text in definitions_used(rule).items()
        ],
        "parameters": [_parameter(one) for one in parameters_used(rules, rule)],
        "examples": [clean_lines(one.example.text) for one in run],
        "failing": [clean_lines(one.example.text) for one in run if not one.holds],
    }


def _parameter(parameter: CheckedParameter) -> dict[str, Any]:
    """Its values, each from a day on."""
    return {
        "name": parameter.name,
        "values": [
            {
                "state": state,
                "from": value.start.isoformat(),
                "value": clean(value.text),
                "law": plain_law(value.citations),
            }
            for state, values in parameter.values.items()
            for value in values
        ],
    }


def _example(result: ExampleResult) -> dict[str, Any]:
    """An example with whether it holds, and else what comes instead."""
    got = result.got.value.replace("_", " ") if result.got is not None else "not in force"
    said = result.differs or f"The rule says: {got}."
    return {
        "title": clean_lines(result.example.text),
        "line": result.example.span.line,
        "rule": result.rule.id,
        "ok": result.holds,
        "message": "" if result.holds else clean(said),
    }


# ------------------------------------------------------------------ a rule of one's own

SANDBOX = "sandbox.rules"
_EXTENDS = re.compile(r"\bextends\s+([A-Za-z0-9_.]+(?:\s*,\s*[A-Za-z0-9_.]+)*)")
_PACK = re.compile(r"^pack[ \t]+([A-Za-z0-9_.]+)", re.MULTILINE)


def plain_sandbox(rule_text_: str, document: str) -> dict[str, Any]:
    """What `lint` says of the text of a pack, what comes of its examples, and what its rules find
    in a document; the packs that it extends are there.
    """
    own = SourceText(SANDBOX, rule_text_.replace("\r\n", "\n").replace("\r", "\n"))
    read = read_rules([*_built_on(own), own])
    examples, report = [], None
    if read.rules is not None:
        mine = [rule for rule in read.rules.rules if rule.source.name == SANDBOX]
        results = [run_example(read.rules, rule, one) for rule in mine for one in rule.examples]
        examples = [_example(one) for one in results]
        report = _found(read, mine, document) if document.strip() else None
    found = sorted(linted([own], read), key=lambda one: (one.span, one.code))
    return {
        "diagnostics": [*_elsewhere(own, read), *map(_diagnostic, found)],
        "examples": examples,
        "findings": report["findings"] if report is not None else [],
        "standing": report["standing"] if report is not None else "",
    }


def _found(read: ReadRules, mine: Sequence[CheckedRule], document: str) -> dict[str, Any]:
    """What the rules of the text find, those that passed among it."""
    assert read.rules is not None
    own = {rule.id for rule in mine}
    name = "document.json" if document.lstrip()[:1] in ("{", "[") else "document.yaml"
    content = Content(name, document.encode("utf-8", "surrogatepass"))
    held = Held(content, read.rules, keep=lambda rule: rule.id in own, show_all=True)
    return plain_report(held, is_all=True)


def _built_on(own: SourceText) -> list[SourceText]:
    """The built-in packs that a text extends, and those that they extend."""
    built_in = rule_files([assets.built_in_rules()])
    of_pack = {name: source for source in built_in for name in _PACK.findall(source.text)}
    wanted, waiting = dict[SourceText, None](), [own]
    while waiting:
        names = re.split(r"\s*,\s*", ",".join(_EXTENDS.findall(waiting.pop().text)))
        for source in (of_pack[name] for name in names if name in of_pack):
            if source not in wanted and source is not own:
                wanted[source] = None
                waiting.append(source)
    declared = set(_PACK.findall(own.text))
    return [source for source in wanted if declared.isdisjoint(_PACK.findall(source.text))]


def _elsewhere(own: SourceText, read: ReadRules) -> list[dict[str, Any]]:
    """What is wrong in packs that it extends, because of it: told without a place in the text."""
    others = (d for d in read.diagnostics if d.source.name != own.name and d.level == "error")
    return [_diagnostic(d) | {"line": None, "column": None} for d in others]


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.level,
        "message": clean(f"{one.message}: {one.suggestion}" if one.suggestion else one.message),
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
    }
