"""`perkins-rules compare`"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from perkins_rules.analysis.changes.compare import Comparison
from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    form_option,
    given_on,
    max_size_option,
    record_options,
    rules_option,
)
from perkins_rules.app.asking.request import FAIL_ON, Request
from perkins_rules.app.changes.compare_sides import compared, side_of
from perkins_rules.app.checking.making import checker_for, making_of
from perkins_rules.app.console import console_style, refuse_overwriting, write_to
from perkins_rules.app.faults import COULD_NOT_RUN, complain
from perkins_rules.findings import Verdict
from perkins_rules.report.changes.compare_json import compare_json
from perkins_rules.report.changes.compare_text import compare_text, quiet_text
from perkins_rules.report.unfinished import reaches
from perkins_rules.version import __version__


@click.command("compare")
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="NEW", type=click.Path())
@asked_options
@form_option
@click.option("--output", "-o", metavar="FILE", help="Write the comparison to a file.")
@click.option(
    "--show",
    type=click.Choice(["open", "all"]),
    default="open",
    show_default=True,
    help="What changed, or also what is as it was.",
)
@click.option(
    "--quiet", "-q", is_flag=True, help="How each document stands and the totals, and no more."
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="Which new findings give exit code 1.",
)
@rules_option
@max_size_option
@record_options
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, old: str, new: str, **told: Any) -> int:
    """Say what changed from OLD to NEW: two revisions of a document, or two collections of them.

    A side is whatever `check` takes (a document, a folder, an archive, a file of lines), or a store
    that `check --resume` made. Both sides are checked as `check` would check NEW, with its
    configuration, its waivers and the determinations beside each document.

    Tells which findings are fixed, which are new, which weigh otherwise now, and which values of
    the documents moved. Exit code 0: nothing new at the failing level; 1: something new at it; 2: a
    document could not be read.
    """
    form, output, show = (told.pop(name) for name in ("form", "output", "show"))
    quiet = told.pop("quiet")
    refuse_overwriting([output or "-"], [old, new])
    request = configured(Request(files=(new, old), **told, given=given_on(context)))
    making = making_of(request)
    checker = checker_for(request, making)
    sides = [side_of(name, request, making, checker) for name in (old, new)]
    if all(side.asked for side in sides) and sides[0].asked != sides[1].asked:
        complain(_ASKED_OTHERWISE)
    comparisons = compared(*sides)
    style = console_style(request.color, output)
    if form == "json":
        text = compare_json(__version__, comparisons)
    elif quiet:
        text = quiet_text(comparisons, style)
    else:
        text = compare_text(comparisons, style, show == "all")
    write_to(output, text)
    return exit_code(comparisons, request.fail_on)


_ASKED_OTHERWISE = (
    "the two stores were made with other options (--select, waivers and the like) or by another"
    " version: what is new or fixed may come of that."
)


def exit_code(comparisons: Iterable[Comparison], fail_on: str) -> int:
    """2 when a document could not be read, else 1 when something now reaches the level that did
    not reach it before, else 0.
    """
    code = 0
    for one in comparisons:
        if any(s is not None and s.verdict == Verdict.UNREADABLE for s in (one.old, one.new)):
            return COULD_NOT_RUN
        worse = [f for was, f in one.changed if not reaches(was, fail_on)]
        if any(reaches(finding, fail_on) for finding in (*one.new_ones, *worse)):
            code = 1
    return code
