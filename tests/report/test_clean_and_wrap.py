"""Nothing of a document acts on a terminal, every console can show it, and no word is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkins_rules.report.clean import clean, clean_lines, without_commands
from perkins_rules.report.figures import figure, number_of
from perkins_rules.report.style import Style, known_encoding
from perkins_rules.report.text.excerpt import excerpt
from perkins_rules.report.wrap import filled, glued, hanging, wrapped
from perkins_rules.source import SourceText, Span
from tests.report.formats.github_reader import commands

ENCODINGS = st.sampled_from(["utf-8", "cp1252", "cp437", "ascii", "latin-1"])
ANY_TEXT = st.text(st.characters(codec=None), max_size=80)


@given(ANY_TEXT, ENCODINGS)
def test_clean_text_is_one_printable_line_that_the_console_has(text: str, encoding: str) -> None:
    shown = clean(text, encoding)
    assert shown.isprintable()
    shown.encode(encoding)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x ::y a::b", ": :error::x : :y a::b"),
        ("##[x] ###[y] # [z]", "## [x] ### [y] # [z]"),
        ("a\n::b", "a\n: :b"),
        ("::::", ": :::"),
        ("2: a:: b", "2: a:: b"),
    ],
)
def test_no_word_begins_a_command_of_a_log(text: str, shown: str) -> None:
    assert without_commands(text) == shown
    for width in (5, 20, 80):
        assert commands("\n".join(wrapped(without_commands(text), width)).encode()) == []


@given(ANY_TEXT)
def test_no_clean_text_holds_a_control_or_a_direction(text: str) -> None:
    for character in clean(text):
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain § text", "plain § text"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x9bb\x7f", "a\\x9bb\\x7f"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("zero\u200bwidth\U000e0041", "zero\\u200bwidth\\U000e0041"),
        ("two\nlines\tand a tab\u2028", "two lines and a tab "),
        ("half \ud800 of a pair", "half \\ud800 of a pair"),
    ],
)
def test_what_could_act_is_written_out(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_signs_that_a_console_lacks_are_put_in_plain_letters() -> None:
    assert clean("§ 112 … “cap” — ≈3 é", "ascii") == 'sec. 112 ... "cap" -- about 3 ?'
    assert clean("§ 112 … é", "cp1252") == "§ 112 … é"
    assert clean_lines("a\tb\n\x1bc") == "a\tb\n\\x1bc"


def test_a_console_that_does_not_say_its_encoding_gets_ascii() -> None:
    assert known_encoding(None) == known_encoding("no such codec") == "ascii"
    assert known_encoding("UTF8") == "utf-8"
    assert Style(encoding="ascii").mark("fail") == "x"
    assert Style().mark("fail") == "✗"


@given(st.lists(st.text("abc…", min_size=1, max_size=30), max_size=30), st.integers(20, 90))
def test_wrapping_keeps_every_word_and_the_width(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width or " " not in line for line in lines)


def test_lines_break_between_pieces_and_not_inside_them() -> None:
    chunks = ["Perkins V § 112(a)(3),", "20 U.S.C. 2322(a)(3);", "Guide IV.A line 2"]
    assert filled(chunks, 46) == [
        "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3);",
        "Guide IV.A line 2",
    ]
    assert wrapped(f"the cap of {glued('Perkins V § 112')}", 20) == [
        "the cap of",
        "Perkins V § 112",
    ]
    assert hanging("1. ", "aaaaaaaaaaaa bbbbbbbbbbbb", 23) == ["1. aaaaaaaaaaaa", "   bbbbbbbbbbbb"]


# ------------------------------------------------------------------ figures


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("41200.00", "money", "$41,200.00"),
        ("-0.5", "money", "-$0.5"),
        ("≈33333.333333", "money", "≈$33,333.333333"),
        ("5", "percent", "5%"),
        ("82.3", "level", "82.3%"),
        ("1", "days", "1 day"),
        ("60", "days", "60 days"),
        ("0.01", "points", "0.01 points"),
        ("1", "points", "1 point"),
        ("2026-07-01", "date", "2026-07-01"),
        ("", "money", "not given"),
    ],
)
def test_figures_are_shown_with_their_unit(value: str, unit: str, shown: str) -> None:
    assert figure(value, unit) == shown


def test_one_thing_and_several() -> None:
    assert (number_of(1, "error"), number_of(2, "error")) == ("1 error", "2 errors")
    assert number_of(1234, "check") == "1,234 checks"


# ------------------------------------------------------------------ the line of a document

LINE = "  amount: 260000.01  # a comment that goes on and on, past the width of any console at all"


def test_the_place_in_a_line_is_marked() -> None:
    shown = excerpt(SourceText("p", LINE), Span(1, 11, 1, 20), 200, Style())
    assert shown == [f"1 │ {LINE}", "  │           ^^^^^^^^^"]


@given(st.integers(1, 200), st.integers(1, 60), st.integers(30, 100))
def test_a_long_line_is_cut_and_the_mark_stays_under_the_place(
    start: int, length: int, width: int
) -> None:
    line = "".join(chr(ord("a") + k % 26) for k in range(220))
    span = Span(1, start, 1, start + length)
    shown, marks = excerpt(SourceText("p", line), span, width, Style(color=False))
    assert len(shown) <= width
    first = marks.index("^")
    assert shown[first] == line[start - 1]


@given(st.text(max_size=60).filter(lambda t: "\n" not in t), st.integers(1, 70))
def test_a_hostile_line_is_shown_without_acting(line: str, start: int) -> None:
    for shown in excerpt(SourceText("p", line), Span(1, start, 1, start + 3), 60, Style()):
        assert shown.isprintable()


def test_a_blank_line_or_one_past_the_end_is_not_shown() -> None:
    assert excerpt(SourceText("p", "a\n\n"), Span(2, 1, 2, 1), 80, Style()) == []
    assert excerpt(SourceText("p", "a"), Span(9, 1, 9, 1), 80, Style()) == []
