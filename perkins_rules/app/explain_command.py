"""`perkins-rules explain`: a rule as it reads, or how it came to its verdict on a document."""

from __future__ import annotations

from typing import Any

import click

from perkins_rules.app.asked import asked_of, known_edition
from perkins_rules.app.configuration import asked_with, configuration
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.explained_document import explained_document
from perkins_rules.app.explained_rule import explained_rule
from perkins_rules.app.faults import Stop
from perkins_rules.app.named_rules import named_rules
from perkins_rules.app.options import asked_options, color_option, rules_option
from perkins_rules.app.rule_sources import rules_with


@click.command("explain")
@click.argument("words", nargs=-1, required=True, metavar="[FILE] RULE")
@asked_options
@rules_option
@color_option
def command(words: tuple[str, ...], rules: tuple[str, ...], color: str, **told: Any) -> int:
    """Explain a rule, or its verdict on a document.

    RULE is a rule id or its last part (administration-cap), a section (112(a)(3)) or a requirement
    id. With FILE before it: the verdict on that document, with every figure, the line it stands in,
    the sections behind the thresholds and the arithmetic.
    """
    if len(words) > 2:
        raise Stop(
            "explain takes a rule, or a file and a rule.", "See: perkins-rules explain --help"
        )
    found_here = configuration(words[:-1])
    asked = asked_of(**asked_with(found_here, told))
    loaded = rules_with(rules or found_here.value("rules") or ())
    known_edition(loaded, asked.edition)
    found = named_rules(loaded.rules, words[-1])
    style = console_style(color)
    if len(words) == 2:
        write_out(explained_document(words[0], loaded, found, asked, style))
    else:
        write_out(
            "\n\n".join(explained_rule(loaded.rule_set, rule, asked, style) for rule in found)
        )
    return 0
