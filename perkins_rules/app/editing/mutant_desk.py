"""Small changes of a rule that some example must notice, tried by a command of the editor."""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.app.editing.opened import Opened
from perkins_rules.app.editing.pack_sources import PackSources
from perkins_rules.editor.packs.shelf import Shelf, read_pack


class MutantDesk:
    """Asked in the thread of what takes long, with files of its own."""

    def __init__(self, sources: PackSources) -> None:
        self.sources = sources
        self.shelf = Shelf()

    def tried(self, one: Opened, rules: Sequence[str]) -> tuple[str, list[str]]:
        """How many changes of some rules of a file are noticed, in words; each that is not."""
        from perkins_rules.analysis.mutants.mutant_run import survivors
        from perkins_rules.analysis.mutants.mutations import mutants_of

        self.sources.open[one.name] = one.text
        sources = self.sources.of(one.name)
        pack = read_pack(one.name, sources.texts, self.shelf, sources.types, sources.documents)
        if pack.read.rules is None:
            return "The rules have a fault: nothing was tried.", []
        mutants = [
            m for m in mutants_of(pack.read.rules, pack.read.files) if _is_of(m.owner, rules)
        ]
        left = [mutant for mutant, survives in survivors(pack.read.rules, mutants) if survives]
        said = f"{len(mutants) - len(left)} of {len(mutants)} small changes are noticed"
        return said, [f"line {mutant.line}: {mutant.words}" for mutant in left]


def _is_of(owner: str, rules: Sequence[str]) -> bool:
    """Whether a change is of one of the rules, or of the table that they are lines of."""
    return any(rule == owner or rule.startswith(f"{owner}/") for rule in rules)
