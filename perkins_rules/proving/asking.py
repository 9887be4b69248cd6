"""A question about rules -> a document that answers it, that there is none, or what is in the way.

Forms are tried with their lists in one way after the other. What the solver finds counts once the
engine has said so; where it finds nothing, examples of the rules may still show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.proving.form import Pools
from perkins_rules.proving.formed import WAYS, Formed, formed
from perkins_rules.proving.reading import parameters_read
from perkins_rules.proving.sample import Sample, Verdicts, sample_of
from perkins_rules.proving.setting import Setting
from perkins_rules.proving.smallest import MOST_STEPS, smallest
from perkins_rules.solving.guards import Guard
from perkins_rules.solving.search import TooHard

Rules = tuple[t.CheckedRule, ...]
GAVE_UP = f"the solver gave up at its limit of {MOST_STEPS:,} steps"
NOT_CONFIRMED = "the engine does not confirm what the solver found"


class Answer(NamedTuple):
    """A document that shows it; or none, with why it could not be told (`unknown`). Without both,
    there is no such document, as far as the `limits` go.
    """

    sample: Sample | None
    unknown: str = ""
    limits: tuple[str, ...] = ()

    @property
    def in_the_way(self) -> str:
        """Why there is no proof that there is no such document; empty where there is one."""
        return self.unknown or (
            f"none was found with {' and '.join(self.limits)}" if self.limits else ""
        )

    @property
    def is_no(self) -> bool:
        """Whether it is proved that there is no such document."""
        return self.sample is None and not self.in_the_way


class Asking(NamedTuple):
    """A question: the guards that are to hold of a form, and what the engine is then to say."""

    rules: Rules
    wanted: Callable[[Formed], Iterable[Guard]]
    is_so: Callable[[Verdicts], bool]
    negative: bool = False


def answered(setting: Setting, pools: Pools, asking: Asking) -> Answer:
    """The smallest document in the first way in which there is one."""
    unknown, limits = "", dict[str, None]()
    for way in WAYS:
        on = formed(setting, asking.rules, pools, way, negative=asking.negative)
        limits |= dict.fromkeys(on.limits)
        try:
            found = None if on.outside else smallest(on, asking.wanted(on))
        except TooHard:
            found, unknown = None, GAVE_UP
        if on.outside:
            unknown = f"`{next(iter(on.outside.values()))}` has no formula"
        elif found is not None:
            sample = sample_of(setting, found, asking.rules, asking.is_so)
            if sample is not None:
                return Answer(sample)
            unknown = NOT_CONFIRMED
        if not on.has_lists and not on.outside:
            break
    return Answer(None, unknown, tuple(limits))


def signature(setting: Setting, rules: Rules) -> tuple[Any, ...]:
    """What an answer hangs on beside the rules: in settings that have it in common it is one."""
    question, parameters = setting.question, setting.parameters
    names = sorted(frozenset[str]().union(*map(parameters_read, rules)))
    values = tuple(
        (name, state, held.text if held is not None else None)
        for name in names
        for state in parameters[name].values
        for held in [parameters[name].at(question.day, state)]
    )
    nodes = [n for r in rules for one in t.conditions_of(r) for n in t.walk(one)]
    asked = {n.name for n in nodes if isinstance(n, t.Asked)}
    said = tuple(
        value
        for name, value in (
            ("profile", question.profile),
            ("edition", question.edition),
            ("asked_date", question.day),
        )
        if name in asked
    )
    by_state = any(isinstance(n, t.Read) and n.steps[-1] == "code" for n in nodes)
    return (*(id(rule) for rule in rules), values, said, setting.state if by_state else "")
