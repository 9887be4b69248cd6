"""What a pack changes of the packs below it: `replace …` and `except …`.

A pack of one State changes a rule for the documents of that State: the rule set then holds the
rule twice, under one id, and every document meets one of the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.examples import check_examples
from perkins_rules.check.rules import (
    Place,
    check_exemption,
    check_review,
    check_rule,
    first_days,
    refuse_twice,
)
from perkins_rules.check.scope import Scope, did_you_mean
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span
from perkins_rules.structs import evolve

_REPLACED = {"rule": "rule", "item": "rule", "review": "review"}
"""What a rule of each kind is replaced by."""


class Change(NamedTuple):
    """Who changed something, for documents of which type and State (None is any), and where."""

    pack: str
    document: str | None
    state: str | None
    source: SourceText
    span: Span

    def meets(self, other: Change) -> bool:
        """Whether there are documents for which both hold."""
        return _meet(self.document, other.document) and _meet(self.state, other.state)


def _meet(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


class Changes:
    """Who changed what, so that no two packs change one thing for one document."""

    def __init__(self, packs: Mapping[str, tuple[n.Pack, n.RuleFile]]) -> None:
        self.packs = packs
        self.made: dict[str, list[Change]] = {}

    def enter(self, place: Place, target: n.Name, found: list[Diagnostic]) -> None:
        """Notes a change; one that meets another is a fault that names both places."""
        pack = self.packs[place.pack][0]
        new = Change(place.pack, pack.document, pack.state, place.source, target.span)
        for old in self.made.setdefault(target.text, []):
            if not old.meets(new):
                continue
            where = f"{old.source.name}:{old.span.line}"
            message = f"`{target.text}` is changed in {where} already, by the pack `{old.pack}`"
            hint = "both would hold for one document: leave one of the two out"
            found.append(Diagnostic("changed-twice", message, place.source, target.span, hint))
        self.made[target.text].append(new)


class Overlays:
    """The rules of a rule set as the packs above change them.

    `below` are the names of the packs below each pack, `versions` all rules that have an id, of
    which `originals` has the first.
    """

    def __init__(
        self,
        packs: Mapping[str, tuple[n.Pack, n.RuleFile]],
        below: Mapping[str, list[str]],
        versions: dict[str, list[t.CheckedRule]],
    ) -> None:
        self.packs, self.below, self.versions = packs, below, versions
        self.changes = Changes(packs)

    def change(self, place: Place, node: n.Declaration, found: list[Diagnostic]) -> None:
        """Carries out a `replace rule`, a `replace review` or an `except`."""
        if isinstance(node, n.Except):
            self._except(place, node, found)
        elif isinstance(node, n.Rule):
            self._replace(place, node, node.replaces, "rule", found)
        elif isinstance(node, n.Review):
            self._replace(place, node, node.replaces, "review", found)

    def _replace(
        self,
        place: Place,
        node: n.Rule | n.Review,
        target: n.Name | None,
        word: str,
        found: list[Diagnostic],
    ) -> None:
        assert target is not None
        if isinstance(node, n.Rule):
            [new] = check_rule(place, node, found)
        else:
            [new] = check_review(place, node, found)
        old = self._target(place, target, found)
        if old is None:
            return
        kind = _REPLACED.get(old.kind)
        if kind != word:
            message = f"`{old.id}` is a {old.kind}, and no {word}"
            hint = f"write `replace {kind} {old.id}`" if kind else "it goes with its item"
            found.append(Diagnostic("overlay", message, place.source, target.span, hint))
            return
        new = evolve(new, id=old.id, pack=old.pack, replaced_by=place.pack)
        self._enter(place, target, old, new, found)

    def _except(self, place: Place, node: n.Except, found: list[Diagnostic]) -> None:
        old = self._target(place, node.rule, found)
        if old is None:
            return
        if old.kind not in ("rule", "item"):
            message = f"`{old.id}` is a {old.kind}, which has no exceptions"
            kind = _REPLACED.get(old.kind)
            hint = f"write `replace {kind} {old.id}`" if kind else ""
            found.append(Diagnostic("overlay", message, place.source, node.rule.span, hint))
            return
        inside = place.insides[old.id]
        scope = inside_of(place, inside.scope)
        added = tuple(check_exemption(scope, place, e) for e in node.exceptions)
        if not added:
            hint = "add `unless label: … cite …`"
            scope.report("clause", "this adds no exception", node.span, hint)
        refuse_twice(scope, [e.label for e in (*old.exemptions, *added)], node.span)
        own = tuple(e.requirement for e in node.encodes)
        new = evolve(
            old,
            source=place.source,
            span=node.span,
            exemptions=(*old.exemptions, *(_from_then_on(scope, old, e) for e in added)),
            requirements=tuple(dict.fromkeys((*old.requirements, *own))),
            excepted_by=place.pack,
            amends=old,
        )
        examples = check_examples(scope, new, inside.lists, node.examples, place.documents)
        new = evolve(new, examples=examples)
        found.extend(scope.diagnostics)
        self._enter(place, node.rule, old, new, found)

    def _enter(
        self,
        place: Place,
        target: n.Name,
        old: t.CheckedRule,
        new: t.CheckedRule,
        found: list[Diagnostic],
    ) -> None:
        """Puts a rule beside the one it changes, or in its place where it holds for all States."""
        self.changes.enter(place, target, found)
        state = place.names.state
        versions = self.versions[old.id]
        if state is None:
            versions[0] = new
            return
        versions[0] = evolve(versions[0], except_states=(*versions[0].except_states, state))
        versions.append(evolve(new, state=state))

    # -------------------------------------------------------------- what may be changed

    def _target(
        self, place: Place, target: n.Name, found: list[Diagnostic]
    ) -> t.CheckedRule | None:
        """The rule that is changed, as its own pack has it; a fault if there is none."""
        below = self.below.get(place.pack, ())
        pack = target.text.partition("/")[0]
        fault = _not_below(place.pack, pack, self.packs, below, f"`{target.text}`")
        if fault is None and target.text not in self.versions:
            known = [id_ for id_ in self.versions if id_.partition("/")[0] in below]
            hint = did_you_mean(target.text, known) or did_you_mean(pack, self.packs)
            message = f"there is no rule `{target.text}` in the packs below this one"
            found.append(Diagnostic("unknown-rule", message, place.source, target.span, hint))
            return None
        fault = fault or self._never_together(place, target.text, pack)
        if fault is not None:
            found.append(Diagnostic("overlay", fault[0], place.source, target.span, fault[1]))
            return None
        first = self.versions[target.text][0]
        return evolve(first.amends or first, except_states=())

    def _never_together(self, place: Place, id_: str, pack: str) -> tuple[str, str] | None:
        """That no document meets both packs."""
        own, other = self.packs[place.pack][0], self.packs[pack][0]
        if own.document != other.document:
            return f"`{id_}` is for `{other.document}`, this pack for `{own.document}`", ""
        if not _meet(own.state, other.state):
            return f"`{id_}` is asked of documents of {other.state} alone", ""
        return None


def _not_below(
    own: str, pack: str, packs: Mapping[str, Any], below: Any, what: str
) -> tuple[str, str] | None:
    if pack == own:
        return f"{what} belongs to this pack itself", "change it where it stands"
    if pack in packs and pack not in below:
        return f"{what} belongs to a pack that `{own}` does not extend", f"extend `{pack}`"
    return None


def inside_of(place: Place, rule: Scope) -> Scope:
    """A scope of this pack that sees what stands inside a rule of another."""
    scope = Scope(place.names, place.source)
    scope.variables, scope.lets = dict(rule.variables), dict(rule.lets)
    scope.item = rule.item
    return scope


def _from_then_on(scope: Scope, rule: t.CheckedRule, added: t.Exemption) -> t.Exemption:
    """The exception from the day on which its parameters have values: the rule is older."""
    conditions = [c for c in (added.condition, added.but_not) if c is not None]
    first = max((day for day, _ in first_days(scope, conditions)), default=date.min)
    if first <= (rule.start or date.min):
        return added
    asked = t.Asked(type=ty.DATE, text="asked_date", name="asked_date")
    day = t.Constant(type=ty.DATE, text=first.isoformat(), value=first)
    begun = t.Operation(
        type=ty.YES_NO,
        text=f"asked_date is on or after {first}",
        kind="at_least",
        operands=(asked, day),
    )
    text = f"{begun.text} and {added.condition.text}"
    both = t.Every(type=ty.YES_NO, text=text, operands=(begun, added.condition))
    return evolve(added, condition=both)
