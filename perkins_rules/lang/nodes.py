"""The syntax tree of a rule file: what the author wrote, with its places, nothing resolved.

Frozen, and equal when they say the same: the span is left out of equality. That is what
"printing and parsing again gives the same tree" means, and why no table is ever keyed by a node.

All nodes are to be had from here.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from perkins_rules.lang.example_nodes import *  # noqa: F403
from perkins_rules.lang.example_nodes import Fact, Shown
from perkins_rules.lang.expression_nodes import *  # noqa: F403
from perkins_rules.lang.expression_nodes import Expression, Name, Node
from perkins_rules.source import SourceText, Span

# ------------------------------------------------------------------ clauses


@frozen(kw_only=True)
class Cite(Node):
    """One citation as written: the name of a source and a section of it."""

    source: str
    section: str


@frozen(kw_only=True)
class Text(Node):
    """A quoted text; in a message, `{expression}` holes are parsed into `parts`.

    `parts` alternates plain texts and expressions, in order.
    """

    parts: tuple[str | Expression, ...]


@frozen(kw_only=True)
class Encodes(Node):
    """One id of the requirement catalogue."""

    requirement: str


@frozen(kw_only=True)
class ForEach(Node):
    """`for each x in xs where C`; with two variables, `for each consecutive a, b in xs by f`."""

    variables: tuple[str, ...]
    source: Expression
    latest: tuple[str, int, str] | None = None
    by: str | None = None
    where: Expression | None = None


@frozen(kw_only=True)
class Let(Node):
    """`let cap be …`"""

    name: str
    value: Expression


@frozen(kw_only=True)
class Requirement(Node):
    """One `require`, with the message and the remedy written below it."""

    condition: Expression
    otherwise: Text | None = None
    remedy: Text | None = None


@frozen(kw_only=True)
class Exempting(Node):
    """`unless label: C cite …`, with its `but not when …`."""

    label: str
    condition: Expression
    cites: tuple[Cite, ...]
    but_not: Expression | None = None


@frozen(kw_only=True)
class InForce(Node):
    """`in force from D until D`, both included; None is open."""

    start: date | None
    until: date | None


# ------------------------------------------------------------------ declarations


@frozen(kw_only=True)
class Pack(Node):
    """`pack name "title" for document in state MN needs language 1.0 extends packs`

    A pack for no type of document holds sources and parameters for others to build on;
    `state_place` and `language_place` are where the State and the version of the language stand.
    """

    name: str
    title: str
    document: str | None = None
    state: str | None = None
    state_place: Span | None = field(eq=False, repr=False, default=None)
    language: str | None = None
    language_place: Span | None = field(eq=False, repr=False, default=None)
    extends: tuple[Name, ...] = ()


@frozen(kw_only=True)
class Source(Node):
    """`kind` is law, regulation, guide or policy; `label` how citations call it; `code` (title
    number, USC or CFR, pairs of section and codified place); `reviewed_to` the date to which the
    source was read. An edition holds from `start` until another does; what it `changes` is a
    sentence. `places` has the place of each part that stands, in order: label, edition, start,
    changes, section (each codified one), reviewed_to.
    """

    kind: str
    name: str
    title: str
    label: str | None = None
    edition: str | None = None
    start: date | None = None
    changes: str | None = None
    code: tuple[int, str, tuple[tuple[str, str], ...]] | None = None
    reviewed_to: date | None = None
    places: tuple[tuple[str, Span], ...] = field(eq=False, repr=False, default=())


@frozen(kw_only=True)
class DatedValue(Node):
    """`is 5% from 2019-07-01 cite …`; `start_place` is where the day stands."""

    value: Expression
    start: date
    cites: tuple[Cite, ...]
    start_place: Span | None = field(eq=False, repr=False, default=None)


@frozen(kw_only=True)
class Parameter(Node):
    """Dated values; by State when `by` names the path that selects: then `states` pairs a code
    with its values, and `values` is empty. `state_places`: where each `for` of a State stands.
    `replaces` is its name, where it is one of a pack below that gets other values here.
    """

    name: str
    replaces: Name | None = None
    values: tuple[DatedValue, ...] = ()
    by: Name | None = None
    states: tuple[tuple[str, tuple[DatedValue, ...]], ...] = ()
    state_places: tuple[Span, ...] = field(eq=False, repr=False, default=())


@frozen(kw_only=True)
class Define(Node):
    """`define name as …`; with a `variable`, `define name for variable in over as …`.

    `place` is where `variable in over` stands.
    """

    name: str
    value: Expression
    variable: str | None = None
    over: Name | None = None
    place: Span | None = field(eq=False, repr=False, default=None)


@frozen(kw_only=True)
class Heading(Node):
    """What rules, items and reviews share. `profiles` and `editions` empty: all.

    The span is that of the first line, keyword to title; `clauses` has the kind (as the grammar
    names it) and the place of every clause of the declaration, as written.
    """

    slug: str
    title: str
    cites: tuple[Cite, ...] = ()
    encodes: tuple[Encodes, ...] = ()
    severity: str = "error"
    in_force: InForce | None = None
    editions: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    applies: Expression | None = None
    clauses: tuple[tuple[str, Span], ...] = field(eq=False, repr=False, default=())


@frozen(kw_only=True)
class FromRow(Node):
    """What a rule that is a row of a table has of it: the columns, and where in the text of the
    table the words of the row stand for one. The span is that of the row.
    """

    columns: tuple[Name, ...]
    put: tuple[tuple[Span, str], ...]


@frozen(kw_only=True)
class Rule(Node):
    """A rule: what must hold, for what, and what it is when it does not.

    `replaces` is the id, and the slug of the heading too, of the rule of a pack below in whose
    place it stands.
    """

    heading: Heading
    replaces: Name | None = None
    loops: tuple[ForEach, ...] = ()
    lets: tuple[Let, ...] = ()
    requires: tuple[Requirement, ...] = ()
    exceptions: tuple[Exempting, ...] = ()
    examples: tuple[Shown, ...] = ()
    row: FromRow | None = field(eq=False, repr=False, default=None)


@frozen(kw_only=True)
class ItemLine(Node):
    """One line of a table of required items; `must_be_yes` asks a yes/no field to be yes."""

    path: Name
    must_be_yes: bool
    applies: Expression | None
    cites: tuple[Cite, ...]
    encodes: tuple[Encodes, ...]


@frozen(kw_only=True)
class Items(Node):
    """A table of required items, a line each; `placeholders` names the texts that are none."""

    heading: Heading
    lines: tuple[ItemLine, ...]
    placeholders: str | None = None
    examples: tuple[Shown, ...] = ()


@frozen(kw_only=True)
class Review(Node):
    """A question that only a person can answer, and where to look; `replaces` as of a Rule."""

    heading: Heading
    replaces: Name | None = None
    loops: tuple[ForEach, ...] = ()
    lets: tuple[Let, ...] = ()
    look_at: tuple[Name, ...] = ()
    ask: Text | None = None
    examples: tuple[Shown, ...] = ()
    row: FromRow | None = field(eq=False, repr=False, default=None)


Cell = Expression | Text
"""What a row says in a column: a literal, a list of them or a name; a text may have holes."""


@frozen(kw_only=True)
class Row(Node):
    """One case of a table: its own slug, what it says in each column, its citations and ids, and
    the examples that are of it alone.
    """

    slug: str
    cells: tuple[Cell, ...]
    cites: tuple[Cite, ...] = ()
    encodes: tuple[Encodes, ...] = ()
    examples: tuple[Shown, ...] = ()


@frozen(kw_only=True)
class Table(Node):
    """A table of rules or of reviews: `template` is what they say alike, without slug and title;
    columns stand in it, and in the holes of its texts, for what each row says.
    """

    title: Text
    columns: tuple[Name, ...]
    template: Rule | Review
    rows: tuple[Row, ...]


@frozen(kw_only=True)
class Except(Node):
    """`except ID`: exceptions to a rule of a pack below. `encodes` are what they carry out."""

    rule: Name
    exceptions: tuple[Exempting, ...]
    encodes: tuple[Encodes, ...] = ()
    examples: tuple[Shown, ...] = ()


@frozen(kw_only=True)
class ExamplesOf(Node):
    """`examples of PACK`: the head of a file of further examples."""

    pack: Name


@frozen(kw_only=True)
class DocumentAs(Node):
    """`document NAME as OTHER with FACTS`: a document by what differs from another."""

    name: str
    base: Name
    facts: tuple[Fact, ...]


@frozen(kw_only=True)
class OfRule(Node):
    """`of RULE`: further examples of a rule; its name is the id without the pack."""

    rule: Name
    examples: tuple[Shown, ...]


Declaration = (
    Pack | Source | Parameter | Define | Rule | Items | Review | Table | Except
    | ExamplesOf | DocumentAs | OfRule
)  # fmt: skip


@frozen(kw_only=True)
class Comment:
    """A `#` comment. `own_line` when nothing else stands on its line."""

    line: int
    column: int
    text: str
    own_line: bool


@frozen(kw_only=True)
class RuleFile:
    """One `.rules` file. Its declarations, in order; comments stand beside the tree."""

    source: SourceText = field(eq=False)
    declarations: tuple[Declaration, ...]
    comments: tuple[Comment, ...] = field(eq=False, default=())
