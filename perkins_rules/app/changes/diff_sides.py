"""OLDRULES or NEWRULES -> a rule set: the files that are named, and what they build on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from perkins_rules.analysis.changes.rule_diff import RulesSide
from perkins_rules.app.asking.rule_sources import own_sources, with_built_in
from perkins_rules.assets import built_in_rules
from perkins_rules.documents.types import BroughtType, document_types
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.lang.tables import read_rule_file
from perkins_rules.pipeline import ready_rules, rule_files
from perkins_rules.schema_files import parted
from perkins_rules.source import SourceText

_PACK = re.compile(
    r'^pack[ \t]+(?P<name>[a-z0-9_.]+)(?P<rest>\s+"(?:\\.|[^"\\])*"[^\n]*(?:\n(?:[ \t]+[^\n]*)?)*)',
    re.MULTILINE,
)
Types = tuple[BroughtType, ...]
_EXTENDS = re.compile(r"\bextends\s+(.*)", re.DOTALL)
_COMMENT = re.compile(r"#[^\n]*")


class Side(NamedTuple):
    """One side: the files that are named, the rules that documents are asked, all their files."""

    own: list[SourceText]
    ready: ReadyRules
    sources: list[SourceText]


def side_of(place: str) -> Side:
    """The rule set of one side. Raises Stop, RuleFileError."""
    own = own_sources([place])
    is_whole = Path(place).is_dir() and _is_whole(own)
    sources = own if is_whole else with_built_in(own)
    return Side(own, ready_rules(sources), sources)


def compared(old: Side, new: Side) -> tuple[RulesSide, RulesSide]:
    """What of each side the other has not word for word, as syntax trees."""
    return _differing(old, new), _differing(new, old)


def types_compared(old: Side, new: Side) -> tuple[Types, Types]:
    """The document types that each side's own files bring."""
    before, after = (document_types(parted(side.own)[1]).brought for side in (old, new))
    return before, after


def _differing(side: Side, other: Side) -> RulesSide:
    named = {pack for s in (*side.own, *other.own) for pack in _packs(s)}
    there = {source.text for source in _all(other)}
    files = [s for s in _all(side) if s.text not in there and named & _packs(s).keys()]
    return RulesSide([read_rule_file(s).file for s in files], side.ready.rule_set)


def _all(side: Side) -> list[SourceText]:
    """The files of the rule set, each once."""
    found = {pack.source.name: pack.source for pack in side.ready.rule_set.packs}
    return list(found.values())


def _is_whole(own: Sequence[SourceText]) -> bool:
    """Whether the packs are a rule set by themselves, as a checkout's `rules/` is: they hold rules
    that come with the program, and everything that they build on.
    """
    packs = {name: text for source in own for name, text in _packs(source).items()}
    built_in = {name for source in rule_files([built_in_rules()]) for name in _packs(source)}
    holds_rules = any(name in built_in and " for " in text for name, text in packs.items())
    return holds_rules and all(base in packs for text in packs.values() for base in _extended(text))


def _packs(source: SourceText) -> dict[str, str]:
    """The packs of a file with the rest of their declaration."""
    return {m["name"]: _COMMENT.sub("", m["rest"]) for m in _PACK.finditer(source.text)}


def _extended(text: str) -> list[str]:
    found = _EXTENDS.search(text.rpartition('"')[2])
    return [name.strip() for name in found[1].split(",")] if found else []
