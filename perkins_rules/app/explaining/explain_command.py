"""`perkins-rules explain`: a rule as it reads, or how it came to its verdict on a document."""

from __future__ import annotations

from typing import Any

import click

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.known_words import files_or_rules
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    given_on,
    record_options,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import Stop


@click.command("explain")
@click.argument(
    "words", nargs=-1, required=True, metavar="[FILE] RULE", shell_complete=files_or_rules
)
@asked_options
@rules_option
@record_options
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, words: tuple[str, ...], **told: Any) -> int:
    """Explain a rule, or its verdict on a document.

    RULE is a rule id or its last part (administration-cap), a section (112(a)(3)), a requirement
    id, or a word of the title (reserve, "line 2"), which may lead to a list. With FILE before it:
    the verdict on that document, with every figure, the line it stands in, the sections behind the
    thresholds and the arithmetic; what was determined or waived is told with it. What is asked is
    what `check` asks, under the same configuration.
    """
    # Not above: a shell that completes the rule waits for this module.
    from perkins_rules.app.asking.named_rules import named_rules, others_named
    from perkins_rules.app.explaining.explained_document import explained_document
    from perkins_rules.app.explaining.explained_rule import AboutRules, explained_rule
    from perkins_rules.app.explaining.listed_rules import are_many, further_rules, listed_rules
    from perkins_rules.app.explaining.rule_examples import RuleExamples

    if len(words) > 2:
        raise Stop(
            "explain takes a rule, or a file and a rule.", "See: perkins-rules explain --help"
        )
    files = words[:-1]
    request = configured(Request(files=files, **told, given=given_on(context)))
    checker = checker_for(request._replace(baseline=None))
    found = named_rules(checker.rules.rules, words[-1])
    others = others_named(checker.rules.rules, words[-1], found)
    style, asked = console_style(request.color), checker.options.asked
    if are_many(found, words[-1]):
        write_out(listed_rules(checker.rules, found, words, style))
    elif files:
        write_out(explained_document(files[0], checker, found, style))
    else:
        rules = checker.rules.rule_set
        examples = RuleExamples(rules, found, request.rules)
        about = AboutRules(rules, asked, examples, request.site or "")
        write_out("\n\n".join(explained_rule(rule, about, style) for rule in found))
    write_out(further_rules(others, words[-1], style))
    return 0
