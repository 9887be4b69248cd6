"""A plan and the values of a table -> the plan with them, which is read again and compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from perkins_rules.documents import Document, Problem, Refusal, Shape, read_document
from perkins_rules.documents.rewriting.emitting import Unsafe
from perkins_rules.documents.rewriting.notation import block
from perkins_rules.documents.rewriting.rewriting import Rewriting
from perkins_rules.findings import Severity
from perkins_rules.same_text import key_form
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.form import DOCUMENT
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.into_report import REPORT, refuse_local
from perkins_rules.tables.merge import Kept, Merge
from perkins_rules.tables.taken import Path, Value
from perkins_rules.tables.wanted import as_tree, nested

_BY_HAND = "Nothing was written; without --into, the values are printed for you to copy."


class Entered(NamedTuple):
    """A plan with the values: `text` is its new text, `written` and `same` the values that are new
    in it, or were there already. Of `differing` values, `line` gives the line.
    """

    text: str
    written: list[Value]
    same: list[Value]
    differing: list[Kept]


def asked_with(plan: Document | None, asked: Asked) -> Asked:
    """What is asked, with what the plan says that decides in the reading of a table."""
    if plan is None:
        return asked
    is_report = plan.type == REPORT
    group = plan.data if is_report else plan.data.get("performance") or {}
    entries = group.get("indicators") or []
    in_numbers = (e.get("code", "") for e in entries if e and e.get("unit") == "number")
    asked = asked._replace(in_numbers=frozenset(map(key_form, in_numbers)), has_groups=is_report)
    if is_report:
        return asked._replace(kind=asked.kind or "levels")
    year = (plan.data.get("budget") or {}).get("fiscal_year")
    covered = (plan.data.get("submission") or {}).get("fiscal_years") or []
    if year is None:  # the budget is for the first year that is filed for
        year = min((one for one in covered if isinstance(one, int)), default=None)
    return asked._replace(year=year)


def plan_of(name: str, data: bytes, shapes: AnyMapping[str, Shape]) -> Document:
    """The plan, or the State's report, that values go into. Raises TableFault, Refusal."""
    plan = read_document(name, data, shapes)
    if plan.type == REPORT:
        refuse_local(plan)
    elif plan.type != DOCUMENT:
        what = f"{name} is a document of the type {plan.type}"
        raise TableFault(f"{what}; tables are read into a State plan or a State's report.")
    return plan


def enter(
    plan: Document,
    data: bytes,
    values: dict[Path, Value],
    shapes: AnyMapping[str, Shape],
    *,
    replace: bool,
) -> Entered:
    """The plan with the values. Raises TableFault when they cannot be put in without harm."""
    merge, rewriting = Merge(replace=replace), Rewriting(plan, data)
    merge.record(rewriting.root, plan.shape, nested(values))
    if not merge.done:
        return Entered(data.decode("utf-8"), [], merge.same, merge.differing)
    edited = _confirmed(rewriting, shapes)
    return Entered(edited.decode("utf-8"), merge.done, merge.same, merge.differing)


def fragment(values: dict[Path, Value], root: Shape) -> str:
    """The values as a piece of YAML."""
    return "".join(f"{line}\n" for line in block(as_tree(nested(values), root), ""))


def _confirmed(rewriting: Rewriting, shapes: AnyMapping[str, Shape]) -> bytes:
    """The new bytes. Raises TableFault unless they say what the old did, and the values besides."""
    plan = rewriting.document
    name = plan.text.name
    unsafe = f"{name} is written in a way in which the values cannot be put in safely"
    try:
        edited = rewriting.rewritten()
        new = read_document(name, edited, shapes)
    except Unsafe:
        raise TableFault(f"{unsafe}.", _BY_HAND) from None
    except Refusal as refusal:
        said = f"{name} could not be read with the values in it: {refusal.message}"
        raise TableFault(said, _BY_HAND) from refusal
    if not rewriting.is_said_by(new):
        raise TableFault(f"{unsafe} (anchors and aliases, for instance).", _BY_HAND)
    _refuse_new_problems(plan, new)
    return edited


def _refuse_new_problems(plan: Document, new: Document) -> None:
    known = Counter(_kind(one) for one in plan.problems)
    for one in new.problems:
        known[_kind(one)] -= 1
        if one.severity == Severity.ERROR and known[_kind(one)] < 0:
            raise TableFault(f"The plan would not be right: {one.message}", _BY_HAND)


def _kind(problem: Problem) -> tuple[str, str]:
    """A problem without the numbers of entries, which shift when one is put in."""
    return problem.kind, re.sub(r"/[0-9]+", "/", problem.pointer)
