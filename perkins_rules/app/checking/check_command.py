"""`perkins-rules check`"""

from __future__ import annotations

from typing import Any

import click

from perkins_rules.app.asking.options import (
    asked_options,
    baseline_option,
    color_option,
    config_options,
    given_on,
    max_size_option,
    record_options,
    rules_option,
    weighing_options,
)
from perkins_rules.app.asking.request import SHOW, Request
from perkins_rules.app.checking.run import fix_files, run_check
from perkins_rules.report.output_formats import ENDINGS, FORMATS


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@asked_options
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What is written to standard output; or to --output, where the name leaves it open.",
)
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    metavar="FILE",
    help=f"Write a report in the format that its name says: {', '.join(ENDINGS)}. May be given"
    " several times.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="How many processes check at the same time.  [default: as many as there are cores]",
)
@click.option(
    "--resume",
    metavar="STORE",
    help="Keep results in this file as they come; a second run does only what is left or changed.",
)
@click.option(
    "--show",
    type=click.Choice(SHOW),
    default="open",
    show_default=True,
    help="What is wrong or open: in three lines each (brief), or with figures (open); or all that"
    " was checked, with everything that waits and every question written out (all).",
)
@weighing_options
@click.option(
    "--fix",
    is_flag=True,
    help="First put right in the files what has one right answer: misspelt fields and choices,"
    " amounts and dates in another form, a percent that its amount settles, an amount to be rounded"
    " to whole dollars.",
)
@click.option("--diff", is_flag=True, help="Only show what --fix would change.")
@click.option(
    "--repairs",
    is_flag=True,
    help="Work out the smallest lawful change of each document's figures, and show it in the"
    " report; nothing is changed. It takes about half a second for each plan.",
)
@click.option(
    "--headroom",
    is_flag=True,
    help="Show how far each figure can move before a rule fails, and which: a second or two for"
    " each plan.",
)
@click.option(
    "--watch", is_flag=True, help="Check again when a file changes, until Ctrl-C ends it."
)
@rules_option
@click.option(
    "--only-documents",
    is_flag=True,
    help="Leave out every other YAML or JSON file that is named, without a word, and tell only what"
    " fails: for a hook before a commit.",
)
@click.option("--quiet", "-q", is_flag=True, help="One line for each finding that counts.")
@max_size_option
@click.option(
    "--determinations",
    metavar="FILE",
    help="What reviewers determined on the one document. Default: what stands beside each"
    " document, in plan.determinations.yaml.",
)
@record_options
@baseline_option
@click.option(
    "--receipt",
    metavar="FILE",
    help="Write a receipt of the check of one document, which `perkins-rules verify` proves.",
)
@click.option(
    "--sign-key",
    metavar="KEY",
    help="Sign the receipt with this private key (Ed25519, PEM).",
)
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, watch: bool, **told: Any) -> int:
    """Check documents: YAML or JSON files, or - for standard input.

    PATH may also be a folder, a pattern such as 'plans/*.yaml', an archive (.zip, .tar.gz), a file
    with a document on each line (.jsonl, also .gz or .zst), or the address of a remote one.

    What is wrong with a file itself (a misspelt field, a value of the wrong kind) is told whatever
    is selected.

    Exit code 0: nothing wrong; 1: a rule of severity error failed or cannot be determined; 2: a
    document could not be read, or the run could not be made.
    """
    request = Request(**told, given=given_on(context))
    if watch:
        from perkins_rules.app.checking.watching import watch as watch_files

        return watch_files(request, run_check, fix_files)
    return run_check(request)
