"""The clauses of a checked rule with their places in its file, and the rule without each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from perkins_rules.analysis.mutants.mutant_places import Stretch, stretch
from perkins_rules.check import tree as t
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span
from perkins_rules.structs import evolve

Whole = n.Rule | n.Items | n.Review
Asking = Whole | n.Except


class Clause(NamedTuple):
    """A condition or a list that a rule's verdict hangs on.

    `keyword` as the file has it (`applies when`); `without` is the rule that lacks the clause,
    None where it cannot.
    """

    owner: str
    keyword: str
    node: t.Checked
    place: Stretch
    without: t.CheckedRule | None


class Declared:
    """The declarations of rule files, by what checked rules know of them."""

    def __init__(self, files: Sequence[n.RuleFile]) -> None:
        self.asking: dict[str, list[Asking]] = {}
        self.definitions: dict[str, tuple[SourceText, n.Define]] = {}
        self.parameters: dict[tuple[str, str | None], tuple[SourceText, n.Parameter]] = {}
        for file in files:
            packs = [node.name for node in file.declarations if isinstance(node, n.Pack)]
            for node in file.declarations:
                self._enter(file.source, packs[0] if packs else None, node)

    def _enter(self, source: SourceText, pack: str | None, node: n.Declaration) -> None:
        if isinstance(node, n.Rule | n.Items | n.Review | n.Except):
            self.asking.setdefault(source.name, []).append(node)
        elif isinstance(node, n.Define):
            self.definitions[node.name] = (source, node)
        elif isinstance(node, n.Parameter):
            self.parameters[node.name, pack if node.replaces else None] = (source, node)

    def of(self, rule: t.CheckedRule) -> Asking:
        """The declaration of a rule, or the table in which it is a line."""
        declared = self.asking[rule.source.name]
        return next(d for d in declared if rule.span.within(d.span))


def place_of(rule: t.CheckedRule, node: Asking, span: Span) -> Stretch:
    """What stands at a place of a rule's declaration."""
    row = node.row if isinstance(node, n.Rule | n.Review) else None
    return stretch(rule.source, span, row)


def clauses_of(rule: t.CheckedRule, node: Asking) -> Iterator[Clause]:
    """Every clause that a verdict hangs on, in the order of the tree."""
    if isinstance(node, n.Items):
        yield from _of_item(rule, node)
        return
    if isinstance(node, n.Except):
        yield from _exemptions(rule, node)
        return
    if rule.applies is not None and node.heading.applies is not None:
        place = place_of(rule, node, node.heading.applies.span)
        without = evolve(rule, applies=None, applies_once=True)
        yield Clause(rule.key, "applies when", rule.applies, place, without)
    for k, loop in enumerate(rule.loops):
        yield from _of_loop(rule, k, loop, place_of(rule, node, node.loops[k].span))
    if isinstance(node, n.Rule):
        yield from _demands(rule, node)
        yield from _exemptions(rule, node)


def _of_loop(rule: t.CheckedRule, k: int, loop: t.Loop, place: Stretch) -> Iterator[Clause]:
    yield Clause(rule.key, "for each", loop.source, place, None)
    if loop.where is not None:
        without = with_loop(rule, k, evolve(loop, where=None))
        yield Clause(rule.key, "where", loop.where, place, without)


def with_loop(rule: t.CheckedRule, k: int, loop: t.Loop) -> t.CheckedRule:
    """The rule with another loop in a place."""
    return evolve(rule, loops=_with(rule.loops, k, loop))


def _with(parts: tuple[Any, ...], k: int, *others: Any) -> tuple[Any, ...]:
    return (*parts[:k], *others, *parts[k + 1 :])


def _demands(rule: t.CheckedRule, node: n.Rule) -> Iterator[Clause]:
    for k, demand in enumerate(rule.demands):
        place = place_of(rule, node, node.requires[k].condition.span)
        without = evolve(rule, demands=_with(rule.demands, k))
        yield Clause(rule.key, "require", demand.condition, place, without)


def _exemptions(rule: t.CheckedRule, node: n.Rule | n.Except) -> Iterator[Clause]:
    """The exceptions that a declaration makes: `except` adds its own behind those of the rule."""
    before = len(rule.exemptions) - len(node.exceptions)
    for k, written in enumerate(node.exceptions, start=before):
        exemption = rule.exemptions[k]
        place = place_of(rule, node, written.condition.span)
        without = evolve(rule, exemptions=_with(rule.exemptions, k))
        condition = _as_written(exemption.condition, place)
        yield Clause(rule.key, f"unless {exemption.label}:", condition, place, without)
        if exemption.but_not is not None and written.but_not is not None:
            place = place_of(rule, node, written.but_not.span)
            other = evolve(exemption, but_not=None)
            without = evolve(rule, exemptions=_with(rule.exemptions, k, other))
            yield Clause(rule.key, "but not when", exemption.but_not, place, without)


def _as_written(condition: t.Checked, place: Stretch) -> t.Checked:
    """Without the first day that the checker sets before an exception that is younger."""
    if isinstance(condition, t.Every) and condition.text != place.text:
        begun, *rest = condition.operands
        if begun.text.startswith("asked_date is on or after") and len(rest) == 1:
            return rest[0]
    return condition


def _of_item(rule: t.CheckedRule, node: n.Items) -> Iterator[Clause]:
    """What the table asks of all its lines, and what a line asks for itself."""
    line = next(entry for entry in node.lines if entry.span == rule.span)
    written = [
        (table_of(rule, node), "applies when", node.heading.applies),
        (rule.key, "when", line.applies),
    ]
    stated = [(owner, word, part) for owner, word, part in written if part is not None]
    both = len(stated) == 2
    assert rule.applies is not None or not stated
    for k, (owner, keyword, part) in enumerate(stated):
        operands = rule.applies.operands if both and isinstance(rule.applies, t.Every) else ()
        condition = operands[k] if operands else rule.applies
        rest = operands[1 - k] if operands else None
        assert condition is not None
        without = evolve(rule, applies=rest)
        yield Clause(owner, keyword, condition, stretch(rule.source, part.span), without)


def table_of(rule: t.CheckedRule, node: n.Items) -> str:
    """The id of an items table."""
    return f"{rule.pack}/{node.heading.slug}"
