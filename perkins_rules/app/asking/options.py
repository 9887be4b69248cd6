"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable

import click
from click.core import ParameterSource

from perkins_rules.app.asking.known_words import known_editions, known_rules
from perkins_rules.app.asking.request import COLORS, FAIL_ON, PROFILES

_Option = Callable[[Callable[..., int]], Callable[..., int]]
"""What makes a command take an option."""


def _together(*options: _Option) -> _Option:
    """Several options as one; help lists them in this order."""

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


color_option = click.option(
    "--color",
    type=click.Choice(COLORS),
    default="auto",
    show_default=True,
    help="Colors: on a terminal only, always, or never. NO_COLOR=1 also turns them off.",
)
rules_option = click.option(
    "--rules",
    "rules",
    multiple=True,
    metavar="DIR",
    type=click.Path(),
    help="A folder (or file) of further rule packs. May be given several times.",
)

form_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)

max_size_option = click.option(
    "--max-size",
    type=click.IntRange(1, 4096),
    default=64,
    show_default=True,
    metavar="MIB",
    help="The largest document that is read.",
)
baseline_option = click.option(
    "--baseline",
    metavar="FILE",
    help="Do not fail on the findings in this file, which `perkins-rules baseline` writes.",
)
inline_waivers_option = click.option(
    "--inline-waivers/--no-inline-waivers",
    default=None,
    help="Whether waivers in comments beside values count; those that do not are shown as claims."
    "  [default: as perkins.yaml says, else they do not]",
)


_waivers_option = click.option(
    "--waivers",
    metavar="FILE",
    help="Findings that somebody allowed, with authority, reason and expiry. Default: the nearest"
    " waivers.yaml in the folder of the documents or above it, in the same repository.",
)
_today_option = click.option(
    "--today",
    metavar="DATE",
    help="The day by which waivers are judged to have expired. Default: today.",
)
record_options = _together(_waivers_option, inline_waivers_option, _today_option)
"""What counts beside the documents."""

config_option = click.option(
    "--config",
    metavar="FILE",
    help="The configuration. Default: perkins.yaml, or [tool.perkins-rules] in pyproject.toml, in"
    " the folder of the documents or above it.",
)
no_config_option = click.option(
    "--no-config",
    is_flag=True,
    help="Look for no configuration and no waivers; determinations beside a document count.",
)
config_options = _together(config_option, no_config_option)


_as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="The date whose rules hold, such as 2026-07-01. Default: the start of the first fiscal"
    " year of each document.",
)
_edition_option = click.option(
    "--edition",
    metavar="EDITION",
    help="The edition of the guide, such as 2025-01.",
    shell_complete=known_editions,
)
_profile_option = click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="What counts: all that the guide demands (guide, the default), only what the statute"
    " demands, or the strictest reading.",
)
asked_options = _together(_as_of_option, _edition_option, _profile_option)
"""What the rules are asked about."""


_select_option = click.option(
    "--select",
    multiple=True,
    metavar="WORD",
    shell_complete=known_rules,
    help="Ask only these rules: a rule id or pattern (federal.budget/*), a pack, a section"
    ' (112(a)(3), "guide IV.A") or a requirement id. May be given several times.',
)
_ignore_option = click.option(
    "--ignore",
    multiple=True,
    metavar="WORD",
    help="Leave these rules out.",
    shell_complete=known_rules,
)
select_options = _together(_select_option, _ignore_option)
"""Which rules are asked."""

_draft_option = click.option(
    "--draft", is_flag=True, help="Set apart what is not yet filled in; do not fail on it."
)
_fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="Which findings give exit code 1.",
)
weighing_options = _together(select_options, _draft_option, _fail_on_option)
"""Which rules are asked, and what fails a run."""


def given_on(context: click.Context) -> tuple[str, ...]:
    """The names of the options that the command line gives, whatever their values."""
    return tuple(
        name
        for name in context.params
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT
    )
