"""What a rule is called, also one that is asked of every file and stands in no pack."""

from __future__ import annotations

from perkins_rules.documents.problems import PROBLEMS
from perkins_rules.documents.refusal import REFUSALS
from perkins_rules.report.outputs.about import RuleAbout


def title_of(rule: str, label: RuleAbout) -> str:
    """What the rule says of a good document; of the file itself, what can be wrong with it."""
    if label.said:
        return label.said
    group, _, kind = rule.partition("/")
    known = {"schema": PROBLEMS, "document": REFUSALS}.get(group, {})
    return known.get(kind) or f"{group}: {kind.replace('-', ' ')}"
