"""`perkins-rules compare`"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from perkins_rules import __version__
from perkins_rules.analysis.compare import Comparison, by_name, compare
from perkins_rules.analysis.compare_figures import moved
from perkins_rules.app.asked import asked_of, known_edition
from perkins_rules.app.compare_sides import Side, side_of
from perkins_rules.app.console import PLAIN, console_style, write_file, write_out
from perkins_rules.app.faults import COULD_NOT_RUN
from perkins_rules.app.options import asked_options, color_option, rules_option
from perkins_rules.app.request import FAIL_ON, FORMATS
from perkins_rules.app.rule_sources import rules_with
from perkins_rules.findings import Verdict
from perkins_rules.pipeline import Options
from perkins_rules.report.compare_json import compare_json
from perkins_rules.report.compare_text import compare_text
from perkins_rules.report.unfinished import reaches


@click.command("compare")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@asked_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", "-o", metavar="FILE", help="Write the comparison to a file.")
@click.option(
    "--show",
    type=click.Choice(["open", "all"]),
    default="open",
    show_default=True,
    help="What changed, or also what is as it was.",
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="Which new findings give exit code 1.",
)
@rules_option
@color_option
def command(old: str, new: str, **told: Any) -> int:
    """Say what changed from OLD to NEW: two revisions of a document, two folders with documents of
    the same names, or two stores that `check --resume` made.

    Tells which findings are fixed, which are new, which weigh otherwise now, and which values of
    the documents moved. Exit code 0: nothing new at the failing level; 1: something new at it; 2: a
    document could not be read.
    """
    asked = asked_of(told["as_of"], told["edition"], told["profile"])
    rules = rules_with(told["rules"])
    known_edition(rules, told["edition"])
    options = Options(asked=asked)
    comparisons = _compared(side_of(old, rules, options), side_of(new, rules, options))
    to_file = told["output"] not in (None, "-")
    style = PLAIN if to_file else console_style(told["color"])
    if told["form"] == "json":
        text = compare_json(__version__, comparisons)
    else:
        text = compare_text(comparisons, style, told["show"] == "all")
    write: Callable[[str], None] = write_out
    if to_file:
        write_file(told["output"], text)
    else:
        write(text)
    return exit_code(comparisons, told["fail_on"])


def _compared(old: Side, new: Side) -> list[Comparison]:
    """One document against another whatever they are called; else those of one name."""
    if len(old.names) == 1 and len(new.names) == 1:
        return [_pair(new.names[0], old, old.names[0], new, new.names[0])]
    pairs = by_name(old.names, new.names)
    return [_pair(name, old, was, new, now) for name, was, now in pairs]


def _pair(name: str, old: Side, was: str | None, new: Side, now: str | None) -> Comparison:
    before = old.checked(was) if was is not None else None
    after = new.checked(now) if now is not None else None
    figures = None
    if before is not None and after is not None:
        first, second = before.document, after.document
        if first is not None and second is not None and first.type == second.type:
            figures = moved(first, second)
    return compare(
        name,
        before.report if before is not None else None,
        after.report if after is not None else None,
        figures,
    )


def exit_code(comparisons: Iterable[Comparison], fail_on: str) -> int:
    """2 when a new document could not be read, else 1 when something now reaches the level that
    did not reach it before, else 0.
    """
    code = 0
    for one in comparisons:
        if any(s is not None and s.verdict == Verdict.UNREADABLE for s in (one.old, one.new)):
            return COULD_NOT_RUN
        worse = [f for was, f in one.changed if not reaches(was, fail_on)]
        if any(reaches(finding, fail_on) for finding in (*one.new_ones, *worse)):
            code = 1
    return code
