"""Wires the stages: rule files -> rules to be asked; a document + rules -> its report.

The one module that names every stage. What else counts for a verdict, its records, is joined to it
in checker.py. The stages that read rule files are imported when a rule file must be read, which is
when it has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules import assets, rule_cache
from perkins_rules.below import below
from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.documents import LIMIT_BYTES, Document
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.fast import fast_evaluate
from perkins_rules.engine.ready import Carried, ReadyRules
from perkins_rules.engine.shared.dates import latest_reading
from perkins_rules.engine.shared.editions import Filing, edition_for, filing_of
from perkins_rules.engine.shared.law import sources_for
from perkins_rules.engine.shared.question import DEFAULT_PROFILE, Question
from perkins_rules.engine.shared.reporting import default_day
from perkins_rules.findings import Asked, DocumentReport
from perkins_rules.installed import installed_sources
from perkins_rules.schema_files import is_schema_path, parted, schema_files
from perkins_rules.source import SourceText

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import RuleSet
    from perkins_rules.documents.types import DocumentTypes
    from perkins_rules.example_documents import DocumentsBeside
    from perkins_rules.lang.nodes import RuleFile
    from perkins_rules.lang.parse import Parsed


_PACK = re.compile(r"^pack[ \t]+([A-Za-z0-9_.]+)", re.MULTILINE)


class Options(NamedTuple):
    """How documents are checked: what is asked, what is told, how much is read.

    `keep` chooses rules, by their id, citations, requirements and the like; None takes all.
    `limit_bytes` bounds the size of one document. `state` is the State of documents that do not
    say theirs. Without `derive_reviews`, a question to a person may come without the figures for
    which it is asked, which text does not show; a check is the sooner done.
    """

    asked: Asked = Asked()
    show_all: bool = False
    keep: Callable[[Any], bool] | None = None
    limit_bytes: int = LIMIT_BYTES
    state: str | None = None
    derive_reviews: bool = True


class ReadRules(NamedTuple):
    """What came of rule files: the rule set (None if there is an error), all diagnostics, which
    names are used, and the syntax trees, tables written out.
    """

    rules: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[str]
    files: tuple[RuleFile, ...]


# ------------------------------------------------------------------ rules


def rule_files(folders: Sequence[Path]) -> list[SourceText]:
    """Every `.rules` file under the folders; those of one folder in the order of their packs'
    names, whatever rooms they lie in. Then the schemas of the document types that packs bring.
    """
    found: dict[Path, SourceText] = {}
    for folder in folders:
        if is_schema_path(folder):
            continue
        paths = [folder] if folder.is_file() else below(folder, ".rules")
        texts = {p: SourceText(str(p), p.read_text(encoding="utf-8-sig")) for p in paths}
        for path in sorted(texts, key=lambda p: _pack_name(texts[p])):
            found.setdefault(path, texts[path])
    return [*found.values(), *schema_files(folders)]


def _pack_name(source: SourceText) -> str:
    declared = _PACK.search(source.text)
    return declared[1] if declared else ""


def example_files(places: Sequence[Path]) -> list[SourceText]:
    """Every file of further examples under folders, and beside rule files."""
    found = example_paths(places)
    return [SourceText(str(p), p.read_text(encoding="utf-8-sig")) for p in found]


def example_paths(places: Sequence[Path]) -> list[Path]:
    """Where these files are: those that end in `.examples`."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += below(place, ".examples")
        else:
            beside = place.with_suffix(".examples")
            found += [beside] if beside.is_file() else []
    return list(dict.fromkeys(found))


def read_rules(
    sources: Sequence[SourceText], documents: DocumentsBeside | None = None
) -> ReadRules:
    """Parses and checks rule texts as one rule set, with the schemas among them; never raises on
    what they hold.

    `documents` are those that examples may name, by the rule file beside which they lie (see
    example_documents); without them, examples that are about a document are left out.
    """
    from perkins_rules.documents.types import document_types
    from perkins_rules.lang.tables import read_rule_file

    texts, schemas = parted(sources)
    return check_parsed(
        [read_rule_file(text) for text in texts], document_types(schemas), documents
    )


def check_parsed(
    parsed: Sequence[Parsed], types: DocumentTypes, documents: DocumentsBeside | None = None
) -> ReadRules:
    """The same of texts that are parsed, their tables written out, and the types of documents."""
    from perkins_rules.check.resolve import check_rules

    syntax = tuple(d for p in parsed for d in p.diagnostics)
    files = tuple(p.file for p in parsed)
    told = (*types.diagnostics, *syntax)
    if any(d.level == "error" for d in types.diagnostics):  # rules mean nothing without their types
        return ReadRules(None, told, frozenset(), files)
    checked = check_rules(files, types.shapes, documents, types.sha256)
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
    key, carried = rule_cache.key_of(sources), partial(_carried, sources)
    kit = rule_cache.cached_kit(key)
    if kit is not None:
        anew = partial(_checked_again, key, sources)
        full = partial(rule_cache.cached_rules, key, sources, kit.shapes, anew)
        return ReadyRules(kit, full, carried)
    rules = _checked(sources)
    kept = rule_cache.keep(key, rules, sources)
    return ReadyRules(kept, lambda: rules, carried)


def _carried(sources: Sequence[SourceText]) -> Carried:
    """Another process may have them in its cache, and has to be told which these are anyway."""
    import json
    import zlib

    return _ready_again, (zlib.compress(json.dumps(sources).encode()),)


@lru_cache(maxsize=4)
def _ready_again(texts: bytes) -> ReadyRules:
    """The rules of texts that came from another process: made once, however often they come."""
    import json
    import zlib

    return ready_rules([SourceText(*source) for source in json.loads(zlib.decompress(texts))])


def write_compiled(folder: Path) -> list[Path]:
    """Writes the built-in packs, compiled, into a folder: what a wheel carries. The files."""
    sources = rule_files([assets.built_in_rules()])
    return rule_cache.write(folder, _checked(sources), sources)


def _checked(sources: Sequence[SourceText]) -> RuleSet:
    """The rules without their examples, which a check does not need. Raises RuleFileError."""
    read = read_rules(sources)
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    return read.rules.without_examples()


def _checked_again(key: str, sources: Sequence[SourceText]) -> RuleSet:
    """Where what was kept of the rules is not whole."""
    rules = _checked(sources)
    rule_cache.keep_rules(key, rules, sources)
    return rules


# ------------------------------------------------------------------ documents


def check_read(rules: AskableRules, document: Document, options: Options) -> DocumentReport:
    """Checks a document that was read (see documents.read_document)."""
    document.state_if_unsaid = options.state
    asked, dated = question_of(rules, document, options.asked)
    if isinstance(rules, ReadyRules) and not options.show_all:
        derive = options.derive_reviews
        return fast_evaluate(rules, document, asked, options.keep, dated, derive)
    return _evaluate(rules, document, asked, options, dated)


def _evaluate(
    rules: AskableRules, document: Document, asked: Question, options: Options, dated: bool
) -> DocumentReport:
    """The report by the reference evaluator alone."""
    from perkins_rules.engine.reference.evaluate import Wanted, evaluate, rules_for

    checked = rules.rule_set
    in_force = rules_for(checked, document, asked)
    kept = tuple(r for r in in_force if options.keep is None or options.keep(r))
    return evaluate(checked, document, asked, Wanted(kept, options.show_all), dated)


def question_of(rules: AskableRules, document: Document, asked: Asked) -> tuple[Question, bool]:
    """The question put to the rules; False when its day is only a stand-in."""
    said = date.fromisoformat(asked.date) if asked.date is not None else default_day(document)
    known: Any = rules  # by itself, whichever they are
    return _question(known, document.type, said, filing_of(document), asked), said is not None


@lru_cache(maxsize=32)  # of a batch, most documents are asked the same
def _question(
    rules: Any, document: str, said: date | None, filing: Filing, asked: Asked
) -> Question:
    sources = sources_for(rules, document)
    day = said or latest_reading(sources)
    edition = edition_for(sources, filing, day, asked.edition)
    return Question(
        day,
        edition.name,
        asked.profile or DEFAULT_PROFILE,
        reason=edition.reason,
        change=edition.change,
    )
