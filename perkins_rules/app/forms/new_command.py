"""`perkins-rules new`: a blank document to fill in; a pack or a rule to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from perkins_rules.app.asking.configuration import own_rules
from perkins_rules.app.asking.known_words import known_kinds, known_states, known_types
from perkins_rules.app.asking.options import rules_option
from perkins_rules.app.asking.rule_sources import types_with
from perkins_rules.app.console import write_file, write_out
from perkins_rules.app.faults import Stop, complain
from perkins_rules.app.forms.annual_blank import annual_blank
from perkins_rules.app.forms.template import template
from perkins_rules.documents import Shape
from perkins_rules.documents.document import OWN_TYPE
from perkins_rules.documents.types import DocumentTypes
from perkins_rules.nearest import nearest
from perkins_rules.schema_files import ENDING


def _all_kinds(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What KIND may be."""
    return [
        *known_kinds(context, parameter, begun),
        *(word for word in ("pack", "rule", "schema") if word.startswith(begun)),
    ]


@click.command("new")
@click.argument("kind", metavar="KIND", required=False, shell_complete=_all_kinds)
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--output", "-o", metavar="FILE", help="Write to a file that is not there yet.")
@click.option(
    "--for",
    "document",
    metavar="TYPE",
    help="Of a pack: the type of document.",
    shell_complete=known_types,
)
@click.option(
    "--state",
    metavar="CODE",
    help="Of a pack: the State whose documents it is for.",
    shell_complete=known_states,
)
@click.option(
    "--annual",
    type=click.Choice(("budget", "levels")),
    help="Of a State plan: the yearly filing inside an approved plan, with its budget alone or "
    "with revised levels.",
)
@click.option(
    "--from",
    "facts",
    metavar="FACTS",
    help="Begin with what a part of such a document says, in YAML or JSON; amounts, percents and"
    " levels that rules tie to it are filled in, as little as the rules allow.",
)
@rules_option
def command(
    kind: str | None, name: str | None, output: str | None, annual: str | None, **told: Any
) -> int:
    """Write a blank document to fill in: KIND is state-plan, local-application or the like.

    Without KIND, lists the kinds of document. A blank document is a YAML file with every field of
    the form in its order, and with the item of the guide or the law and a hint for each:

    perkins-rules new state-plan --output plan.yaml

    Without --output it goes to standard output; PowerShell's `>` would store that in an encoding
    that is not read. What a State files each year between its plans is short:

    \b
    perkins-rules new state-plan --annual budget --output filing.yaml
    perkins-rules new state-plan --annual levels --output filing.yaml

    With --from, what is known already is written into it, and figures that have to go with that:
    from an allotment, a budget that breaks no rule. Texts, days and facts stay blank, and what is
    then open is said.

    \b
    perkins-rules new state-plan --from facts.yaml --output plan.yaml

    Rules of your own are begun in the same way; `perkins-rules lint` tells what is still to be
    filled in:

    \b
    perkins-rules new pack vt.budget --for state_plan --state VT -o my-rules/budget.rules
    perkins-rules new rule vt.budget/spent-in-time --rules my-rules/

    A pack for documents of another law brings their schema. KIND is then its type of document,
    too; --rules says where it is, if the configuration does not:

    \b
    perkins-rules new schema spending_plan -o my-rules/spending_plan.schema.json
    perkins-rules new pack our.spending --for spending_plan --rules my-rules/ -o my-rules/our.rules
    perkins-rules new spending-plan --rules my-rules/ --output plan.yaml
    """
    types = types_with(own_rules(told["rules"]))
    shapes = types.shapes
    document = (kind or "").replace("-", "_").lower()
    if annual is not None and document != "state_plan":
        raise Stop("--annual goes with `new state-plan`.")
    facts = told["facts"]
    if facts is not None and (annual is not None or document not in shapes):
        raise Stop("--from goes with a whole document, such as `new state-plan --from FACTS`.")
    if kind in ("schema", "pack", "rule"):
        return _rules(kind, name, output, told, types)
    if name is not None or told["document"] or told["state"]:
        raise Stop("NAME, --for and --state go with `new pack` and `new rule`.")
    if kind is None:
        write_out(kinds_of(shapes))
        return 0
    if document not in shapes:
        raise Stop(f"there is no kind of document `{kind}`.", hint_of(document, list(shapes)))
    if output is not None and output.lower().endswith(".json"):
        raise Stop(f"{output}: what `new` writes is YAML.", "Name it with .yaml at its end.")
    address = schema_beside(document, output)
    # The name alone: where the author keeps the file is not for others to read in it.
    file = "" if output in (None, "-") else Path(str(output)).name
    if facts is not None:
        return _from(facts, document, told["rules"], output, address, file)
    return _blank(document, annual, shapes[document], address, output, file)


def _blank(
    document: str, annual: str | None, shape: Shape, address: str, output: str | None, file: str
) -> int:
    if annual is not None:
        text = annual_blank(annual, shape, address, file)
    else:
        text = template(document, shape, address, file)
    is_long = document == "state_plan" and annual is None
    return _written(text, output, "check --draft", _SHORTER if is_long else "")


def _from(
    facts: str, document: str, rules: tuple[str, ...], output: str | None, address: str, file: str
) -> int:
    """Around what is known."""
    from perkins_rules.app.forms.new_from import begun

    made = begun(facts, document, rules, address, file)
    code = _written(made.text, output, "check --draft")
    complain(made.said)
    return code


def _rules(
    kind: str, name: str | None, output: str | None, told: dict[str, Any], types: DocumentTypes
) -> int:
    """A schema, a pack, or a rule at the end of one."""
    from perkins_rules.app.authoring.new_pack import new_pack
    from perkins_rules.app.authoring.new_rule import new_rule
    from perkins_rules.app.authoring.new_schema import new_schema

    if name is None:
        raise Stop(f"a {kind} has a name.", f"For example: perkins-rules new {kind} {_NAMED[kind]}")
    if kind in ("schema", "pack"):
        if kind == "schema" and (told["document"] or told["state"]):
            raise Stop("--for and --state go with `new pack`; a schema is for every State.")
        if kind == "schema":
            text = new_schema(name, output, types.shapes)
        else:
            text = new_pack(name, told["document"], told["state"], types)
        if output is not None:
            Path(output).parent.mkdir(parents=True, exist_ok=True)
        return _written(text, output, "lint")
    if output is not None or told["document"] or told["state"]:
        raise Stop("a rule goes into the file of its pack: name it, or its folder, with --rules.")
    made = new_rule(name, told["rules"])
    write_file(made.path, made.text)
    write_out(f"{name} is at the end of {made.path}. Then: perkins-rules lint {made.path}\n")
    return 0


def _written(text: str, output: str | None, command: str, more: str = "") -> int:
    """To standard output, or to a file that was not there."""
    if output is None or output == "-":
        write_out(text)
        return 0
    if Path(output).exists():
        raise Stop(f"{output} is there already; it is not written over.", "Take another name.")
    write_file(output, text)
    write_out(f"{output} is ready to fill in. Then: perkins-rules {command} {output}\n{more}")
    return 0


_SHORTER = "That is for a new plan; for a yearly filing inside one: --annual budget, or levels.\n"
_NAMED = {
    "schema": "spending_plan",
    "pack": "vt.budget --for state_plan",
    "rule": "vt.budget/spent-in-time",
}


def schema_beside(document: str, output: str | None) -> str:
    """Where an editor finds the schema of a document type, from the document that is written: the
    file beside it. Empty where there is none; an address on this machine would serve no other.
    """
    name = f"{document}{ENDING}"
    return name if output and Path(output).with_name(name).is_file() else ""


def kinds_of(shapes: dict[str, Shape]) -> str:
    """A line for each kind of document, with the title of its schema."""
    width = max(map(len, shapes))
    rows = (f"{name.replace('_', '-'):<{width}}  {shapes[name].title}" for name in sorted(shapes))
    return "".join(f"{row}\n" for row in rows)


def hint_of(name: str, known: list[str]) -> str:
    """The kind that may be meant, or else all of them."""
    kinds = [kind.replace("_", "-") for kind in known]
    near = nearest(name, kinds)
    listed = f"Did you mean `{near}`?" if near else f"The kinds are: {', '.join(kinds)}."
    return f"{listed} {OWN_TYPE}"
