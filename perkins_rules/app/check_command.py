"""`perkins-rules check`"""

from __future__ import annotations

from typing import Any

import click

from perkins_rules.app.checking import run_check
from perkins_rules.app.options import asked_options, color_option, rules_option
from perkins_rules.app.request import FAIL_ON, FORMATS, Request

_LARGEST_MIB = 4096


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@asked_options
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file.")
@click.option(
    "--show",
    type=click.Choice(["open", "all"]),
    default="open",
    show_default=True,
    help="What is wrong or open, or everything that was checked.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="WORD",
    help="Ask only these rules: a rule id or pattern (federal.budget/*), a section (112(a)(3),"
    ' "guide IV.A") or a requirement id. May be given several times.',
)
@click.option("--ignore", multiple=True, metavar="WORD", help="Leave these rules out.")
@click.option(
    "--draft", is_flag=True, help="Set apart what is not yet filled in; do not fail on it."
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="Which findings give exit code 1.",
)
@rules_option
@click.option("--quiet", "-q", is_flag=True, help="One line for each finding that counts.")
@click.option(
    "--max-size",
    type=click.IntRange(1, _LARGEST_MIB),
    default=64,
    show_default=True,
    metavar="MIB",
    help="The largest document that is read.",
)
@click.option(
    "--determinations",
    metavar="FILE",
    help="What reviewers determined on the one document. Default: what stands beside each"
    " document, in plan.determinations.yaml.",
)
@color_option
def command(**told: Any) -> int:
    """Check documents: YAML or JSON files, or - for standard input.

    What is wrong with a file itself (a misspelt field, a value of the wrong kind) is told whatever
    is selected.

    Exit code 0: nothing wrong; 1: a rule of severity error failed or cannot be determined; 2: a
    document could not be read, or the run could not be made.
    """
    return run_check(Request(**told))
