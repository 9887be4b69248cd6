"""`perkins-rules settle`: what to give first, so that checks can be made."""

from __future__ import annotations

import json
from typing import Any

import click

from perkins_rules.analysis.settling import settling
from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    form_option,
    given_on,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.solving.solver import document_of
from perkins_rules.pipeline import question_of
from perkins_rules.report.lawful.settle_text import settle_plain, settle_text

_HEAVIEST_FIRST = ("error", "warning", "info")


@click.command("settle")
@click.argument("file", metavar="PATH", type=click.Path())
@click.option(
    "--weight",
    type=click.Choice(_HEAVIEST_FIRST),
    default="error",
    show_default=True,
    help="The lightest checks that are to be made.",
)
@form_option
@asked_options
@rules_option
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, file: str, **told: Any) -> int:
    """Say which missing facts settle the checks that cannot be made, and which way.

    First comes what settles most checks for each thing that is to be given; facts that checks need
    together stand together. Of a question with few answers (yes or no, a choice) it says how the
    checks come out with each: the rules are asked with that answer in its place.

    Exit code 0: no check waits for anything; 1: some do; 2: the document could not be read.
    """
    names = ("as_of", "edition", "profile", "rules", "config", "no_config")
    given = given_on(context)
    request = configured(Request((file,), **{n: told[n] for n in names}, given=given))
    checker = checker_for(request)
    document = document_of(file, checker)
    asked, _ = question_of(checker.rules, document, checker.options.asked)
    weighty = _HEAVIEST_FIRST[: _HEAVIEST_FIRST.index(told["weight"]) + 1]
    steps = settling(checker.rules.rule_set, document, asked, weighty)
    if told["form"] == "json":
        write_out(json.dumps(settle_plain(steps, document), indent=2) + "\n")
    else:
        write_out(settle_text(steps, document, console_style(told["color"])))
    return int(bool(steps))
