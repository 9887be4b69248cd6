"""Wires the stages: rule files -> checked rules; bytes + rules -> the report of a document.

The one module that names every stage. The Python API (`import perkins_rules`) and the command
line both go through here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from perkins_rules import assets
from perkins_rules.check.resolve import check_rules
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.documents import (
    LIMIT_BYTES,
    Document,
    Refusal,
    document_from_mapping,
    load_shapes,
    read_document,
)
from perkins_rules.engine.assemble import default_day, refused_report
from perkins_rules.engine.evaluate import Wanted, evaluate, rules_for
from perkins_rules.engine.question import DEFAULT_EDITION, DEFAULT_PROFILE, Question
from perkins_rules.findings import Asked, DocumentReport
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.source import NOWHERE, SourceText


class Options(NamedTuple):
    """How documents are checked: what is asked, what is told, how much is read.

    `keep` chooses rules; None takes all. `limit_bytes` bounds the size of one document.
    """

    asked: Asked = Asked()
    show_all: bool = False
    keep: Callable[[CheckedRule], bool] | None = None
    limit_bytes: int = LIMIT_BYTES


class ReadRules(NamedTuple):
    """What came of rule files: the rule set (None if there is an error) and all diagnostics."""

    rules: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[str]


def rule_files(folders: Sequence[Path]) -> list[SourceText]:
    """Every `.rules` file under the folders, in the order of their names."""
    found: list[Path] = []
    for folder in folders:
        found += [folder] if folder.is_file() else sorted(folder.rglob("*.rules"))
    return [SourceText(str(p), p.read_text(encoding="utf-8-sig")) for p in dict.fromkeys(found)]


def read_rules(sources: Sequence[SourceText]) -> ReadRules:
    """Parses and checks rule texts as one rule set; never raises on what they hold."""
    parsed = [parse_rule_file(source) for source in sources]
    syntax = tuple(d for p in parsed for d in p.diagnostics)
    checked = check_rules([p.file for p in parsed], load_shapes(assets.schema_texts()))
    broken = any(d.level == "error" for d in syntax)
    return ReadRules(None if broken else checked.rules, syntax + checked.diagnostics, checked.used)


def load_rules(folders: Sequence[Path | str] = ()) -> RuleSet:
    """The built-in rule packs, and those of further folders. Raises RuleFileError."""
    places = [assets.built_in_rules(), *map(Path, folders)]
    read = read_rules(rule_files(places))
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    return read.rules


def check_document(
    rules: RuleSet, document: Path | str | bytes | Mapping[str, Any], options: Options = Options()
) -> DocumentReport:
    """Checks one document: a path, the bytes of a file, or a parsed mapping. Never raises on
    what a document holds; one that cannot be read has the verdict `unreadable`.
    """
    name = str(document) if isinstance(document, Path | str) else "-"
    try:
        read = _read(rules, document, options)
    except Refusal as refusal:
        return refused_report(refusal, name, rules.sha256)
    except OSError as error:
        reason = error.strerror or "the file cannot be read"
        refusal = Refusal("unreadable-file", f"{name}: {reason}.", NOWHERE)
        return refused_report(refusal, name, rules.sha256)
    asked, dated = _question(rules, read, options.asked)
    in_force = rules_for(rules, read.type, asked)
    kept = tuple(r for r in in_force if options.keep is None or options.keep(r))
    return evaluate(rules, read, asked, Wanted(kept, options.show_all), dated)


def _read(
    rules: RuleSet, document: Path | str | bytes | Mapping[str, Any], options: Options
) -> Document:
    if isinstance(document, Mapping):
        return document_from_mapping(document, rules.shapes)
    if isinstance(document, bytes):
        return read_document("-", document, rules.shapes, options.limit_bytes)
    path = Path(document)
    return read_document(str(document), path.read_bytes(), rules.shapes, options.limit_bytes)


def _question(rules: RuleSet, document: Document, asked: Asked) -> tuple[Question, bool]:
    """The question put to the rules; False when its day is only a stand-in."""
    day = date.fromisoformat(asked.date) if asked.date is not None else default_day(document)
    edition, profile = asked.edition or DEFAULT_EDITION, asked.profile or DEFAULT_PROFILE
    if day is not None:
        return Question(day, edition, profile), True
    reviewed = [s.reviewed_to for s in rules.sources.values() if s.reviewed_to is not None]
    return Question(max(reviewed, default=date(2026, 7, 1)), edition, profile), False
