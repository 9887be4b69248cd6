"""RuleSet -> CompiledRules, by way of generated source."""

from __future__ import annotations

from perkins_rules.check.tree import RuleSet
from perkins_rules.engine.compiled import CodeUnit, CompiledRules, ParameterTable
from perkins_rules.engine.generate import generate_units


def compile_rules(rules: RuleSet) -> CompiledRules:
    """The compiled form of a rule set, ready to be asked."""
    return CompiledRules(compile_units(rules), parameter_table(rules))


def compile_units(rules: RuleSet) -> tuple[CodeUnit, ...]:
    """Generated source, compiled; each unit keeps its own file name."""
    return tuple(
        CodeUnit(
            unit.file_name,
            unit.text,
            unit.rule,
            unit.function,
            compile(unit.text, unit.file_name, "exec", dont_inherit=True, optimize=0),
        )
        for unit in generate_units(rules)
    )


def parameter_table(rules: RuleSet) -> ParameterTable:
    """What holds from when, without the words around it."""
    return {
        name: {
            state: tuple((held.start, held.value) for held in values)
            for state, values in parameter.values.items()
        }
        for name, parameter in rules.parameters.items()
    }
