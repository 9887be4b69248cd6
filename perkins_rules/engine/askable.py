"""The common name of rules that can be asked: ready ones, and the checked rules themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from perkins_rules.documents import Shape

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import CheckedPack, RuleSet
    from perkins_rules.engine.compiled.kit import PackCard


class AskableRules(Protocol):
    """What ReadyRules and RuleSet share. Rules and sources are summaries there, whole ones here;
    either has the parts of the checked one.
    """

    @property
    def sha256(self) -> str:
        """Over the texts of the rule files."""

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The root shapes of documents, by type."""

    @property
    def packs(self) -> Sequence[CheckedPack | PackCard]:
        """Name, title and document type of each pack."""

    @property
    def rules(self) -> Sequence[Any]:
        """The rules, in the order of their files."""

    @property
    def sources(self) -> Mapping[str, Any]:
        """The named sources."""

    @property
    def rule_set(self) -> RuleSet:
        """The checked rules."""
