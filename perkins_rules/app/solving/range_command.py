"""`perkins-rules range`: between which values figures are lawful."""

from __future__ import annotations

import json
from typing import Any

import click

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    form_option,
    given_on,
    rules_option,
    select_options,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import COULD_NOT_RUN
from perkins_rules.app.solving.solver import document_of, label_of, need_solver, no_such
from perkins_rules.report.lawful.range_plain import range_plain
from perkins_rules.report.lawful.range_text import range_lines


@click.command("range")
@click.argument("file", metavar="PATH", type=click.Path())
@click.argument("fields", nargs=-1, metavar="[FIELD]...")
@click.option(
    "--free",
    multiple=True,
    metavar="FIELD",
    help="Figures that may be whatever goes with the one in question; else all stand as they do.",
)
@form_option
@select_options
@asked_options
@rules_option
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, file: str, fields: tuple[str, ...], **told: Any) -> int:
    """Say between which values figures of a document are lawful, all else standing as it does.

    FIELD is what findings call it (budget.reserve.amount), or a group of figures (budget); it
    need not be given yet. Without one, all figures that are given and that some rule bounds are
    told, save years. Beside each end stands the rule that fails beyond it: the room that is left,
    and what binds first; values between the two ends that are not lawful are told, too. Warnings
    and notes do not count.

    With --free, others may go along: `range plan.yaml budget.total_allocation.amount --free budget`
    says from which allotment on there is a lawful budget. Then there may be gaps that are not told.

    With --select only those rules count, warnings and notes among them, too: `range plan.yaml
    --select federal.budget/reserve-cap` shows where that rule turns.

    Of a figure that a rule reads for which there is no formula, that is said.

    Exit code 0: told; 1: a figure is not lawful as it stands; 2: of no figure it could be told.
    """
    need_solver("range")
    from perkins_rules.solving.encoding import posed
    from perkins_rules.solving.kept import is_year
    from perkins_rules.solving.lawful_range import is_lawful, is_unbounded
    from perkins_rules.solving.named import NoSuchField, figures_named
    from perkins_rules.solving.ranges import ranges

    names = ("as_of", "edition", "profile", "rules", "config", "no_config", "select", "ignore")
    given = given_on(context)
    request = configured(Request((file,), **{n: told[n] for n in names}, given=given))
    checker = checker_for(request)
    document = document_of(file, checker)
    try:
        asked = figures_named(document, fields)
        freed = figures_named(document, told["free"]).unknowns if told["free"] else ()
        freed = tuple(one for one in freed if not is_year(one))
    except NoSuchField as none:
        raise no_such(document, none) from none
    style, label, found = console_style(told["color"]), label_of(checker, document), []
    of = posed(checker.rules, document, checker.options)
    for one in ranges(of, asked, freed):
        if not fields and is_unbounded(one):
            continue
        found.append(one)
        if told["form"] == "text":
            lines = range_lines(range_plain(one, document), label, style)
            write_out("\n".join(lines) + "\n")
    if told["form"] == "json":
        write_out(json.dumps([range_plain(one, document) for one in found], indent=2) + "\n")
    if found and not any(one.is_known for one in found):
        return COULD_NOT_RUN
    return int(not all(map(is_lawful, found)))
