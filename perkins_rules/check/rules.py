"""Rules, items and reviews: declarations -> checked rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.conditions import check, check_by, condition, entries, unused_variable
from perkins_rules.check.examples import check_examples
from perkins_rules.check.named_documents import Documents
from perkins_rules.check.names import check_name, parameter_value
from perkins_rules.check.scope import ASKED, Globals, Scope, did_you_mean
from perkins_rules.check.sources import check_citations
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents.titles import title_of
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span
from perkins_rules.structs import evolve


class Inside(NamedTuple):
    """What stands inside a rule: its variables and lets, and the lists that its loops run over."""

    scope: Scope
    lists: Mapping[str, n.Expression]


class Place(NamedTuple):
    """What the declarations of one pack share; `insides` are those of all rules, by id;
    `documents` those that examples may name, None where these are left out.
    """

    pack: str
    source: SourceText
    names: Globals
    sources: Mapping[str, t.LawSource]
    insides: dict[str, Inside]
    documents: Documents | None = None


def check_rule(place: Place, node: n.Rule, found: list[Diagnostic]) -> Iterator[t.CheckedRule]:
    """A `rule`: its loops, lets, conditions and messages."""
    scope = _scope(place, node)
    loops = _loops(scope, node.loops, node.lets)
    applies = _optional(scope, node.heading.applies)
    demands = tuple(_demand(scope, r) for r in node.requires)
    exemptions = tuple(check_exemption(scope, place, e) for e in node.exceptions)
    if not node.requires:
        scope.report("clause", "this rule requires nothing", node.span, "add `require …`")
    _unused(scope, node)
    refuse_twice(scope, [e.label for e in node.exceptions], node.span)
    base = _base(scope, place, node.heading, node.span, "rule")
    rule = evolve(
        base,
        applies=applies,
        applies_once=_once(applies, node.loops),
        loops=loops,
        demands=demands,
        exemptions=exemptions,
    )
    yield _finished(scope, place, rule, node, found)


def check_review(place: Place, node: n.Review, found: list[Diagnostic]) -> Iterator[t.CheckedRule]:
    """A `review`: a question for a person."""
    scope = _scope(place, node)
    loops = _loops(scope, node.loops, node.lets)
    applies = _optional(scope, node.heading.applies)
    look_at = tuple(check_name(scope, path, None) for path in node.look_at)
    if node.ask is None or not node.look_at:
        scope.report("clause", "a review says where to `look at` and what to `ask`", node.span)
    _unused(scope, node)
    rule = evolve(
        _base(scope, place, node.heading, node.span, "review"),
        applies=applies,
        applies_once=_once(applies, node.loops),
        loops=loops,
        look_at=look_at,
        ask=_wording(scope, node.ask),
    )
    yield _finished(scope, place, rule, node, found)


def check_items(place: Place, node: n.Items, found: list[Diagnostic]) -> Iterator[t.CheckedRule]:
    """An items table: a rule for each line, and one for placeholder texts where asked."""
    for path in _twice([line.path.text for line in node.lines]):
        lines = [line for line in node.lines if line.path.text == path]
        message = f"`{path}` stands twice in this table"
        found.append(Diagnostic("duplicate-rule", message, place.source, lines[1].span))
    for line in node.lines:
        yield from _item(place, node, line, found)


def _item(
    place: Place, node: n.Items, line: n.ItemLine, found: list[Diagnostic]
) -> Iterator[t.CheckedRule]:
    scope = Scope(place.names, place.source)
    scope.item = line.path.text
    applies = _both(scope, node.heading.applies, line.applies)
    target = check_name(scope, line.path, None)
    if line.must_be_yes and target.type.kind not in ("yes_no", "unknown"):
        scope.report("type", f"`is yes` asks a yes or no; this is {target.type}", line.span)
    heading = attrs.evolve(
        node.heading,
        slug=f"{node.heading.slug}/{line.path.text}",
        cites=(*line.cites, *node.heading.cites),
        encodes=(*line.encodes, *node.heading.encodes),
    )
    demand = t.Demand(condition=_item_demand(target, line.must_be_yes), otherwise=(), remedy=())
    rule = evolve(
        _base(scope, place, heading, line.span, "item"),
        title=_item_title(place, line) or node.heading.title,
        applies=applies,
        applies_once=True,
        demands=(demand,),
        look_at=(target,),
    )
    yield _finished(scope, place, rule, node, found)
    if node.placeholders is not None and target.type.kind == "text":
        yield from _placeholder(scope, place, node, rule, found)


def _item_title(place: Place, line: n.ItemLine) -> str:
    """Amount alone is that of many: a field is called with its group."""
    return title_of(place.names.root, line.path.parts)


def _item_demand(target: t.Checked, must_be_yes: bool) -> t.Checked:
    """That the item is there: a list not empty, a yes/no answered yes where that is asked."""
    text = f"{target.text} is present"
    present = t.IsPresent(type=ty.YES_NO, text=text, operand=target, negated=False)
    if must_be_yes:
        yes = t.Constant(type=ty.YES_NO, text="yes", value=True)
        agreed = _test("is", f"{target.text} is yes", target, yes)
        return t.Every(type=ty.YES_NO, text=agreed.text, operands=(present, agreed))
    if target.type.kind == "list":
        bound = t.Bound(variable="_", source=target, latest=None, where=None)
        count = f"count of {target.text}"
        size = t.Fold(type=ty.INTEGER, text=count, kind="count", value=None, bound=bound)
        one = t.Constant(type=ty.INTEGER, text="1", value=1)
        some = _test("at_least", f"{count} is at least 1", size, one)
        return t.Every(type=ty.YES_NO, text=text, operands=(present, some))
    return present


def _test(kind: str, text: str, *operands: t.Checked) -> t.Operation:
    return t.Operation(type=ty.YES_NO, text=text, kind=kind, operands=operands)


def _placeholder(
    scope: Scope, place: Place, node: n.Items, item: t.CheckedRule, found: list[Diagnostic]
) -> Iterator[t.CheckedRule]:
    """The warning that an item's text only holds its place."""
    name = node.placeholders or ""
    if name not in place.names.parameters:
        hint = place.names.elsewhere(name) or did_you_mean(name, place.names.parameters)
        message = f"there is no parameter `{name}`"
        found.append(Diagnostic("unknown-name", message, place.source, node.span, hint))
        return
    place.names.used.add(name)
    target = item.look_at[0]
    phrases = parameter_value(scope, name)
    test = t.Operation(
        type=ty.YES_NO,
        text=f"{target.text} is a placeholder",
        kind="call",
        operands=(target, phrases),
        options=("is_placeholder",),
    )
    real = t.Opposite(type=ty.YES_NO, text=f"{target.text} is no placeholder", operand=test)
    given = t.IsPresent(type=ty.YES_NO, text="", operand=target, negated=False)
    warning = evolve(
        item,
        id=f"{item.id}/placeholder",
        kind="placeholder",
        severity="warning",
        applies=given,
        demands=(t.Demand(condition=real, otherwise=(), remedy=()),),
        examples=(),
    )
    yield evolve(warning, start=_start(scope, warning))


# ------------------------------------------------------------------ parts


def _scope(place: Place, node: n.Rule | n.Review) -> Scope:
    """The view of a rule; in a table, no column has the name of something else."""
    scope = Scope(place.names, place.source)
    for column in node.row.columns if node.row is not None else ():
        scope.refuse_taken(column.text, column.span)
    scope.row = node.row
    return scope


def _base(scope: Scope, place: Place, heading: n.Heading, span: Span, kind: str) -> t.CheckedRule:
    """A rule with what its heading says; the rest is filled in by the caller."""
    if not heading.cites:
        message = "no rule without a citation"
        scope.report("no-citation", message, heading.span, "add `cite source section`")
    for profile in heading.profiles:
        if profile not in ASKED["profile"].choices:
            hint = did_you_mean(profile, ASKED["profile"].choices) or "guide, statute or strict"
            scope.report("unknown-choice", f"there is no profile `{profile}`", heading.span, hint)
    in_force = heading.in_force
    if in_force and in_force.start and in_force.until and in_force.until < in_force.start:
        scope.report("dates", "this rule ends before it starts", in_force.span)
    return t.CheckedRule(
        id=f"{place.pack}/{heading.slug}",
        kind=kind,
        title=heading.title,
        pack=place.pack,
        source=place.source,
        span=span,
        citations=check_citations(scope, place.sources, heading.cites),
        requirements=tuple(e.requirement for e in heading.encodes),
        severity=heading.severity,
        start=in_force.start if in_force else None,
        until=in_force.until if in_force else None,
        editions=heading.editions,
        profiles=heading.profiles,
        applies=None,
        applies_once=True,
        loops=(),
        demands=(),
        exemptions=(),
        look_at=(),
        ask=(),
        examples=(),
    )


def _loops(scope: Scope, nodes: Sequence[n.ForEach], lets: Sequence[n.Let]) -> tuple[t.Loop, ...]:
    """Loops and lets in the order of the file, each seeing what stands before it."""
    loops: list[t.Loop] = []
    parts: list[n.ForEach | n.Let] = [*nodes, *lets]
    for part in sorted(parts, key=lambda part: part.span[:2]):
        if isinstance(part, n.ForEach):
            loops.append(_loop(scope, part))
        else:
            _let(scope, part)
    return tuple(loops)


def _let(scope: Scope, node: n.Let) -> None:
    value = check(scope, node.value)
    scope.refuse_taken(node.name, node.span)
    scope.lets[node.name] = t.Named(type=value.type, text=node.name, name=node.name, value=value)


def _loop(scope: Scope, node: n.ForEach) -> t.Loop:
    source = entries(scope, check(scope, node.source), node.source)
    entry = source.type.entry or ty.UNKNOWN
    for variable in node.variables:
        scope.bind(variable, entry, node.span)
    check_by(scope, source.type, node.by, node)
    check_by(scope, source.type, node.latest[2] if node.latest else None, node)
    return t.Loop(
        variables=node.variables,
        source=source,
        latest=node.latest,
        by=node.by,
        where=_optional(scope, node.where),
    )


def _unused(scope: Scope, node: n.Rule | n.Review) -> None:
    """Lets and loop variables that nothing reads."""
    for let in node.lets:
        if let.name not in scope.used:
            scope.report("unused-name", f"`{let.name}` is never used", let.span, "leave it out")
    for loop in node.loops:
        if not scope.used.intersection(loop.variables):
            unused_variable(scope, loop.variables[0], loop)


def _demand(scope: Scope, node: n.Requirement) -> t.Demand:
    return t.Demand(
        condition=condition(scope, node.condition),
        otherwise=_wording(scope, node.otherwise),
        remedy=_wording(scope, node.remedy),
    )


def check_exemption(scope: Scope, place: Place, node: n.Exempting) -> t.Exemption:
    """An exception, in the scope of its rule."""
    return t.Exemption(
        label=node.label,
        condition=condition(scope, node.condition),
        but_not=_optional(scope, node.but_not),
        citations=check_citations(scope, place.sources, node.cites),
    )


def _wording(scope: Scope, text: n.Text | None) -> t.Wording:
    if text is None:
        return ()
    scope.in_message = True
    wording = tuple(part if isinstance(part, str) else check(scope, part) for part in text.parts)
    scope.in_message = False
    return wording


def _optional(scope: Scope, node: n.Expression | None) -> t.Checked | None:
    return condition(scope, node) if node is not None else None


def _both(scope: Scope, *nodes: n.Expression | None) -> t.Checked | None:
    """Several conditions as one; None without any."""
    checked = tuple(condition(scope, node) for node in nodes if node is not None)
    if len(checked) < 2:
        return checked[0] if checked else None
    text = " and ".join(c.text for c in checked)
    return t.Every(type=ty.YES_NO, text=text, operands=checked)


def _once(applies: t.Checked | None, loops: Sequence[n.ForEach]) -> bool:
    own = {variable for loop in loops for variable in loop.variables}
    return not own & t.free_variables(applies)


def _finished(
    scope: Scope,
    place: Place,
    rule: t.CheckedRule,
    node: n.Rule | n.Items | n.Review,
    found: list[Diagnostic],
) -> t.CheckedRule:
    """The rule with its examples and the day from which it can be in force."""
    loops = () if isinstance(node, n.Items) else node.loops
    lists = {v: loop.source for loop in loops for v in loop.variables}
    place.insides.setdefault(rule.id, Inside(scope, lists))
    examples = check_examples(scope, rule, lists, node.examples, place.documents)
    rule = evolve(rule, examples=examples)
    rule = evolve(rule, start=_start(scope, rule))
    found.extend(scope.diagnostics)
    return rule


def _start(scope: Scope, rule: t.CheckedRule) -> date | None:
    """From when the rule holds: as it says, else from when all its parameters have values."""
    firsts = first_days(scope, t.conditions_of(rule))
    latest = max((start for start, _ in firsts), default=None)
    if rule.start is None or latest is None:
        return rule.start or latest
    late = [p.name for start, p in firsts if start > rule.start]
    if late:
        message = f"`{late[0]}` has no value on {rule.start}, when this rule is in force"
        scope.report("dates", message, rule.span, f"it has one from {latest}")
    return rule.start


def first_days(
    scope: Scope, conditions: Iterable[t.Checked]
) -> list[tuple[date, t.CheckedParameter]]:
    """The parameters that conditions read, each with the days from which it has values."""
    parameters = [
        scope.names.parameters[p.name]
        for part in conditions
        for p in t.walk(part)
        if isinstance(p, t.ParameterValue)
    ]
    return [(dated[0].start, p) for p in parameters for dated in p.values.values() if dated]


def refuse_twice(scope: Scope, labels: Sequence[str], span: Span) -> None:
    """Two exceptions of one rule must have two labels."""
    for label in _twice(labels):
        scope.report("duplicate-name", f"two exceptions are called `{label}`", span)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
