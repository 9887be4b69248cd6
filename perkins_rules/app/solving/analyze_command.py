"""`perkins-rules analyze`: what can be proved of rules, without any document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from perkins_rules.app.asking.asked import asked_of, known_edition
from perkins_rules.app.asking.configuration import named_or_own
from perkins_rules.app.asking.options import asked_options, color_option, form_option
from perkins_rules.app.asking.rule_sources import named_sources, read_with_examples
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.solving.solver import need_solver
from perkins_rules.diagnostics import RuleFileError


@click.command("analyze")
@click.argument("paths", nargs=-1, metavar="[RULES]...", type=click.Path())
@click.option("--strict", is_flag=True, help="Let warnings fail the run, too.")
@form_option
@asked_options
@color_option
def command(paths: Sequence[str], strict: bool, **told: Any) -> int:
    """Find rules that contradict each other, that can never fail, that find nothing.

    RULES is a rule file, a folder of them, or the name of a pack that comes with the program;
    without it, the rules that the configuration names. They are asked together with all that they
    build on, on each day on which something in them changes (--as-of: on that day alone).

    Each answer comes with the smallest document that shows it, which the engine has checked. From
    which allotment on all errors can be kept, and where they cannot, is told to the cent. What
    could not be told is said, with what was in the way.

    Exit code 0: nothing is wrong; 1: there is an error, or with --strict a warning; 2: the rules
    could not be read.
    """
    need_solver("analyze")
    from perkins_rules.proving.analyze import analysis
    from perkins_rules.report.proved.analyze_plain import analyze_plain
    from perkins_rules.report.proved.analyze_text import analyze_text, is_short

    own = named_sources(named_or_own(tuple(paths)))
    read = read_with_examples(own)
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    known_edition(read.rules, told["edition"])
    asked = asked_of(told["as_of"], told["edition"], told["profile"])
    found = analysis(read.rules, asked, {source.name for source in own})
    if told["form"] == "json":
        write_out(json.dumps(analyze_plain(found), indent=2, ensure_ascii=False) + "\n")
    else:
        write_out(analyze_text(found, console_style(told["color"])))
    levels = {one.kind.level for one in found.claims}
    is_wrong = "error" in levels or any(map(is_short, found.lawful))
    return int(is_wrong or (strict and bool(levels)))
