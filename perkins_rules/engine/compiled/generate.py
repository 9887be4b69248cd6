"""RuleSet -> Python source: a function for each rule and definition.

The text is split into units, each with a name of its own under which tracebacks show its lines.
"""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.engine.compiled.generate_body import Body, Module
from perkins_rules.engine.compiled.generate_rules import write_rule


class Unit(NamedTuple):
    """A piece of generated source; `rule` is the key of the rule whose `function` is in it."""

    file_name: str
    text: str
    function: str
    rule: str | None = None


class Generated(NamedTuple):
    """The units, in an order in which they can be run, and the names of what memory holds."""

    units: tuple[Unit, ...]
    remembered: tuple[str, ...]


def generate(rules: RuleSet) -> str:
    """The whole of the generated source, for people to read."""
    return "\n\n".join(f"# {unit.file_name}\n{unit.text}" for unit in generate_units(rules).units)


def generate_units(rules: RuleSet) -> Generated:
    """The constants, the definitions and the rules."""
    module = Module()
    of_rules = [
        _unit(rule, write_rule(module, rule, f"rule_{k}")) for k, rule in enumerate(rules.rules)
    ]
    constants = "".join(f"{name} = {text}\n" for text, name in module.constants.items())
    definitions = (
        Unit(f"<rules {body.name}: {body.says}>", body.text(), body.name)
        for body in module.functions.values()
    )
    units = (Unit("<rules constants>", constants, ""), *definitions, *of_rules)
    return Generated(units, tuple(module.slots))


def _unit(rule: CheckedRule, body: Body) -> Unit:
    return Unit(file_name(rule), body.text(), body.name, rule.key)


def file_name(rule: CheckedRule) -> str:
    """`<rules federal.budget/administration-cap § 112(a)(3)>`"""
    section = f" § {rule.citations[0].section}" if rule.citations else ""
    return f"<rules {rule.key}{section}>"
