"""Whole reports on the examples, held against files that people have read.

To write them anew after a wanted change: python -m tests.report.regenerate
"""

from __future__ import annotations

import pytest

from .regenerate import GOLDEN, REPORTS, written


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_reads_as_it_was_approved(name: str) -> None:
    approved = (GOLDEN / name).read_text(encoding="utf-8")
    assert written(name) == approved, "python -m tests.report.regenerate writes it anew"
