"""`perkins-rules config`: what is in force, and where each value comes from."""

from __future__ import annotations

import json
from typing import Any

import click

from perkins_rules.app.asking.asked import asked_of, known_edition
from perkins_rules.app.asking.configuration import configuration
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    given_on,
    inline_waivers_option,
    rules_option,
)
from perkins_rules.app.asking.request import FAIL_ON
from perkins_rules.app.asking.rule_sources import rules_with
from perkins_rules.app.asking.settings import COMMAND_LINE, DEFAULT, KEYS, Configuration, Setting
from perkins_rules.app.console import console_style, write_out
from perkins_rules.engine.shared.question import DEFAULT_PROFILE
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

_DEFAULTS: dict[str, Any] = {
    "edition": None,
    "as-of": None,
    "profile": DEFAULT_PROFILE,
    "state": None,
    "rules": (),
    "fail-on": FAIL_ON[0],
    "include": (),
    "exclude": (),
    "waivers": None,
    "inline-waivers": None,
    "baseline": None,
    "site": None,
    "years": None,
}
_WITHOUT = {
    "edition": "the one in force on the day of filing of each document",
    "as-of": "the first day of each document's first fiscal year",
    "state": "as each document says",
    "rules": "the packs that come along",
    "include": "every document",
    "site": "none: help leads to the law alone",
    "years": "`import` asks what a table means by PY 2026",
    "inline-waivers": "no: waivers beside values are shown as claims",
}


@click.command("config")
@click.argument("path", default=".", metavar="[PATH]", type=click.Path())
@asked_options
@rules_option
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="As with `check`.")
@click.option("--waivers", metavar="FILE", help="As with `check`.")
@inline_waivers_option
@click.option("--baseline", metavar="FILE", help="As with `check`.")
@config_options
@click.option("--format", type=click.Choice(("text", "json")), default="text", show_default=True)
@color_option
@click.pass_context
def command(context: click.Context, /, path: str, **told: Any) -> int:
    """Show what is in force for the documents at PATH, and where each value comes from.

    PATH is a document or a folder; the folder you are in, if you name none. What the command line
    says comes first, then perkins.yaml or the table [tool.perkins-rules] of pyproject.toml, then
    the defaults.
    """
    found = configuration([path], told["config"], wanted=not told["no_config"])
    settings = _in_force(found, told, given_on(context))
    edition = settings["edition"]
    asked_of(as_of=settings["as-of"].value)
    if edition.origin != DEFAULT:
        said_in = "" if edition.origin == COMMAND_LINE else edition.origin
        known_edition(rules_with(settings["rules"].value), edition.value, said_in)
    if told["format"] == "json":
        write_out(_as_json(found, settings))
    else:
        write_out(_as_text(path, found, settings, console_style(told["color"])))
    return 0


def _in_force(
    found: Configuration, told: dict[str, Any], given: tuple[str, ...]
) -> dict[str, Setting]:
    settings = {}
    for key in KEYS:
        field = key.replace("-", "_")
        if field in given:
            settings[key] = Setting(told[field], COMMAND_LINE)
        else:
            settings[key] = found.settings.get(key, Setting(_DEFAULTS[key], DEFAULT))
    return settings


def _as_json(found: Configuration, settings: dict[str, Setting]) -> str:
    plain = {
        "file": found.path,
        "settings": {
            key: {"value": setting.value, "from": setting.origin}
            for key, setting in settings.items()
        },
    }
    return json.dumps(plain, indent=2) + "\n"


def _as_text(path: str, found: Configuration, settings: dict[str, Setting], style: Style) -> str:
    file = found.path or "no file: neither perkins.yaml nor [tool.perkins-rules] was found"
    lines = [style.paint("bold", style.clean(f"Configuration for {path}: {file}")), ""]
    for key, setting in settings.items():
        value = _shown(key, setting.value)
        told = f"{value} ({setting.origin})"
        lines += hanging(f"  {key:<16}", style.clean(told), style.width)
    return "\n".join(lines) + "\n"


def _shown(key: str, value: Any) -> str:
    if value in (None, ()):
        return _WITHOUT.get(key, "none")
    if isinstance(value, bool):
        return "yes, in files" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
