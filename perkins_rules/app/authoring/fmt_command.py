"""`perkins-rules fmt`: rule files in their one canonical layout."""

from __future__ import annotations

import click

from perkins_rules.app.asking.configuration import named_or_own
from perkins_rules.app.asking.inputs import named_bytes
from perkins_rules.app.asking.rule_sources import own_sources, text_of
from perkins_rules.app.console import write_file, write_out
from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.documents import LIMIT_BYTES
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.report.figures import number_of
from perkins_rules.schema_files import parted
from perkins_rules.source import SourceText


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--check", "only_check", is_flag=True, help="Change nothing; tell what would change.")
def command(paths: tuple[str, ...], only_check: bool) -> int:
    """Put rule files into their one canonical layout. Comments stay.

    PATH is a rule file or a folder of them; - formats standard input to standard output. Without
    PATH, the rules that the configuration names. With --check, exit code 1 when a file would
    change.
    """
    if paths == ("-",):
        write_out(format_rule_file(_standard_input()))
        return 0
    sources, _ = parted(own_sources(named_or_own(paths), examples=True))
    # Every file is formatted before the first is written: a fault in one leaves all as they were.
    formatted = _formatted(sources)
    changed = [s for s in sources if formatted[s.name] != s.text]
    for source in changed:
        if not only_check:
            write_file(source.name, formatted[source.name])
        write_out(f"{'would change' if only_check else 'changed'} {source.name}\n")
    write_out(_summary(len(sources), len(changed), only_check))
    return 1 if only_check and changed else 0


def _standard_input() -> SourceText:
    return SourceText("-", text_of("-", named_bytes("-", LIMIT_BYTES)))


def _summary(files: int, changed: int, only_check: bool) -> str:
    if not changed:
        return f"{number_of(files, 'file')} in order.\n"
    done = "to lay out anew" if only_check else "laid out anew"
    return f"{number_of(changed, 'file')} {done}, {files - changed} in order.\n"


def _formatted(sources: list[SourceText]) -> dict[str, str]:
    formatted: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for source in sources:
        try:
            formatted[source.name] = format_rule_file(source)
        except RuleFileError as error:
            faults += error.diagnostics
    if faults:
        raise RuleFileError(tuple(faults))
    return formatted
