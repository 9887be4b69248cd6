"""The commands as click sees them. Each command's module is loaded when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from perkins_rules.app.faults import COULD_NOT_RUN, Stop
from perkins_rules.nearest import nearest
from perkins_rules.version import __version__

_COMMANDS = {
    "check": "checking.check_command",
    "new": "forms.new_command",
    "schema": "forms.schema_command",
    "import": "forms.import_command",
    "export": "forms.export_command",
    "repair": "solving.repair_command",
    "range": "solving.range_command",
    "settle": "solving.settle_command",
    "review": "reviewing.review_command",
    "compare": "changes.compare_command",
    "diff": "changes.diff_command",
    "baseline": "checking.baseline_command",
    "verify": "checking.verify_command",
    "spark": "spark.spark_command",
    "page": "page.page_command",
    "serve": "page.serve_command",
    "explain": "explaining.explain_command",
    "rules": "explaining.rules_command",
    "config": "asking.config_command",
    "coverage": "explaining.coverage_command",
    "test": "authoring.test_command",
    "lint": "authoring.lint_command",
    "fmt": "authoring.fmt_command",
    "completion": "completion_command",
}


class Commands(click.Group):
    """Commands by name, in the order in which people meet them; a wrong name gets a suggestion."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as the help lists them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None when there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"perkins_rules.app.{_COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. Raises Stop, with a suggestion."""
        name = args[0]
        if name in _COMMANDS:
            return super().resolve_command(ctx, args)
        if ctx.resilient_parsing:  # a shell that completes the line: nothing is told on its screen
            return None, None, args
        raise Stop(f"there is no command `{name}`.", _meant(name))


def _meant(name: str) -> str:
    if "." in name:
        return f"To check a document: perkins-rules check {name}"
    near = nearest(name, _COMMANDS)
    return f"Did you mean `{near}`?" if near else f"The commands are {', '.join(_COMMANDS)}."


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="`perkins-rules COMMAND --help` tells more about a command.",
)
@click.version_option(__version__, "-V", "--version", message="perkins-rules %(version)s")
def commands() -> None:
    """Check State plans and other Perkins V documents against the law.

    \b
    To begin:
      perkins-rules new state-plan --output plan.yaml
      (fill it in)
      perkins-rules check --draft plan.yaml
    """


def run_commands(words: Sequence[str]) -> int:
    """Runs a command line through click; its mistakes are raised as Stop."""
    try:
        result = commands.main(list(words), prog_name="perkins-rules", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return COULD_NOT_RUN
    except click.UsageError as error:
        if words[0].startswith("-") and any("." in word for word in words):
            meant = f"perkins-rules check {' '.join(words)}"
            raise Stop("a command comes first.", f"To check a document: {meant}") from error
        path = f"perkins-rules {words[0]}" if words[0] in _COMMANDS else "perkins-rules"
        message = error.format_message()
        raise Stop(message[:1].lower() + message[1:], f"See: {path} --help") from error
    except click.ClickException as error:
        raise Stop(error.format_message()) from error
    except SystemExit as error:
        raise BrokenPipeError from error  # of nothing else does click make an exit here
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return result if isinstance(result, int) else 0
