"""A rule -> text that explains it: how it reads, what it cites, its parameters over time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from perkins_rules.app.asking.named_rules import standing, statement
from perkins_rules.app.explaining.rule_examples import RuleExamples
from perkins_rules.app.explaining.rule_text import declaration_of, rule_text
from perkins_rules.check import tree as t
from perkins_rules.engine.shared.dates import STAND_IN, span_of_law
from perkins_rules.findings import Asked
from perkins_rules.lang import nodes as n
from perkins_rules.report.outputs.rule_pages import page_address
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging, wrapped

_INDENT = "  "


class AboutRules(NamedTuple):
    """Where what is told of a rule comes from; `site` is the address of the pages."""

    rules: t.RuleSet
    asked: Asked
    examples: RuleExamples
    site: str = ""


def explained_rule(rule: t.CheckedRule, about: AboutRules, style: Style) -> str:
    """Everything there is to know about a rule; parameters as of the date asked, or today's law."""
    rules = about.rules
    examples = list(about.examples.told(rule, style))
    lines = [
        style.paint("bold", style.clean(statement(rule))),
        *_facts(rule, style, about.site),
        "",
        heading("The rule as it reads", style),
        *(_INDENT + style.clean(line.replace("\t", "  ")) for line in _text(rule)),
        "",
        heading("What it cites", style),
        *_citations(rules, rule, style),
        *_named(rule, style),
        *_parameters(rules, rule, about.asked, style),
        *(("", *examples) if examples else ()),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _text(rule: t.CheckedRule) -> list[str]:
    """The declaration; before exceptions that a pack above added, the rule to which they are."""
    before = [*rule_text(rule.amends), ""] if rule.amends is not None else []
    return [*before, *rule_text(rule)]


def _facts(rule: t.CheckedRule, style: Style, site: str) -> Iterator[str]:
    kind = {"item": "required item", "placeholder": "placeholder test", "review": "review"}
    facts = [
        ("rule", rule.id),
        ("stands", standing(rule)),
        ("kind", kind.get(rule.kind, "")),
        ("severity", rule.severity),
        ("encodes", ", ".join(rule.requirements)),
        ("in force", _in_force(rule)),
        ("edition", ", ".join(rule.editions)),
        ("profile", ", ".join(rule.profiles)),
        ("file", f"{rule.source.name}:{rule.span.line}"),
        ("page", page_address(site, rule)),
    ]
    for label, value in facts:
        if value:
            lead = f"{_INDENT}{label:<10}"
            first, *rest = hanging(lead, style.clean(value), style.width)
            yield first.replace(label, style.paint("cyan", label), 1)
            yield from rest


def _in_force(rule: t.CheckedRule) -> str:
    start = f"from {rule.start}" if rule.start else ""
    until = f"until {rule.until}" if rule.until else ""
    return " ".join(part for part in (start, until) if part)


def _citations(rules: t.RuleSet, rule: t.CheckedRule, style: Style) -> Iterator[str]:
    cited = [*rule.citations, *(c for e in rule.exemptions for c in e.citations)]
    for citation in dict.fromkeys(cited):
        yield from hanging(_INDENT, style.clean(citation.text), style.width)
    for name in dict.fromkeys(citation.source for citation in cited):
        source = rules.sources.get(name)
        if source is not None:
            edition = f", edition {source.edition}" if source.edition else ""
            read = f" (read as of {source.reviewed_to})" if source.reviewed_to else ""
            text = style.clean(f"{source.label}: {source.title}{edition}{read}")
            for line in wrapped(text, style.width - 4):
                yield f"{_INDENT}{_INDENT}{style.paint('dim', line)}"


def _named(rule: t.CheckedRule, style: Style) -> Iterator[str]:
    used = definitions_used(rule)
    if not used:
        return
    yield ""
    yield heading("Definitions it uses", style)
    for name, text in used.items():
        yield from _definition(name, text, style)


def definitions_used(rule: t.CheckedRule) -> dict[str, str]:
    """The definitions that the rule uses, each as it reads."""
    node = declaration_of(rule.amends or rule)
    own = {let.name for let in node.lets} if isinstance(node, n.Rule | n.Review) else set()
    return {
        part.name: part.value.text
        for condition in t.conditions_of(rule)
        for part in t.walk(condition)
        if isinstance(part, t.Named) and part.name not in own
    }


def _definition(name: str, text: str, style: Style) -> Iterator[str]:
    lead = f"{_INDENT}{name} is "
    first, *rest = wrapped(style.clean(text), style.width - 4)
    if not rest and len(lead) + len(first) <= style.width:
        yield f"{_INDENT}{style.paint('bold', name)} is {first}"
        return
    yield f"{_INDENT}{style.paint('bold', name)} is"
    yield from (f"{_INDENT}{_INDENT}{line}" for line in (first, *rest))


def _parameters(rules: t.RuleSet, rule: t.CheckedRule, asked: Asked, style: Style) -> Iterator[str]:
    """Each parameter: what it is on the date asked, and from when it was what."""
    used = parameters_used(rules, rule)
    if not used:
        return
    day = date.fromisoformat(asked.date) if asked.date else _read_to(rules, rule)
    yield ""
    yield heading(f"Parameters on {day}", style)
    for parameter in used:
        yield from _parameter(parameter, day, style)
        for one in (r for r in rules.replaced if r.parameter.name == parameter.name):
            whose = f" in {one.state}" if one.state else ""
            yield style.paint("dim", f"{_INDENT}{_INDENT}replaced by {one.by}{whose}:")
            yield from _parameter(one.parameter, day, style)


def parameters_used(rules: t.RuleSet, rule: t.CheckedRule) -> list[t.CheckedParameter]:
    """The parameters that its verdict or its messages hang on, in the order of the files."""
    names = {
        part.name
        for condition in (*t.conditions_of(rule), *_in_messages(rule))
        for part in t.walk(condition)
        if isinstance(part, t.ParameterValue)
    }
    return [parameter for name, parameter in rules.parameters.items() if name in names]


def _in_messages(rule: t.CheckedRule) -> Iterator[t.Checked]:
    for demand in rule.demands:
        for part in (*demand.otherwise, *demand.remedy):
            if isinstance(part, t.Checked):
                yield part


def _parameter(parameter: t.CheckedParameter, day: date, style: Style) -> Iterator[str]:
    for state, values in parameter.values.items():
        name = parameter.name + (f" for {state}" if state else "")
        now = parameter.at(day, state)
        said = style.clean(now.text) if now is not None else "no value on this day"
        first, *rest = hanging(f"{_INDENT}{name} is ", said, style.width)
        yield first.replace(name, style.paint("bold", name), 1)
        yield from rest
        for value in values:
            cited = "; ".join(citation.text for citation in value.citations)
            text = cited if len(values) == 1 else f"{value.text}, {cited}"
            lead = f"{_INDENT}{_INDENT}from {value.start}: "
            for line in hanging(lead, style.clean(text), style.width):
                yield style.paint("dim", line)


def _read_to(rules: t.RuleSet, rule: t.CheckedRule) -> date:
    """The day to which all of the law of a rule's documents was read."""
    document = next(pack.document for pack in rules.packs if pack.name == rule.pack)
    return span_of_law(rules, document).read_to or STAND_IN
