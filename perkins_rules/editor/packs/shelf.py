"""Rule files as they stand, parsed: of one that changed, the declarations that did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from attrs import evolve

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents.types import DocumentTypes
from perkins_rules.example_documents import DocumentsBeside
from perkins_rules.lang import nodes as n
from perkins_rules.lang.moved import moved
from perkins_rules.lang.parse import Parsed, ReadDeclaration, parse_rule_file, read_declaration
from perkins_rules.lang.tables import tables_written_out
from perkins_rules.lang.walk import first_words
from perkins_rules.pipeline import ReadRules, check_parsed
from perkins_rules.source import NOWHERE, SourceText

_YES = n.Name(span=NOWHERE, parts=("yes",))
_KEPT = 4_000
"""Declarations of files that are typed in."""
_DECLARED = (n.Pack, n.Source, n.Parameter, n.Define, n.ExamplesOf, n.DocumentAs)


Part = Literal["whole", "below", "names"]


class Both(NamedTuple):
    """A file as it is written, and with a rule for each row of its tables."""

    written: Parsed
    rows: Parsed


class Shelf:
    """Parsed files, by name."""

    def __init__(self) -> None:
        self._of: dict[str, Both] = {}
        self._declared: ReadDeclaration = lru_cache(maxsize=_KEPT)(self._declaration)
        self._by_text = lru_cache(maxsize=_KEPT)(partial(read_declaration, 1))
        self._parts: dict[tuple[str, Part], tuple[Both, Parsed | None]] = {}
        self._words: dict[str, tuple[n.RuleFile, frozenset[str]]] = {}

    def parsed(self, source: SourceText) -> Both:
        """A file, read anew if its text is another than before."""
        known = self._of.get(source.name)
        if known is not None and known.written.file.source.text == source.text:
            return known
        # What is read for the first time is seldom typed in: its declarations are not kept.
        read = self._declared if known is not None else None
        written = parse_rule_file(source, read)
        self._of[source.name] = both = Both(written, tables_written_out(written))
        return both

    def _declaration(self, first_line: int, text: str) -> n.Declaration | Diagnostic:
        """A declaration by its text alone, at the line where it stands: what is typed above it
        moves it. A fault may tell of lines, and is looked for where it is.
        """
        read = self._by_text(text)
        if isinstance(read, Diagnostic):
            return read_declaration(first_line, text)
        return moved(read, first_line - 1)

    def part(self, name: str, part: Part) -> Parsed | None:
        """So much of a file as is wanted of it; the same while the file is."""
        both = self._of[name]
        if part == "whole":
            return both.rows
        known = self._parts.get((name, part))
        if known is None or known[0] is not both:
            cut = _cut(both) if part == "below" else _names_alone(both)
            known = self._parts[name, part] = both, cut
        return known[1]

    def words(self, source: SourceText) -> frozenset[str]:
        """The names that a file reads."""
        file = self.parsed(source).written.file
        known = self._words.get(source.name)
        if known is None or known[0] is not file:
            parts = [d.values if isinstance(d, n.Parameter) else d for d in file.declarations]
            known = self._words[source.name] = file, frozenset(first_words(tuple(parts)))
        return known[1]


class ReadPack(NamedTuple):
    """A rule file as it was checked with the packs below it: as it is written, its faults, what
    came of all, the names that something reads, how many faults others have; the files, its own
    among them, whose names it sees; and what, besides its own text, all this was read from: the
    same objects as long as that is so.
    """

    file: n.RuleFile
    diagnostics: tuple[Diagnostic, ...]
    read: ReadRules
    used: frozenset[str]
    other_faults: int
    seen: tuple[n.RuleFile, ...]
    around: tuple[object, ...] = ()


def read_pack(
    name: str,
    sources: Sequence[SourceText],
    shelf: Shelf,
    types: DocumentTypes,
    documents: DocumentsBeside,
    *,
    further: bool = True,
) -> ReadPack:
    """Checks one of the files: with what the packs below it declare, and with its `further`
    examples, if these are wanted.

    What others declare counts as far as a name must not stand twice. So what is said of this file
    is what is said of it where all files are checked as one.
    """
    parsed = {source.name: shelf.parsed(source) for source in sources}
    files = {key: both.written.file for key, both in parsed.items()}
    own = pack_of(files[name])
    packs = {pack_of(file): key for key, file in files.items() if not _is_of_examples(file)}
    of_pack = {key for key, file in files.items() if pack_of(file) == own}
    below = _below(own, files, packs)
    under = {key for key, file in files.items() if pack_of(file) in below}
    whole = {key for key in of_pack if further or not _is_of_examples(files[key])} | {name}
    if any(_overlays(files[key]) for key in whole):
        whole |= under
    chosen = {key: shelf.part(key, _part_of(key, whole, under)) for key in files}
    read = check_parsed([one for one in chosen.values() if one is not None], types, documents)
    above = [
        source
        for source in sources
        if source.name not in of_pack and own in _below(pack_of(files[source.name]), files, packs)
    ]
    used = read.used.union(*(shelf.words(source) for source in above))
    found = tuple(d for d in read.diagnostics if d.source.name == name)
    others = sum(d.source.name != name and d.level == "error" for d in read.diagnostics)
    seen = tuple(file for key, file in files.items() if key in under | of_pack)
    around = (types, documents, *(part for key, part in chosen.items() if key != name))
    return ReadPack(files[name], found, read, used, others, seen, around)


def _part_of(name: str, whole: set[str], under: set[str]) -> Part:
    if name in whole:
        return "whole"
    return "below" if name in under else "names"


def pack_of(file: n.RuleFile) -> str:
    """The pack that a file declares, or of which it holds further examples; empty for neither."""
    for node in file.declarations:
        if isinstance(node, n.Pack):
            return node.name
        if isinstance(node, n.ExamplesOf):
            return node.pack.text
    return ""


def seeing(pack: str, files: Sequence[n.RuleFile]) -> list[n.RuleFile]:
    """The files that see what a pack declares: its own, and those of the packs that rest on it."""
    of_names = {file.source.name: file for file in files}
    packs = {pack_of(f): f.source.name for f in files if not _is_of_examples(f)}
    return [f for f in files if pack in {pack_of(f), *_below(pack_of(f), of_names, packs)}]


def _is_of_examples(file: n.RuleFile) -> bool:
    return any(isinstance(node, n.ExamplesOf) for node in file.declarations)


def _below(own: str, files: Mapping[str, n.RuleFile], packs: Mapping[str, str]) -> set[str]:
    """The packs that one rests on."""
    found: set[str] = set()
    waiting = [own]
    while waiting:
        name = packs.get(waiting.pop())
        for node in files[name].declarations if name is not None else ():
            if isinstance(node, n.Pack):
                new = {base.text for base in node.extends} - found
                found |= new
                waiting += new
    return found


def _overlays(file: n.RuleFile) -> bool:
    """Whether a file changes rules or parameters of packs below it."""
    return any(
        isinstance(node, n.Except) or getattr(node, "replaces", None) is not None
        for node in file.declarations
    )


def _cut(both: Both) -> Parsed:
    """Of a pack below, what it declares; no rules, and of its further examples the documents."""
    file = both.rows.file
    kept = tuple(node for node in file.declarations if isinstance(node, _DECLARED))
    return Parsed(n.RuleFile(source=file.source, declarations=kept), both.rows.diagnostics)


def _names_alone(both: Both) -> Parsed | None:
    """Of another pack, no more than the names that it declares: what they mean is no matter."""
    if _is_of_examples(both.rows.file):
        return None
    cut = _cut(both)
    kept = tuple(
        _named_alone(node)
        for node in cut.file.declarations
        if not (isinstance(node, n.Parameter) and node.replaces is not None)
    )
    return Parsed(n.RuleFile(source=cut.file.source, declarations=kept), ())


def _named_alone(node: n.Declaration) -> n.Declaration:
    if isinstance(node, n.Define):
        return evolve(node, value=_YES, variable=None, over=None)
    return evolve(node, values=(), by=None, states=()) if isinstance(node, n.Parameter) else node
