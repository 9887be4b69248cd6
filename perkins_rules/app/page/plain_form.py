"""A type of document -> its form in plain parts: what the page makes its fields of."""

from __future__ import annotations

from typing import Any

from perkins_rules.app.forms.annual_blank import KINDS
from perkins_rules.documents import Shape, form_place
from perkins_rules.documents.hints import HINTS


def plain_types(shapes: dict[str, Shape]) -> list[dict[str, Any]]:
    """The types of documents by their titles, and what one can begin with in each."""
    return [
        {
            "name": name,
            "title": shape.title,
            "description": shape.description,
            "begins": [{"kind": kind, "title": title} for kind, title in _begins(name, shape)],
        }
        for name, shape in sorted(shapes.items(), key=lambda one: (one[0] != _FIRST, one[1].title))
    ]


_FIRST = "state_plan"
"""What is filed most comes first."""


def _begins(name: str, shape: Shape) -> list[tuple[str, str]]:
    whole = [(name, f"{shape.title}: a whole one")]
    if name != _FIRST:
        return whole
    return [*whole, *((f"{name}:{kind}", f"A {title}") for kind, (_, title, _) in KINDS.items())]


def plain_form(shape: Shape) -> dict[str, Any]:
    """A field with all below it; parts that it has not are None, or empty."""
    return {
        "name": shape.name,
        "title": shape.title,
        "description": shape.description,
        "guide": form_place(shape.guide) if shape.guide else "",
        "kind": shape.kind,
        "hint": HINTS.get(shape.kind, ""),
        "choices": list(shape.choices),
        "key": shape.key,
        "most": shape.most,
        "fields": [plain_form(field) for field in shape.fields.values()],
        "entry": plain_form(shape.entry) if shape.entry is not None else None,
    }
