"""`replace parameter`: other values for a parameter of a pack below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perkins_rules.check import tree as t
from perkins_rules.check.parameters import check_parameter
from perkins_rules.check.patterns import pattern_fault
from perkins_rules.check.rules import Place
from perkins_rules.check.scope import Scope, did_you_mean
from perkins_rules.check.types import UNKNOWN, Type, common
from perkins_rules.lang import nodes as n
from perkins_rules.structs import evolve

Values = Mapping[str | None, tuple[t.DatedConstant, ...]]


def replaced_parameter(
    scope: Scope, place: Place, node: n.Parameter, known: Mapping[str, t.CheckedParameter]
) -> t.CheckedParameter | None:
    """The parameter as it is with its new values; `known` are those of all packs.

    Before the first day of the new values those that it had hold on.
    """
    old = place.names.parameters.get(node.name)
    assert node.replaces is not None
    span = node.replaces.span
    new = check_parameter(scope, place.sources, place.pack, node)
    if old is None and node.name in known:
        pack = known[node.name].pack
        message = f"`{node.name}` belongs to a pack that `{place.pack}` does not extend"
        scope.report("overlay", message, span, f"extend `{pack}`")
    elif old is None:
        message = f"there is no parameter `{node.name}` in the packs below this one"
        hint = did_you_mean(node.name, place.names.parameters)
        scope.report("unknown-name", message, span, hint)
    elif old.pack == place.pack:
        message = f"`{node.name}` belongs to this pack itself"
        scope.report("overlay", message, span, "change it where it stands")
    elif not _of_type(new.type, old.type):
        message = f"`{node.name}` is {old.type}; this is {new.type}"
        scope.report("type", message, span)
    else:
        return _with_values(scope, old, new, node)
    return None


def _of_type(new: Type, old: Type) -> bool:
    joined = common(new, old)
    return UNKNOWN in (new, old) or (joined is not None and joined.kind == old.kind)


def _with_values(
    scope: Scope, old: t.CheckedParameter, new: t.CheckedParameter, node: n.Parameter
) -> t.CheckedParameter | None:
    assert node.replaces is not None
    span, state = node.replaces.span, scope.names.state
    if new.by_state and not old.by_state:
        message = f"`{old.name}` does not go by State"
        scope.report("overlay", message, span, "write `is … from … cite …`")
        return None
    values: Values = new.values
    if old.by_state and not new.by_state:
        if state is None:
            message = f"`{old.name}` goes by State, and this pack is for all States"
            scope.report("overlay", message, span, "write `by state.code for … is …`")
            return None
        values = {state: new.values[None]}
    if state is not None and any(code not in (None, state) for code in values):
        message = f"a pack of {state} has nothing to say of other States"
        scope.report("overlay", message, span, f"write `for {state} is …`")
        return None
    joined = {code: _joined(old.values.get(code, ()), given) for code, given in values.items()}
    return evolve(old, values={**old.values, **joined})


def _joined(
    old: Sequence[t.DatedConstant], new: Sequence[t.DatedConstant]
) -> tuple[t.DatedConstant, ...]:
    return (*(value for value in old if value.start < new[0].start), *new)


def refuse_patterns(scope: Scope, parameter: t.CheckedParameter, file: n.RuleFile) -> None:
    """The new values of a parameter that rules match texts with must be patterns."""
    parameters = (d for d in file.declarations if isinstance(d, n.Parameter) and d.replaces)
    span = next(d.span for d in parameters if d.name == parameter.name)
    held = [value.value for dated in parameter.values.values() for value in dated]
    flat = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    for one in flat:
        if isinstance(one, str) and (fault := pattern_fault(one)):
            scope.report("pattern", fault.message, span, fault.remedy)
