"""A word from the command line -> the rules that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perkins_rules.app.asking.selection import chooses, hint_for
from perkins_rules.app.faults import Stop
from perkins_rules.check.tree import CheckedRule

_SIGNS = re.compile(r"[-_./\s]+")
_BEFORE_NUMBER = re.compile(r"([A-Za-z]{2,})(?=\d)")  # `line2`


def named_rules(rules: Sequence[CheckedRule], word: str) -> list[CheckedRule]:
    """The rule with this id or slug; else all that the word chooses, else all in whose title, id
    or citations it stands. Raises Stop when none.
    """
    exact = [rule for rule in rules if word in (rule.id, _slug(rule))]
    found = exact or [rule for rule in rules if chooses(word, rule)] or _saying(rules, word)
    found = found or _saying(rules, _BEFORE_NUMBER.sub(r"\1 ", word))
    if not found:
        words = {part for rule in rules for part in _SIGNS.split(f"{rule.title} {rule.id}")}
        hint = hint_for(word, rules, sorted(part.lower() for part in words if len(part) > 3))
        raise Stop(f"`{word}` is no rule, pack, section or requirement.", hint)
    return found


def others_named(
    rules: Sequence[CheckedRule], word: str, found: Sequence[CheckedRule]
) -> list[CheckedRule]:
    """The rules to which a word leads as well, which is first the last part of the names `found`:
    `governor` names a rule, and stands in others.
    """
    if any(word != _slug(rule) for rule in found):
        return []
    known = {rule.id for rule in found}
    wide = {rule.id for rule in _saying(rules, word)}
    return [r for r in rules if r.id not in known and (r.id in wide or chooses(word, r))]


def _slug(rule: CheckedRule) -> str:
    return rule.id.partition("/")[2]


def _saying(rules: Sequence[CheckedRule], word: str) -> list[CheckedRule]:
    """`reserve`, `line 2`: as words, or the beginning of one; a number as a whole."""
    asked = " ".join(_SIGNS.sub(" ", word).split())
    if not asked:
        return []
    found = re.compile(rf"(?<!\w){re.escape(asked)}(?!\d)", re.IGNORECASE)
    return [rule for rule in rules if found.search(_said_of(rule))]


def _said_of(rule: CheckedRule) -> str:
    cited = " ".join(citation.text for citation in rule.citations)
    return f"{rule.title} {_SIGNS.sub(' ', rule.id)} {cited}"


def statement(rule: CheckedRule) -> str:
    """What holds when the rule passes: its title; for a required item what is asked of which."""
    if rule.kind == "placeholder":
        return f"More than a placeholder: {rule.title}"
    if rule.kind != "item":
        return rule.title
    answered = rule.demands[0].condition.text.endswith(" is yes")
    return f"Answered yes: {rule.title}" if answered else f"Given: {rule.title}"


def standing(rule: CheckedRule) -> str:
    """Who changed a rule, and for whose documents it holds; empty for one that is as it was."""
    whose = f"in {rule.state}, " if rule.state else ""
    if rule.replaced_by is not None:
        return f"{whose}replaced by {rule.replaced_by}"
    if rule.excepted_by is not None:
        return f"{whose}with exceptions of {rule.excepted_by}"
    if rule.except_states:
        return f"changed in {', '.join(sorted(rule.except_states))}"
    return ""
