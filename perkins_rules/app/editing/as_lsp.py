"""What was found -> the types of the Language Server Protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types as lsp

from perkins_rules.editor.notes import Note
from perkins_rules.editor.offers import Offer
from perkins_rules.editor.packs.colored import TYPES, Colored
from perkins_rules.editor.plan_outline import Part
from perkins_rules.editor.text_places import Place, Stretch, TextPlaces, Units
from perkins_rules.source import Span

NAME = "perkins-rules"
_OFFERED = {
    "field": lsp.CompletionItemKind.Field,
    "choice": lsp.CompletionItemKind.EnumMember,
    "type": lsp.CompletionItemKind.Keyword,
}
_LEVELS = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
    "hint": lsp.DiagnosticSeverity.Hint,
}
SYMBOLS = {
    "group": lsp.SymbolKind.Module,
    "entry": lsp.SymbolKind.Struct,
    "field": lsp.SymbolKind.Field,
    "pack": lsp.SymbolKind.Package,
    "source": lsp.SymbolKind.File,
    "parameter": lsp.SymbolKind.Constant,
    "define": lsp.SymbolKind.Variable,
    "rule": lsp.SymbolKind.Function,
    "review": lsp.SymbolKind.Event,
    "items": lsp.SymbolKind.Array,
    "document": lsp.SymbolKind.File,
}


def units_of(encoding: str | None) -> Units:
    """The units that were agreed on."""
    return {"utf-8": "utf-8", "utf-32": "utf-32"}.get(str(encoding), "utf-16")  # type: ignore[return-value]  # one of three words


def place_of(position: lsp.Position) -> Place:
    """A position of the editor."""
    return Place(position.line, position.character)


def position(place: Place) -> lsp.Position:
    """A place as a position."""
    return lsp.Position(place.line, place.column)


def range_of(stretch: Stretch) -> lsp.Range:
    """A stretch as a range."""
    return lsp.Range(position(stretch.start), position(stretch.end))


def range_between(places: TextPlaces, start: int, end: int) -> lsp.Range:
    """The range between two offsets."""
    return lsp.Range(position(places.place(start)), position(places.place(end)))


def range_at(places: TextPlaces, span: Span) -> lsp.Range:
    """The range of a span."""
    return range_of(places.stretch(span))


def overlaps(one: lsp.Range, other: lsp.Range) -> bool:
    """Whether two ranges touch."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(at: lsp.Position) -> tuple[int, int]:
    return at.line, at.character


def diagnostics(uri: str, places: TextPlaces, notes: Iterable[Note]) -> list[lsp.Diagnostic]:
    """Notes on the text of an address."""
    return [_diagnostic(uri, places, note) for note in notes]


def _diagnostic(uri: str, places: TextPlaces, note: Note) -> lsp.Diagnostic:
    related = [
        lsp.DiagnosticRelatedInformation(lsp.Location(uri, range_at(places, one.span)), one.said)
        for one in note.related
    ]
    return lsp.Diagnostic(
        range=range_at(places, note.span),
        message=note.message,
        severity=_LEVELS[note.level],
        code=note.code,
        code_description=lsp.CodeDescription(note.link) if note.link else None,
        source=NAME,
        related_information=related or None,
        data={"id": note.id} if note.id else None,
    )


def symbols(places: TextPlaces, parts: Sequence[Part]) -> list[lsp.DocumentSymbol]:
    """An outline."""
    return [
        lsp.DocumentSymbol(
            name=part.name,
            detail=part.detail or None,
            kind=SYMBOLS[part.kind],
            range=range_between(
                places, min(part.start, part.name_start), max(part.end, part.name_end)
            ),
            selection_range=range_between(places, part.name_start, part.name_end),
            children=symbols(places, part.parts),
        )
        for part in parts
    ]


def markdown(text: str) -> lsp.MarkupContent:
    """Text of a hover."""
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)


def items(places: TextPlaces, offers: Iterable[Offer]) -> list[lsp.CompletionItem]:
    """What may be written, in this order."""
    return [
        lsp.CompletionItem(
            label=offer.label,
            kind=_OFFERED.get(offer.kind, lsp.CompletionItemKind.Value),
            detail=offer.title or None,
            documentation=offer.hint or None,
            sort_text=f"{number:05}",
            filter_text=offer.label,
            text_edit=lsp.TextEdit(range_between(places, offer.start, offer.end), offer.text),
        )
        for number, offer in enumerate(offers)
    ]


def encoded(places: TextPlaces, tokens: Iterable[Colored]) -> list[int]:
    """Words as the protocol wants them: each by how far it is from the one before."""
    data: list[int] = []
    line = column = 0
    for token in tokens:
        start = places.offset_of(token.line + 1, token.column + 1)
        at, end = places.place(start), places.place(start + token.length)
        data += [at.line - line, at.column - (column if at.line == line else 0)]
        data += [end.column - at.column, TYPES.index(token.type), 0]
        line, column = at.line, at.column
    return data
