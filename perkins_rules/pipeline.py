"""Wires the stages: rule files -> rules to be asked; bytes + rules -> the report of a document.

The one module that names every stage. The Python API (`import perkins_rules`) and the command
line both go through here. The stages that read rule files are imported when a rule file must be
read, which is when it has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules import assets, rule_cache
from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.documents import (
    LIMIT_BYTES,
    Document,
    Refusal,
    document_from_mapping,
    read_document,
)
from perkins_rules.engine.dates import latest_reading
from perkins_rules.engine.editions import edition_for
from perkins_rules.engine.fast import fast_evaluate
from perkins_rules.engine.law import sources_for
from perkins_rules.engine.question import DEFAULT_PROFILE, Question
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.reporting import default_day, refused_report, unread_report
from perkins_rules.findings import Asked, DocumentReport
from perkins_rules.installed import installed_sources
from perkins_rules.schema_files import is_schema_path, parted, schema_files
from perkins_rules.source import SourceText

if TYPE_CHECKING:  # attrs, which the checked rules are made of, is not for the fast path
    from perkins_rules.check.tree import RuleSet
    from perkins_rules.lang.nodes import RuleFile


class Options(NamedTuple):
    """How documents are checked: what is asked, what is told, how much is read.

    `keep` chooses rules, by their id, citations, requirements and the like; None takes all.
    `limit_bytes` bounds the size of one document. `state` is the State of documents that do not
    say theirs.
    """

    asked: Asked = Asked()
    show_all: bool = False
    keep: Callable[[Any], bool] | None = None
    limit_bytes: int = LIMIT_BYTES
    state: str | None = None


class ReadRules(NamedTuple):
    """What came of rule files: the rule set (None if there is an error), all diagnostics, which
    names are used, and the syntax trees.
    """

    rules: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[str]
    files: tuple[RuleFile, ...]


# ------------------------------------------------------------------ rules


def rule_files(folders: Sequence[Path]) -> list[SourceText]:
    """Every `.rules` file under the folders, in the order of their names; then the schemas of the
    document types that packs bring.
    """
    found: list[Path] = []
    for folder in folders:
        if not is_schema_path(folder):
            found += [folder] if folder.is_file() else sorted(folder.rglob("*.rules"))
    rules = [SourceText(str(p), p.read_text(encoding="utf-8-sig")) for p in dict.fromkeys(found)]
    return [*rules, *schema_files(folders)]


def read_rules(sources: Sequence[SourceText]) -> ReadRules:
    """Parses and checks rule texts as one rule set, with the schemas among them; never raises on
    what they hold.
    """
    from perkins_rules.check.resolve import check_rules
    from perkins_rules.documents.types import document_types
    from perkins_rules.lang.parse import parse_rule_file

    texts, schemas = parted(sources)
    types = document_types(schemas)
    parsed = [parse_rule_file(source) for source in texts]
    syntax = tuple(d for p in parsed for d in p.diagnostics)
    files = tuple(p.file for p in parsed)
    told = (*types.diagnostics, *syntax)
    if any(d.level == "error" for d in types.diagnostics):  # rules mean nothing without their types
        return ReadRules(None, told, frozenset(), files)
    checked = check_rules(files, types.shapes, types.sha256)
    broken = any(d.level == "error" for d in syntax)
    rules = None if broken else checked.rules
    return ReadRules(rules, told + checked.diagnostics, checked.used, files)


def load_rules(folders: Sequence[Path | str] = ()) -> ReadyRules:
    """The built-in rule packs, those of installed distributions, and those of further folders.

    Raises RuleFileError.
    """
    own = rule_files([assets.built_in_rules(), *map(Path, folders)])
    return ready_rules([*own, *installed_sources()])


def ready_rules(sources: Sequence[SourceText]) -> ReadyRules:
    """Rule texts, as one rule set that documents are checked with. Raises RuleFileError."""
    key = rule_cache.key_of(sources)
    kit = rule_cache.cached_kit(key)
    if kit is not None:
        return ReadyRules(kit, lambda: rule_cache.cached_rules(key, sources) or _checked(sources))
    rules = _checked(sources)
    kept = rule_cache.keep(key, rules, sources)
    return ReadyRules(kept, lambda: rules)


def write_compiled(folder: Path) -> list[Path]:
    """Writes the built-in packs, compiled, into a folder: what a wheel carries. The files."""
    sources = rule_files([assets.built_in_rules()])
    return rule_cache.write(folder, _checked(sources), sources)


def _checked(sources: Sequence[SourceText]) -> RuleSet:
    """Raises RuleFileError."""
    read = read_rules(sources)
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    return read.rules


# ------------------------------------------------------------------ documents


def check_document(
    rules: ReadyRules | RuleSet,
    document: Path | str | bytes | Mapping[str, Any],
    options: Options = Options(),  # noqa: B008  # a tuple: it cannot change
) -> DocumentReport:
    """Checks one document: a path, its text or bytes, or a parsed mapping.

    A str of more than one line is the text itself. Never raises on what a document holds; one
    that cannot be read has the verdict `unreadable`.
    """
    if isinstance(document, str) and "\n" in document:
        document = document.encode("utf-8", "surrogatepass")
    name = str(document) if isinstance(document, Path | str) else "-"
    try:
        read = _read(rules.shapes, document, options)
    except Refusal as refusal:
        return refused_report(refusal, name, rules.sha256)
    except OSError as error:
        reason = error.strerror or "the file cannot be read"
        return unread_report(name, f"{name}: {reason}.", "", rules.sha256)
    return check_read(rules, read, options)


def check_read(rules: ReadyRules | RuleSet, document: Document, options: Options) -> DocumentReport:
    """Checks a document that was read (see documents.read_document)."""
    document.state_if_unsaid = options.state
    asked, dated = question_of(rules, document, options.asked)
    if isinstance(rules, ReadyRules) and not options.show_all:
        return fast_evaluate(rules, document, asked, options.keep, dated)
    return _evaluate(rules, document, asked, options, dated)


def _evaluate(
    rules: ReadyRules | RuleSet, document: Document, asked: Question, options: Options, dated: bool
) -> DocumentReport:
    """The report by the reference evaluator alone."""
    from perkins_rules.engine.evaluate import Wanted, evaluate, rules_for

    checked = rules.rule_set if isinstance(rules, ReadyRules) else rules
    in_force = rules_for(checked, document, asked)
    kept = tuple(r for r in in_force if options.keep is None or options.keep(r))
    return evaluate(checked, document, asked, Wanted(kept, options.show_all), dated)


def _read(
    shapes: Mapping[str, Any],
    document: Path | str | bytes | Mapping[str, Any],
    options: Options,
) -> Document:
    if isinstance(document, Mapping):
        return document_from_mapping(document, shapes)
    if isinstance(document, bytes):
        return read_document("-", document, shapes, options.limit_bytes)
    data = Path(document).read_bytes()
    return read_document(str(document), data, shapes, options.limit_bytes)


def question_of(
    rules: ReadyRules | RuleSet, document: Document, asked: Asked
) -> tuple[Question, bool]:
    """The question put to the rules; False when its day is only a stand-in."""
    said = date.fromisoformat(asked.date) if asked.date is not None else default_day(document)
    sources = sources_for(rules, document.type)
    day = said or latest_reading(sources)
    edition = edition_for(sources, document, day, asked.edition)
    question = Question(
        day,
        edition.name,
        asked.profile or DEFAULT_PROFILE,
        reason=edition.reason,
        change=edition.change,
    )
    return question, said is not None
