"""`perkins-rules new pack`: a rule file to fill in."""

from __future__ import annotations

import re

from perkins_rules.app.authoring.new_rule import first_rule
from perkins_rules.app.faults import Stop
from perkins_rules.documents import Shape, shape_at
from perkins_rules.documents.document import OWN_TYPE
from perkins_rules.documents.types import DocumentTypes
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.lang.version import LANGUAGE
from perkins_rules.nearest import nearest
from perkins_rules.source import SourceText

_NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")


def new_pack(name: str, document: str | None, state: str | None, types: DocumentTypes) -> str:
    """The text of a pack, in the layout of all rule files. Raises Stop."""
    shapes = types.shapes
    if not _NAME.fullmatch(name):
        raise Stop(
            f"`{name}` cannot be the name of a pack.",
            "Write small letters, digits and _, with dots between words: vt.budget",
        )
    if document is None:
        raise Stop(
            "say for which type of document the pack is.",
            f"For example: perkins-rules new pack {name} --for state_plan",
        )
    document = document.replace("-", "_")
    if document not in shapes:
        near = nearest(document, shapes)
        hint = f"Did you mean `{near}`?" if near else f"The types are: {', '.join(shapes)}."
        hint += "" if near else f" {OWN_TYPE}"
        raise Stop(f"there is no type of document `{document}`.", hint)
    if state is not None:
        state = _known_state(state, shapes[document])
    whose = f" in state {state}" if state else ""
    policy = f"{name.replace('.', '_')}_policy"
    is_ours = document not in {one.name for one in types.brought}
    opening = _OPENING.format(
        name=name,
        document=document,
        whose=whose,
        language=LANGUAGE,
        policy=policy,
        below=_BELOW if is_ours else "",
        there=_THERE if is_ours else _NOTHING_THERE,
    )
    rule = first_rule("first-rule", shapes[document], policy)
    return format_rule_file(SourceText(f"{name}.rules", f"{opening}\n{rule}"))


def _known_state(state: str, shape: Shape) -> str:
    codes = shape_at(shape, ("state", "code"))
    known = codes.choices if codes is not None else ()
    if state.upper() not in known:
        raise Stop(f"there is no State with the code `{state}`.", "Write two letters: --state VT")
    return state.upper()


_OPENING = """\
# TODO: say in a sentence or two what the rules of this pack are about, and whom they bind.
pack {name} "TODO: a title" for {document}{whose} needs language {language}{below}

# TODO: the document that your rules carry out, and the day to which it was read. {there}
policy {policy} "TODO: its full title" as "TODO: what citations call it"
"""
_BELOW = "\n  extends federal.sources"
_THERE = """The law, the
# regulations and the guide are there already: perkins, edgar, guide (see federal.sources)."""
_NOTHING_THERE = """A law is
# `law esea "Full title" as "ESEA" codified at 20 USC { 4106 is 7116 } reviewed to 2026-07-01`."""
