"""Writes the pages of the site that come from the rules: a page for each rule, pack and source.

They are made when the site is built, and are no part of the repository.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from docs.site.rule_pages import Readings
from perkins_rules.analysis.coverage.coverage_model import Coverage
from perkins_rules.app.asking.named_rules import statement
from perkins_rules.app.explaining.coverage_command import coverage_with
from perkins_rules.assets import built_in_rules
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.pipeline import read_rules, rule_files
from perkins_rules.report.figures import number_of

_MARKUP = re.compile(r"([\\`*_\[\]<>#|{}~])")
_CODE = re.compile(r"(`[^`]+`)")
_VERDICT = re.compile(r"^(fails|needs review)( by \S+)?( on \S+)?( in \S+ \S+)* when ")


def rules_of_the_site() -> RuleSet:
    """The built-in packs with the examples that stand in them. Raises RuleFileError."""
    read = read_rules(rule_files([built_in_rules()]))
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    return read.rules


def write_law_pages(folder: Path, rules: RuleSet) -> None:
    """Writes what has changed, and takes away what is no longer made."""
    made = dict(law_pages(rules))
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def law_pages(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Name and text of every page; the rules have their examples."""
    coverage, make = coverage_with(()), _templates()
    yield "index.md", make.get_template("index.md").render(**_contents(rules, coverage))
    for source in coverage.sources:
        yield f"{source.outline.name}.md", make.get_template("source.md").render(source=source)
    yield from _of_packs(rules, make)
    yield from _of_rules(rules, coverage, make)


def _contents(rules: RuleSet, coverage: Coverage) -> dict[str, Any]:
    by_document = defaultdict(list)
    for pack in rules.packs:
        if pack.document is not None:
            by_document[rules.shapes[pack.document]].append(pack)
    counts = {
        pack.name: number_of(sum(rule.written_in == pack.name for rule in rules.rules), "rule")
        for pack in rules.packs
    }
    return {"sources": coverage.sources, "by_document": by_document, "counts": counts}


def _of_packs(rules: RuleSet, make: Environment) -> Iterator[tuple[str, str]]:
    page = make.get_template("pack.md")
    titles = {rule.key: statement(rule) for rule in rules.rules}
    for pack in rules.packs:
        own = [rule for rule in rules.rules if rule.written_in == pack.name]
        document = rules.shapes.get(pack.document or "")
        told = page.render(pack=pack, document=document, rules=own, titles=titles)
        yield f"{pack.name}/index.md", told


def _of_rules(rules: RuleSet, coverage: Coverage, make: Environment) -> Iterator[tuple[str, str]]:
    page, readings = make.get_template("rule.md"), Readings(rules, coverage)
    packs = {pack.name: pack for pack in rules.packs}
    for name, same in _by_id(rules.rules).items():
        told = [readings.of(rule) for rule in same]
        yield f"{name}.md", page.render(readings=told, rule=told[0], packs=packs)


def _by_id(rules: Iterable[CheckedRule]) -> dict[str, list[CheckedRule]]:
    """The rules of each id, that of all States first."""
    found: dict[str, list[CheckedRule]] = defaultdict(list)
    for rule in rules:
        found[rule.id].append(rule)
    return {name: sorted(same, key=lambda rule: rule.state or "") for name, same in found.items()}


def _templates() -> Environment:
    make = Environment(  # Markdown, not HTML: what a text holds is escaped by `md`
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    make.filters["md"] = escaped
    make.filters["stated"] = lambda text: _VERDICT.sub("", text)
    return make


def escaped(text: str) -> str:
    """A text as Markdown that shows it; what stands between backticks is code already."""
    parts = _CODE.split(" ".join(str(text).split()))
    return "".join(p if _CODE.fullmatch(p) else _MARKUP.sub(r"\\\1", p) for p in parts)
