"""Rules ready to be asked: the kit at hand, and behind it the checked rules."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from perkins_rules.documents import Shape
from perkins_rules.engine.kit import Kit, PackCard, RuleCard, SourceCard

if TYPE_CHECKING:  # attrs, which the checked rules are made of, is not for the fast path
    from perkins_rules.check.tree import CheckedParameter, ReplacedParameter, RuleSet


class Summary:
    """A few things about a rule or a source; all others are asked of the checked one."""

    __slots__ = ("_full", "_known")

    def __init__(self, known: Mapping[str, Any], full: Callable[[], Any]) -> None:
        self._known, self._full = known, full

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._known[name] if name in self._known else getattr(self._full(), name)


class ReadyRules:
    """A rule set that documents are checked with; has all that a RuleSet has.

    `rule_set` are the checked rules themselves, read from the cache or from the rule files when
    first asked for.
    """

    def __init__(self, kit: Kit, full: Callable[[], RuleSet]) -> None:
        self.kit = kit
        self._full = full
        self.sha256 = kit.sha256

    @cached_property
    def rule_set(self) -> RuleSet:
        """The checked rules."""
        return self._full()

    @property
    def shapes(self) -> dict[str, Shape]:
        """The root shapes of documents, by type."""
        return self.kit.shapes

    @property
    def packs(self) -> tuple[PackCard, ...]:
        """Name, title and document type of each pack."""
        return self.kit.packs

    @property
    def parameters(self) -> Mapping[str, CheckedParameter]:
        """The parameters, by name."""
        return self.rule_set.parameters

    def parameters_for(
        self, document: str | None, state: str | None, packs: Container[str] | None = None
    ) -> Mapping[str, CheckedParameter]:
        """The parameters as they are for documents of a type and a State."""
        return self.rule_set.parameters_for(document, state, packs)

    @property
    def replaced(self) -> tuple[ReplacedParameter, ...]:
        """What packs above made of parameters."""
        return self.rule_set.replaced

    @cached_property
    def rules(self) -> tuple[Any, ...]:
        """The rules, in the order of their files."""
        return tuple(self._rule(index, card) for index, card in enumerate(self.kit.rules))

    @cached_property
    def sources(self) -> dict[str, Any]:
        """The named sources."""
        return {card.name: self._source(card) for card in self.kit.sources}

    def _rule(self, index: int, card: RuleCard) -> Summary:
        known = {
            "id": card.id,
            "kind": card.kind,
            "title": card.title,
            "pack": card.pack,
            "severity": card.severity,
            "editions": card.editions,
            "profiles": card.profiles,
            "requirements": card.requirements,
            "citations": card.citations,
            "state": card.state,
            "except_states": card.except_states,
            "replaced_by": card.replaced_by,
        }
        return Summary(known, lambda: self.rule_set.rules[index])

    def _source(self, card: SourceCard) -> Summary:
        known = {
            "name": card.name,
            "pack": card.pack,
            "edition": card.edition,
            "start": _day(card.start),
            "changes": card.changes,
            "reviewed_to": _day(card.reviewed_to),
        }
        return Summary(known, lambda: self.rule_set.sources[card.name])


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
