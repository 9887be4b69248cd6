"""The table of mutators: for each kind of expression, what may stand in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from perkins_rules.analysis.mutants import mutate_comparisons as comparisons
from perkins_rules.analysis.mutants import mutate_conditions as conditions
from perkins_rules.analysis.mutants import mutate_lists as lists
from perkins_rules.analysis.mutants import mutate_values as values
from perkins_rules.analysis.mutants.mutant_words import Change
from perkins_rules.check import tree as t
from perkins_rules.structs import evolve

Mutator = Callable[[Any], Iterator[Change]]

OPERATIONS: dict[str, tuple[Mutator, ...]] = {
    **dict.fromkeys(comparisons.STRICTER, (comparisons.boundary, comparisons.direction)),
    **dict.fromkeys(comparisons.OPPOSITE, (comparisons.equality, comparisons.to_the_letter)),
    **dict.fromkeys(comparisons.MEMBERSHIP, (comparisons.membership, comparisons.to_the_letter)),
    **dict.fromkeys(values.SWAPPED, (values.swapped,)),
    "between": (comparisons.ends_of_between,),
    "apart": (comparisons.distance_of_dates,),
    "differs": (comparisons.tolerance,),
    "days_between": (values.turned,),
    "negate": (values.sign,),
    "round": (values.rounding,),
    "call": (values.function,),
    "pack": (values.part_of_list,),
}
"""By the kind of the operation."""

NODES: dict[type[t.Checked], tuple[Mutator, ...]] = {
    t.Constant: (values.entry_of_list,),
    t.Fallback: (values.without_default,),
    t.IsPresent: (conditions.presence,),
    t.Every: (conditions.every_part,),
    t.Some: (conditions.some_part,),
    t.Opposite: (conditions.no_longer_not,),
    t.Fold: (lists.aggregate, lists.without_filter, lists.other_latest),
    t.Single: (lists.without_filter, lists.other_latest),
    t.Quantifier: (lists.quantifier, lists.without_filter, lists.other_latest),
    t.AllDistinct: (lists.without_filter, lists.other_latest, comparisons.to_the_letter),
}
"""By the kind of the expression."""

_TURNED_BY_OTHERS = (t.Constant, t.Every, t.Some, t.Opposite, t.Quantifier, t.IsPresent, t.Choice)


def changes(node: t.Checked, condition: bool, below_not: bool = False) -> Iterator[Change]:
    """Everything that may stand in place of an expression.

    `condition`: its yes or no counts as such. `below_not`: a `not` stands before it, which is
    changed itself; to turn its condition as well would say the same twice.
    """
    same = evolve(node)  # may stand in its own replacement, and is not replaced again there
    kind = node.kind if isinstance(node, t.Operation) else None
    mutators = OPERATIONS.get(kind, ()) if kind is not None else NODES.get(type(node), ())
    for mutator in mutators:
        yield from (c for c in mutator(same) if not (below_not and c.flips))
    if condition and not below_not and _says_yes_by_itself(node):
        yield from conditions.negated(same)


def _says_yes_by_itself(node: t.Checked) -> bool:
    """Whether only a `not` can turn it: a field, a definition, a function."""
    if node.type.kind != "yes_no" or isinstance(node, _TURNED_BY_OTHERS):
        return False
    return not isinstance(node, t.Operation) or node.kind == "call"
