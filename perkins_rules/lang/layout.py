"""Pieces of text that may be broken over lines -> lines.

A document of the layout is a Leaf (never broken) or a Group of parts. A group stands on one line
if it fits; else its parts stand below each other, or, with `fill`, as many a line as fit. Comments
force a break where they stand. All breaks are at single spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory, evolve, frozen, mutable

from perkins_rules.lang.nodes import Comment
from perkins_rules.source import Span

WIDTH = 100
STEP = 2


@frozen(eq=False)
class Leaf:
    """A text that stays on one line; `span` is where it was read, to find its comments."""

    text: str
    span: Span


@frozen(eq=False)
class Group:
    """Parts that stand on one line if they fit."""

    parts: tuple[Doc, ...]
    fill: bool = False


Doc = Leaf | Group


@mutable
class Notes:
    """The comments of one leaf: on lines of their own before it, and at the end of its line."""

    before: list[Comment] = Factory(list)
    after: Comment | None = None


NoNotes: Mapping[Leaf, Notes] = {}


# ------------------------------------------------------------------ making documents


def stacked(*parts: Doc | None) -> Doc:
    """Parts that go below each other when they do not fit; None is left out."""
    kept = tuple(part for part in parts if part is not None)
    return kept[0] if len(kept) == 1 else Group(kept)


def listed(parts: Sequence[Doc]) -> Doc:
    """Parts with commas between them, as many a line as fit."""
    with_commas = [*(after(part, ",") for part in parts[:-1]), parts[-1]]
    return with_commas[0] if len(parts) == 1 else Group(tuple(with_commas), fill=True)


def before(text: str, doc: Doc) -> Doc:
    """The document with a text put directly before it."""
    if isinstance(doc, Leaf):
        return evolve(doc, text=text + doc.text)
    return evolve(doc, parts=(before(text, doc.parts[0]), *doc.parts[1:]))


def after(doc: Doc, text: str) -> Doc:
    """The document with a text put directly after it."""
    if isinstance(doc, Leaf):
        return evolve(doc, text=doc.text + text)
    return evolve(doc, parts=(*doc.parts[:-1], after(doc.parts[-1], text)))


# ------------------------------------------------------------------ reading documents


def flat(doc: Doc) -> str:
    """The document on one line."""
    if isinstance(doc, Leaf):
        return doc.text
    return " ".join(flat(part) for part in doc.parts)


def leaves(doc: Doc) -> Iterator[Leaf]:
    """The leaves of a document, in the order they print."""
    if isinstance(doc, Leaf):
        yield doc
    else:
        for part in doc.parts:
            yield from leaves(part)


def must_break(doc: Doc, notes: Mapping[Leaf, Notes]) -> bool:
    """Whether a comment stands somewhere inside the document."""
    if not notes:
        return False
    all_leaves = list(leaves(doc))
    inner_before = any(leaf in notes and notes[leaf].before for leaf in all_leaves[1:])
    return inner_before or any(leaf in notes and notes[leaf].after for leaf in all_leaves[:-1])


# ------------------------------------------------------------------ breaking documents


def render(
    doc: Doc, indent: int, notes: Mapping[Leaf, Notes] = NoNotes, hang: int | None = None
) -> list[str]:
    """The lines of a document: the first at `indent`, further ones at `hang`."""
    hang = indent + STEP if hang is None else hang
    text = flat(doc).lstrip()
    if isinstance(doc, Leaf) or (indent + len(text) <= WIDTH and not must_break(doc, notes)):
        return on_one_line(doc, text, indent, notes)
    if doc.fill:
        return _filled(doc, indent, hang, notes)
    lines = render(doc.parts[0], indent, notes, hang + STEP)
    for part in doc.parts[1:]:
        lines += render(part, hang, notes, hang + STEP)
    return lines


def on_one_line(doc: Doc, text: str, indent: int, notes: Mapping[Leaf, Notes]) -> list[str]:
    """The line of a document that reads `text`, with the comments around it."""
    all_leaves = list(leaves(doc))
    first, last = notes.get(all_leaves[0], Notes()), notes.get(all_leaves[-1], Notes())
    end = "  " + last.after.text if last.after else ""
    above = (comment.text for comment in first.before)
    return [" " * indent + line for line in (*above, text + end)]


def _filled(doc: Group, indent: int, hang: int, notes: Mapping[Leaf, Notes]) -> list[str]:
    lines: list[str] = []
    row: list[Doc] = []
    for part in doc.parts:
        if row and not _fits_on(row, part, hang if lines else indent, notes):
            lines += render(Group(tuple(row)), hang if lines else indent, notes, hang + STEP)
            row = []
        row.append(part)
    return lines + render(Group(tuple(row)), hang if lines else indent, notes, hang + STEP)


def _fits_on(row: list[Doc], part: Doc, indent: int, notes: Mapping[Leaf, Notes]) -> bool:
    both = Group((*row, part))
    return indent + len(flat(both)) <= WIDTH and not must_break(both, notes)
