"""Names that a pack does not see because another declares them: where, and what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span

Packs = Mapping[str, tuple[n.Pack, n.RuleFile]]
_KINDS = {n.Source: "source", n.Parameter: "parameter", n.Define: "definition"}


class Declared(NamedTuple):
    """What declares a name: the kind of declaration, its pack and its place."""

    kind: str
    pack: n.Pack
    source: SourceText
    span: Span


class Elsewhere:
    """The names of all packs, as seen from those that do not see them."""

    def __init__(self, packs: Packs, below: Mapping[str, Sequence[str]]) -> None:
        self.packs, self.below = packs, below
        self._names: dict[str, Declared] | None = None

    def hint(self, pack: str, word: str) -> str:
        """Where a name that `pack` does not see is declared, and how it sees it; empty for a name
        that no other pack declares. A source is asked for as `source NAME`.
        """
        found = self._declared().get(word)
        if found is None or found.pack.name == pack:
            return ""
        place = f"{found.source.name}:{found.span.line}"
        name = word.removeprefix("source ")
        where = f"`{name}` is declared in the pack `{found.pack.name}` ({place})"
        return f"{where}: {self._remedy(found, self.packs[pack][0])}"

    def _remedy(self, found: Declared, own: n.Pack) -> str:
        of_another = found.pack.document not in (own.document, None)
        if found.kind == "definition" and of_another:
            return f"a definition for documents of the type `{found.pack.document}` alone"
        if own.name in self.below.get(found.pack.name, ()):
            return "that pack builds on this one, so declare it here"
        bases = ", ".join([*(base.text for base in own.extends), found.pack.name])
        return f"to use it, write `extends {bases}` in the line of this pack"

    def _declared(self) -> dict[str, Declared]:
        """All names; gathered when the first is asked for, as most rules have no fault."""
        if self._names is None:
            self._names = {}
            for pack, file in self.packs.values():
                for node in file.declarations:
                    if isinstance(node, n.Source | n.Parameter | n.Define):
                        one = Declared(_KINDS[type(node)], pack, file.source, node.span)
                        is_source = isinstance(node, n.Source)
                        name = f"source {node.name}" if is_source else node.name
                        self._names.setdefault(name, one)
        return self._names
