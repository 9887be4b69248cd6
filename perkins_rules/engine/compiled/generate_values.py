"""Checked expressions -> lines of Python: values, operations, conditions.

One small function for each node, in the table WRITERS. Each writes the lines that work out its
node and tells the Spot where the result stands. Python's True and False are those of the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.check import tree as t
from perkins_rules.check.types import ORDERED
from perkins_rules.engine.compiled.generate_body import DEEPEST, Body, Spot, Writer

NO_PLACE = '""'


def write(body: Body, node: t.Checked) -> Spot:
    """Writes the lines for any expression."""
    writer = WRITERS[type(node)]
    if body.depth <= DEEPEST:
        return writer(body, node)
    part = body.part()
    spot = writer(part, node)
    part.line(f"return {spot.value}, {spot.pointer}")
    value, pointer = body.fresh(), body.fresh("at")
    body.line(f"{value}, {pointer} = {part.name}({', '.join(part.parameters)})")
    return Spot(value, pointer)


def has_place(node: t.Checked) -> bool:
    """Whether more can be read inside the value, so that its pointer is needed."""
    return node.type.kind in ("record", "list")


def is_missing(spot: Spot) -> str:
    """A Python condition: the value is missing."""
    return "False" if spot.sure else f"{spot.value}.__class__ is Missing"


def missing_test(spots: Sequence[Spot]) -> str:
    """A Python condition: one of the values is missing; empty when none can be."""
    unsure = dict.fromkeys(spot.value for spot in spots if not spot.sure)
    return " or ".join(f"{name}.__class__ is Missing" for name in unsure)


def guarded(body: Body, spots: Sequence[Spot], expression: str, in_part: str = "") -> str:
    """The expression where all its operands are there, else what it lacks or `in_part`."""
    test = missing_test(spots)
    if not test:
        return body.put(expression)
    name = body.fresh()
    unsure = dict.fromkeys(spot.value for spot in spots if not spot.sure)
    with body.block(f"if {test}:"):
        body.line(f"{name} = " + (in_part or f"lacking({', '.join(unsure)})"))
    with body.block("else:"):
        body.line(f"{name} = {expression}")
    return name


# ------------------------------------------------------------------ leaves


def _constant(body: Body, node: t.Constant) -> Spot:
    return Spot(body.module.constant(node.value), sure=True)


def _variable(body: Body, node: t.Variable) -> Spot:
    value, pointer, _ = body.variables[node.name]
    return Spot(body.put(f"entry({value}, {pointer})"), pointer)


def _read(body: Body, node: t.Read) -> Spot:
    below = "".join(f"/{step}" for step in node.steps)
    if node.record is None:
        pointer = repr(below)
        return Spot(body.put(f"read(facts.data, {node.steps!r}, {pointer})"), pointer)
    if isinstance(node.record, t.Variable):
        # Not through `entry`: of an entry that could not be read, the fields are missing.
        record = body.variables[node.record.name]
    else:
        record = write(body, node.record)
    pointer = f"{record.pointer} + {below!r}"
    value = body.put(f"read({record.value}, {node.steps!r}, {pointer})")
    return Spot(value, body.put(pointer) if has_place(node) else pointer)


def _named(body: Body, node: t.Named) -> Spot:
    if id(node.value) in body.lets:
        return body.lets[id(node.value)]
    if body.module.free(node.value):
        return write_let(body, node)
    name = definition(body, node)
    spot = Spot(body.fresh(), body.fresh("at"))
    body.line(f"{spot.value}, {spot.pointer} = facts.known({name!r}, {name})")
    return spot


def write_let(body: Body, node: t.Named) -> Spot:
    """The value of a name, worked out here; an example may state it instead."""
    spot = Spot(body.fresh(node.name), body.fresh("at") if has_place(node) else NO_PLACE)
    with body.block(f"if {node.name!r} in facts.names:"):
        body.line(f"{spot.value} = facts.stated({node.name!r})")
        if has_place(node):
            body.line(f"{spot.pointer} = ''")
    with body.block("else:"):
        _assign(body, spot, write(body, node.value), has_place(node))
    return spot


def _assign(body: Body, target: Spot, source: Spot, with_place: bool) -> None:
    body.line(f"{target.value} = {source.value}")
    if with_place:
        body.line(f"{target.pointer} = {source.pointer}")


def definition(body: Body, node: t.Named) -> str:
    """The name of the function of a definition, which is asked once for a document."""
    known = body.module.definitions
    key = id(node.value)
    if key not in known:
        known[key] = f"define_{len(known)}_{node.name}"
        inner = Body(body.module, known[key], ("facts",), f"define {node.name}")
        spot = write_let(inner, node)
        inner.line(f"return {spot.value}, {spot.pointer}")
        body.module.functions.append(inner)
    return known[key]


def _parameter(body: Body, node: t.ParameterValue) -> Spot:
    if node.by is None:
        return Spot(body.put(f"facts.parameter({node.name!r})"))
    by = write(body, node.by)
    return Spot(body.put(f"facts.parameter({node.name!r}, {by.value})"))


def _asked(body: Body, node: t.Asked) -> Spot:
    return Spot(body.put(f"facts.asked.{_ASKED[node.name]}"), sure=True)


_ASKED = {"profile": "profile", "edition": "edition", "asked_date": "day"}


# ------------------------------------------------------------------ operations

EXPRESSIONS = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "quotient({0}, {1})",
    "share": "portion({0}, {1})",
    "percent_of": "percentage({0}, {1})",
    "negate": "-{0}",
    "greater": "{1} if {1} > {0} else {0}",
    "lesser": "{1} if {1} < {0} else {0}",
    "date_plus_days": "days_later({0}, {1})",
    "date_minus_days": "days_later({0}, -{1})",
    "date_plus_months": "months_later({0}, {1})",
    "date_minus_months": "months_later({0}, -{1})",
    "days_between": "{0}.toordinal() - {1}.toordinal()",
    "is": "{0} == {1}",
    "is_not": "{0} != {1}",
    "at_least": "{0} >= {1}",
    "at_most": "{0} <= {1}",
    "more_than": "{0} > {1}",
    "less_than": "{0} < {1}",
    "between": "{1} <= {0} <= {2}",
    "differs": "-{2} < {0} - {1} < {2}",
    "matches": "fits({0}, {1}, {at1})",
}
_LISTS = {
    "is": "same({0}, {at0}, {1}, {at1})",
    "is_not": "opposite(same({0}, {at0}, {1}, {at1}))",
    "one_of": "member({1}, {at1}, {0})",
    "includes": "member({0}, {at0}, {1})",
    "covers": "covers({0}, {at0}, {1})",
}


def _operation(body: Body, node: t.Operation) -> Spot:
    spots = [write(body, operand) for operand in node.operands]
    if node.kind == "pack":
        items, places = (", ".join(part) for part in list(zip(*spots, strict=True))[:2])
        return Spot(guarded(body, spots, f"Gathered(({items},), ({places},))"))
    if node.kind == "call":
        return _call(body, node, spots)
    return Spot(guarded(body, spots, _expression(node, spots), _in_part(node, spots)))


def _in_part(node: t.Operation, spots: list[Spot]) -> str:
    """What settles the operation where operands are known in part; empty where nothing does."""
    values = [spot.value for spot in spots]
    if node.kind == "apart":
        comparison, way, unit = node.options
        sign, held = (-1, _MIRROR[comparison]) if way == "before" else (1, comparison)
        return f"apart_in_part({', '.join(values)}, {unit!r}, {sign}, {held!r})"
    if node.kind in _HELD:
        values = values[::-1] if node.kind == "one_of" else values
        return f"held_in_part({node.kind!r}, {', '.join(values)})"
    if node.kind in _RANGED and node.operands[0].type.kind in ORDERED:
        return f"in_part({node.kind!r}, {', '.join(values)})"
    return ""


_HELD = ("one_of", "includes", "covers")
_RANGED = (
    *("add", "subtract", "is", "is_not", "at_least", "at_most", "more_than", "less_than"),
    *("between", "differs"),
)


def _expression(node: t.Operation, spots: list[Spot]) -> str:
    values = [spot.value for spot in spots]
    if t.IGNORING in node.options:
        values = [f"loose({value})" for value in values]
    if node.kind == "differs" and node.operands[0].type.kind == "date":
        values[:2] = (f"{value}.toordinal()" for value in values[:2])
    if node.kind == "round":
        return f"rounded({values[0]}, {node.options[0]!r}, {node.options[1]!r})"
    if node.kind == "apart":
        return _apart(node, values)
    form = EXPRESSIONS.get(node.kind)
    if form is None or node.operands[0].type.kind == "list":
        form = _LISTS[node.kind]
    return form.format(*values, **{f"at{k}": spot.pointer for k, spot in enumerate(spots)})


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
    name = node.options[0]
    if name not in ("first", "last"):
        operands = ", ".join(f"({spot.value}, {spot.pointer})" for spot in spots)
        return Spot(guarded(body, spots, f"call({name!r}, {operands})"))
    listed = spots[0]
    pair = guarded(body, spots, f"end({name!r}, {listed.value}, {listed.pointer})")
    if listed.sure:
        return Spot(body.put(f"{pair}[0]"), f"{pair}[1]")
    is_pair = f"{pair}.__class__ is tuple"
    pointer = body.put(f'{pair}[1] if {is_pair} else ""')
    return Spot(body.put(f"{pair}[0] if {is_pair} else {pair}"), pointer)


def _fallback(body: Body, node: t.Fallback) -> Spot:
    value = write(body, node.value)
    if value.sure:
        return value
    target = Spot(body.fresh(), body.fresh("at") if has_place(node) else NO_PLACE)
    with body.block(f"if {value.value}.__class__ is Missing:"):
        fallback = write(body, node.fallback)
        _assign(body, target, fallback, has_place(node))
        if not fallback.sure:
            with body.block(f"if {fallback.value}.__class__ is Missing:"):
                body.line(f"{target.value} = lacking({value.value}, {fallback.value})")
    with body.block("else:"):
        _assign(body, target, value, has_place(node))
    return Spot(target.value, target.pointer, sure=fallback.sure)


def _choice(body: Body, node: t.Choice) -> Spot:
    condition = write(body, node.condition)
    target = Spot(body.fresh(), body.fresh("at") if has_place(node) else NO_PLACE)
    with body.block(f"if {condition.value} is True:"):
        _assign(body, target, write(body, node.then), has_place(node))
    with body.block(f"elif {condition.value} is False:"):
        _assign(body, target, write(body, node.otherwise), has_place(node))
    with body.block("else:"):
        _assign(body, target, Spot(condition.value), has_place(node))
    return target


# ------------------------------------------------------------------ conditions


def _is_present(body: Body, node: t.IsPresent) -> Spot:
    operand = write(body, node.operand)
    sign = "not " if node.negated else ""
    return Spot(body.put(f"{sign}given({operand.value})"), sure=True)


def _every(body: Body, node: t.Every) -> Spot:
    return _joined(body, node.operands, "both", "False")


def _some(body: Body, node: t.Some) -> Spot:
    return _joined(body, node.operands, "either", "True")


def _joined(body: Body, operands: Sequence[t.Checked], join: str, settled: str) -> Spot:
    """Operands one after the other, until one settles it."""
    result = body.put(write(body, operands[0]).value)
    for operand in operands[1:]:
        with body.block(f"if {result} is not {settled}:"):
            body.line(f"{result} = {join}({result}, {write(body, operand).value})")
    return Spot(result)


def _opposite(body: Body, node: t.Opposite) -> Spot:
    operand = write(body, node.operand)
    if operand.sure:
        return Spot(body.put(f"not {operand.value}"), sure=True)
    return Spot(body.put(f"opposite({operand.value})"))


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
