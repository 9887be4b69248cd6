"""Checked rules -> mutants: the rules changed in one small way each.

A mutant is not a text: it names the parts of the checked tree that others stand for, so that it
costs nothing to make. What a definition or a parameter says is changed once, for all rules that
read it; so is what a table asks of all its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import Factory, frozen

from perkins_rules.analysis.mutants.mutant_clauses import Declared, clauses_of, place_of
from perkins_rules.analysis.mutants.mutant_places import Stretch, stretch
from perkins_rules.analysis.mutants.mutant_spots import Spot, parts_of
from perkins_rules.analysis.mutants.mutant_words import dropped
from perkins_rules.analysis.mutants.mutate_clauses import other_rules
from perkins_rules.analysis.mutants.mutate_parameters import other_parameters
from perkins_rules.analysis.mutants.mutators import changes
from perkins_rules.check import tree as t
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText


@frozen(kw_only=True, eq=False)
class Mutant:
    """One small change. `owner` is a rule, an items table, `definition NAME` or `parameter NAME`;
    `words` tell the change, `source` and `line` where it is made. What stands in whose place is
    in `nodes`, `rules` (by key) and `parameters`.
    """

    owner: str
    words: str
    source: SourceText
    line: int
    nodes: dict[t.Checked, t.Checked] = Factory(dict)
    rules: dict[str, t.CheckedRule] = Factory(dict)
    parameters: dict[t.CheckedParameter, t.CheckedParameter] = Factory(dict)


def mutants_of(rules: t.RuleSet, files: Sequence[n.RuleFile]) -> list[Mutant]:
    """Every mutant of a rule set, by owner, in the order of the rules; `files` are its syntax."""
    return _Maker(rules, Declared(files)).all()


class _Context(NamedTuple):
    """What all nodes of a clause or a definition share: whose they are, where its lets stand, and
    its own words for what the checked tree may say in those of a rule that uses it.
    """

    owner: str
    lets: Mapping[str, Stretch] = {}
    own_words: Callable[[str], str] = str


class _Maker:
    def __init__(self, rules: t.RuleSet, declared: Declared) -> None:
        self.rules, self.declared = rules, declared
        self.made: dict[tuple[Any, ...], Mutant] = {}
        self.definitions: dict[str, dict[t.Named, None]] = {}
        self.parameters: dict[str, None] = {}
        self.seen: set[tuple[str, t.Checked]] = set()

    def all(self) -> list[Mutant]:
        for rule in self.rules.rules:
            if rule.kind != "placeholder":  # a table has no examples of placeholder texts
                self._rule(rule)
        met = 0
        while met < (now := sum(map(len, self.definitions.values()))):
            met = now  # a definition may read further ones
            for name, uses in list(self.definitions.items()):
                self._definition(name, list(uses))
        for name in self.parameters:
            self._parameter(name)
        return list(self.made.values())

    def _mutant(self, key: tuple[Any, ...], words: str, place: Stretch) -> Mutant:
        """The mutant of this key, whose first part is its owner; a new one if need be."""
        if key not in self.made:
            owner, source, line = key[0], place.source, place.line
            self.made[key] = Mutant(owner=owner, words=words, source=source, line=line)
        return self.made[key]

    # -------------------------------------------------------------- declarations

    def _rule(self, rule: t.CheckedRule) -> None:
        node = self.declared.of(rule)
        lets = node.lets if isinstance(node, n.Rule | n.Review) else ()
        places = {let.name: place_of(rule, node, let.value.span) for let in lets}
        for k, clause in enumerate(clauses_of(rule, node)):
            if clause.without is not None:
                words = dropped(f"{clause.keyword} {clause.node.text}")
                key = (clause.owner, clause.place.line, words)
                self._mutant(key, words, clause.place).rules[rule.key] = clause.without
            spot = Spot(clause.node, (k,), condition=clause.keyword != "for each")
            place = _narrowed(clause.place, clause.node.text)
            self._tree(_Context(clause.owner, places), spot, place)
        for other in other_rules(rule, node, self.rules.parameters):
            key = (other.owner, other.place.line, other.words)
            self._mutant(key, other.words, other.place).rules[rule.key] = other.rule

    def _definition(self, name: str, uses: Iterable[t.Named]) -> None:
        source, node = self.declared.definitions[name]
        for use in uses:
            context = _Context(f"definition {name}", {}, _own_words(node, use))
            place = _narrowed(stretch(source, node.value.span), context.own_words(use.value.text))
            condition = use.type.kind == "yes_no"
            self._tree(context, Spot(use.value, (), condition=condition), place)

    def _parameter(self, name: str) -> None:
        """A parameter as its pack has it, and as packs above have it."""
        self._values(f"parameter {name}", self.rules.parameters[name], None, None)
        for new in self.rules.replaced:
            if new.parameter.name == name:
                self._values(f"parameter {name} by {new.by}", new.parameter, new.by, new.state)

    def _values(
        self, owner: str, parameter: t.CheckedParameter, by: str | None, state: str | None
    ) -> None:
        source, node = self.declared.parameters[parameter.name, by]
        for k, other in enumerate(other_parameters(parameter, state, source, node)):
            mutant = self._mutant((owner, k), other.words, other.place)
            mutant.parameters[parameter] = other.parameter

    # -------------------------------------------------------------- expressions

    def _tree(self, context: _Context, spot: Spot, place: Stretch) -> None:
        """Every change of an expression and of what it is made of, definitions left aside."""
        node = spot.node
        if (context.owner, node) in self.seen:
            return
        self.seen.add((context.owner, node))
        if isinstance(node, t.Named) and node.name in context.lets:
            place = _narrowed(context.lets[node.name], node.value.text)
            self._tree(context, spot._replace(node=node.value), place)
            return
        self._changes(context, spot, place)
        if isinstance(node, t.Named):
            self.definitions.setdefault(node.name, {})[node] = None
            return
        if isinstance(node, t.ParameterValue):
            self.parameters[node.name] = None
        self._parts(context, spot, place)

    def _changes(self, context: _Context, spot: Spot, place: Stretch) -> None:
        node, own = spot.node, context.own_words
        for k, change in enumerate(changes(node, spot.condition, spot.below_not)):
            words = own(f"{change.words} in `{node.text}`")
            at = place.part(own(change.at), place.first) if change.at else None
            key = (context.owner, spot.path, k)
            self._mutant(key, words, at or place).nodes[node] = change.node

    def _parts(self, context: _Context, spot: Spot, place: Stretch) -> None:
        after = place.first
        for inner in parts_of(spot):
            found = place.part(context.own_words(inner.node.text), after)
            self._tree(context, inner, found or place)
            after = found.last if found is not None else after


def _narrowed(place: Stretch, words: str) -> Stretch:
    """Where in a clause its condition stands."""
    return place.part(words, place.first) or place


def _own_words(node: n.Define, use: t.Named) -> Callable[[str], str]:
    """Turns the words of one use of a definition into its own: its variable for the entry."""
    if node.variable is None:
        return str
    entry = re.escape(use.text.removesuffix(f" is {use.name}").removeprefix(f"{use.name} of "))
    words = re.compile(rf"(?<![\w.]){entry}(?!\w)")
    variable = node.variable
    return lambda text: words.sub(lambda _: variable, text)
