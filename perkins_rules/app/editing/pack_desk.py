"""Requests about rule files -> answers. All of it is asked by one thread, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lsprotocol import types as lsp

from perkins_rules.app.editing.as_lsp import (
    SYMBOLS,
    diagnostics,
    encoded,
    items,
    place_of,
    range_at,
    range_between,
)
from perkins_rules.app.editing.desk import MUTANTS, Desk, Hovered
from perkins_rules.app.editing.opened import Opened, name_of
from perkins_rules.app.editing.pack_look import (
    NO_EXAMPLE,
    Looked,
    encodings,
    notes_on,
    plain,
    said_of,
    title_of,
)
from perkins_rules.app.editing.pack_sources import PackSources
from perkins_rules.app.editing.requirements import requirements
from perkins_rules.app.editing.rule_places import address_of, location
from perkins_rules.app.faults import Stop
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.editor.packs.examples import Results, outcomes_of, tested_in
from perkins_rules.editor.packs.name_words import Around, words_on_name
from perkins_rules.editor.packs.names import (
    GLOBAL,
    Declared,
    Named,
    declarations_of,
    declared_in,
    named_at,
    uses_in_declaration,
    uses_of,
)
from perkins_rules.editor.packs.rename import fault_of, renamed, rule_fault, says_the_same
from perkins_rules.editor.packs.rule_offers import rule_offers
from perkins_rules.editor.packs.shelf import Shelf, pack_of, read_pack, seeing
from perkins_rules.editor.packs.tokens import tokens_of
from perkins_rules.editor.plan_fixes import changes_between
from perkins_rules.editor.text_places import TextPlaces
from perkins_rules.lang import nodes as n
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.source import SourceText, Span

MOST_BYTES = 1 << 20
TOO_LARGE = (
    "This rule file is too large to be checked while it is typed: `perkins-rules lint` reads it."
)


class PackDesk(Desk):
    """Answers about rule files."""

    def __init__(self, sources: PackSources) -> None:
        self.sources = sources
        self.shelf = Shelf()
        self._looked: dict[str, tuple[str, Looked]] = {}
        self._outdated: set[str] = set()
        self._results: dict[tuple[str, bool], Results] = {}
        self._lacking: dict[str, set[str]] = {}
        self.noticed: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
        """What became of the mutants of rules, by their file and ids: of which text, in words."""

    # -------------------------------------------------------------- what is found

    def diagnostics(self, one: Opened) -> list[lsp.Diagnostic]:
        """What `lint` says of a file, and its examples that do not hold; without the further
        examples that stand in other files.
        """
        if len(one.text) > MOST_BYTES:
            at = lsp.Position(0, 0)
            level = lsp.DiagnosticSeverity.Information
            return [lsp.Diagnostic(lsp.Range(at, at), TOO_LARGE, level, source="perkins-rules")]
        looked = self.looked(one)
        lacking = self._lacking.get(one.uri, set())
        notes = [n for n in notes_on(one, looked) if n.code != NO_EXAMPLE or n.message in lacking]
        return diagnostics(one.uri, one.places, notes)

    def later(self, one: Opened) -> list[lsp.Diagnostic] | None:
        """The same with further examples."""
        if len(one.text) > MOST_BYTES:
            return None
        looked = self._look(one, further=True)
        self._outdated.discard(one.uri)
        self._looked[one.uri] = (one.text, looked)
        notes = notes_on(one, looked)
        self._lacking[one.uri] = {note.message for note in notes if note.code == NO_EXAMPLE}
        return diagnostics(one.uri, one.places, notes)

    def looked(self, one: Opened) -> Looked:
        """The file as it was checked; checked now, if it was not yet."""
        known = self._looked.get(one.uri)
        if known is None or known[0] != one.text:
            text = plain(one.text)
            if self.sources.open.get(one.name) != text:
                self.sources.open[one.name] = text
                self._outdate()
            self._outdated.discard(one.uri)
            self._looked[one.uri] = known = (one.text, self._look(one, further=False))
        return known[1]

    def _outdate(self) -> None:
        """What was said of files hangs on others, and on what the disk has of those not open."""
        self._outdated.update(self._looked)
        self._looked.clear()

    def outdated(self) -> list[str]:
        """The files that were checked before another one became what it is now."""
        found, self._outdated = sorted(self._outdated), set()
        return found

    def _look(self, one: Opened, *, further: bool) -> Looked:
        sources = self.sources.of(one.name)
        documents = sources.documents
        pack = read_pack(
            one.name, sources.texts, self.shelf, sources.types, documents, further=further
        )
        if pack.read.rules is None:
            return Looked(sources, pack)
        kept = self._results.setdefault((one.uri, further), Results())
        results = kept.of(pack, pack.read.rules)
        tested = tested_in(pack.file, pack.read.rules, results)
        return Looked(sources, pack, tuple(outcomes_of(results)), tuple(tested))

    def forget(self) -> None:
        """Reads all files again when asked."""
        self.sources.forget()
        self._looked.clear()

    def close(self, uri: str) -> None:
        """Lets go of a text: the file counts as it is on the disk."""
        self._outdated.discard(uri)
        self._lacking.pop(uri, None)
        for further in (False, True):
            self._results.pop((uri, further), None)
        self._looked.pop(uri, None)
        if self.sources.open.pop(name_of(uri), None) is not None:
            self._outdate()

    def files(self, looked: Looked) -> list[n.RuleFile]:
        """All rule files, as they are written."""
        return [self.shelf.parsed(source).written.file for source in looked.sources.texts]

    # -------------------------------------------------------------- names

    def named(self, one: Opened, at: lsp.Position) -> tuple[Looked, Named] | None:
        """The name at a place."""
        looked = self.looked(one)
        line, column = one.places.span_place(one.places.offset(place_of(at)))
        found = named_at(looked.pack.file, line, column)
        return None if found is None else (looked, found)

    def declared(self, looked: Looked, named: Named) -> list[Declared]:
        """Where that which a name names is declared."""
        return declarations_of(named, self.files(looked), pack_of(looked.pack.file))

    def definition(self, one: Opened, params: lsp.DefinitionParams) -> list[lsp.Location]:
        """Where a name is declared; of what a declaration binds for itself, in it."""
        found = self.named(one, params.position)
        if found is None:
            return []
        looked, named = found
        if named.kind == "local":
            spans = uses_in_declaration(looked.pack.file.source, named)[:1]
            return [lsp.Location(one.uri, range_at(one.places, span)) for span in spans]
        if named.kind == "requirement":
            return self._encoding(one, looked, named.name)
        return [location(d.source, d.span, one.places.units) for d in self.declared(looked, named)]

    def _encoding(self, one: Opened, looked: Looked, requirement: str) -> list[lsp.Location]:
        """The other places that encode a requirement."""
        return [
            location(file.source, span, one.places.units)
            for file in self.files(looked)
            for span in encodings(file, requirement)
        ]

    def references(self, one: Opened, params: lsp.ReferenceParams) -> list[lsp.Location]:
        """Every place where a name stands, in all packs."""
        found = self.named(one, params.position)
        if found is None:
            return []
        looked, named = found
        if named.kind == "requirement":
            return self._encoding(one, looked, named.name)
        return [location(s, span, one.places.units) for s, span in self._uses(looked, named)]

    def _uses(self, looked: Looked, named: Named) -> list[tuple[SourceText, Span]]:
        if named.kind == "local":
            source = looked.pack.file.source
            return [(source, span) for span in uses_in_declaration(source, named)]
        files = self.files(looked)
        places = (use for one in self.declared(looked, named) for use in uses_of(one, files))
        return list(dict.fromkeys(places))

    def around(self, looked: Looked) -> Around:
        """What names are told from."""
        pack = looked.pack
        heads = (d for file in pack.seen for d in file.declarations if isinstance(d, n.Pack))
        own = pack_of(pack.file)
        document = next((d.document for d in heads if d.name == own), None)
        root = looked.sources.types.shapes.get(document or "")
        return Around(pack.read.rules, root, pack.seen, requirements())

    def hover(self, one: Opened, params: lsp.HoverParams) -> Hovered | None:
        """What a name is."""
        found = self.named(one, params.position)
        if found is None:
            return None
        looked, named = found
        said = words_on_name(named, self.declared(looked, named), self.around(looked))
        return Hovered(said, range_at(one.places, named.span)) if said else None

    def completion(self, one: Opened, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        """What may be written at a place."""
        looked = self.looked(one)
        heads = (d for f in self.files(looked) for d in f.declarations if isinstance(d, n.Pack))
        packs = {head.name: head.title for head in heads}
        offset = one.places.offset(place_of(params.position))
        found = rule_offers(one.places.text, offset, self.around(looked), packs)
        return items(one.places, found)

    def prepare_rename(self, one: Opened, params: lsp.PrepareRenameParams) -> lsp.Range | None:
        """The stretch of a name that is declared in a pack of one's own, or in a declaration."""
        found = self.named(one, params.position)
        if found is None or not self._may_be_renamed(*found):
            return None
        looked, named = found
        own = (span for source, span in self._uses(looked, named) if source.name == one.name)
        there = next((span for span in own if span.within(named.span)), None)
        return range_at(one.places, there) if there is not None else None

    def _may_be_renamed(self, looked: Looked, named: Named) -> bool:
        if named.kind == "local":
            return True
        own = {source.name for source in looked.sources.own}
        declared = self.declared(looked, named)
        return bool(declared) and all(
            d.kind in GLOBAL and d.source.name in own and d.name.count("/") < 2 for d in declared
        )  # a line of a table of items is called by its field

    def rename(self, one: Opened, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """A name otherwise in all files. Raises Stop where they would not say the same."""
        found = self.named(one, params.position)
        if found is None or not self._may_be_renamed(*found):
            raise Stop("This is no name that can be changed here.")
        looked, named = found
        files = {file.source.name: file for file in self.files(looked)}
        declared = self.declared(looked, named)
        new, old = params.new_name, declared[0].name.rpartition("/")[2] if declared else named.name
        if fault := self._fault_of(new, looked, declared, list(files.values())):
            raise Stop(fault)
        spans: dict[str, list[Span]] = {}
        for source, span in self._uses(looked, named):
            spans.setdefault(source.name, []).append(span)
        changes: dict[str, list[lsp.TextEdit]] = {}
        for name, those in spans.items():
            file = files[name]
            if not says_the_same(file, renamed(file.source, those, new), old, new):
                raise Stop(f"With `{new}`, {name} would not say the same: nothing is renamed.")
            places = TextPlaces(file.source.text, one.places.units)
            edits = [lsp.TextEdit(range_at(places, span), new) for span in those]
            changes[address_of(file.source)] = edits
        return lsp.WorkspaceEdit(changes=changes)

    def _fault_of(
        self, new: str, looked: Looked, declared: Sequence[Declared], files: Sequence[n.RuleFile]
    ) -> str:
        """Why what is declared, or a variable, cannot be called so; empty where it can."""
        if declared and declared[0].kind == "rule":
            return rule_fault(new, declared[0].name, files)
        root = self.around(looked).root
        kind = declared[0].kind if declared else "local"
        fields = tuple(root.fields) if root is not None else ()
        return fault_of(new, kind, files, self._seeing(looked, declared, files), fields)

    def _seeing(
        self, looked: Looked, declared: Sequence[Declared], files: Sequence[n.RuleFile]
    ) -> list[n.RuleFile]:
        """The files that see what is declared; of a variable, its own."""
        if not declared:
            return [looked.pack.file]
        of_name = (file for file in files if file.source.name == declared[0].source.name)
        return seeing(pack_of(next(of_name)), files)

    # -------------------------------------------------------------- the whole text

    def symbols(self, one: Opened, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        """What a file declares."""
        found = []
        for declared in declared_in(self.looked(one).pack.file):
            whole = range_at(one.places, declared.node.span)
            name = range_at(one.places, declared.span)
            found.append(
                lsp.DocumentSymbol(
                    declared.name, SYMBOLS[declared.kind], whole, name, title_of(declared)
                )
            )
        return found

    def folds(self, one: Opened, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        """Declarations of several lines."""
        spans = (node.span for node in self.looked(one).pack.file.declarations)
        return [
            lsp.FoldingRange(span.line - 1, span.end_line - 1)
            for span in spans
            if span.end_line > span.line
        ]

    def tokens(self, one: Opened, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens | None:
        """What the words are."""
        if len(one.text) > MOST_BYTES:
            return None
        return lsp.SemanticTokens(encoded(one.places, tokens_of(plain(one.text))))

    def formatting(
        self, one: Opened, params: lsp.DocumentFormattingParams
    ) -> list[lsp.TextEdit] | None:
        """The canonical layout; nothing of a file with a fault."""
        text = plain(one.text)
        try:
            after = format_rule_file(SourceText(one.name, text))
        except RuleFileError:
            return None
        places = TextPlaces(text, one.places.units)
        return [
            lsp.TextEdit(range_between(places, change.start, change.end), change.text)
            for change in changes_between(text, after)
        ]

    def lenses(self, one: Opened, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        """Above each rule, how its examples come out, and its mutants if they were tried."""
        found: list[lsp.CodeLens] = []
        for tested in self.looked(one).tested:
            at = lsp.Position(tested.span.line - 1, 0)
            stretch = lsp.Range(at, at)
            found.append(lsp.CodeLens(stretch, lsp.Command(said_of(tested), "")))
            text, known = self.noticed.get((one.name, tested.rules), ("", ""))
            title = known if text == one.text else "try small changes (mutants)"
            arguments: list[Any] = [one.uri, list(tested.rules)]
            found.append(lsp.CodeLens(stretch, lsp.Command(title, MUTANTS, arguments=arguments)))
        return found

    def inlays(self, one: Opened, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        """Behind each example, whether it holds."""
        if not self.settings.inlays:
            return []
        first, last = params.range.start.line + 1, params.range.end.line + 1
        return [
            lsp.InlayHint(
                range_at(one.places, outcome.span).end,
                "✓" if outcome.holds else f"✗ {outcome.found}",
                padding_left=True,
            )
            for outcome in self.looked(one).outcomes
            if outcome.file == one.name and first <= outcome.span.end_line <= last
        ]
