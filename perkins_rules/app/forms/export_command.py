"""`perkins-rules export`: the budget form and the levels form of a plan, as a workbook."""

from __future__ import annotations

import click

from perkins_rules.app.asking.configuration import own_rules
from perkins_rules.app.asking.inputs import named_bytes
from perkins_rules.app.asking.rule_sources import types_with
from perkins_rules.app.console import write_file, write_out
from perkins_rules.app.faults import Stop
from perkins_rules.documents import LIMIT_BYTES, Refusal
from perkins_rules.report.clean import clean, without_commands
from perkins_rules.report.workbooks.form_book import FORMS, form_book
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.into_plan import plan_of


@click.command("export")
@click.argument("plan", metavar="PLAN", type=click.Path())
@click.option("--output", "-o", metavar="FILE", required=True, help="The workbook, *.xlsx.")
@click.option("--form", type=click.Choice(FORMS), default="both", show_default=True)
def command(plan: str, output: str, form: str) -> int:
    """Write the forms of the guide, filled in from PLAN, as a workbook of Excel.

    Amounts and percents are exact; what Excel would not hold exactly is written as text. `import`
    gives back the same values.
    """
    if not output.lower().endswith(".xlsx"):
        raise Stop(f"{output} is no name for a workbook.", "Let it end in .xlsx.")
    shapes = types_with(own_rules((), [plan])).shapes
    given = named_bytes(plan, LIMIT_BYTES)
    try:
        data, left_out = form_book(plan_of(plan, given, shapes), form)
    except Refusal as refusal:
        raise Stop(f"{plan}:{refusal.span.line}: {refusal.message}", refusal.remedy) from refusal
    except TableFault as fault:
        raise Stop(fault.message, fault.hint) from fault
    write_file(output, data)
    lines = [f"{output} holds the {'forms' if form == 'both' else f'{form} form'} of {plan}."]
    lines += [f"  {name} does not fit and is left blank" for name in left_out]
    write_out("".join(f"{without_commands(clean(line))}\n" for line in lines))
    return 1 if left_out else 0
