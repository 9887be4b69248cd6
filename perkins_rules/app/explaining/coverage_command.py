"""`perkins-rules coverage`: what of the law and the other sources the rules carry out."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from perkins_rules import assets
from perkins_rules.analysis.coverage.coverage import carriers_of, coverage_of
from perkins_rules.analysis.coverage.coverage_fields import RegisterError
from perkins_rules.analysis.coverage.coverage_model import (
    Coverage,
    CoveredLine,
    CoveredSource,
    Status,
)
from perkins_rules.analysis.coverage.coverage_owners import Filers
from perkins_rules.analysis.coverage.coverage_register import read_register
from perkins_rules.app.asking.named_rules import statement
from perkins_rules.app.asking.options import color_option, rules_option
from perkins_rules.app.asking.rule_sources import rules_with, types_with
from perkins_rules.app.asking.selection import cites
from perkins_rules.app.console import console_style, write_to
from perkins_rules.app.faults import Stop
from perkins_rules.installed import installed_packs
from perkins_rules.report.coverage.coverage_choice import chosen
from perkins_rules.report.coverage.coverage_json import coverage_json
from perkins_rules.report.coverage.coverage_text import coverage_text
from perkins_rules.report.style import Style
from perkins_rules.source import Citation
from perkins_rules.version import __version__

REGISTER = "register"


class Shown(NamedTuple):
    """Which places are shown; all that are asked for must agree."""

    missing: bool = False
    section: str | None = None
    id: str | None = None

    def takes(self, source: CoveredSource, line: CoveredLine) -> bool:
        """Whether a place is among them."""
        return (
            (not self.missing or line.status == Status.MISSING)
            and (self.section is None or _of_section(self.section, source, line))
            and (self.id is None or _of_id(self.id, line))
        )


@click.command("coverage")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    help="The format. Default: as the name of --output ends, otherwise text.",
)
@click.option("--output", metavar="FILE", help="Write to a file, which is whole or not there.")
@click.option("--missing", is_flag=True, help="Show only what no rule carries out.")
@click.option("--section", metavar="SECTION", help='Show only a section (112(a), "guide IV.A").')
@click.option("--id", "name", metavar="ID", help="Show only a requirement or rule (budget-*).")
@rules_option
@color_option
def command(form: str | None, output: str | None, color: str, **told: Any) -> int:
    """Tell what of the law, the guide and the State documents the rules carry out.

    Every place of every source is shown with the rules that check it, the question that is put to a
    person, or the reason why it is background. Exit code 1 when anything is missing or at fault.
    """
    coverage = coverage_with(told["rules"])
    wanted = Shown(told["missing"], told["section"], told["name"])
    shown = coverage if wanted == Shown() else chosen(coverage, wanted.takes)
    if not shown.sources and not wanted.missing:
        raise Stop("no place of any source is meant by that.", "See: perkins-rules coverage")
    style = console_style(color, output)
    write_to(output, _written(coverage, shown, form or _format_of(output), style))
    return 0 if coverage.complete else 1


def coverage_with(folders: Sequence[str]) -> Coverage:
    """What the built-in rules and those of folders carry out. Raises Stop."""
    loaded = rules_with(folders)
    installed = [pack.folder for pack in installed_packs() if pack.folder]
    places = [Path(folder) / REGISTER for folder in (*installed, *folders)]
    own = [place for place in places if place.is_dir()]
    try:
        register = read_register([assets.built_in_rules() / REGISTER, *own])
    except RegisterError as error:
        raise Stop(str(error)) from error
    brought = [one.file.source.text for one in types_with(folders).brought]
    filers = Filers(loaded, [*assets.schema_texts().values(), *brought])
    carriers = carriers_of(loaded.rules, statement, filers.of)
    return coverage_of(register, carriers, _unregistered(loaded.rules, folders))


def _unregistered(rules: Sequence[Any], folders: Sequence[str]) -> frozenset[str]:
    """The rules of further packs that bring no register: what they encode is listed apart."""
    bare = [Path(folder) for folder in folders if not (Path(folder) / REGISTER).is_dir()]
    brought = [
        f"{pack.distribution}: "
        for pack in installed_packs()
        if pack.folder and not (Path(pack.folder) / REGISTER).is_dir()
    ]
    return frozenset(
        rule.key
        for rule in rules
        if any(Path(rule.source.name).is_relative_to(b) for b in bare)
        or rule.source.name.startswith(tuple(brought))
    )


def _format_of(output: str | None) -> str:
    ending = Path(output).suffix.casefold() if output else ""
    return {".json": "json", ".html": "html", ".htm": "html"}.get(ending, "text")


def _written(coverage: Coverage, shown: Coverage, form: str, style: Style) -> str:
    if form == "json":
        return coverage_json(coverage, shown, __version__)
    if form == "html":
        from perkins_rules.report.coverage.coverage_html import (
            coverage_html,  # jinja2 takes its time
        )

        return coverage_html(coverage, shown, __version__)
    return coverage_text(coverage, shown, style)


def _of_section(word: str, source: CoveredSource, line: CoveredLine) -> bool:
    place = line.line.place
    names = (*source.outline.cited_as, source.outline.name)
    return any(cites(word, Citation(name, place, None, place)) for name in names)


def _of_id(word: str, line: CoveredLine) -> bool:
    rules = [c.rule for entry in line.entries for c in entry.carriers]
    rules += [c.rule for c in line.citing]
    names = [*(e.entry.id for e in line.entries), *rules, *(r.partition("/")[2] for r in rules)]
    return any(fnmatch.fnmatchcase(name, word) for name in names)
