"""RuleSet -> CompiledRules, by way of generated source."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from types import CodeType

from perkins_rules.check.tree import CheckedParameter, RuleSet
from perkins_rules.engine.compiled.compiled import CodeUnit, CompiledRules
from perkins_rules.engine.compiled.generate import Unit, generate_units
from perkins_rules.engine.compiled.memory import Held, ParameterTable, ReplacedTable


def compile_rules(rules: RuleSet) -> CompiledRules:
    """The compiled form of a rule set, ready to be asked."""
    units, remembered = generate_units(rules)
    texts = tuple(unit.text for unit in units)
    table = parameter_table(rules.parameters)
    replaced = replaced_tables(rules)
    return CompiledRules(compile_units(units), remembered, table, lambda: texts, replaced)


def compile_units(units: tuple[Unit, ...]) -> tuple[CodeUnit, ...]:
    """Generated source as code; each unit keeps its own file name."""
    return tuple(
        CodeUnit(unit.file_name, unit.function, unit.rule, marshal.dumps(_codes(unit)))
        for unit in units
    )


def _codes(unit: Unit) -> tuple[CodeType, ...]:
    """The functions of a unit, or all of it where it has none."""
    module = compile(unit.text, unit.file_name, "exec", dont_inherit=True, optimize=2)
    functions = tuple(part for part in module.co_consts if isinstance(part, CodeType))
    return functions if unit.function else (module,)


def parameter_table(parameters: Mapping[str, CheckedParameter]) -> ParameterTable:
    """What holds from when, without the words around it."""
    return {
        name: {
            state: tuple(Held(held.start, held.value) for held in values)
            for state, values in parameter.values.items()
        }
        for name, parameter in parameters.items()
    }


def replaced_tables(rules: RuleSet) -> tuple[ReplacedTable, ...]:
    """The same for what packs above gave other values, each for its documents."""
    return tuple(
        ReplacedTable(one.document, one.state, parameter_table({one.parameter.name: one.parameter}))
        for one in rules.replaced
    )
