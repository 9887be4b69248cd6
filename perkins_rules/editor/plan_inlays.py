"""A document -> what is shown between its figures: the limits of an amount, and what percent of
which line it is. Both are what the rules say: the reference engine derives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.documents import Document, Shape, shape_at, to_pointer
from perkins_rules.editor.fields_read import path_of
from perkins_rules.editor.plan import Plan
from perkins_rules.findings import Finding, Verdict
from perkins_rules.pipeline import Options, check_read
from perkins_rules.report.citations import short
from perkins_rules.report.figures import figure
from perkins_rules.source import Span

_LIMITS = {"at_most": "at most", "at_least": "at least"}
_MIRRORED = {"at_most": "at least", "at_least": "at most"}


class Inlay(NamedTuple):
    """A few words behind a place, and what they come of."""

    span: Span
    said: str
    why: str


class Shown(NamedTuple):
    """What a rule tells of an amount: the rule, the path of the amount, the words before or behind
    the figure, and how a derivation calls the figure.
    """

    rule: t.CheckedRule
    path: str
    before: str
    figure: str
    behind: str = ""


def shown_by(rules: t.RuleSet) -> tuple[Shown, ...]:
    """What rules tell of amounts that stand once in a document: those that hold one against a
    limit, and those that work its percent out.
    """
    types = {pack.name: pack.document for pack in rules.packs}
    found: list[Shown] = []
    for rule in rules.rules:
        document = types.get(rule.pack)
        if rule.loops or len(rule.demands) != 1 or document is None:
            continue
        condition = rule.demands[0].condition
        found += _limits(rule, condition)
        found += _shares(rule, condition, rules.shapes[document])
    return tuple(found)


def _limits(rule: t.CheckedRule, condition: t.Checked) -> Iterator[Shown]:
    if not isinstance(condition, t.Operation) or condition.kind not in _LIMITS:
        return
    left, right = condition.operands
    paths = path_of(left, {}), path_of(right, {})
    if left.type.kind == "money" and paths[0] and not paths[1]:
        yield Shown(rule, paths[0], _LIMITS[condition.kind], right.text)
    elif left.type.kind == "money" and paths[1] and not paths[0]:
        yield Shown(rule, paths[1], _MIRRORED[condition.kind], left.text)


def _shares(rule: t.CheckedRule, condition: t.Checked, root: Shape) -> Iterator[Shown]:
    for part in t.walk(condition):
        if not isinstance(part, t.Operation) or part.kind != "percent_of":
            continue
        path, whole = (path_of(operand, {}) for operand in part.operands)
        if path.endswith(".amount") and whole:
            yield Shown(rule, path, "", part.text, f"of {_line(root, whole)}")


def _line(root: Shape, path: str) -> str:
    """What the form calls the line of an amount: `line 7`; else its title."""
    shape = shape_at(root, path.split("."))
    guide = shape.guide if shape is not None else ""
    _, line, number = guide.rpartition("line ")
    if line:
        return f"line {number}"
    above = shape_at(root, path.split(".")[:-1])
    return above.title if above is not None and above.title else path


# ------------------------------------------------------------------ in a document


def inlays_of(plan: Plan, told: Iterable[Shown], options: Options) -> list[Inlay]:
    """What is shown in a document; nothing in one that could not be read."""
    document = plan.document
    if document is None:
        return []
    by_rule: dict[str, list[Shown]] = {}
    for one in told:
        by_rule.setdefault(one.rule.id, []).append(one)
    wanted = options._replace(show_all=True, keep=lambda rule: rule.id in by_rule)
    found = [
        inlay
        for finding in check_read(plan.rules, document, wanted).findings
        if finding.verdict in (Verdict.PASS, Verdict.FAIL)
        for one in by_rule.get(finding.rule, ())
        for inlay in _inlay(document, finding, one)
    ]
    return list(_joined(sorted(found, key=lambda one: one.span)))


def _joined(found: Iterable[Inlay]) -> Iterator[Inlay]:
    """One for each amount, with all that is said of it once."""
    for span, those in groupby(found, key=lambda one: one.span):
        whys: dict[str, list[str]] = {}
        for one in those:
            whys.setdefault(one.said, []).append(one.why)
        lines = (f"{said}: {'; '.join(dict.fromkeys(why))}" for said, why in whys.items())
        yield Inlay(span, "; ".join(whys), "\n".join(lines))


def _inlay(document: Document, finding: Finding, one: Shown) -> Iterator[Inlay]:
    pointer = to_pointer(one.path.split("."))
    steps = (s for s in finding.derivation if s.text == one.figure and s.value)
    step = next(steps, None)
    if step is not None and document.written_at(pointer) is not None:
        said = " ".join(filter(None, (one.before, figure(step.value, step.unit), one.behind)))
        law = f" ({short(finding.citations[0])})" if finding.citations else ""
        yield Inlay(document.span_of(pointer), said, f"{one.rule.title}{law}")
