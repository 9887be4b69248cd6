"""`perkins-rules new`: a blank document to fill in."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from perkins_rules import assets
from perkins_rules.app.console import write_file, write_out
from perkins_rules.app.faults import Stop
from perkins_rules.app.template import template
from perkins_rules.documents import Shape, load_shapes


@click.command("new")
@click.argument("kind", metavar="KIND", required=False)
@click.option("--output", "-o", metavar="FILE", help="Write to a file that is not there yet.")
def command(kind: str | None, output: str | None) -> int:
    """Write a blank document to fill in: KIND is state-plan, local-application or the like.

    Without KIND, lists the kinds of document. A blank document is a YAML file with every field of
    the form in its order, and with the item of the guide or the law and a hint for each:

    perkins-rules new state-plan --output plan.yaml

    Without --output it goes to standard output; PowerShell's `>` would store that in an encoding
    that is not read.
    """
    shapes = load_shapes(assets.schema_texts())
    if kind is None:
        write_out(_kinds(shapes))
        return 0
    name = kind.replace("-", "_").lower()
    if name not in shapes:
        raise Stop(f"there is no kind of document `{kind}`.", _hint(name, list(shapes)))
    text = template(name, shapes[name], schema_uri(name))
    if output is None or output == "-":
        write_out(text)
        return 0
    if Path(output).exists():
        raise Stop(f"{output} is there already; it is not written over.", "Take another name.")
    write_file(output, text)
    write_out(f"{output} is ready to fill in. Then: perkins-rules check --draft {output}\n")
    return 0


def schema_uri(name: str) -> str:
    """Where an editor on this machine finds the schema of a document type."""
    return (assets.assets_root() / "schemas" / f"{name}.schema.json").as_uri()


def _kinds(shapes: dict[str, Shape]) -> str:
    """A line for each kind of document, with the title of its schema."""
    width = max(map(len, shapes))
    rows = (f"{name.replace('_', '-'):<{width}}  {shapes[name].title}" for name in sorted(shapes))
    return "".join(f"{row}\n" for row in rows)


def _hint(name: str, known: list[str]) -> str:
    kinds = [kind.replace("_", "-") for kind in known]
    near = difflib.get_close_matches(name.replace("_", "-"), kinds, n=1, cutoff=0.4)
    return f"Did you mean `{near[0]}`?" if near else f"The kinds are: {', '.join(kinds)}."
