"""No text makes the parser raise, and none takes minutes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.lang.parse import DEEPEST, Parsed, parse_rule_file
from perkins_rules.lang.printer import print_rule_file
from perkins_rules.source import SourceText

START = 'rule cap "Cap"\n  cite perkins 112\n  require '


def parsed(text: str) -> Parsed:
    outcome = parse_rule_file(SourceText("hostile.rules", text))
    for fault in outcome.diagnostics:
        assert fault.message
        assert fault.render()
    return outcome


HARMLESS = {
    "empty": "",
    "blank": "\n \n\t\n",
    "only comments": "# one\n\n  # two\n# three",
    "byte order mark": "\ufeff# first\n" + START + "a is b",
    "line ends of Windows": (START + "a is b  # why\n  # because\n").replace("\n", "\r\n"),
    "tabs between words": START.replace("  ", "\t") + "a\tis\tb",
    "no line end at the end": START + "a is b",
    "a name of a megabyte": START + "a" * 1_000_000,
    "a text of a megabyte": START + 'a is b\n  otherwise "' + "x" * 1_000_000 + '"',
    "a text of backslashes": START + 'a is b\n  otherwise "' + "\\\\" * 100_000 + '"',
    "a million empty lines": "\n" * 1_000_000,
    "a comment of a megabyte": "#" * 1_000_000,
    "many comments": START + "a is b\n" + "  # why\n" * 20_000,
    "a lone surrogate": START + 'a is "\ud800"',
    "nested to the limit": START + "not " * (DEEPEST // 2) + "a",
}
FAULTY = {
    "NUL": START + "\0 is a",
    "only NUL": "\0",
    "an unclosed text": START + 'a is "b\n\nrule other "Other"\n  cite s 1\n',
    "an unclosed text of a megabyte": START + 'a is "' + "x" * 1_000_000,
    "a text that ends in a backslash": START + 'a is b\n  otherwise "a\\',
    "indented with a tab": "\t" + START,
    "one long line of the old Macintosh": (START + "a is b").replace("\n", "\r") + "\r$",
    "ten thousand parentheses": START + "(" * 10_000 + "a" + ")" * 10_000,
    "ten thousand open parentheses": START + "(" * 10_000,
    "ten thousand braces": START + "a is one of " + "{" * 10_000 + "}" * 10_000,
    "ten thousand nots": START + "not " * 10_000 + "a",
    "a sum of ten thousand": START + " + ".join("a" * 10_000) + " is b",
    "ten thousand alternatives": START + " or ".join("a" * 10_000),
    "parentheses in a hole": START + 'a\n  otherwise "{' + "(" * 1_000 + "a" + ")" * 1_000 + '}"',
    "ten thousand holes": START + 'a\n  otherwise "' + "{a} " * 10_000 + '"',
    "a megabyte of words": START + "a " * 500_000,
    "a megabyte of quotes": '"' * 1_000_001,
    "ten thousand digits": START + "a is " + "9" * 10_000,
    "an amount of ten thousand digits": START + "a is $" + "9" * 10_000,
    "ten thousand digits of days": START + "a is " + "9" * 10_000 + " days",
    "the ten thousand digits latest": START
    + "count of a in the "
    + "9" * 10_000
    + " latest b by c",
    "places of ten thousand digits": START + "a is (b rounded to " + "9" * 10_000 + " places)",
    "a title of ten thousand digits": 'law a "A" codified at ' + "9" * 10_000 + " USC { 1 is 1 }",
    "the year 0": START + "a is 0000-01-01",
    "nested beyond the limit": START + "not " * (DEEPEST + 1) + "a",
    "ten thousand bad lines": "rule\n" * 10_000,
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_odd_texts_that_are_read(text: str) -> None:
    outcome = parsed(text)
    assert not outcome.diagnostics
    once = print_rule_file(outcome.file)
    assert print_rule_file(parsed(once).file) == once


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY.keys())
def test_hostile_texts_are_faults_in_words(text: str) -> None:
    assert parsed(text).diagnostics


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    parsed(text)
    parsed(START + text)


WORDS = (
    "a",
    "is",
    "and",
    "(",
    ")",
    "where",
    "in",
    "every",
    "satisfies",
    "$5",
    "5%",
    '"',
    "#",
    "\n ",
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_any_words_of_the_language_are_read_or_told(text: str) -> None:
    parsed(START + text)
