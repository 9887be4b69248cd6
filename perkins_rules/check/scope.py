"""What names mean at a place of a rule file, and where its faults are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check.extents import Extents
from perkins_rules.check.tree import Asked, Checked, CheckedParameter, Named
from perkins_rules.check.types import DATE, TEXT, Type
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import Shape
from perkins_rules.lang.nodes import FromRow
from perkins_rules.lang.words import lines_at
from perkins_rules.nearest import nearest
from perkins_rules.source import SourceText, Span

ASKED: dict[str, Type] = {
    "profile": Type("choice", choices=("guide", "statute", "strict")),
    "edition": TEXT,
    "asked_date": DATE,
}


class EntryDefinition(NamedTuple):
    """A definition that is said of an entry: `define name for variable in listed as body`."""

    name: str
    variable: str
    listed: str
    entry: Type
    body: Checked

    @property
    def example(self) -> str:
        """How it is used."""
        condition = self.body.type.kind == "yes_no"
        return f"… is {self.name}" if condition else f"{self.name} of …"


class Globals:
    """The names that all rules of a pack see, and a record of which were used.

    `root` is what the pack is for, `document` the name of that type, `state` the code of the State
    whose pack it is. `elsewhere` says of a name which other pack declares it.
    """

    def __init__(
        self,
        root: Shape,
        state: str | None = None,
        document: str | None = None,
        elsewhere: Callable[[str], str] = lambda word: "",
    ) -> None:
        self.root = root
        self.document = document
        self.state = state
        self.elsewhere = elsewhere
        self.defines: dict[str, Named] = {}
        self.of_entries: dict[str, EntryDefinition] = {}
        self.parameters: dict[str, CheckedParameter] = {}
        self.extents = Extents()
        self.used: set[str] = set()
        self.patterns: set[str] = set()
        """The parameters that texts are matched with."""
        # Definitions may be used above the place where they are declared: each waits here until
        # its name is first met.
        self.waiting: dict[str, Callable[[], Named | EntryDefinition]] = {}
        self.in_hand: set[str] = set()

    def define(self, name: str) -> Named | None:
        """The definition of a name, checked now if it was not yet; None if there is none."""
        self.settle(name)
        return self.defines.get(name)

    def of_entry(self, name: str) -> EntryDefinition | None:
        """The same for a definition that is said of an entry."""
        self.settle(name)
        return self.of_entries.get(name)

    def settle(self, name: str) -> None:
        """Checks the definition of a name, if it still waits for that."""
        if name not in self.waiting:
            return
        self.in_hand.add(name)
        checked = self.waiting.pop(name)()
        self.in_hand.discard(name)
        if isinstance(checked, EntryDefinition):
            self.of_entries[name] = checked
        else:
            self.defines[name] = checked


class Scope:
    """One declaration's view: its variables and lets in front of the pack's names.

    `exact_only` marks places where a number must be a parameter (rules, lets, defines). `row` is
    that of the table in which the declaration stands, if it stands in one.
    """

    def __init__(
        self,
        names: Globals,
        source: SourceText,
        exact_only: bool = True,
        row: FromRow | None = None,
    ) -> None:
        self.names = names
        self.source = source
        self.row = row
        self.exact_only = exact_only
        self.variables: dict[str, Type] = {}
        self.lets: dict[str, Named] = {}
        self.item: str | None = None
        self.in_message = False
        self.said: dict[tuple[str, str], Named] = {}
        """What was said of a variable before: by the name of the definition and the variable."""
        self.used: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    # -------------------------------------------------------------- faults

    def report(
        self, code: str, message: str, span: Span, suggestion: str = "", level: str = "error"
    ) -> None:
        """Adds a fault at a place of this file."""
        self.diagnostics.append(Diagnostic(code, message, self.source, span, suggestion, level))

    def words(self, span: Span) -> str:
        """The text of the file at a span, on one line."""
        lines = (words for _, words in lines_at(self.source, span, self.row))
        return " ".join(" ".join(lines).split())

    # -------------------------------------------------------------- names

    def bind(self, name: str, type_: Type, span: Span) -> None:
        """Makes a variable known; a name that is taken already is a fault."""
        self.refuse_taken(name, span)
        self.variables[name] = type_

    def refuse_taken(self, name: str, span: Span) -> None:
        """Reports a new name that has a meaning here already, and which."""
        if meaning := self._meaning(name):
            message = f"`{name}` already means something here: {meaning}"
            self.report("duplicate-name", message, span, "take another name")

    def _meaning(self, name: str) -> str:
        """What a name stands for here; nothing when it is free."""
        known: tuple[tuple[Mapping[str, Any], str], ...] = (
            (self.variables, "a variable of this rule"),
            (self.lets, "a `let` of this rule"),
            (self.names.defines, "a definition (`define`)"),
            (self.names.of_entries, "a definition (`define`)"),
            (self.names.waiting, "a definition (`define`)"),
            (self.names.parameters, "a parameter"),
            (ASKED, "what the rules are asked about"),
            (self.names.root.fields, "a part of the document"),
        )
        return next((meaning for table, meaning in known if name in table), "")

    def instead(self, word: str) -> str:
        """What is meant by a name that means nothing here: that of another pack, or a near one."""
        return self.names.elsewhere(word) or did_you_mean(word, self.candidates())

    def columns(self) -> set[str]:
        """The columns of the table, which stand for what the row says."""
        return {column.text for column in self.row.columns} if self.row is not None else set()

    def without(self, name: str, before: Type | None) -> None:
        """Ends the life of a bound variable."""
        if before is None:
            self.variables.pop(name, None)
        else:
            self.variables[name] = before

    def candidates(self) -> set[str]:
        """Every word that could stand where a name does, for "did you mean"."""
        names = self.names
        known = {*self.variables, *self.lets, *names.defines, *names.waiting, *names.parameters}
        known |= {*names.of_entries, *self.columns()}
        return known | set(ASKED) | set(names.root.fields)


def asked(name: str) -> Asked:
    """A fact that the rule set is asked about."""
    return Asked(type=ASKED[name], text=name, name=name)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A suggestion in words, or nothing."""
    close = nearest(word, sorted(candidates))
    return f"did you mean `{close}`?" if close else ""


Plain = Fraction | int | date | str | bool
"""The values of constants."""

__all__ = ["ASKED", "Checked", "Globals", "Plain", "Scope", "asked", "did_you_mean"]
