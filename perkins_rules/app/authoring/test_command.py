"""`perkins-rules test`: runs the examples of rules."""

from __future__ import annotations

from collections.abc import Sequence

import click

from perkins_rules.app.asking.configuration import named_or_own
from perkins_rules.app.asking.options import color_option
from perkins_rules.app.asking.rule_sources import named_sources, read_with_examples
from perkins_rules.app.authoring.lint import lacking_examples
from perkins_rules.app.console import console_style, write_out
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.editor.packs.examples import SAID, found, results_of
from perkins_rules.engine.reference.example_run import ExampleResult
from perkins_rules.lang.nodes import RuleFile
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging
from perkins_rules.source import SourceText


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--strict", is_flag=True, help="Let a rule that lacks an example fail the run, too.")
@click.option(
    "--mutants",
    is_flag=True,
    help="Change each rule in small ways, one at a time; some example must notice each.",
)
@color_option
def command(paths: tuple[str, ...], strict: bool, mutants: bool, color: str) -> int:
    """Run the examples that stand in rule files.

    Tells which do not hold, and which rule lacks which kind. PATH is a rule file, a folder of
    them, or the name of a pack that comes with the program; without PATH, the rules that the
    configuration names. Exit code 1 when an example does not
    hold, or when --mutants finds a change that no example notices.
    """
    own = named_sources(named_or_own(paths))
    read = read_with_examples(own)
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    names = {source.name for source in own}
    tested = [rule for rule in read.rules.rules if rule.source.name in names]
    results = results_of(read.rules, names)
    wrong = [result for result in results if not result.holds]
    lacking = [(rule, kinds) for rule in tested if (kinds := lacking_examples(rule))]
    style = console_style(color)
    write_out("".join(_shown_wrong(result, style) for result in wrong))
    write_out(_shown_lacking(lacking, style))
    write_out(_summary(len(results), len(wrong), len(tested), len(lacking), style))
    code = 1 if wrong or (strict and lacking) else 0
    if mutants and not wrong:
        code = max(code, _mutants(read.rules, read.files, own, style))
    return code


def _mutants(
    rules: RuleSet, files: Sequence[RuleFile], own: Sequence[SourceText], style: Style
) -> int:
    """Tells which changes no example notices; the exit code."""
    from perkins_rules.app.authoring.mutants import failed, shown, try_mutants

    tried = try_mutants(rules, files, own)
    write_out("\n" + shown(tried, style))
    return 1 if failed(tried) else 0


def _shown_wrong(result: ExampleResult, style: Style) -> str:
    rule, example = result.rule, result.example
    place = f"{example.source.name}:{example.span.line}:{example.span.column}"
    said = style.paint("bold red", "does not hold")
    lines = [f"{style.clean(place)}: an example of {rule.id} {said}"]
    lines += hanging("    ", style.clean(example.text), style.width)
    expected = SAID[example.verdict] + (f" by {example.exception}" if example.exception else "")
    lines.append(f"    expected: {expected}")
    lines.append(f"    found:    {found(result)}")
    return "\n".join(lines) + "\n\n"


def _shown_lacking(lacking: Sequence[tuple[CheckedRule, list[str]]], style: Style) -> str:
    if not lacking:
        return ""
    lines = [style.paint("bold yellow", "Rules that lack an example:")]
    for rule, kinds in lacking:
        place = style.clean(f"{rule.source.name}:{rule.span.line}")
        lines.append(f"  {rule.id}: {', '.join(kinds)}  {style.paint('dim', place)}")
    return "\n".join(lines) + "\n\n"


def _summary(run: int, wrong: int, rules: int, lacking: int, style: Style) -> str:
    mark = (
        style.paint("bold red", style.mark("fail"))
        if wrong
        else (style.paint("bold green", style.mark("pass")))
    )
    held = f"{run - wrong} of {run} examples of {number_of(rules, 'rule')} hold."
    lack = f" {number_of(lacking, 'rule')} without all of them." if lacking else ""
    return f"{mark} {held}{lack}\n"
