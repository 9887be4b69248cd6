"""A setting + rules -> their formulas over a form that is not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.engine.shared.states import STATE_CODE
from perkins_rules.proving.form import Form, Pools, Wanted, form_of
from perkins_rules.proving.reading import Reading, reading_of
from perkins_rules.proving.setting import Setting
from perkins_rules.solving.evaluator import Symbolic
from perkins_rules.solving.figures import Space
from perkins_rules.solving.guards import Outside
from perkins_rules.solving.instances import Held, held

WAYS = ((1, False), (1, True), (2, True), (0, True), (-1, True))
"""How many entries lists have, tried in turn (below zero they are missing), and whether lists of
words stand.
"""


class Formed(NamedTuple):
    """Formulas of rules, by their keys; `outside` says of which words a rule has none. What is
    proved holds within the `limits`, in words; without any it holds of all documents.
    """

    setting: Setting
    form: Form
    space: Space
    held: Mapping[str, tuple[Held, ...]]
    outside: Mapping[str, str]
    limits: tuple[str, ...]

    @property
    def has_lists(self) -> bool:
        """Whether another way of making the form could make a difference."""
        found = (isinstance(one, list) for one in _values(self.form.data))
        return any(found) or any(one.kind == "list" for one in self.form.unknowns)


def formed(
    setting: Setting,
    rules: Sequence[CheckedRule],
    pools: Pools,
    way: tuple[int, bool] = WAYS[0],
    *,
    fixed: Mapping[str, Any] | None = None,
    negative: bool = False,
) -> Formed:
    """The formulas of some rules over one form, with its lists in one of the ways."""
    question = setting.question
    reading = reading_of(rules, setting.parameters, question.day, setting.state)
    standing = {**setting.fixed, **(fixed or {})}
    form = form_for(setting, Wanted(reading, *way, pools, question.day, standing, negative))
    space = Space(form.unknowns)
    on = Symbolic(setting.evaluator(form.data), space)
    found, outside = dict[str, tuple[Held, ...]](), dict[str, str]()
    for rule in rules:
        try:
            found[rule.key] = held(on, rule)
        except Outside as why:
            outside[rule.key] = str(why)
    return Formed(setting, form, space, found, outside, limits_of(reading, form))


def form_for(setting: Setting, wanted: Wanted) -> Form:
    """The form of documents that are not of a State with packs of its own, unless it is asked."""
    form = form_of(setting.shape, wanted)
    others = {p.state for p in setting.rules.packs if p.document == setting.document}
    unknowns = [
        one._replace(values=tuple(v for v in one.values if v not in others))
        if one.pointer == STATE_CODE
        else one
        for one in form.unknowns
    ]
    return Form(form.data, tuple(unknowns))


def limits_of(reading: Reading, form: Form) -> tuple[str, ...]:
    """Within what something is proved."""
    found = []
    if reading.counts and any(isinstance(value, list) for value in _values(form.data)):
        found.append("lists of 2 entries at most")
    if reading.samples or any(one.kind == "list" for one in form.unknowns):
        found.append("texts and lists such as the rules and their examples have")
    return tuple(found)


def _values(data: Any) -> Iterator[Any]:
    """All lists of groups, and what they stand in."""
    if isinstance(data, dict):
        for inner in data.values():
            yield from _values(inner)
    elif isinstance(data, list):
        yield data if data and isinstance(data[0], dict) else None
