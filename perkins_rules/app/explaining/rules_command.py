"""`perkins-rules rules`: the rules, by pack, by section of the law or by item of the guide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from perkins_rules.app.asking.configuration import own_rules
from perkins_rules.app.asking.known_words import known_rules
from perkins_rules.app.asking.options import color_option, rules_option
from perkins_rules.app.asking.rule_sources import rules_with
from perkins_rules.app.console import console_style, write_out
from perkins_rules.engine.askable import AskableRules
from perkins_rules.installed import distribution_of
from perkins_rules.report.citations import guide_order
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.wrap import hanging

if TYPE_CHECKING:  # a shell that completes a rule waits for this module
    from perkins_rules.check.tree import CheckedRule

_LOOKS = {"error": "red", "warning": "yellow", "info": "blue", "review": "magenta"}


@click.command("rules")
@click.argument("words", nargs=-1, metavar="[WORD]...", shell_complete=known_rules)
@click.option(
    "--by",
    type=click.Choice(["pack", "section", "guide"]),
    default="pack",
    show_default=True,
    help="Group the rules by pack, by section of the law, or by item of the guide.",
)
@rules_option
@color_option
def command(words: tuple[str, ...], by: str, rules: tuple[str, ...], color: str) -> int:
    """List the rules, or those that a WORD names.

    WORD is a rule id or pattern (federal.budget/*), a pack, a section (112(a)(3), "guide IV.A"), a
    requirement id, or a word of the title (reserve, "line 2").
    """
    from perkins_rules.app.asking.named_rules import named_rules, others_named

    loaded = rules_with(own_rules(rules))
    found = [(word, named_rules(loaded.rules, word)) for word in words]
    named = {rule.id for _, each in found for rule in each}
    kept = [rule for rule in loaded.rules if not words or rule.id in named]
    style = console_style(color)
    groups = _groups(loaded, kept, by)
    for title in sorted(
        groups, key=lambda t: _of_form(groups[t]) if by == "pack" else _in_order(t)
    ):
        write_out(_shown(loaded, title, groups[title], style))
    for word, each in found:
        others = [r for r in others_named(loaded.rules, word, each) if r.id not in named]
        if others:
            title = f"{number_of(len(others), 'further rule')} with the word {word}"
            write_out(_shown(loaded, title, others, style))
    write_out(f"{number_of(len(kept), 'rule')}.\n")
    return 0


def _groups(
    loaded: AskableRules, kept: Sequence[CheckedRule], by: str
) -> dict[str, list[CheckedRule]]:
    titles = {pack.name: f"{pack.title} [{pack.name}]" for pack in loaded.packs}
    bringing = {r.pack: distribution_of(r.source) for r in kept if r.written_in == r.pack}
    titles |= {pack: f"{titles[pack]} from {name}" for pack, name in bringing.items() if name}
    groups: dict[str, list[CheckedRule]] = {}
    for rule in kept:
        names = [titles[rule.pack]] if by == "pack" else _cited(rule, by == "guide")
        for name in dict.fromkeys(names):
            groups.setdefault(name, []).append(rule)
    return groups


def _cited(rule: CheckedRule, guide: bool) -> list[str]:
    cited = [c.text for c in rule.citations if (c.source == "guide") == guide]
    return cited or ["Without a section" if not guide else "Without an item of the guide"]


def _shown(loaded: AskableRules, title: str, rules: Sequence[CheckedRule], style: Style) -> str:
    from perkins_rules.app.asking.named_rules import standing, statement

    lines = [heading(title, style)]
    for rule in rules:
        word = "review" if rule.kind == "review" else rule.severity
        first, *rest = hanging(f"  {word:<9}", style.clean(statement(rule)), style.width)
        lines += [first.replace(word, style.paint(_LOOKS[word], word), 1), *rest]
        changed = f" ({told})" if (told := standing(rule)) else ""
        lines.append(" " * 11 + style.paint("dim", rule.id + changed))
    return "\n".join(lines) + "\n\n"


def _of_form(rules: Sequence[CheckedRule]) -> tuple[str, str]:
    """Packs in the order of the guide's form: by the item about which most of their rules are."""
    items = sorted(guide_order(rule.citations) for rule in rules)
    return items[len(items) // 2], rules[0].pack


def _in_order(title: str) -> list[tuple[int, int, str]]:
    """Sections in the order of their numbers: 112(a)(10) after 112(a)(9)."""
    parts = re.findall(r"\d+|\D+", title)
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts]
