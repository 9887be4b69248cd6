"""`perkins-rules boundaries`: documents on, just inside and just outside the limits of a rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from perkins_rules.app.asking.asked import asked_of, known_edition
from perkins_rules.app.asking.named_rules import named_rules
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    form_option,
    rules_option,
)
from perkins_rules.app.asking.rule_sources import named_sources, own_sources, read_with_examples
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import Stop
from perkins_rules.app.solving.further_limits import given_values, written_into
from perkins_rules.app.solving.solver import need_solver
from perkins_rules.assets import built_in_rules
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.diagnostics import RuleFileError

if TYPE_CHECKING:  # loaded when it is known that the solver is there
    from perkins_rules.proving.setting import Setting


@click.command("boundaries")
@click.argument("rule", metavar="RULE")
@click.option(
    "--given",
    multiple=True,
    metavar="FIELD=VALUE",
    help="What documents are to say: budget.total_allocation.amount=$600,600.70.",
)
@click.option("--write-examples", is_flag=True, help="Add them to the rule as examples.")
@form_option
@asked_options
@rules_option
@color_option
def command(rule: str, given: Sequence[str], write_examples: bool, **told: Any) -> int:
    """Show documents on, just inside and just outside each limit of a rule.

    RULE is a rule's id or the last part of it. For each figure or day that the rule holds against
    another, one field goes from one side to the other, by a cent, a day, or a unit of its last
    place; the others are as small as can be. The engine has checked each document.

    --write-examples adds those to the rule's file, laid out as `fmt` does, that are not there yet;
    the file is one that --rules names.

    Exit code 0: there are limits, and the engine says what was foreseen; 1: it says otherwise, or
    there are none; 2: the rules could not be read.
    """
    need_solver("boundaries")
    if write_examples and not told["rules"]:
        what = "--write-examples changes rule files, and those of the program stay as they are."
        raise Stop(what, "Name your own, or a copy, with --rules.")
    from perkins_rules.proving.form import pools_of
    from perkins_rules.proving.thresholds import thresholds
    from perkins_rules.report.proved.boundaries_text import boundaries_plain, boundaries_text

    own = own_sources(told["rules"], examples=True) if told["rules"] else []
    own = own or named_sources([str(built_in_rules())])
    read = read_with_examples(own)
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    known_edition(read.rules, told["edition"])
    one = _one(read.rules, rule)
    asked = asked_of(told["as_of"], told["edition"], told["profile"])
    setting = _setting(read.rules, one, asked)
    values = given_values(setting.document, setting.shape, given)
    found = list(thresholds(setting, pools_of(read.rules.rules), one, values))
    if told["form"] == "json":
        write_out(json.dumps(boundaries_plain(one, setting, found), indent=2) + "\n")
    else:
        write_out(boundaries_text(one, setting, found, console_style(told["color"])))
    if write_examples:
        write_out(written_into(own, one, setting, found))
    shown = [b for limit in found for b in limit.boundaries]
    agreed = all(b.foreseen in b.sample.verdicts[one.key] for b in shown)
    return int(not shown or not agreed)


def _one(rules: RuleSet, word: str) -> CheckedRule:
    found = [rule for rule in named_rules(rules.rules, word) if rule.kind != "review"]
    if len(found) != 1:
        names = ", ".join(rule.id for rule in found[:5])
        raise Stop(f"`{word}` names {len(found)} rules.", f"Name one of them: {names}.")
    return found[0]


def _setting(rules: RuleSet, rule: CheckedRule, asked: Any) -> Setting:
    """The latest in which it is asked, of documents of no State in particular where that can be."""
    from perkins_rules.proving.setting import settings_of

    found = [one for one in settings_of(rules, asked) if rule in one.in_force()]
    if not found:
        raise Stop(f"{rule.id} is not in force as asked.", "Ask on another day, with --as-of.")
    return max(found, key=lambda one: (one.state is None, one.question.day))
