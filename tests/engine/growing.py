"""Grows random checked rules over the small world: any node under any other its type allows.

`Grower.value` grows an expression of a type by one of the productions that give it, and
`Grower.rule` a rule of any form. `Grower.plain` makes a small rule about one production, so that
each is also met where nothing hides it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.types import Type
from perkins_rules.source import Citation, SourceText, Span
from perkins_rules.structs import evolve
from tests.engine.production_table import BY_NAME, TYPES_OF, operation, productions
from tests.engine.world import SHAPE, replaced
from tests.engine.world_types import LINE, ORDERED, PARAMETERS, RECORDS, YEAR, list_of

NO_SPAN = Span(1, 1, 1, 1)
REPLACED = replaced()


class Grower:
    """Grows the expressions of one rule. `variables` are those in sight, with their types."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.variables: dict[str, Type] = {}
        self.lets: list[t.Named] = []
        self._names = 0

    # -------------------------------------------------------------- values

    def value(self, wanted: Type, depth: int) -> t.Checked:
        """An expression of a type."""
        choices = productions(wanted, leaves=depth <= 0)
        grown = None
        while grown is None:
            grown = self.random.choice(choices)(self, wanted, depth - 1)
        return grown

    def condition(self, depth: int) -> t.Checked:
        return self.value(ty.YES_NO, depth)

    def fresh(self, word: str) -> str:
        self._names += 1
        return f"{word}{self._names}"

    @contextmanager
    def bound(self, entry: Type, depth: int) -> Iterator[t.Bound]:
        """A binding over a list, its variable in sight."""
        source = self.value(list_of(entry), depth)
        variable = self.fresh("each")
        self.variables[variable] = entry
        where = self.condition(depth) if self.random.random() < 0.5 else None
        latest = self._latest(entry)
        yield t.Bound(variable=variable, source=source, latest=latest, where=where)
        del self.variables[variable]

    def _latest(self, entry: Type) -> tuple[str, int, str] | None:
        if entry.kind != "record" or self.random.random() < 0.7:
            return None
        which = self.random.choice(("latest", "earliest"))
        return which, self.random.choice((1, 2, 3)), self.random.choice(keys(entry))

    def entry_type(self) -> Type:
        """What the entries of a list may be."""
        return self.random.choice((LINE, LINE, YEAR, ty.INTEGER, ty.TEXT, ty.MONEY, ty.PATH))

    # -------------------------------------------------------------- rules

    def rule(self, name: str) -> t.CheckedRule:
        """A whole rule of any form."""
        random = self.random
        loops = tuple(self._loop() for _ in range(random.choice((0, 0, 0, 1, 1, 2))))
        kind = "review" if random.random() < 0.2 else "rule"
        applies = self.condition(2) if kind == "review" or random.random() < 0.6 else None
        demands = tuple(self._demand() for _ in range(random.choice((1, 1, 2))))
        exemptions = tuple(self._exemption(k) for k in range(random.choice((0, 0, 1, 2))))
        rule = t.CheckedRule(
            **_HEADING,
            id=f"world/{name}",
            kind=kind,
            applies=applies,
            applies_once=True,
            loops=loops,
            demands=() if kind == "review" else demands,
            exemptions=() if kind == "review" else exemptions,
            look_at=(),
        )
        return evolve(rule, applies_once=_once(rule))

    def plain(self, name: str, focus: str, form: str) -> t.CheckedRule:
        """A rule that says one thing about one construct, in one of the FORMS."""
        place, _, easing = form.partition(", ")
        condition = self.eased(self.about(focus), easing)
        demand = t.Demand(condition=condition, otherwise=(), remedy=())
        return t.CheckedRule(
            **_HEADING,
            id=f"world/{name}",
            kind="review" if place == "review" else "rule",
            applies=None if place == "demand" else condition,
            applies_once=True,
            loops=(),
            demands=() if place == "review" else (demand,),
            exemptions=(),
            look_at=(),
        )

    def eased(self, condition: t.Checked, easing: str) -> t.Checked:
        """The condition, or one that no longer hangs on it."""
        if not easing:
            return condition
        node: type[t.Some | t.Every] = t.Some if easing == "or yes" else t.Every
        other: t.Checked = t.Constant(type=ty.YES_NO, text="", value=easing == "or yes")
        if easing == "and unknown":
            other = t.Read(type=ty.YES_NO, text="", record=None, steps=("never", "given"))
        return node(type=ty.YES_NO, text="", operands=(condition, other))

    def about(self, focus: str) -> t.Checked:
        """A shallow condition about one construct."""
        if not focus.endswith("variable"):
            return self._about(focus)
        with self.bound(self.random.choice(RECORDS), 0) as bound:
            body = self._about(focus)
        kind = self.random.choice(("every", "some", "none"))
        return t.Quantifier(type=ty.YES_NO, text="", kind=kind, bound=bound, body=body)

    def _about(self, focus: str) -> t.Checked:
        grown = None
        while grown is None:
            type_ = self.random.choice(TYPES_OF[focus])
            grown = BY_NAME[focus](self, type_, 1)
        return grown if type_ == ty.YES_NO else self.compared(grown, type_)

    def compared(self, grown: t.Checked, type_: Type) -> t.Checked:
        """A condition that hangs on a value."""
        if type_.kind in ("record", "list"):
            return t.IsPresent(type=ty.YES_NO, text="", operand=grown, negated=False)
        kind = "is" if self.random.random() < 0.5 or type_ not in ORDERED else "at_least"
        return operation(ty.YES_NO, kind, grown, self.value(type_, 0))

    def _loop(self) -> t.Loop:
        entry = self.random.choice((LINE, LINE, YEAR, ty.TEXT))
        source = self.value(list_of(entry), 1)
        pairs = entry.kind == "record" and self.random.random() < 0.3
        names = (self.fresh("one"), self.fresh("two")) if pairs else (self.fresh("each"),)
        self.variables.update(dict.fromkeys(names, entry))
        by = self.random.choice(keys(entry)) if pairs else None
        where = self.condition(1) if self.random.random() < 0.4 else None
        latest = None if pairs else self._latest(entry)
        return t.Loop(variables=names, source=source, latest=latest, by=by, where=where)

    def _demand(self) -> t.Demand:
        return t.Demand(
            condition=self.condition(self.random.choice((1, 2, 3))), otherwise=(), remedy=()
        )

    def _exemption(self, number: int) -> t.Exemption:
        but_not = self.condition(1) if self.random.random() < 0.4 else None
        condition = self.condition(1)
        label = f"case_{number}"
        return t.Exemption(label=label, condition=condition, but_not=but_not, citations=())


FORMS = (
    *("demand", "demand, or yes", "demand, and no", "demand, and unknown"),
    *("applies, and no", "review, or yes"),
)
"""Where a plain rule has its condition, and what takes its weight away."""


def keys(entry: Type) -> tuple[str, ...]:
    """Fields of an entry by which a list can be ordered."""
    return ("year", "day", "code") if entry is LINE else ("year",)


_HEADING: dict[str, Any] = {
    "title": "A generated rule",
    "pack": "world",
    "source": SourceText("world.rules", ""),
    "span": NO_SPAN,
    "citations": (Citation("law", "1(a)", None, "Law § 1(a)"),),
    "requirements": (),
    "severity": "error",
    "start": None,
    "until": None,
    "editions": (),
    "profiles": (),
    "ask": (),
    "examples": (),
}


def _once(rule: t.CheckedRule) -> bool:
    own = {variable for loop in rule.loops for variable in loop.variables}
    return not own & t.free_variables(rule.applies)


def rule_set(rules: tuple[t.CheckedRule, ...]) -> t.RuleSet:
    return t.RuleSet(
        packs=(),
        sources={},
        parameters=PARAMETERS,
        rules=rules,
        shapes={"world": SHAPE},
        sha256="",
        replaced=REPLACED,
    )
