"""A field at a place of a document -> what is told of it: title, hint, item of the guide, rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perkins_rules.documents import Shape, form_place
from perkins_rules.documents.hints import HINTS
from perkins_rules.documents.titles import title_of
from perkins_rules.editor.fields_read import Index
from perkins_rules.editor.plan import Plan
from perkins_rules.editor.spots import Spot, dotted, shape_of, spot_at
from perkins_rules.report.citations import short
from perkins_rules.report.markdown.escape import text as plain

KINDS = HINTS | {"list": "a list", "path": "the name of a section or of a field"}
_MOST_RULES = 8
_MOST_CHOICES = 12


def field_at(plan: Plan, offset: int) -> tuple[Spot, Shape] | None:
    """The field whose name or value stands at an offset; of an entry of a list that is a word, the
    list.
    """
    spot = spot_at(plan.document.root, offset) if plan.document is not None else None
    if spot is None or plan.document is None:
        return None
    path = spot.path[:-1] if spot.path[-1].isdecimal() else spot.path
    shape = shape_of(plan.document.shape, path)
    return (spot, shape) if shape is not None else None


def words_on(
    plan: Plan, spot: Spot, shape: Shape, reading: Sequence[Any], schema_elsewhere: bool = False
) -> str:
    """Markdown on a field; `reading` are the rules that read it. With `schema_elsewhere` another
    server shows its title and its hint.
    """
    assert plan.document is not None
    parts: list[str] = [] if schema_elsewhere else list(_of_schema(plan, spot, shape))
    if reading:
        parts.append("\n".join(("Read by:", "", *(_rule_line(r) for r in reading[:_MOST_RULES]))))
        if len(reading) > _MOST_RULES:
            parts.append(f"and {len(reading) - _MOST_RULES} more rules.")
    return "\n\n".join(parts)


def _of_schema(plan: Plan, spot: Spot, shape: Shape) -> list[str]:
    assert plan.document is not None
    title = title_of(plan.document.shape, spot.path) or shape.title
    parts = [f"**{plain(title)}**"] if title else []
    told = [shape.description] if shape.description else []
    told += [KINDS[shape.kind]] if shape.kind in KINDS else []
    if shape.choices:
        shown = shape.choices[:_MOST_CHOICES]
        more = (
            f" and {len(shape.choices) - len(shown)} more"
            if len(shape.choices) > len(shown)
            else ""
        )
        told.append("One of " + ", ".join(f"`{choice}`" for choice in shown) + more)
    parts += [plain(_sentence(one)) for one in told]
    if shape.guide:
        parts.append(plain(_sentence(form_place(shape.guide))))
    return parts


def _rule_line(rule: Any) -> str:
    law = f" ({plain(short(rule.citations[0]))})" if rule.citations else ""
    return f"- {plain(rule.title)}{law}, `{rule.id}`"


def _sentence(said: str) -> str:
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "?", "!")) else f"{said}."


def readers(plan: Plan, spot: Spot, index: Index) -> list[Any]:
    """The rules that read a field and are asked of documents of its State: its own, or the nearest
    list or group that some rule reads as a whole.
    """
    if plan.document is None:
        return []
    state = plan.result.report.state
    found = index.get((plan.document.type, dotted(spot.path)), ())
    return [
        rule
        for rule in found
        if rule.state in (None, state) and state not in rule.except_states and _is_asked(plan, rule)
    ]


def _is_asked(plan: Plan, rule: Any) -> bool:
    """Whether it is of a pack of all States, or of the State of the document."""
    states = {pack.name: pack.state for pack in plan.rules.rule_set.packs}
    own = states.get(rule.pack)
    return own is None or own == plan.result.report.state
