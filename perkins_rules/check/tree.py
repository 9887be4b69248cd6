"""Checked rules: every name resolved, every value typed. What the two engines are given.

Once a rule is in this form it cannot fail on any document: a missing fact makes a result
undetermined, nothing makes it raise. `text` is the expression in the words of the rule, for
derivations.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve, field, fields, frozen

from perkins_rules.check.types import Type
from perkins_rules.documents import Shape
from perkins_rules.source import Citation, SourceText, Span


@frozen(kw_only=True, eq=False)
class Checked:
    """A value or condition with its type."""

    type: Type
    text: str


@frozen(kw_only=True, eq=False)
class Constant(Checked):
    """Fraction (money, percent in percent, number), int, date, str, bool, or a tuple of those."""

    value: Any


@frozen(kw_only=True, eq=False)
class Variable(Checked):
    """The thing that a loop or a binding stands at."""

    name: str


@frozen(kw_only=True, eq=False)
class Read(Checked):
    """Fields read one inside the other: from the document (`record` None), or from a record."""

    record: Checked | None
    steps: tuple[str, ...]


@frozen(kw_only=True, eq=False)
class Named(Checked):
    """A `let` or a `define`, by its name. An example may give the value of `name`."""

    name: str
    value: Checked


@frozen(kw_only=True, eq=False)
class ParameterValue(Checked):
    """A parameter at the date asked; `by` reads the State's code, when it goes by State."""

    name: str
    by: Checked | None


@frozen(kw_only=True, eq=False)
class Asked(Checked):
    """What the rule set is asked about: `name` is profile, edition or asked_date."""

    name: str


@frozen(kw_only=True, eq=False)
class Operation(Checked):
    """Something that needs all its operands: undetermined when one is missing.

    `kind` is a key of the engines' tables: add, subtract, multiply, divide, share, percent_of,
    negate, greater, lesser, round, date_plus_days, date_minus_days, date_plus_months,
    date_minus_months, days_between, pack (a list in braces), the comparisons is, is_not,
    at_least, at_most, more_than, less_than, the tests between, one_of, includes, covers, differs,
    matches, apart, or call. `options` are fixed: (places, mode) of round, (function,) of call,
    (operator, direction, unit) of apart, (IGNORING,) of a comparison of texts that ignores case and
    spacing.
    """

    kind: str
    operands: tuple[Checked, ...]
    options: tuple[Any, ...] = ()


IGNORING = "ignoring case and spacing"


@frozen(kw_only=True, eq=False)
class Fallback(Checked):
    """`value else fallback`"""

    value: Checked
    fallback: Checked


@frozen(kw_only=True, eq=False)
class Choice(Checked):
    """`when condition then … otherwise …`"""

    condition: Checked
    then: Checked
    otherwise: Checked


@frozen(kw_only=True, eq=False)
class IsPresent(Checked):
    """Whether the operand is determined (for a text: not blank)."""

    operand: Checked
    negated: bool


@frozen(kw_only=True, eq=False)
class Every(Checked):
    """`and`"""

    operands: tuple[Checked, ...]


@frozen(kw_only=True, eq=False)
class Some(Checked):
    """`or`"""

    operands: tuple[Checked, ...]


@frozen(kw_only=True, eq=False)
class Opposite(Checked):
    """`not`"""

    operand: Checked


@frozen(kw_only=True, eq=False)
class Bound:
    """`variable in source where C`; `latest` is (latest or earliest, N, field).

    The filter comes first, then the N latest of what it left.
    """

    variable: str
    source: Checked
    latest: tuple[str, int, str] | None
    where: Checked | None


@frozen(kw_only=True, eq=False)
class Fold(Checked):
    """`kind` is sum, average, greatest, least, list or count (then `value` is None)."""

    kind: str
    value: Checked | None
    bound: Bound


@frozen(kw_only=True, eq=False)
class Single(Checked):
    """`the one x in xs where C`"""

    bound: Bound


@frozen(kw_only=True, eq=False)
class Quantifier(Checked):
    """`kind` is every, some or none of."""

    kind: str
    bound: Bound
    body: Checked


@frozen(kw_only=True, eq=False)
class AllDistinct(Checked):
    """No two entries have the same value; `options` as in Operation."""

    value: Checked
    bound: Bound
    options: tuple[Any, ...] = ()


@frozen(kw_only=True, eq=False)
class Repeated(AllDistinct):
    """The values that stand more than once, as far as they are known. In messages only."""


# ------------------------------------------------------------------ rules

Wording = tuple[str | Checked, ...]
"""A message: plain texts and values, in order."""


@frozen(kw_only=True, eq=False)
class Loop:
    """`for each`. Two variables run over neighbours in the order of `by`."""

    variables: tuple[str, ...]
    source: Checked
    latest: tuple[str, int, str] | None
    by: str | None
    where: Checked | None


@frozen(kw_only=True, eq=False)
class Demand:
    """One `require` with its message and remedy; empty wordings leave it to the engine."""

    condition: Checked
    otherwise: Wording
    remedy: Wording


@frozen(kw_only=True, eq=False)
class Exemption:
    """One `unless`; `but_not` is an exception to it."""

    label: str
    condition: Checked
    but_not: Checked | None
    citations: tuple[Citation, ...]


@frozen(kw_only=True, eq=False)
class CheckedExample:
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


@frozen(kw_only=True, eq=False)
class CheckedRule:
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
    source: SourceText = field(repr=False)
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
    amends: CheckedRule | None = field(default=None, repr=False)

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


@frozen(kw_only=True, eq=False)
class DatedConstant:
    """A parameter's value from a day on."""

    start: date
    value: Any
    text: str
    citations: tuple[Citation, ...]


@frozen(kw_only=True, eq=False)
class CheckedParameter:
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


@frozen(kw_only=True, eq=False)
class CheckedPack:
    """A pack of rules for one type of document, of all States or of one (its code).

    A pack without a type of document only holds sources and parameters for others. `below` are
    the packs that it rests on.
    """

    name: str
    title: str
    document: str | None
    state: str | None
    source: SourceText = field(repr=False)
    below: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class LawSource:
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


@frozen(kw_only=True, eq=False)
class ReplacedParameter:
    """A parameter with the values that the pack `by` gives it for documents of a type and of a
    State, in all rules that are asked of them; None is any.
    """

    parameter: CheckedParameter
    by: str
    document: str | None
    state: str | None


@frozen(kw_only=True, eq=False)
class RuleSet:
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


def walk(node: Checked | Bound | None) -> Iterator[Checked]:
    """The node and everything below it, through lets and definitions; what stands in several
    places of it, as a definition does, once.
    """
    waiting, met = [node], set[int]()
    while waiting:
        at = waiting.pop()
        if at is None or id(at) in met:
            continue
        met.add(id(at))
        if isinstance(at, Checked):
            yield at
        waiting += reversed(parts_of(at))


def parts_of(node: Checked | Bound) -> list[Checked | Bound]:
    """What an expression or a binding is made of, one step down."""
    found: list[Checked | Bound] = []
    for part in fields(type(node)):
        value = getattr(node, part.name)
        among = value if isinstance(value, tuple) else (value,)
        found += [inner for inner in among if isinstance(inner, Checked | Bound)]
    return found


def bounds_of(fold: Fold) -> tuple[Fraction | None, Fraction | None]:
    """Between which figures a missing member of an aggregate lies, as the schema bounds the field
    or the entry that it reads. What is worked out has no bounds.
    """
    value, source = _unnamed(fold.value), _unnamed(fold.bound.source)
    type_: Type | None = value.type if isinstance(value, Read) else None
    if isinstance(value, Variable) and value.name == fold.bound.variable:
        type_ = source.type.entry if isinstance(source, Read) else None
    return (type_.least, type_.most) if type_ is not None else (None, None)


def _unnamed(node: Checked | None) -> Checked | None:
    while isinstance(node, Named):
        node = node.value
    return node


def free_variables(node: Checked | Bound | None) -> set[str]:
    """The variables that an expression reads and does not bind itself."""
    return set() if node is None else _free(node, {})


def _free(node: Checked | Bound, known: dict[int, set[str]]) -> set[str]:
    """The same; `known` holds those of the parts that were met, which may stand in many places."""
    if isinstance(node, Variable):
        return {node.name}
    if id(node) in known:
        return known[id(node)]
    found: set[str] = set()
    own: set[str] = set()
    for inner in parts_of(node):
        if isinstance(inner, Bound):
            own.add(inner.variable)
            # The source of a binding stands outside it: its variable is not yet bound there.
            where = set() if inner.where is None else _free(inner.where, known)
            found |= _free(inner.source, known) | (where - own)
        else:
            found |= _free(inner, known)
    known[id(node)] = found - own
    return known[id(node)]


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
