"""What many findings share, told once for the whole report: rules, places in the law.

It grows with the rules, not with the documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perkins_rules.findings import Finding
from perkins_rules.report.citations import short
from perkins_rules.report.clean import clean
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.law_links import law_address
from perkins_rules.source import Citation

_PROBLEMS = {
    "schema": "Fits the form",
    "document": "Can be read and asked about",
    "determinations": "Determinations",
}
"""What findings are about that are not of a rule of a pack; the last part of the id says more."""


class Tables:
    """Numbers for rules and places in the law, in the order in which they were met."""

    def __init__(self, about: About) -> None:
        self._about, self._labels = about, about.rules
        self._rules: dict[str, int] = {}
        self._laws: dict[tuple[str, str | None], int] = {}
        self.rules: list[dict[str, Any]] = []
        self.laws: list[dict[str, Any]] = []

    def rule(self, finding: Finding, state: str | None) -> int:
        """The number of the rule of a finding."""
        number = self._rules.setdefault(finding.rule, len(self.rules))
        if number == len(self.rules):
            self.rules.append(self._told(finding, state))
        return number

    def law(self, citation: Citation) -> int:
        """The number of a place in the law."""
        number = self._laws.setdefault((citation.text, citation.codified), len(self.laws))
        if number == len(self.laws):
            told = {"text": clean(short(citation)), "code": clean(citation.codified or "")}
            address = law_address(citation.codified)
            self.laws.append(told | ({"at": address} if address is not None else {}))
        return number

    def title_of(self, finding: Finding, state: str | None) -> str:
        """What the rule of a finding says of a good document."""
        label = self._labels.label(finding.rule, state)
        family, _, kind = finding.rule.partition("/")
        if not label.title and family in _PROBLEMS:
            return clean(f"{_PROBLEMS[family]}: {kind.replace('-', ' ')}")
        return clean(label.title).rstrip(".")

    def is_item(self, finding: Finding, state: str | None) -> bool:
        """Whether the rule is a line of a table of required items."""
        return self._labels.label(finding.rule, state).kind == "item"

    def laws_of(self, citations: Sequence[Citation]) -> list[int]:
        """The numbers of several places."""
        return [self.law(citation) for citation in citations]

    def _told(self, finding: Finding, state: str | None) -> dict[str, Any]:
        label = self._labels.label(finding.rule, state)
        page = self._about.page_of(label)
        return {
            "id": clean(finding.rule),
            "title": clean(label.said).rstrip(".") or self.title_of(finding, state),
            "severity": finding.severity.value,
            "law": self.laws_of(finding.citations),
            "asks": list(map(clean, finding.requirements)),
            **({"page": page} if page else {}),
        }
