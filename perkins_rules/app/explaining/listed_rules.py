"""Rules that a word of their titles leads to, when they are too many to be told in full."""

from __future__ import annotations

from perkins_rules.app.asking.named_rules import statement
from perkins_rules.app.asking.selection import chooses
from perkins_rules.check.tree import CheckedRule
from perkins_rules.engine.askable import AskableRules
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging

MOST_IN_FULL = 12
"""Of more rules than these that a word happens to stand in, nobody reads each in full."""


def are_many(found: list[CheckedRule], word: str) -> bool:
    """Whether a word leads to many rules without being the name of what they belong to."""
    return len(found) > MOST_IN_FULL and not chooses(word, found[0])


def listed_rules(
    rules: AskableRules, found: list[CheckedRule], words: tuple[str, ...], style: Style
) -> str:
    """The rules that a word means, when they are many: what each says, and its id."""
    name = style.clean(" ".join([*words[:-1], "RULE"]))
    lead = f"{number_of(len(found), 'rule')}; for one of them: perkins-rules explain {name}"
    return f"{lead}\n\n{_each(found, style)}"


def further_rules(found: list[CheckedRule], word: str, style: Style) -> str:
    """The rules to which a word leads besides the one whose name it is; empty without any."""
    if not found:
        return ""
    title = f"{number_of(len(found), 'further rule')} with the word {word}"
    return f"\n\n{heading(title, style)}\n{_each(found, style)}"


def _each(found: list[CheckedRule], style: Style) -> str:
    lines = []
    for rule in found:
        lines += hanging("  ", style.clean(statement(rule)), style.width)
        lines.append("      " + style.paint("dim", rule.id))
    return "\n".join(lines) + "\n"
