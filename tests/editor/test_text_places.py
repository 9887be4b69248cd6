"""Places of an editor and offsets in a text lead to each other."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkins_rules.editor.text_places import Place, Stretch, TextPlaces, Units
from perkins_rules.source import Span

TEXTS = st.text(alphabet="ab\n\r\x0c\x85\u2028é😀\U0001d538", max_size=30)


@given(TEXTS, st.sampled_from(get_args(Units)))
def test_an_offset_leads_to_a_place_and_back(text: str, units: Units) -> None:
    places = TextPlaces(text, units)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n" and text[offset : offset + 1] != "\n":
            assert places.offset(places.place(offset)) == offset


@given(TEXTS, st.sampled_from(get_args(Units)), st.integers(0, 40), st.integers(0, 90))
def test_no_place_leads_outside(text: str, units: Units, line: int, column: int) -> None:
    assert 0 <= TextPlaces(text, units).offset(Place(line, column)) <= len(text)


@pytest.mark.parametrize(("units", "column"), [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)])
def test_columns_are_counted_in_units(units: Units, column: int) -> None:
    assert TextPlaces("x\né😀b", units).place(4) == Place(1, column)


def test_lines_end_where_the_protocol_says() -> None:
    places = TextPlaces("a\u2028b\r\nc\rd\ne")
    assert [places.place(k).line for k in range(9)] == [0, 0, 0, 0, 0, 1, 1, 2, 2]


def test_spans_end_lines_at_line_feeds_alone() -> None:
    places = TextPlaces("a\rb\nc")
    assert places.stretch(Span(2, 1, 2, 2)) == Stretch(Place(2, 0), Place(2, 1))
    assert places.span_place(2) == (1, 3)


def test_a_byte_order_mark_counts_in_the_editor_alone() -> None:
    places = TextPlaces("\ufeffab\nc")
    assert places.place(0) == Place(0, 1)
    assert places.offset(Place(0, 2)) == 1
    assert places.place(3) == Place(1, 0)
