"""A table that is opened or dropped -> what it holds for the document on the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from perkins_rules.app.page.held import Held
from perkins_rules.documents import Shape
from perkins_rules.report.clean import clean
from perkins_rules.tables.against_plan import against_plan
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_columns import UNITS
from perkins_rules.tables.form import DOCUMENT
from perkins_rules.tables.into_plan import Entered, asked_with, enter, plan_of
from perkins_rules.tables.into_report import REPORT, as_report
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.recognising import Tables, chosen, take_tables


class Import:
    """A table as it was read for a document. Raises TableFault, Refusal."""

    def __init__(self, held: Held, name: str, data: bytes, options: Mapping[str, Any]) -> None:
        """`options` are those of `import`: sheet, kind, years (`end` or `start`), column, and unit
        (dollars, thousands or millions); each may be left out.
        """
        content, self._shapes = held.content, held.checker.rules.shapes
        self._data = content.data
        self.plan = plan_of(content.name, content.data, self._shapes)
        sheets = chosen(read_table(name, data), options.get("sheet"))
        wanted = Asked(
            options.get("kind"),
            options.get("years"),
            options.get("column"),
            scale=_scale(options.get("unit")),
        )
        self.tables = _tables(self.plan, sheets, self._shapes[DOCUMENT], wanted)

    def entered(self, *, replace: bool) -> Entered:
        """The document with the values. Raises TableFault."""
        return enter(self.plan, self._data, self.tables.values, self._shapes, replace=replace)

    def plain(self) -> dict[str, Any]:
        """What was found: `told` of single cells, how many values would be written or stand there
        already, and `asks`, where the document says otherwise.
        """
        entered = self.entered(replace=False)
        remarks = self.tables.remarks
        return {
            "found": [
                clean(f"{kind} of {sheet}" if sheet else kind) for kind, sheet in self.tables.found
            ],
            "told": [clean(f"{one.place}: {one.text}") for one in remarks],
            "left_out": sum(one.cells for one in remarks if one.is_loss),
            "taken": len(entered.written),
            "same": len(entered.same),
            "asks": [
                {
                    "field": clean(".".join(one.value.path).replace(".[", "[")),
                    "line": self.plan.text.text.count("\n", 0, one.start) + 1,
                    "now": clean(one.was),
                    "table": clean(one.value.text),
                    "cell": clean(one.value.place),
                }
                for one in entered.differing
            ],
        }


def _tables(plan: Any, sheets: Any, shape: Shape, wanted: Asked) -> Tables:
    tables = take_tables(sheets, shape, asked_with(plan, wanted))
    tables.remarks[:0] = against_plan(plan, tables)
    return as_report(tables, plan) if plan.type == REPORT else tables


def _scale(unit: str | None) -> int | None:
    return next((scale for scale, name in UNITS.items() if name == unit), None)
