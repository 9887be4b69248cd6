"""`perkins-rules lsp`: the language server, for an editor to start."""

from __future__ import annotations

from importlib.util import find_spec

import click

from perkins_rules.app.asking.options import rules_option
from perkins_rules.app.faults import Stop
from perkins_rules.extras import how_to_get


@click.command("lsp")
@rules_option
@click.option("--stdio", is_flag=True, help="Speak over standard input and output: the only way.")
def command(rules: tuple[str, ...], stdio: bool) -> int:
    """Serve an editor, by the Language Server Protocol over standard input and output.

    Documents (YAML, JSON) and rule files are checked while they are typed, by the same rules and
    settings as `check` and `lint`. An editor starts this by itself; how to tell it so stands in
    the page on editors.
    """
    if find_spec("pygls") is None:
        raise Stop("`lsp` needs the library pygls.", how_to_get("lsp"))
    from perkins_rules.app.editing.server import serve

    serve(rules)
    return 0
