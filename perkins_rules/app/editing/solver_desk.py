"""What the solver, if it is there, is asked in an editor: the range of a figure, a repair."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import NamedTuple

from lsprotocol import types as lsp

from perkins_rules.app.editing.checkers import Checkers
from perkins_rules.app.editing.opened import Opened
from perkins_rules.app.editing.plan_desk import edits_to
from perkins_rules.member import Member
from perkins_rules.report.markdown.escape import text as plain
from perkins_rules.report.style import Style

_WIDE = Style(width=10_000)


class Repaired(NamedTuple):
    """The edits of a repair; without any, why there are none."""

    edits: list[lsp.TextEdit]
    said: str = ""


class SolverDesk:
    """Asked in a thread of its own, with rules of its own: it may take long."""

    def __init__(self, checkers: Checkers) -> None:
        self.checkers = checkers
        self.is_there = find_spec("z3") is not None
        self._told: dict[tuple[str, str], str] = {}
        self._text = ""

    def known(self, one: Opened, pointer: str) -> str | None:
        """What was told of a figure of the same text; None if nothing was yet."""
        return self._told.get((one.uri, pointer)) if one.text == self._text else None

    def range_words(self, one: Opened, pointer: str) -> str:
        """Between which values a figure is lawful, in Markdown; empty where no rule bounds it."""
        from perkins_rules.app.solving.solver import label_of
        from perkins_rules.report.lawful.range_plain import range_plain
        from perkins_rules.report.lawful.range_text import range_lines
        from perkins_rules.solving.encoding import posed
        from perkins_rules.solving.lawful_range import is_unbounded
        from perkins_rules.solving.named import NoSuchField, figures_named
        from perkins_rules.solving.ranges import ranges

        if one.text != self._text:
            self._told, self._text = {}, one.text
        checker = self.checkers.of(one.name)
        document = checker.judged(_member(one)).document
        said = ""
        if document is not None:
            try:
                asked = figures_named(document, (document.name_of(pointer),))
            except NoSuchField:
                asked = None
            found = ranges(posed(checker.rules, document, checker.options), asked) if asked else ()
            for figure in found:
                if figure.is_known and not is_unbounded(figure):
                    told = range_plain(figure, document)
                    _, *lines = range_lines(told, label_of(checker, document), _WIDE)
                    said = "\n".join(f"- {plain(line.strip())}" for line in lines)
        self._told[one.uri, pointer] = said
        return said

    def repair(self, one: Opened) -> Repaired:
        """The smallest change of figures that settles all errors that hang on them."""
        if not self.is_there:
            return Repaired([], "A repair needs the solver: the extra `analysis` of perkins-rules.")
        from perkins_rules.solving.repair import Wish, repaired

        wish = Wish(today=date.today())
        found = repaired(_member(one), self.checkers.of(one.name), wish)
        if found.unknown:
            return Repaired([], found.unknown)
        if not found.changes and found.held:
            return Repaired([], "No change is known before what cannot be read is put right.")
        if not found.changes:
            return Repaired([], "No change of figures alone settles what is wrong here.")
        return Repaired(edits_to(one, found.member.data or b""))


def _member(one: Opened) -> Member:
    return Member(one.name, one.text.encode("utf-8", "surrogatepass"), is_file=True)
