"""A field -> what the form calls it."""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.documents.shape import Shape


def title_of(root: Shape | None, names: Sequence[str]) -> str:
    """What the form calls a field, with the group in which it stands: `Reserve, amount`."""
    titles: list[str] = []
    shape = root
    for name in names:
        if shape is None:
            return ""
        shape = shape.entry if shape.kind == "list" else shape.fields.get(name)
        titles.append(shape.title if shape is not None else "")
    if len(titles) < 3 or not titles[-2]:
        return titles[-1] if titles else ""
    own = titles[-1]
    return f"{titles[-2]}, {own[:1].lower() + own[1:] if own[1:2].islower() else own}"
