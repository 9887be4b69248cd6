"""`perkins-rules lint`: what is wrong with rule files, and what they lack."""

from __future__ import annotations

import click

from perkins_rules.app.asking.configuration import named_or_own
from perkins_rules.app.asking.options import color_option
from perkins_rules.app.asking.rule_sources import own_sources, read_with_examples, with_built_in
from perkins_rules.app.authoring.linted import diagnostics_of, linted
from perkins_rules.app.authoring.schema_lint import schema_diagnostics
from perkins_rules.app.authoring.shown_diagnostics import shown_diagnostic
from perkins_rules.app.console import console_style, write_out
from perkins_rules.report.figures import number_of
from perkins_rules.schema_files import parted


@click.command("lint")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--strict", is_flag=True, help="Let warnings fail the run, too.")
@color_option
def command(paths: tuple[str, ...], strict: bool, color: str) -> int:
    """Tell what is wrong with rule files, and what they lack.

    PATH is a rule file or a folder of them. The packs that come with the program are there to
    build on. Without PATH, the rules that the configuration names. The schemas of document types
    that packs bring are looked at, too. Exit code 1 when there is an error.
    """
    own = own_sources(named_or_own(paths), examples=True)
    read = read_with_examples(own)
    sources = with_built_in(own)
    found = linted(own, read)
    rules, schemas = parted(own)
    if schemas:
        found += diagnostics_of(own, schema_diagnostics(parted(sources)[1], found))
    style = console_style(color)
    for diagnostic in sorted(found, key=lambda d: (d.source.name, d.span, d.code)):
        write_out(shown_diagnostic(diagnostic, style) + "\n")
    errors = sum(d.level == "error" for d in found)
    warnings = len(found) - errors
    elsewhere = len(read.diagnostics) - len(diagnostics_of(own, read.diagnostics))
    files = _files(len(rules), len(schemas))
    write_out(_summary(files, errors, warnings, elsewhere) + "\n")
    return 1 if errors or elsewhere or (strict and warnings) else 0


def _files(rules: int, schemas: int) -> str:
    counts = ((rules, "rule file"), (schemas, "schema"))
    return " and ".join(number_of(count, noun) for count, noun in counts if count)


def _summary(files: str, errors: int, warnings: int, elsewhere: int) -> str:
    read = f"{files}: "
    said = (
        "no faults."
        if not errors + warnings
        else (f"{number_of(errors, 'error')}, {number_of(warnings, 'warning')}.")
    )
    if elsewhere:
        said += f" The packs that they build on have {number_of(elsewhere, 'fault')} of their own."
    return read + said
