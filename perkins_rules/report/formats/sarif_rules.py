"""Rules -> what a SARIF log says of each: title, law, what to do, how to see more of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from perkins_rules.findings import Finding
from perkins_rules.report.outputs.about import About, RuleAbout
from perkins_rules.report.outputs.law_links import first_address, law_address
from perkins_rules.report.rule_titles import title_of
from perkins_rules.report.text.block_text import sentence
from perkins_rules.source import Citation

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


class SarifRules:
    """The rules that results name, in the order in which they come. A State's own reading of a
    rule is one by itself, under the same id.
    """

    def __init__(self, about: About) -> None:
        self._about = about
        self._indexes: dict[tuple[str, str | None], int] = {}
        self.told: list[dict[str, Any]] = []

    def index(self, finding: Finding, state: str | None) -> int:
        """The place of the rule of a finding in the list."""
        own = state if (state, finding.rule) in self._about.rules.of_states else None
        key = finding.rule, own
        if key not in self._indexes:
            self._indexes[key] = len(self.told)
            label = self._about.rules.label(finding.rule, own)
            self.told.append(_told(finding, label, self._about.page_of(label)))
        return self._indexes[key]


def _told(finding: Finding, label: RuleAbout, page: str) -> dict[str, Any]:
    title = title_of(finding.rule, label)
    law = label.citations
    severity = label.severity if label.title else finding.severity.value
    level = "note" if label.kind == "review" else LEVELS[severity]
    full = " ".join([sentence(title), *(sentence(citation.text) for citation in law)])
    told: dict[str, Any] = {
        "id": finding.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": full},
        "help": {
            "text": _help(finding, label, title),
            "markdown": _markdown(finding, label, title),
        },
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": [finding.rule.partition("/")[0], label.kind],
            "requirements": list(finding.requirements),
            "citations": [citation.text for citation in law],
            "problem.severity": _PROBLEM[severity],
            "precision": "very-high",
        },
    }
    address = page or first_address(law)
    return told | ({"helpUri": address} if address else {})


# ------------------------------------------------------------------ help


def _help(finding: Finding, label: RuleAbout, title: str) -> str:
    lines = [
        sentence(title),
        *_to_do(label),
        *(f"Law: {sentence(c.text)}" for c in label.citations),
    ]
    return "\n".join([*lines, *(f"To see it: {line}" for line in _to_see(finding, label))])


def _markdown(finding: Finding, label: RuleAbout, title: str) -> str:
    lines = [f"**{_escaped(sentence(title))}**", ""]
    lines += [f"- {_escaped(line)}" for line in _to_do(label)]
    lines += ["", *_law(label.citations)] if label.citations else []
    lines += ["", *(f"To see it: `{line}`" for line in _to_see(finding, label))]
    return "\n".join(lines).strip() + "\n"


def _to_do(label: RuleAbout) -> list[str]:
    if label.kind == "review":
        return ["A question for a person; no program can judge it."]
    return [f"What to do: {sentence(remedy)}" for remedy in label.remedies]


def _to_see(finding: Finding, label: RuleAbout) -> list[str]:
    return [f"perkins-rules explain {finding.rule}"] if label.title else []


def _law(citations: Sequence[Citation]) -> Iterator[str]:
    for citation in citations:
        address = law_address(citation.codified)
        text = _escaped(citation.text)
        yield f"- [{text}]({address})" if address else f"- {text}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
