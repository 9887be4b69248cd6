"""Every value has its place; what is absent has the place of the nearest thing above it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perkins_rules.documents import Document
from perkins_rules.documents.places import Places
from perkins_rules.source import Span

Read = Callable[[str], Document]

PLAN = """\
budget:
  reserve: {amount: "$1,530,000", percent: 15}   # line 8
  state_match:
    amount:
performance:
  indicators:
    - code: 1S1
      levels:
        - {fiscal_year: 2026, level: 82.30}
cover_page:
  eligible_agency: |
    Board of
    Education

  delegated_agency: &who Élan
  delegated_duties: [*who]
"""


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/document", "state_plan"),
        ("/budget/reserve/amount", '"$1,530,000"'),
        ("/budget/reserve/percent", "15"),
        ("/budget/reserve", '{amount: "$1,530,000", percent: 15}'),
        ("/performance/indicators/0/code", "1S1"),
        ("/performance/indicators/0/levels/0/level", "82.30"),
        ("/cover_page/delegated_agency", "Élan"),
        ("/cover_page/delegated_duties/0", "Élan"),
        # absent: the name of the nearest thing above
        ("/budget/reserve/secondary", "reserve"),
        ("/budget/nowhere/amount", "budget"),
        ("/budget/state_match/amount", "amount"),
        ("/budget/state_match/amount/x", "amount"),
        ("/performance/indicators/0/baseline", "code"),
        ("/performance/indicators/7/baseline", "indicators"),
        ("/performance/indicators/-1", "indicators"),
        ("/performance/indicators/99999999999999999999", "indicators"),
        ("/performance/indicators/²", "indicators"),
        ("/assurances", "document"),
        ("/assurances/public_comment", "document"),
    ],
)
def test_a_pointer_leads_to_its_text(yaml_plan: Read, pointer: str, text: str) -> None:
    document = yaml_plan(PLAN)
    span = document.span_of(pointer)
    line = document.text.line(span.line)
    assert span.line == span.end_line
    assert line[span.column - 1 : span.end_column - 1] == text


def test_a_text_of_several_lines(yaml_plan: Read) -> None:
    assert yaml_plan(PLAN).span_of("/cover_page/eligible_agency") == Span(12, 20, 14, 14)


def test_the_whole_document(yaml_plan: Read) -> None:
    span = yaml_plan(PLAN).span_of("")
    assert (span.line, span.column) == (1, 1)


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("/budget/reserve/amount", "budget.reserve.amount"),
        (
            "/performance/indicators/0/levels/0/level",
            "performance.indicators[1S1].levels[2026].level",
        ),
        ("/performance/indicators/3/code", "performance.indicators[entry 4].code"),
        ("/assurances/x", "assurances.x"),
        ("", ""),
    ],
)
def test_a_pointer_is_said_with_the_keys_of_lists(yaml_plan: Read, pointer: str, name: str) -> None:
    assert yaml_plan(PLAN).name_of(pointer) == name


def test_lines_end_at_line_feeds_and_columns_count_characters() -> None:
    places = Places("é€\r\n\n😀x")
    assert places.span(0, 2) == Span(1, 1, 1, 3)
    assert places.span(4, 5) == Span(2, 1, 3, 1)
    assert places.span(5, 7) == Span(3, 1, 3, 3)
    assert places.span(7, 7) == Span(3, 3, 3, 3)
