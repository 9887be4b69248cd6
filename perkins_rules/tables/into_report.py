"""Values as a State plan has them -> the fields of the State's performance report of one year.

Levels and results of the report's year are its own, those of earlier years its history; only a
report has the results of groups. What it has no place for is left out, and told.
"""

from __future__ import annotations

from perkins_rules.documents import Document
from perkins_rules.documents.shape import shape_at
from perkins_rules.documents.shown import shown
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.out import LeftOut
from perkins_rules.tables.recognising import Tables
from perkins_rules.tables.taken import Path, Remark, Value

REPORT = "performance_report"


def refuse_local(report: Document) -> None:
    """Raises TableFault for a report into which no table is read: a recipient's, or of no year."""
    if report.data.get("reporting_level") == "local":
        message = f"{report.text.name} is the report of a recipient."
        raise TableFault(message, "Tables are read into a State plan or a State's report.")
    if not isinstance(report.data.get("fiscal_year"), int):
        message = f"{report.text.name} does not say of which year it is."
        raise TableFault(message, "Enter its `fiscal_year` first: 2026 for program year 2026-27.")


def as_report(tables: Tables, report: Document) -> Tables:
    """The values at their places in a report."""
    values: dict[Path, Value] = {}
    remarks = list(tables.remarks)
    for path, value in tables.values.items():
        if path[-1] == "state_name":
            continue
        try:
            place = _place(path, report.data["fiscal_year"])
        except LeftOut as out:
            text = f"{shown(value.text)}, left out: {out.reason}"
            remarks.append(Remark(value.place, text, is_loss=True))
            continue
        shape = shape_at(report.shape, [name for name in place if not name.startswith("[")])
        assert shape is not None, place
        values[place] = value._replace(path=place, shape=shape)
    return tables._replace(values=values, remarks=remarks)


def _place(path: Path, year: int) -> Path:
    """Where a report of a year has a value. Raises LeftOut."""
    entry, field = path[1:3], path[3:]
    if path[0] != "performance" or path[-1] in ("baseline", "previous"):
        raise LeftOut("a performance report has no field for it")
    of = int(field[-2].strip("[]"))
    if of > year:
        raise LeftOut(f"it is of FY {of}, the report of FY {year}")
    own = ("level",) if field[-1] == "level" else ("actual", field[-1])
    if field[0] == "groups" and (of < year or own == ("level",)):
        raise LeftOut("of a group, a report has the results of its own year alone")
    before = () if of == year else ("history", f"[{of}]")
    group = field[:2] if field[0] == "groups" else ()
    return (*entry, *group, *before, *own)
