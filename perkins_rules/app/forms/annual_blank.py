"""A State plan's shape -> the part of it that a yearly filing inside an approved plan brings."""

from __future__ import annotations

from copy import copy

from perkins_rules.app.forms.template import template
from perkins_rules.documents import Shape

BUDGET = (
    "document", "state", "source", "allotment_estimate", "submission.option", "submission.revises",
    "submission.fiscal_years", "submission.date", "submission.time", "submission.due_date",
    "submission.plan_in_force", "submission.running_plan_years", "submission.through_portal",
    "submission.wioa_combined", "submission.significant_change", "cover_page", "forms", "budget",
)  # fmt: skip
LEVELS = (
    *BUDGET, "consultation.recipient_input",
    "certifications.same_procedures", "performance",
)  # fmt: skip
_OF_FEW = ("budget.local_allocations", "submission.wioa_combined.year")
"""What hardly any filing fills in; who needs it takes it from the whole blank."""
KINDS = {
    "budget": (BUDGET, "yearly filing, with its budget", "[]  # nothing besides the budget"),
    "levels": (LEVELS, "yearly filing, with its budget and revised levels", "[performance]"),
}
"""What stands in each, how it is called, and what it revises."""


def annual_blank(kind: str, root: Shape, schema: str, file: str = "") -> str:
    """The text of a blank filing, in which only what makes it one is filled in."""
    kept, title, revises = KINDS[kind]
    shape = _part(root, tuple(path.split(".") for path in kept))
    shape.title = f"{root.title}: {title}"
    text = template("state_plan", shape, schema, file)
    for name, value in (("option", "annual_revisions"), ("revises", revises)):
        before, line, after = text.partition(f"\n  {name}:")
        text = f"{before}{line} {value}\n{after.partition(chr(10))[2]}"
    return text


def _part(shape: Shape, kept: tuple[list[str], ...], at: tuple[str, ...] = ()) -> Shape:
    """A shape with those fields alone to which the paths lead; a path that ends keeps all below,
    save what few fill in. Of notes, one for each section is enough.
    """
    part = copy(shape)
    part.fields = {}
    for name, inner in shape.fields.items():
        here = (*at, name)
        below = tuple(path[1:] for path in kept if path[:1] in ([], [name]))
        is_further = ".".join(here) in _OF_FEW or (name == "note" and len(here) > 2)
        if below and not is_further:
            part.fields[name] = _part(inner, below, here)
    return part
