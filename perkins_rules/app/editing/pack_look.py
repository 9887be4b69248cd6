"""A rule file as it was checked -> what is said of it: notes, lines above rules, titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.app.authoring.linted import warnings_in
from perkins_rules.app.editing.opened import Opened
from perkins_rules.app.editing.pack_sources import Sources
from perkins_rules.editor.notes import Note, rule_notes
from perkins_rules.editor.packs.examples import Outcome, Tested
from perkins_rules.editor.packs.names import Declared
from perkins_rules.editor.packs.shelf import ReadPack
from perkins_rules.lang import nodes as n
from perkins_rules.lang.walk import nodes_of
from perkins_rules.source import NOWHERE, Span

NO_EXAMPLE = "no-example"


class Looked(NamedTuple):
    """A rule file as it was checked: what it was checked with, what came of it, and how its
    examples come out.
    """

    sources: Sources
    pack: ReadPack
    outcomes: tuple[Outcome, ...] = ()
    tested: tuple[Tested, ...] = ()


def notes_on(one: Opened, looked: Looked) -> list[Note]:
    """What `lint` says of a file, and its examples that do not hold, in their order."""
    pack = looked.pack
    found = [*pack.diagnostics, *warnings_in([pack.file], pack.read, pack.used)]
    notes = rule_notes(found, one.name)
    notes += [_wrong(o) for o in looked.outcomes if not o.holds and o.file == one.name]
    if pack.other_faults and not pack.diagnostics:
        said = f"The packs that this one builds on have faults of their own: {pack.other_faults}."
        notes.append(Note("note", "other-packs", said, NOWHERE))
    return sorted(notes, key=lambda note: note.span)


def plain(text: str) -> str:
    """A text with line feeds alone, as rule files are read."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _wrong(outcome: Outcome) -> Note:
    return Note("error", "example", f"This example does not hold: {outcome.found}.", outcome.span)


def said_of(tested: Tested) -> str:
    """How the examples of a rule come out, in words."""
    if not tested.examples:
        return "no examples"
    noun = "example" if tested.examples == 1 else "examples"
    if not tested.wrong:
        return f"{tested.examples} {noun} hold{'s' if tested.examples == 1 else ''}"
    verb = "does" if tested.wrong == 1 else "do"
    return f"{tested.wrong} of {tested.examples} {noun} {verb} not hold"


def title_of(declared: Declared) -> str | None:
    """What a rule says, or a pack is called."""
    node = declared.node
    if isinstance(node, n.Rule | n.Review | n.Items):
        return node.heading.title
    return node.title if isinstance(node, n.Pack | n.Source) else None


def encodings(file: n.RuleFile, requirement: str) -> Sequence[Span]:
    """Where a file encodes a requirement."""
    return [
        part.span
        for node in file.declarations
        for part in nodes_of(node)
        if isinstance(part, n.Encodes) and part.requirement == requirement
    ]
