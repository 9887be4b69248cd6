"""Checked rules: every name resolved, every value typed. What the two engines are given.

Once a rule is in this form it cannot fail on any document: a missing fact makes a result
undetermined, nothing makes it raise. All nodes are to be had from here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from perkins_rules.check.expression_tree import *  # noqa: F403
from perkins_rules.check.expression_tree import Checked
from perkins_rules.check.types import Type
from perkins_rules.documents import Shape
from perkins_rules.source import Citation, SourceText, Span
from perkins_rules.structs import Struct, evolve

Wording = tuple[str | Checked, ...]
"""A message: plain texts and values, in order."""


class Loop(Struct):
    """`for each`. Two variables run over neighbours in the order of `by`."""

    variables: tuple[str, ...]
    source: Checked
    latest: tuple[str, int, str] | None
    by: str | None
    where: Checked | None


class Demand(Struct):
    """One `require` with its message and remedy; empty wordings leave it to the engine."""

    condition: Checked
    otherwise: Wording
    remedy: Wording


class Exemption(Struct):
    """One `unless`; `but_not` is an exception to it."""

    label: str
    condition: Checked
    but_not: Checked | None
    citations: tuple[Citation, ...]


class CheckedExample(Struct):
    """`data` is the document it states, in typed values; `names` the values it gives to
    definitions and parameters; `verdict` as in findings.Verdict; `span` its place. `entries` are
    keys; `says` are texts, with whether the message has them; `form` is then the type of the
    document and its shape. `document` names what it is about.
    """

    verdict: str
    exception: str | None
    on: date | None
    edition: str | None
    profile: str | None
    data: dict[str, Any]
    names: Mapping[str, Any]
    text: str
    span: Span
    source: SourceText
    document: str | None = None
    severity: str | None = None
    count: tuple[int, int] | None = None
    entries: tuple[Any, ...] = ()
    says: tuple[tuple[str, bool], ...] = ()
    form: tuple[str, Shape] | None = None


class CheckedRule(Struct):
    """A rule, one line of an items table, a placeholder test of such a line, or a review.

    `kind` says which: rule, item, placeholder, review. `applies_once` when `applies` reads no
    loop variable: it is then asked before the loops. For an item `look_at` is its path, for a
    review where to look; `ask` is a review's question.

    A pack above may have changed the rule, for all States or for one: then several rules have one
    id, and each document meets one of them. `state` is the only one of whose documents this one
    is asked, `except_states` are those of which it is not. `replaced_by` is the pack that put it
    in the place of the rule of its id, `excepted_by` the one that added exceptions to `amends`.
    """

    id: str
    kind: str
    title: str
    pack: str
    source: SourceText
    span: Span
    citations: tuple[Citation, ...]
    requirements: tuple[str, ...]
    severity: str
    start: date | None
    until: date | None
    editions: tuple[str, ...]
    profiles: tuple[str, ...]
    applies: Checked | None
    applies_once: bool
    loops: tuple[Loop, ...]
    demands: tuple[Demand, ...]
    exemptions: tuple[Exemption, ...]
    look_at: tuple[Checked, ...]
    ask: Wording
    examples: tuple[CheckedExample, ...]
    state: str | None = None
    except_states: tuple[str, ...] = ()
    replaced_by: str | None = None
    excepted_by: str | None = None
    amends: CheckedRule | None = None

    @property
    def written_in(self) -> str:
        """The pack in which the rule is written as it stands here."""
        return self.replaced_by or self.excepted_by or self.pack

    def without_examples(self) -> CheckedRule:
        """The rule as a check of a document needs it."""
        amends = self.amends.without_examples() if self.amends is not None else None
        return evolve(self, examples=(), amends=amends)

    @property
    def key(self) -> str:
        """Tells the rule apart from others of its id."""
        return self.id if self.written_in == self.pack else f"{self.id} by {self.written_in}"


class DatedConstant(Struct):
    """A parameter's value from a day on."""

    start: date
    value: Any
    text: str
    citations: tuple[Citation, ...]


class CheckedParameter(Struct):
    """Values in the order of their dates, under the State's code, or under None for all."""

    name: str
    pack: str
    type: Type
    values: Mapping[str | None, tuple[DatedConstant, ...]]
    by_state: bool

    def at(self, day: date, state: str | None) -> DatedConstant | None:
        """The value that holds on a day."""
        values = self.values.get(state if self.by_state else None, ())
        held = [v for v in values if v.start <= day]
        return held[-1] if held else None


class CheckedPack(Struct):
    """A pack of rules for one type of document, of all States or of one (its code).

    A pack without a type of document only holds sources and parameters for others. `below` are
    the packs that it rests on.
    """

    name: str
    title: str
    document: str | None
    state: str | None
    source: SourceText
    below: tuple[str, ...] = ()


class LawSource(Struct):
    """A named source; `label` as citations call it, `reviewed_to` the date to which it was read. An
    edition holds from `start`; `changes` is a sentence on what the one before had otherwise.
    """

    name: str
    pack: str
    kind: str
    title: str
    label: str
    edition: str | None
    start: date | None
    changes: str
    code: tuple[int, str, Mapping[str, str]] | None
    reviewed_to: date | None


class ReplacedParameter(Struct):
    """A parameter with the values that the pack `by` gives it for documents of a type and of a
    State, in all rules that are asked of them; None is any.
    """

    parameter: CheckedParameter
    by: str
    document: str | None
    state: str | None


class RuleSet(Struct):
    """Checked packs, ready to be asked. `sha256` is over the texts of the rule files."""

    packs: tuple[CheckedPack, ...]
    sources: Mapping[str, LawSource]
    parameters: Mapping[str, CheckedParameter]
    rules: Sequence[CheckedRule]
    shapes: Mapping[str, Shape]
    sha256: str
    replaced: tuple[ReplacedParameter, ...] = ()

    @property
    def rule_set(self) -> RuleSet:
        """These themselves: rules that are ready to be asked have them behind them."""
        return self

    def without_examples(self) -> RuleSet:
        """The rules as a check of a document needs them."""
        return evolve(self, rules=tuple(rule.without_examples() for rule in self.rules))

    def parameters_for(
        self, document: str | None, state: str | None, packs: Container[str] | None = None
    ) -> Mapping[str, CheckedParameter]:
        """The parameters as they are for documents of a type and a State; with `packs`, as those
        packs alone make them.
        """
        found = {
            one.parameter.name: one.parameter
            for one in self.replaced
            if one.document in (None, document)
            and one.state in (None, state)
            and (packs is None or one.by in packs)
        }
        return {**self.parameters, **found} if found else self.parameters


def conditions_of(rule: CheckedRule) -> Iterator[Checked]:
    """Every expression that a rule's verdict hangs on, not those of its messages."""
    if rule.applies is not None:
        yield rule.applies
    for loop in rule.loops:
        yield loop.source
        if loop.where is not None:
            yield loop.where
    yield from (demand.condition for demand in rule.demands)
    for exemption in rule.exemptions:
        yield exemption.condition
        if exemption.but_not is not None:
            yield exemption.but_not
