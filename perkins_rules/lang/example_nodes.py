"""The syntax tree of examples: what the author wrote, with its places.

See nodes.py, which is where the rest of the tool takes these from.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from perkins_rules.lang.expression_nodes import Expression, Name, Node


@frozen(kw_only=True)
class FieldValue(Node):
    """One assignment of a `given` entry: `baseline 80%`, or of a list, an Entry each:
    `levels 2026: 82%, 2027: 83% (adjusted yes)`.
    """

    name: str
    values: tuple[Entry, ...]


@frozen(kw_only=True)
class Entry(Node):
    """A value, or a list entry: its key, its main value if written, and further fields."""

    key: Expression
    value: Expression | None = None
    fields: tuple[FieldValue, ...] = ()


@frozen(kw_only=True)
class Fact(Node):
    """One thing an example states.

    `kind`: is (path has value), missing, given (any value of the right type), entry (a list
    entry: `value` is its key or None, `fields` its contents), gone (the entry with the key
    `value` is missing).
    """

    kind: str
    path: Name
    value: Expression | None = None
    fields: tuple[FieldValue, ...] = ()


@frozen(kw_only=True)
class Asking(Node):
    """What is asked, of examples: about which documents, on which day, in which edition and
    profile. What is not said is None, or empty.
    """

    documents: tuple[Name, ...] = ()
    on: date | None = None
    edition: str | None = None
    profile: str | None = None


@frozen(kw_only=True)
class Said(Node):
    """A text that stands in the message or the remedy, or, `negated`, in neither."""

    text: str
    negated: bool = False


@frozen(kw_only=True)
class Example(Node):
    """An executable example. `verdict` is the word as written: passes, fails, not applicable,
    cannot be determined, needs review; `exception` the label that a `not applicable by …` names.

    `count` when so many of so many entries have the verdict; `entries` are the keys of those that
    have it. `shared` are the facts of the `examples with` around it, the outermost first, once
    they are spread.
    """

    verdict: str
    exception: str | None
    on: date | None
    edition: str | None
    profile: str | None
    facts: tuple[Fact, ...]
    documents: tuple[Name, ...] = ()
    severity: str | None = None
    count: tuple[int, int] | None = None
    entries: tuple[Expression, ...] = ()
    says: tuple[Said, ...] = ()
    shared: tuple[tuple[Fact, ...], ...] = ()


@frozen(kw_only=True)
class Examples(Node):
    """`examples with FACTS`: what the examples below it share. The span ends with the facts."""

    asking: Asking
    facts: tuple[Fact, ...]
    examples: tuple[Example | Examples, ...] = ()


Shown = Example | Examples
"""What may stand among the examples of a rule."""
