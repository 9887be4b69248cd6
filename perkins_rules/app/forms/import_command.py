"""`perkins-rules import`: a budget or levels table into a plan file."""

from __future__ import annotations

from typing import Any

import click

from perkins_rules.app.asking.configuration import configuration, own_rules
from perkins_rules.app.asking.inputs import named_bytes
from perkins_rules.app.asking.rule_sources import types_with
from perkins_rules.app.console import write_file, write_out
from perkins_rules.app.faults import Stop, complain
from perkins_rules.documents import LIMIT_BYTES, Document, Refusal, Shape
from perkins_rules.report.clean import clean, without_commands
from perkins_rules.tables.against_plan import against_plan
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_columns import UNITS
from perkins_rules.tables.form import DOCUMENT
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.into_plan import Entered, asked_with, enter, fragment, plan_of
from perkins_rules.tables.into_report import REPORT, as_report
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.recognising import KINDS, Tables, chosen, take_tables

_MOST_TOLD = 200


@click.command("import")
@click.argument("table", metavar="TABLE", type=click.Path())
@click.option(
    "--into", metavar="PLAN", help="The plan or report to write to. Default: print the values."
)
@click.option("--sheet", metavar="NAME", help="The sheet, or `table 2` in Word. Default: find it.")
@click.option("--kind", type=click.Choice(KINDS), help="Only this form. Default: what is there.")
@click.option(
    "--column",
    metavar="LETTER",
    help="The budget's column of amounts, where there are several; its number in Word.",
)
@click.option(
    "--years-end",
    "years",
    flag_value="end",
    help="PY 2026 in the table is the year that ends in 2026: 2025-26.",
)
@click.option(
    "--years-start",
    "years",
    flag_value="start",
    help="PY 2026 in the table is the year that starts in 2026: 2026-27.",
)
@click.option(
    "--amounts-in",
    "unit",
    type=click.Choice(("dollars", "thousands", "millions")),
    help="What the budget's amounts are in, whatever the table says of it.",
)
@click.option("--replace", is_flag=True, help="Also replace values of the plan that differ.")
def command(table: str, into: str | None, **told: Any) -> int:
    """Take the budget or the levels from TABLE (.xlsx, .ods, .xls, .docx, .csv) into a plan file,
    or levels and results into a State's performance report.

    The table is the form of the guide, by line numbers or labels, or by codes of indicators, with
    columns for years, levels, actual results and counts; it may stand anywhere in a sheet. Each
    cell that is odd is told, with what it was taken for or why it was left out. What the plan holds
    already stays as it is, comments and order too; values that differ are told, and replaced only
    with --replace.

    Exit code 0: all figures were taken; 1: something was left out, or the plan says otherwise or
    is of another State or year; 2: nothing could be done.
    """
    if into == "-":
        raise Stop("--into takes the name of a file.", "Without --into, the values are printed.")
    shapes = types_with(own_rules((), [into] if into is not None else [])).shapes
    try:
        data = _read(into) if into is not None else b""
        plan = plan_of(into, data, shapes) if into is not None else None
        sheets = chosen(read_table(table, _read(table)), told["sheet"])
        wanted = Asked(told["kind"], _years(told, into), told["column"], scale=_scale(told["unit"]))
        asked = asked_with(plan, wanted)
        tables = take_tables(sheets, shapes[DOCUMENT], asked)
        if plan is None:
            return _printed(tables, shapes[DOCUMENT])
        tables.remarks[:0] = against_plan(plan, tables)
        tables = as_report(tables, plan) if plan.type == REPORT else tables
        entered = enter(plan, data, tables.values, shapes, replace=told["replace"])
    except TableFault as fault:
        raise Stop(fault.message, fault.hint) from fault
    except Refusal as refusal:
        raise Stop(f"{into}:{refusal.span.line}: {refusal.message}", refusal.remedy) from refusal
    return _written(plan, entered, tables, told["replace"])


def _years(told: dict[str, Any], into: str | None) -> Any:
    """What a year such as PY 2026 is in the table, by the command line or the configuration."""
    return told["years"] or configuration([into] if into is not None else []).value("years")


def _scale(unit: str | None) -> int | None:
    """What amounts are to be taken times, where it is said."""
    return next((scale for scale, name in UNITS.items() if name == unit), None)


def _read(name: str) -> bytes:
    data = named_bytes(name, LIMIT_BYTES)
    if len(data) > LIMIT_BYTES:
        raise Stop(f"{name} has more than {LIMIT_BYTES:,} bytes.")
    return data


def _printed(tables: Tables, root: Shape) -> int:
    """The values on standard output, and what is to be said beside them."""
    for line in _remarks(tables):
        complain(line.strip())
    write_out(fragment(tables.values, root))
    return _code(tables)


def _written(plan: Document, entered: Entered, tables: Tables, replace: bool) -> int:
    name = plan.text.name
    if entered.written:
        write_file(name, entered.text)
    kept = [] if replace else entered.differing
    lines = [_summary(name, entered, tables, len(kept)), *_remarks(tables)]
    if entered.differing:
        head = "Replaced" if replace else "Kept, though the table says otherwise (see --replace)"
        lines += ["", f"{head}:"]
    for one in entered.differing:
        line = plan.text.text.count("\n", 0, one.start) + 1
        said = f"was {one.was}" if replace else f"is {one.was}"
        now = f"it is {one.value.text} now" if replace else f"the table has {one.value.text}"
        field = ".".join(one.value.path).replace(".[", "[")
        lines.append(f"  {name}:{line}: {field} {said}; {now} ({one.value.place})")
    write_out("".join(f"{without_commands(clean(line))}\n" for line in lines))
    return max(_code(tables), 1 if kept else 0)


def _summary(name: str, entered: Entered, tables: Tables, kept: int) -> str:
    forms = " and ".join(f"{kind} of {sheet}" if sheet else kind for kind, sheet in tables.found)
    parts = [f"{_counted(len(entered.written), 'value')} written"]
    parts += [f"{len(entered.same)} there already"] if entered.same else []
    parts += [f"{kept} kept"] if kept else []
    lost = sum(remark.cells for remark in tables.remarks if remark.is_loss)
    parts += [f"{_counted(lost, 'cell')} left out"] if lost else []
    return f"{name}: {', '.join(parts)} ({forms})."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _remarks(tables: Tables) -> list[str]:
    remarks = tables.remarks
    if len(remarks) > _MOST_TOLD:  # what is lost comes first
        remarks = sorted(remarks, key=lambda one: not (one.is_loss or one.is_doubt))
    told = [f"  {one.place}: {clean(one.text)}" for one in remarks[:_MOST_TOLD]]
    more = len(tables.remarks) - _MOST_TOLD
    return [*told, f"  and {more:,} more cells"] if more > 0 else told


def _code(tables: Tables) -> int:
    return 1 if any(one.is_loss or one.is_doubt for one in tables.remarks) else 0
