"""What holds of the printer for every tree."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perkins_rules.lang import nodes as n
from perkins_rules.lang.parse import parse_expression, parse_rule_file
from perkins_rules.lang.printer import print_declaration, print_expression, print_rule_file
from perkins_rules.source import SourceText

from . import trees

law = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(text: str) -> n.RuleFile:
    parsed = parse_rule_file(SourceText("printed.rules", text))
    assert not parsed.diagnostics, "\n".join(d.render() for d in parsed.diagnostics) + "\n" + text
    return parsed.file


@law
@given(trees.conditions)
def test_a_printed_expression_reads_as_the_same_tree(tree: n.Expression) -> None:
    assert parse_expression(print_expression(tree)) == tree


@law
@given(trees.conditions)
def test_an_expression_prints_on_one_line(tree: n.Expression) -> None:
    assert "\n" not in print_expression(tree)


@law
@given(st.lists(trees.declarations, max_size=3))
def test_printed_declarations_read_as_the_same_trees(declared: list[n.Declaration]) -> None:
    assert read(print_rule_file(trees.file_of(*declared))).declarations == tuple(declared)


@law
@given(st.lists(trees.declarations, max_size=3))
def test_printing_what_was_printed_changes_nothing(declared: list[n.Declaration]) -> None:
    printed = print_rule_file(trees.file_of(*declared))
    assert print_rule_file(read(printed)) == printed


@law
@given(trees.declarations)
def test_a_declaration_prints_alone_as_in_a_file(declared: n.Declaration) -> None:
    assert print_declaration(declared) + "\n" == print_rule_file(trees.file_of(declared))
