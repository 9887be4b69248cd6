"""Rules ready to be asked: the kit at hand, and behind it the checked rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from perkins_rules.documents import Shape
from perkins_rules.engine.compiled.kit import Kit, PackCard, RuleCard, SourceCard

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import RuleSet


Carried = tuple[Callable[[bytes], "ReadyRules"], tuple[bytes]]


class Summary:
    """A few things about a rule or a source; all others are asked of the checked one."""

    __slots__ = ("_card", "_full", "_known")

    def __init__(self, card: Any, known: frozenset[str], full: Callable[[], Any]) -> None:
        self._card, self._known, self._full = card, known, full

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._card if name in self._known else self._full(), name)


_OF_RULES = frozenset(
    {
        "id",
        "kind",
        "title",
        "pack",
        "severity",
        "editions",
        "profiles",
        "requirements",
        "citations",
        "state",
        "except_states",
        "replaced_by",
    }
)
_OF_SOURCES = frozenset(SourceCard._fields)
"""What a card tells as the checked rule or source does."""


class ReadyRules:
    """A rule set that documents are checked with.

    `rule_set` are the checked rules themselves, read from the cache or from the rule files when
    first asked for. `carried` gives a function and what it makes the same again of, in another
    process or on another machine: so it is pickled.
    """

    def __init__(
        self, kit: Kit, full: Callable[[], RuleSet], carried: Callable[[], Carried] | None = None
    ) -> None:
        self.kit = kit
        self._full, self._carried = full, carried
        self.sha256 = kit.sha256

    def __reduce__(self) -> Carried:
        if self._carried is None:
            raise TypeError("These rules cannot be sent anywhere: nothing makes them again.")
        return self._carried()

    @cached_property
    def rule_set(self) -> RuleSet:
        """The checked rules."""
        return self._full()

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The root shapes of documents, by type."""
        return self.kit.shapes

    @property
    def packs(self) -> tuple[PackCard, ...]:
        """Name, title and document type of each pack."""
        return self.kit.packs

    @cached_property
    def rules(self) -> tuple[Any, ...]:
        """The rules, in the order of their files."""
        return tuple(self._rule(index, card) for index, card in enumerate(self.kit.rules))

    @cached_property
    def sources(self) -> dict[str, Any]:
        """The named sources."""
        return {card.name: self._source(card) for card in self.kit.sources}

    def _rule(self, index: int, card: RuleCard) -> Summary:
        return Summary(card, _OF_RULES, lambda: self.rule_set.rules[index])

    def _source(self, card: SourceCard) -> Summary:
        told: Any = card
        told = told._replace(start=_day(card.start), reviewed_to=_day(card.reviewed_to))
        return Summary(told, _OF_SOURCES, lambda: self.rule_set.sources[card.name])


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
