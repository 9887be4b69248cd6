"""The syntax tree of values and conditions: what the author wrote, with its places.

See nodes.py, which is where the rest of the tool takes these from.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import field, frozen

from perkins_rules.source import Span


@frozen(kw_only=True)
class Node:
    """Anything in a rule file that has a place."""

    span: Span = field(eq=False, repr=False)


# ------------------------------------------------------------------ expressions


class Expression(Node):
    """A value or a condition; the checker tells them apart by type."""


@frozen(kw_only=True)
class Literal(Expression):
    """A value written out.

    `kind` and the type of `value`: money, percent (5% is 5), number -> Fraction; date -> date;
    time -> minutes after midnight, in `unit`, a zone; period -> a whole number of `unit`s (days,
    months or years); text, code -> str. A bare word (a choice, yes, no) is a Name. `places` are
    the decimal places of a percent or a number as written: some rules ask how exact a figure is.
    """

    kind: str
    value: Fraction | date | int | str
    unit: str | None = None
    places: int = 0


@frozen(kw_only=True)
class Name(Expression):
    """A variable, a parameter, a definition, a path into the document or a choice."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The name as written."""
        return ".".join(self.parts)


@frozen(kw_only=True)
class Braces(Expression):
    """`{ a, b }`: a list written out."""

    items: tuple[Expression, ...]


@frozen(kw_only=True)
class FieldOf(Expression):
    """`(…).field`"""

    record: Expression
    name: str


@frozen(kw_only=True)
class Arithmetic(Expression):
    """`a + b`, `a - b`, `a * b`, `a / b`"""

    operator: str
    left: Expression
    right: Expression


@frozen(kw_only=True)
class Negative(Expression):
    """`-a`"""

    operand: Expression


@frozen(kw_only=True)
class ShareOf(Expression):
    """`5% of x`"""

    share: Expression
    whole: Expression


@frozen(kw_only=True)
class Extremum(Expression):
    """`the greater of a and b`; `which` is greater or lesser."""

    which: str
    first: Expression
    second: Expression


@frozen(kw_only=True)
class PercentOf(Expression):
    """`a as a percent of b`"""

    part: Expression
    whole: Expression


@frozen(kw_only=True)
class Rounded(Expression):
    """`x rounded to 2 places`; `mode` is half up, half even, down or up."""

    value: Expression
    places: int
    mode: str


@frozen(kw_only=True)
class Default(Expression):
    """`x or $0 if blank`; `instead` when it is written so, and not `x else $0`, as before."""

    value: Expression
    fallback: Expression
    instead: bool = field(eq=False, repr=False, default=False)


@frozen(kw_only=True)
class Choose(Expression):
    """`when C then a otherwise b`"""

    condition: Expression
    then: Expression
    otherwise: Expression


@frozen(kw_only=True)
class Call(Expression):
    """`end_of(year)`"""

    function: str
    arguments: tuple[Expression, ...]


@frozen(kw_only=True)
class Binding(Node):
    """`x in the 2 latest xs by year where C`: first the filter, then the latest of what is left.

    `latest` is (which, N, field): which is latest or earliest.
    """

    variable: str
    source: Expression
    latest: tuple[str, int, str] | None = None
    where: Expression | None = None


@frozen(kw_only=True)
class Aggregate(Expression):
    """`sum of e over x in xs`; `kind` is sum, average, greatest, least or list."""

    kind: str
    value: Expression
    binding: Binding


@frozen(kw_only=True)
class Count(Expression):
    """`count of x in xs where C`"""

    binding: Binding


@frozen(kw_only=True)
class CountAll(Expression):
    """`count of xs`"""

    source: Expression


@frozen(kw_only=True)
class TheOne(Expression):
    """`the one x in xs where C`"""

    binding: Binding


@frozen(kw_only=True)
class Repeated(Expression):
    """`the repeated of e over x in xs`; `ignoring` as in Compare."""

    value: Expression
    binding: Binding
    ignoring: bool = False


# ------------------------------------------------------------------ conditions


@frozen(kw_only=True)
class Compare(Expression):
    """`operator` is one of: is, is not, is at least, is at most, is more than, is less than,
    is before, is after, is on or before, is on or after. `ignoring` says that case and spacing make
    no difference; `has_code` that this is written `has code 1S1`.
    """

    operator: str
    left: Expression
    right: Expression
    ignoring: bool = False
    has_code: bool = field(eq=False, repr=False, default=False)


@frozen(kw_only=True)
class Apart(Expression):
    """`left is at least 60 days before right`; `operator` as in Compare; before or after."""

    operator: str
    left: Expression
    period: Expression
    direction: str
    right: Expression


@frozen(kw_only=True)
class Between(Expression):
    """`value is between low and high`, both included."""

    value: Expression
    low: Expression
    high: Expression


@frozen(kw_only=True)
class OneOf(Expression):
    """`value is one of { … }`"""

    value: Expression
    options: Expression
    negated: bool
    ignoring: bool = False


@frozen(kw_only=True)
class Includes(Expression):
    """`list includes item`"""

    collection: Expression
    item: Expression
    negated: bool
    ignoring: bool = False


@frozen(kw_only=True)
class Differs(Expression):
    """`left differs from right by less than tolerance`"""

    left: Expression
    right: Expression
    tolerance: Expression


@frozen(kw_only=True)
class Presence(Expression):
    """`operand is present` or, negated, `is missing`."""

    operand: Expression
    negated: bool


@frozen(kw_only=True)
class Matches(Expression):
    """`text matches pattern`"""

    value: Expression
    pattern: Expression


@frozen(kw_only=True)
class Distinct(Expression):
    """`distinct e over x in xs`: no two entries have the same e."""

    value: Expression
    binding: Binding
    ignoring: bool = False


@frozen(kw_only=True)
class Quantified(Expression):
    """`kind` is every, some or none of."""

    kind: str
    binding: Binding
    body: Expression


@frozen(kw_only=True)
class And(Expression):
    """`a and b and c`: one node for the whole chain."""

    operands: tuple[Expression, ...]


@frozen(kw_only=True)
class Or(Expression):
    """`a or b or c`: one node for the whole chain."""

    operands: tuple[Expression, ...]


@frozen(kw_only=True)
class Not(Expression):
    """`not a`"""

    operand: Expression
