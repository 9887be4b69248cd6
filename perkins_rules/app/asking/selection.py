"""--select and --ignore: which rules are asked."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from perkins_rules.app.faults import Stop
from perkins_rules.nearest import nearest
from perkins_rules.source import Citation

_SIGN = re.compile(r"§+|\b(sec|section)\b\.?", re.IGNORECASE)


class Asked(Protocol):
    """What a rule is chosen by."""

    @property
    def id(self) -> str:
        """Pack and slug."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places that it cites."""

    @property
    def requirements(self) -> tuple[str, ...]:
        """The ids of the requirements that it encodes."""


def keeper(
    rules: Iterable[Asked], select: Sequence[str], ignore: Sequence[str]
) -> Callable[[Asked], bool] | None:
    """Whether a rule is asked; None when all are. Raises Stop for a word that chooses none."""
    if not select and not ignore:
        return None
    known = list(rules)
    chosen = _chosen(known, select) if select else {rule.id for rule in known}
    chosen -= _chosen(known, ignore)
    return lambda rule: rule.id in chosen


def _chosen(known: Sequence[Asked], words: Sequence[str]) -> set[str]:
    chosen: set[str] = set()
    for word in words:
        found = {rule.id for rule in known if chooses(word, rule)}
        if not found:
            raise Stop(f"`{word}` is no rule, pack, section or requirement.", hint_for(word, known))
        chosen |= found
    return chosen


def chooses(word: str, rule: Asked) -> bool:
    """Whether a word names a rule: by its id, a section that it cites, or what it encodes.

    Ids may be patterns (`federal.budget/*`), or only the part behind the slash; the name of a pack
    is for all its rules. A section takes in
    what lies below it: `112(a)` also `112(a)(3)`; the source may stand before it (`guide IV.A`).
    """
    pack, _, slug = rule.id.partition("/")
    names = (rule.id, pack, slug, slug.rpartition("/")[2], *rule.requirements)
    if any(fnmatch.fnmatchcase(name, word) for name in names) or slug.startswith(f"{word}/"):
        return True
    return any(cites(word, citation) for citation in rule.citations)


def cites(word: str, citation: Citation) -> bool:
    """Whether a citation is of a section or of one below it."""
    asked = _bare(word)
    places = [citation.section, f"{citation.source} {citation.section}", citation.codified or ""]
    places += citation.text.split(", ")
    return any(_below(asked, _bare(place)) for place in places if place)


def _bare(section: str) -> str:
    return " ".join(_SIGN.sub(" ", section).split()).casefold()


def _below(asked: str, place: str) -> bool:
    """`112(a)` takes in `112(a)(3)`, but `IV.A line 1` not `IV.A line 14`."""
    rest = place.removeprefix(asked)
    return bool(asked) and place.startswith(asked) and not rest[:1].isalnum()


def hint_for(word: str, known: Sequence[Asked], also: Iterable[str] = ()) -> str:
    """What was probably meant by a word that names no rule; `also` are words that lead to some."""
    names = {rule.id for rule in known} | {r for rule in known for r in rule.requirements}
    names |= {part for rule in known for part in rule.id.partition("/")[::2]}
    if near := nearest(word, names) or nearest(word, also):
        return f"Did you mean `{near}`?"
    return "`perkins-rules rules` lists the rules; a section is written 112(a)(3) or guide IV.A."
