"""The id of a rule -> what it says of a good document, and under which law."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from perkins_rules.report.citations import short
from perkins_rules.source import Citation


class Labelled(Protocol):
    """What is known of a rule."""

    @property
    def title(self) -> str: ...  # noqa: D102

    @property
    def citations(self) -> tuple[Citation, ...]: ...  # noqa: D102


Label = Callable[[str], Labelled]


def rule_words(rule: str, label: Label) -> str:
    """`State administration stays within its cap [federal.budget/…, Perkins V § 112(a)(3)]`"""
    law = "; ".join(map(short, label(rule).citations))
    return f"{label(rule).title} [{rule}{f', {law}' if law else ''}]"


def short_words(rules: Iterable[str], label: Label) -> str:
    """Of several rules: the title of each with the first place in the law, or else its id."""
    return "; ".join(f"{label(rule).title} [{_first(rule, label)}]" for rule in rules)


def _first(rule: str, label: Label) -> str:
    return ", ".join(map(short, label(rule).citations[:1])) or rule
