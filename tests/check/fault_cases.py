"""Wrong rule files: how a case of one fault is written, and how it is held to what is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from perkins_rules.diagnostics import Diagnostic

from .rule_texts import PRELUDE, check_texts, faults

FIRST = PRELUDE.count("\n") + 1
ADMIN = "budget.state_administration.amount"

Case = tuple[str, str, str | None, str]
"""Declarations, the code, the words that are marked, and a part of the suggestion."""
FileCase = tuple[tuple[str, ...], str, str]
"""The texts of whole files, the code, and a part of the suggestion."""


def rule(body: str, cite: str = "perkins 112(a)") -> str:
    return f'rule it "It holds"\n  cite {cite}\n{body}\n'


def each(cases: Mapping[str, Case | FileCase]) -> pytest.MarkDecorator:
    """For a test of each of the cases, by their names."""
    ids = [name.replace(" ", "-") for name in cases]
    return pytest.mark.parametrize("case", cases.values(), ids=ids)


def assert_told(case: Case) -> None:
    """The fault is told with its place and what would be right."""
    text, code, marked, suggestion = case
    found = [d for d in faults(text) if d.code == code]
    assert found, faults(text)
    assert found[0].source.name == "file1.rules"
    assert found[0].span.line >= FIRST
    assert suggestion in found[0].suggestion
    if marked is not None:
        assert marked_text(found[0]) == marked


def assert_told_of_files(case: FileCase) -> None:
    """The fault of whole files is told with what would be right, and no rules are given out."""
    texts, code, suggestion = case
    checked = check_texts(*texts)
    assert checked.rules is None
    found = [d for d in checked.diagnostics if d.code == code]
    assert found
    assert suggestion in found[0].suggestion


def marked_text(fault: Diagnostic) -> str:
    """The words that a fault marks."""
    line = fault.source.line(fault.span.line)
    end = fault.span.end_column if fault.span.end_line == fault.span.line else len(line) + 1
    return line[fault.span.column - 1 : end - 1]
