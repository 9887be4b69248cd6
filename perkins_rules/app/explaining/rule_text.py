"""The text of a rule as its file has it: what `explain` shows."""

from __future__ import annotations

from functools import cache

from attrs import evolve

from perkins_rules.check.tree import CheckedRule
from perkins_rules.lang import nodes as n
from perkins_rules.lang.printer import print_declaration
from perkins_rules.lang.tables import read_rule_file
from perkins_rules.source import SourceText


def rule_text(rule: CheckedRule) -> list[str]:
    """The lines of the declaration, comments above it included.

    Of a table of items only the head, the line itself and the examples; a row of a table of rules
    is written out.
    """
    node = declaration_of(rule)
    if node is None:
        return []
    if not isinstance(node, n.Items | n.Except) and node.row is not None:
        return _of_row(node)
    lines = rule.source.text.split("\n")
    first, last = node.span.line, node.span.end_line
    while first > 1 and lines[first - 2].startswith("#"):
        first -= 1
    if isinstance(node, n.Items):
        return _of_table(lines, node, rule, first)
    return [line.rstrip() for line in lines[first - 1 : last]]


def declaration_of(rule: CheckedRule) -> n.Rule | n.Items | n.Review | n.Except | None:
    """The declaration in which a rule stands."""
    for node in _declarations(rule.source):
        kinds = n.Rule | n.Items | n.Review | n.Except
        if isinstance(node, kinds) and rule.span.within(node.span):
            return node
    return None


@cache
def _declarations(source: SourceText) -> tuple[n.Declaration, ...]:
    return read_rule_file(source).file.declarations


def _of_row(node: n.Rule | n.Review) -> list[str]:
    text = print_declaration(evolve(node, examples=()))
    examples = print_declaration(node).removeprefix(text)
    return [*text.split("\n"), *examples.split("\n")]


def _of_table(lines: list[str], node: n.Items, rule: CheckedRule, first: int) -> list[str]:
    head = lines[first - 1 : node.lines[0].span.line - 1]
    own = lines[rule.span.line - 1 : rule.span.end_line]
    examples = []
    if node.examples:
        examples = ["", *lines[node.examples[0].span.line - 1 : node.span.end_line]]
    return [line.rstrip() for line in (*head, *own, *examples)]
