"""Checked expressions -> lines of Python: values, operations, conditions.

One small function for each node, in the table WRITERS. Each writes the lines that work out its
node and tells the Spot where the result stands. Python's True and False are those of the rules,
None is what is not determined.
"""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.generate_body import DEEPEST, GIVEN, Body, Place, Spot, Writer
from perkins_rules.engine.compiled.memory import BY_STATE, LOOSE, PARAMETER
from perkins_rules.engine.compiled.runtime import loose


def write(body: Body, node: t.Checked) -> Spot:
    """Writes the lines for any expression."""
    writer = WRITERS[type(node)]
    if body.depth <= DEEPEST:
        return writer(body, node)
    part = body.part()
    spot = writer(part, node)
    part.line(f"return {spot.value}")
    return spot._replace(value=body.put(f"{part.name}({', '.join(part.parameters)})"))


def missing_test(spots: Sequence[Spot]) -> str:
    """A Python condition: one of the values is missing; empty when none can be."""
    unsure = dict.fromkeys(spot.value for spot in spots if not spot.sure)
    return " or ".join(f"{name} is None" for name in unsure)


def guarded(body: Body, spots: Sequence[Spot], expression: str, sure: bool = True) -> Spot:
    """The expression where all its operands are there. `sure` says that it has a value then."""
    test = missing_test(spots)
    value = body.put(f"None if {test} else {expression}" if test else expression)
    return Spot(value, sure and not test, _all_plain(spots))


def _all_plain(spots: Sequence[Spot]) -> bool:
    return all(spot.plain or spot.sure for spot in spots)


def only_if_settled(body: Body, spot: Spot) -> None:
    """Gives up where a value that is missing here may be there for the reference evaluator: what
    asks whether there is a value must not go by that.
    """
    if not (spot.plain or spot.sure):
        body.line(f"if {spot.value} is None: raise Unsettled")


# ------------------------------------------------------------------ leaves


def _constant(body: Body, node: t.Constant) -> Spot:
    return Spot(body.module.constant(node.value), sure=True)


def _variable(body: Body, node: t.Variable) -> Spot:
    return body.variables[node.name].spot


def _read(body: Body, node: t.Read) -> Spot:
    record = Spot("d", sure=True) if node.record is None else write(body, node.record)
    for step in node.steps:
        record = guarded(body, [record], f"{record.value}.get({step!r})", sure=False)
    return record


def _named(body: Body, node: t.Named) -> Spot:
    free = sorted(body.module.free(node.value))
    places = [body.variables[name] for name in free]
    name, spot = definition(body, node, places)
    if not places:
        return spot._replace(value=_remembered(body, name))
    if len(places) == 1 and places[0].listed is not None:
        column = _remembered(body, _column(body, name, places[0].listed))
        return spot._replace(value=body.put(f"{column}[{places[0].number}]", node.name))
    given = ", ".join((*GIVEN, *(place.spot.value for place in places)))
    return spot._replace(value=body.put(f"{name}({given})", node.name))


def _remembered(body: Body, function: str) -> str:
    """What a function gives once for a document."""

    def asked_for() -> str:
        known = f"m[{body.module.slot(function)}]"
        name = body.start(known)
        body.line(f"if {name} is UNSET: {name} = {known} = {function}(d, m)")
        return name

    return body.once(f"{function}(d, m)", asked_for)


def definition(body: Body, node: t.Named, places: Sequence[Place]) -> tuple[str, Spot]:
    """The name of the function of a definition or let, and what is known of what it gives."""
    module = body.module
    key = (id(node.value), tuple(place.spot.plain for place in places))
    if key not in module.defined:
        free = sorted(module.free(node.value))
        names = tuple(f"x{k}" for k in range(len(free)))
        inner = Body(module, f"define_{node.name}", (*GIVEN, *names), f"define {node.name}")
        for name, value, place in zip(free, names, places, strict=True):
            inner.variables[name] = Place(Spot(value, plain=place.spot.plain))
        spot = write(inner, node.value)
        inner.line(f"return {spot.value}")
        module.defined[key] = module.added(inner), spot
    return module.defined[key]


def _column(body: Body, function: str, listed: t.Read) -> str:
    """The function that gives a definition's value for each entry of a list of the document."""
    inner = Body(body.module, f"each_{function}", GIVEN, f"for each {'.'.join(listed.steps)}")
    values = write(inner, listed).value
    inner.line(f"return [{function}(d, m, x0) for x0 in {values}]")
    return body.module.added(inner)


def _parameter(body: Body, node: t.ParameterValue) -> Spot:
    if node.by is None:
        return Spot(body.put(f"m[{body.module.slot(PARAMETER + node.name)}]", node.name))
    table = body.put(f"m[{body.module.slot(BY_STATE + node.name)}]")
    by = write(body, node.by)
    return guarded(body, [by], f"{table}.get({by.value})", sure=False)


def _asked(body: Body, node: t.Asked) -> Spot:
    return Spot(body.put(f"m[{body.module.slot(node.name)}]", node.name), sure=True)


# ------------------------------------------------------------------ operations

EXPRESSIONS = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "share": "portion({0}, {1})",
    "negate": "-{0}",
    "greater": "{1} if {1} > {0} else {0}",
    "lesser": "{1} if {1} < {0} else {0}",
    "days_between": "{0}.toordinal() - {1}.toordinal()",
    "is": "{0} == {1}",
    "is_not": "{0} != {1}",
    "at_least": "{0} >= {1}",
    "at_most": "{0} <= {1}",
    "more_than": "{0} > {1}",
    "less_than": "{0} < {1}",
    "between": "{1} <= {0} <= {2}",
    "differs": "-{2} < {0} - {1} < {2}",
}
OF_FIGURES = {
    "add": "plus({0}, {1})",
    "subtract": "minus({0}, {1})",
    "multiply": "times({0}, {1})",
    "negate": "negated({0})",
    "greater": "{1} if less({0}, {1}) else {0}",
    "lesser": "{1} if less({1}, {0}) else {0}",
    "is": "same({0}, {1})",
    "is_not": "not same({0}, {1})",
    "at_least": "not less({0}, {1})",
    "at_most": "not less({1}, {0})",
    "more_than": "less({1}, {0})",
    "less_than": "less({0}, {1})",
    "between": "within({0}, {1}, {2})",
    "differs": "near({0}, {1}, {2})",
}
FIGURES = ("money", "percent", "points", "level", "number")
"""Types whose values are Fractions."""
MAY_BE_OPEN = {
    "divide": "quotient({0}, {1})",
    "percent_of": "percentage({0}, {1})",
    "date_plus_days": "days_later({0}, {1})",
    "date_minus_days": "days_later({0}, -{1})",
    "date_plus_months": "months_later({0}, {1})",
    "date_minus_months": "months_later({0}, -{1})",
    "matches": "fits({0}, {1})",
    "one_of": "member({1}, {0})",
    "includes": "member({0}, {1})",
    "covers": "covers({0}, {1})",
}
"""What may have no answer although all operands are there."""
OF_LISTS = {"is": "alike({0}, {1})", "is_not": "opposite(alike({0}, {1}))"}


def _operation(body: Body, node: t.Operation) -> Spot:
    spots = [write(body, operand) for operand in node.operands]
    values = [spot.value for spot in spots]
    if node.kind == "call":
        return _call(body, node, spots)
    if node.kind == "pack":
        return guarded(body, spots, f"[{', '.join(values)}]")
    if t.IGNORING in node.options:
        pairs = zip(node.operands, spots, strict=True)
        spots = [_loose(body, one, spot) for one, spot in pairs]
        values = [spot.value for spot in spots]
    if node.kind == "differs" and node.operands[0].type.kind == "date":
        values[:2] = (f"{value}.toordinal()" for value in values[:2])
    if node.kind == "round":
        expression = f"rounded({values[0]}, {node.options[0]!r}, {node.options[1]!r})"
        return guarded(body, spots, expression)
    if node.kind == "apart":
        return guarded(body, spots, _apart(node, values), sure=False)
    form = MAY_BE_OPEN.get(node.kind)
    if node.kind in OF_LISTS and node.operands[0].type.kind in ("list", "unknown"):
        form = OF_LISTS[node.kind]
    if form is not None:
        return guarded(body, spots, form.format(*values), sure=False)
    figures = any(operand.type.kind in FIGURES for operand in node.operands)
    forms = OF_FIGURES if figures and node.kind in OF_FIGURES else EXPRESSIONS
    return guarded(body, spots, f"({forms[node.kind].format(*values)})")


def _loose(body: Body, node: t.Checked, spot: Spot) -> Spot:
    """A text, or the texts of a list, as they are compared; fixed ones are so beforehand."""
    if isinstance(node, t.Constant):
        return Spot(body.module.constant(loose(node.value)), sure=True)
    if isinstance(node, t.ParameterValue) and node.by is None:
        return spot._replace(value=body.put(f"m[{body.module.slot(LOOSE + node.name)}]", node.name))
    return guarded(body, [spot], f"loose({spot.value})")


def _apart(node: t.Operation, values: list[str]) -> str:
    """`left is at least period before right`: left is held against the day the period leads to."""
    comparison, way, unit = node.options
    left, period, right = values
    if way == "before":
        return f"apart({left}, {unit}_later({right}, -{period}), {_MIRROR[comparison]!r})"
    return f"apart({left}, {unit}_later({right}, {period}), {comparison!r})"


_MIRROR = {
    "is": "is",
    "is_not": "is_not",
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
}


def _call(body: Body, node: t.Operation, spots: list[Spot]) -> Spot:
    name, values = node.options[0], [spot.value for spot in spots]
    if name in ("first", "last"):
        end = f"{values[0]}[{0 if name == 'first' else -1}] if {values[0]} else None"
        return guarded(body, spots, f"({end})", sure=False)
    pairs = zip(node.operands, values, strict=True)
    listed = [value for one, value in pairs if _may_have_holes(one)]
    holes = " or ".join(f"None in {value}" for value in listed)
    answered = name in ALWAYS_ANSWERED
    run = f"{name}({', '.join(values)})" if answered else f"call({name!r}, {', '.join(values)})"
    return guarded(
        body, spots, f"None if {holes} else {run}" if holes else run, answered and not holes
    )


def _may_have_holes(node: t.Checked) -> bool:
    """Whether it is a list that may have entries without a value: one of the document."""
    return node.type.kind == "list" and not isinstance(node, t.ParameterValue | t.Constant)


ALWAYS_ANSWERED = ("is_placeholder", "same_name", "lower", "program_year", "fiscal_year_of")
"""Functions that have an answer for all values."""


def _fallback(body: Body, node: t.Fallback) -> Spot:
    value = write(body, node.value)
    if value.sure:
        return value
    name = body.start(value.value)
    with body.block(f"if {name} is None:"):
        only_if_settled(body, value)
        fallback = write(body, node.fallback)
        body.line(f"{name} = {fallback.value}")
    return Spot(name, fallback.sure, fallback.plain or fallback.sure)


def _choice(body: Body, node: t.Choice) -> Spot:
    condition = write(body, node.condition)
    name = body.start("None")
    with body.block(f"if {condition.value}:"):
        then = write(body, node.then)
        body.line(f"{name} = {then.value}")
    with body.block("else:" if condition.sure else f"elif {condition.value} is False:"):
        otherwise = write(body, node.otherwise)
        body.line(f"{name} = {otherwise.value}")
    spots = (condition, then, otherwise)
    return Spot(name, all(spot.sure for spot in spots), _all_plain(spots))


# ------------------------------------------------------------------ conditions


def _is_present(body: Body, node: t.IsPresent) -> Spot:
    operand = write(body, node.operand)
    if operand.sure and node.operand.type.kind != "record":
        return Spot(str(not node.negated), sure=True)
    only_if_settled(body, operand)
    if node.operand.type.kind in ("record", "unknown"):
        return Spot(body.put(f"{'not ' * node.negated}given({operand.value})"), sure=True)
    return Spot(body.put(f"{operand.value} is {'not ' * (not node.negated)}None"), sure=True)


def _every(body: Body, node: t.Every) -> Spot:
    return _joined(body, node.operands, "False")


def _some(body: Body, node: t.Some) -> Spot:
    return _joined(body, node.operands, "True")


def _joined(body: Body, operands: Sequence[t.Checked], settled: str) -> Spot:
    """Operands one after the other, until one settles it."""
    first = write(body, operands[0])
    result = Spot(body.start(first.value), first.sure, first.plain)
    for operand in operands[1:]:
        with body.block(f"if {_unsettled(result, settled)}:"):
            other = write(body, operand)
            body.line(f"{result.value} = {_both(result, other, settled)}")
        sure = result.sure and other.sure
        result = Spot(result.value, sure, _all_plain((result, other)))
    return result


def _unsettled(spot: Spot, settled: str) -> str:
    if spot.sure:
        return spot.value if settled == "False" else f"not {spot.value}"
    return f"{spot.value} is not {settled}"


def _both(one: Spot, other: Spot, settled: str) -> str:
    """Two truths of which the first does not settle it."""
    if one.sure:
        return other.value
    return f"{other.value} if {one.value} is not None or {other.value} is {settled} else None"


def _opposite(body: Body, node: t.Opposite) -> Spot:
    operand = write(body, node.operand)
    return guarded(body, [operand], f"not {operand.value}")


WRITERS: dict[type[t.Checked], Writer] = {
    t.Constant: _constant,
    t.Variable: _variable,
    t.Read: _read,
    t.Named: _named,
    t.ParameterValue: _parameter,
    t.Asked: _asked,
    t.Operation: _operation,
    t.Fallback: _fallback,
    t.Choice: _choice,
    t.IsPresent: _is_present,
    t.Every: _every,
    t.Some: _some,
    t.Opposite: _opposite,
}
"""What writes each node; generate_collections.py adds those that run over lists."""
