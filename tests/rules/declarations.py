"""What a pack declares, as written: its citations, severities and questions."""

from __future__ import annotations

from pathlib import Path

from perkins_rules.lang.nodes import ItemLine, Items, Review, Rule
from perkins_rules.lang.tables import read_rule_file
from perkins_rules.source import SourceText

RULES = Path(__file__).parents[2] / "rules" / "federal"


def declaration(pack: str, slug: str) -> Rule | Items | Review:
    """The rule, items table or review of that slug in a federal pack."""
    (path,) = RULES.rglob(f"{pack}.rules")
    file = read_rule_file(SourceText(str(path), path.read_text("utf-8"))).file
    named = (d for d in file.declarations if isinstance(d, Rule | Items | Review))
    return next(d for d in named if d.heading.slug == slug)


def severity(pack: str, slug: str) -> str:
    return declaration(pack, slug).heading.severity


def question(pack: str, slug: str) -> str:
    """What a review asks."""
    review = declaration(pack, slug)
    assert isinstance(review, Review)
    assert review.ask is not None
    return "".join(str(part) for part in review.ask.parts)


def cited_for(pack: str, slug: str, path: str) -> list[str]:
    """The sections that a line of an items table cites."""
    table = declaration(pack, slug)
    assert isinstance(table, Items)
    line: ItemLine = next(entry for entry in table.lines if entry.path.text == path)
    return [cite.section for cite in line.cites]
