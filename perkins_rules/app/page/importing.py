"""A table that is opened or dropped -> what it holds for the document on the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from perkins_rules.app.page.held import Held
from perkins_rules.documents import Document
from perkins_rules.report.clean import clean
from perkins_rules.tables.against_plan import against_plan
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_columns import UNITS
from perkins_rules.tables.form import DOCUMENT
from perkins_rules.tables.grid import Sheet, TableFault
from perkins_rules.tables.into_plan import Entered, asked_with, enter, plan_of
from perkins_rules.tables.into_report import REPORT, as_report
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.recognising import chosen, take_tables


class _Option(NamedTuple):
    """What only the user knows of a table: its name among the options, what it is called where
    tables speak of it, the question, and the answers (None for the names of the sheets).
    """

    name: str
    sign: str
    question: str
    answers: tuple[str, ...] | None


OPTIONS = (
    _Option("sheet", "--sheet", "Which sheet or table is meant?", None),
    _Option(
        "years", "--years-", "Does PY 2026 name the end of a year, or its start?", ("end", "start")
    ),
    _Option("unit", "--amounts-in", "What are the amounts in?", tuple(UNITS.values())),
    _Option(
        "column",
        "--column",
        "Which column has the amounts of the budget?",
        tuple("BCDEFGHIJKLMNOP"),
    ),
)
_SAID = re.compile(
    r"\s*(?:say|Say|with|by|Choose with)? --(?:years-end|years-start|column|amounts-in|sheet)"
    r"(?: [A-Z]{1,2}\b| \"[^\"]*\")?"
)
"""Where a sentence names an option as the command line has it."""


def import_of(
    held: Held, name: str, data: bytes, options: Mapping[str, Any]
) -> tuple[Import | None, dict[str, Any]]:
    """What a table holds, and that in plain parts; None where the user has to say first how it is
    meant: then it `asks`. `options` are those of `import`, by the names in OPTIONS, and `kind`.
    Raises TableFault, Refusal.
    """
    content, shapes = held.content, held.checker.rules.shapes
    plan = plan_of(content.name, content.data, shapes)
    told = {word: answer for word, answer in options.items() if answer}
    every = read_table(name, data)
    try:
        found = Import(held, plan, chosen(every, told.get("sheet")), told)
    except TableFault as fault:
        asks = _asks([f"{fault.message} {fault.hint}"], every, {})
        if not asks:
            raise
        said = [clean(_SAID.sub("", fault.message))]
        return None, {"found": [], "told": said, "taken": 0, "asks": asks, "differing": []}
    texts = [one.text for one in found.tables.remarks]
    return found, found.plain() | {"asks": _asks(texts, every, told)}


def _asks(texts: Iterable[str], sheets: Sequence[Sheet], told: Mapping[str, Any]) -> list[Any]:
    """The questions that some remarks leave to the user, and those that were answered."""
    said = "\n".join(texts)
    names = [sheet.name for sheet in sheets if sheet.name]
    return [
        {"name": one.name, "question": one.question, "choices": list(one.answers or names)}
        for one in OPTIONS
        if one.sign in said or one.name in told
    ]


class Import:
    """A table as it was read for a document. Raises TableFault, Refusal."""

    def __init__(
        self, held: Held, plan: Document, sheets: Sequence[Sheet], told: Mapping[str, Any]
    ) -> None:
        self.plan, self._data = plan, held.content.data
        self._shapes = held.checker.rules.shapes
        scale = next((scale for scale, unit in UNITS.items() if unit == told.get("unit")), None)
        asked = Asked(told.get("kind"), told.get("years"), told.get("column"), scale=scale)
        tables = take_tables(sheets, self._shapes[DOCUMENT], asked_with(plan, asked))
        tables.remarks[:0] = against_plan(plan, tables)
        self.tables = as_report(tables, plan) if plan.type == REPORT else tables

    def entered(self, *, replace: bool) -> Entered:
        """The document with the values. Raises TableFault."""
        return enter(self.plan, self._data, self.tables.values, self._shapes, replace=replace)

    def plain(self) -> dict[str, Any]:
        """What was found: `told` of single cells; how many values were `taken`, of which some are
        new and some stand there already; and where the document says otherwise.
        """
        entered, tables = self.entered(replace=False), self.tables
        text = self.plan.text.text
        return {
            "found": [
                clean(f"{kind} of {sheet}" if sheet else kind) for kind, sheet in tables.found
            ],
            "told": [clean(f"{one.place}: {_SAID.sub('', one.text)}") for one in tables.remarks],
            "left_out": sum(one.cells for one in tables.remarks if one.is_loss),
            "taken": len(tables.values),
            "new": len(entered.written),
            "same": len(entered.same),
            "differing": [
                {
                    "field": clean(".".join(one.value.path).replace(".[", "[")),
                    "line": text.count("\n", 0, one.start) + 1,
                    "now": clean(one.was),
                    "table": clean(one.value.text),
                    "cell": clean(one.value.place),
                }
                for one in entered.differing
            ],
        }
