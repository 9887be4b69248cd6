"""A document -> what is shown between its figures: the limits of an amount, and its percent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.documents import Document, Shape
from perkins_rules.documents.tree import Mapping, Node
from perkins_rules.editor.plan import Plan
from perkins_rules.engine.said.shown import shown
from perkins_rules.findings import Finding, Verdict
from perkins_rules.pipeline import Options, check_read
from perkins_rules.report.figures import figure
from perkins_rules.report.citations import short

_LIMITS = {"at_most": "at most", "at_least": "at least"}
_MIRRORED = {"at_most": "at least", "at_least": "at most"}


class Inlay(NamedTuple):
    """A few words behind an offset, and what they come of."""

    offset: int
    said: str
    why: str


class Bound(NamedTuple):
    """A rule that holds an amount of the document against another figure: the words for that, and
    how the derivation calls the figure.
    """

    rule: t.CheckedRule
    words: str
    limit: str


def bounds_of(rules: t.RuleSet) -> dict[str, Bound]:
    """The rules, by their keys, that hold one amount against a limit and run over no list."""
    found: dict[str, Bound] = {}
    for rule in rules.rules:
        if rule.loops or len(rule.demands) != 1:
            continue
        condition = rule.demands[0].condition
        if not isinstance(condition, t.Operation) or condition.kind not in _LIMITS:
            continue
        left, right = condition.operands
        if left.type.kind == "money" and _is_field(left) and not _is_field(right):
            found[rule.key] = Bound(rule, _LIMITS[condition.kind], right.text)
        elif right.type.kind == "money" and _is_field(right) and not _is_field(left):
            found[rule.key] = Bound(rule, _MIRRORED[condition.kind], left.text)
    return found


def _is_field(node: t.Checked) -> bool:
    while isinstance(node, t.Named):
        node = node.value
    return isinstance(node, t.Read) and node.record is None


def inlays_of(plan: Plan, bounds: dict[str, Bound], options: Options) -> list[Inlay]:
    """What is shown in a document; nothing in one that could not be read."""
    document = plan.document
    if document is None:
        return []
    shares = _shares(document)
    return sorted([*shares, *_limits(plan, document, bounds, options)])


def _limits(
    plan: Plan, document: Document, bounds: dict[str, Bound], options: Options
) -> Iterator[Inlay]:
    of_ids = {bound.rule.id: bound for bound in bounds.values()}
    wanted = options._replace(show_all=True, keep=lambda rule: rule.id in of_ids)
    for finding in check_read(plan.rules, document, wanted).findings:
        bound = of_ids.get(finding.rule)
        if bound is None or finding.verdict not in (Verdict.PASS, Verdict.FAIL):
            continue
        if (limit := _figure(finding, bound.limit)) is not None:
            law = f" ({short(finding.citations[0])})" if finding.citations else ""
            at = document.span_of(finding.path)
            offset = _offset(document, at.end_line, at.end_column)
            yield Inlay(offset, f"{bound.words} {limit}", f"{bound.rule.title}{law}")


def _figure(finding: Finding, text: str) -> str | None:
    """What a derivation says of a figure, by its words."""
    steps = (s for s in finding.derivation if s.text == text and s.unit == "money" and s.value)
    return next((figure(step.value, step.unit) for step in steps), None)


def _offset(document: Document, line: int, column: int) -> int:
    text, at = document.text.text, 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at + column - 1


# ------------------------------------------------------------------ percents


def _shares(document: Document) -> Iterator[Inlay]:
    """Behind each amount of the budget that has a percent beside it on the form: what percent of
    line 1 it is.
    """
    budget = document.data.get("budget")
    shape = document.shape.fields.get("budget")
    root = document.root
    if not isinstance(budget, dict) or shape is None or not isinstance(root, Mapping):
        return
    whole = _amount(budget.get("total_allocation"))
    if whole and "budget" in root.fields:
        yield from _within(budget, shape, root.fields["budget"][1], whole)


def _within(data: dict[str, Any], shape: Shape, node: Node, whole: Fraction) -> Iterator[Inlay]:
    for name, field in shape.fields.items():
        inner = data.get(name)
        if not isinstance(inner, dict) or not isinstance(node, Mapping) or name not in node.fields:
            continue
        value = node.fields[name][1]
        amount = _amount(inner)
        if amount is not None and "percent" in field.fields and isinstance(value, Mapping):
            end = value.fields["amount"][1].end
            yield Inlay(end, f"{_percent(amount, whole)} of line 1", "The amount by line 1.")
        yield from _within(inner, field, value, whole)


def _amount(group: Any) -> Fraction | None:
    found = group.get("amount") if isinstance(group, dict) else None
    return found if isinstance(found, Fraction) else None


def _percent(amount: Fraction, whole: Fraction) -> str:
    return shown(Fraction(amount * 100, whole), "percent")
