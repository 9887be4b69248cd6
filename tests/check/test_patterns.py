"""Patterns mean what regular expressions mean elsewhere, or are refused; nothing lies between."""

from __future__ import annotations

import re
import tracemalloc
import unicodedata
from random import Random
from warnings import catch_warnings, simplefilter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perkins_rules.check import pattern_reader, patterns
from perkins_rules.check.patterns import matches, pattern_fault
from perkins_rules.same_text import common_form

# ------------------------------------------------------------------ the same as elsewhere

SIGNS = st.sampled_from("abcXYZ019éÉ_- ")
KINDS = st.sampled_from([f"\\{kind}" for kind in "dDwWsS"])
ESCAPED = st.sampled_from(r".*+?|()[]{}^$\-&~/").map("\\{}".format)
RANGES = st.sampled_from(["a-c", "A-c", "X-_", "0-8", " -~", "!-/", "À-ü"])
MEMBERS = st.lists(
    RANGES | KINDS | ESCAPED | SIGNS.filter(lambda s: s != "-"), min_size=1, max_size=3
)
CLASSES = st.tuples(st.sampled_from(["[", "[^", "[-"]), MEMBERS, st.sampled_from(["]", "-]"])).map(
    lambda parts: parts[0] + "".join(parts[1]) + parts[2]
)
TIMES = st.sampled_from(["", "", "*", "+", "?", "{2}", "{0}", "{1,}", "{0,2}", "{2,3}"])
ONES = st.one_of(SIGNS, KINDS, ESCAPED, CLASSES, st.just("."))
TEXTS = st.text("abcxyzXYZ0129éÉß_-. (*\t\u00a0", max_size=6)


def larger(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(part, max_size=3).map("|".join)
    repeated = st.tuples(branches, TIMES).map(lambda two: f"({two[0]}){two[1]}")
    return st.lists(repeated | part, min_size=1, max_size=3).map("".join)


PATTERNS = st.recursive(st.tuples(ONES, TIMES).map("".join), larger, max_leaves=6)


def elsewhere(pattern: str) -> re.Pattern[str]:
    """What Python's own reader makes of a pattern. In ours, one space is any white space."""
    with catch_warnings():
        simplefilter("error")  # it warns of what may come to mean something else
        return re.compile(re.sub(r"\s+", " ", pattern), re.IGNORECASE)


def hold_together(pattern: str, text: str) -> None:
    form = common_form(text)
    assume(all(sign.isascii() or not sign.isdecimal() for sign in form))  # our `\d` is 0 to 9
    assert matches(text, pattern) is (elsewhere(pattern).fullmatch(form) is not None)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), pattern=PATTERNS)
def test_a_pattern_fits_what_it_fits_elsewhere(data: st.DataObject, pattern: str) -> None:
    fault = pattern_fault(pattern)
    assert fault is None, fault
    hold_together(pattern, data.draw(TEXTS))
    hold_together(pattern, data.draw(st.from_regex(elsewhere(pattern), fullmatch=True)))


@settings(max_examples=600, deadline=None)
@given(st.text("ab1 .*+?|()[]^$\\{},-dDwWsSxé&~:", max_size=9), TEXTS)
def test_whatever_is_not_refused_means_what_it_means_elsewhere(pattern: str, text: str) -> None:
    assume(pattern_fault(pattern) is None)
    hold_together(pattern, text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PATTERNS, max_size=3), st.lists(TEXTS, max_size=4))
def test_one_of_several_is_as_each_by_itself(several: list[str], texts: list[str]) -> None:
    for text in texts:
        assert matches(text, several) is any(matches(text, one) for one in several)


# ------------------------------------------------------------------ texts


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Straße", "STRASSE"),
        ("STRASSE", "stra(ß)e"),
        ("asss", "a(ß)s"),
        ("sssss s", "ß{2}s ?s"),
        (unicodedata.normalize("NFD", "École"), "éCOLE"),
        ("école", unicodedata.normalize("NFD", "É") + ".*"),
        (" New \u00a0 York\n", "new  york"),
        ("new york", "new\\syork"),
        ("ab\u200bc", "a\u00adbc"),
        ("peña_9", "\\w+"),
        ("q", "[P-R]"),
        ("7", "[\\w]"),
    ],
)
def test_capitals_spaces_and_accents_make_no_difference(text: str, pattern: str) -> None:
    assert matches(text, pattern)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("٣", "\\d"),
        ("²", "\\d"),
        ("5", "\\D"),
        ("a", "\\W"),
        ("D", "\\d"),
        ("a b", "a\\Sb"),
        ("sas", "ß*"),
        ("sss", "(ß)*"),
    ],
)
def test_what_a_pattern_does_not_fit(text: str, pattern: str) -> None:
    assert not matches(text, pattern)


# ------------------------------------------------------------------ faults


@pytest.mark.parametrize(
    ("pattern", "message", "remedy"),
    [
        ("^5S", "`^` means nothing, at `^5S`", "leave it out"),
        ("5S$", "`$` means nothing, at `$`", "leave it out"),
        ("\\", "at the end", "`\\\\\\\\`"),
        ("new\\", "at the end", "`\\\\\\\\`"),
        ("a\\bc", "`\\\\b` means nothing, at `\\\\bc`", "`\\\\d`, `\\\\D`"),
        ("(a)\\1", "`\\\\1` means nothing", "known are"),
        ("a{", "`{` means nothing", "`{2,4}`"),
        ("a{,3}", "`{` means nothing", "`{2,4}`"),
        ("a{x}", "`{` means nothing, at `{x}`", "`\\\\{`"),
        ("a{3,2}", "`{3,2}` runs backwards", "smaller"),
        ("{2}", "`{2}` has nothing before it to repeat", "`\\\\{`"),
        ("a|*", "`*` has nothing before it to repeat", "`\\\\*`"),
        ("a*?", "`?` repeats what is repeated already", "`(…)`"),
        ("a{2}{3}", "`{3}` repeats what is repeated already", "`(…)`"),
        ("(?:a)", "`(?` means nothing", "`(…)`"),
        ("New (York", "a `(` has no `)`, at `(York`", "`\\\\(`"),
        ("a)", "a `)` has no `(`", "`\\\\)`"),
        ("a]", "a `]` has no `[`", "`\\\\]`"),
        ("a}", "a `}` has no `{`", "`\\\\}`"),
        ("[a", "a `[` has no `]`", "`\\\\[`"),
        ("[a\\]", "a `[` has no `]`", "`\\\\[`"),
        ("[]", "no character stands", "`\\\\]`"),
        ("[^]", "no character stands", "`\\\\]`"),
        ("[[:alpha:]]", "`[` means nothing inside", "`\\\\[`"),
        ("[a-c-e]", "`-` means nothing inside", "`\\\\-`"),
        ("[--a]", "`-` means nothing inside", "`\\\\-`"),
        ("[a&&b]", "`&&` means nothing inside", "once"),
        ("[z-a]", "`z-a` runs backwards", "`a-z`"),
        ("[\\d-x]", "a range goes from a character", "`a-z`"),
        ("[a-\\d]", "a range goes from a character", "`a-z`"),
        ("[aß]", "`ß` is the same text as `ss`", "|ss"),
        ("a{99999}", "too long", "less often"),
        ("((a{90}){90}){90}", "too long", "less often"),
        ("a" * 10_001, "at most 10,000 characters, and this has 10,001", "a list"),
    ],
)
def test_what_is_not_known_is_refused_with_its_place(
    pattern: str, message: str, remedy: str
) -> None:
    fault = pattern_fault(pattern)
    assert fault is not None
    assert message in fault.message
    assert remedy in fault.remedy


# ------------------------------------------------------------------ size


def test_nothing_is_too_deep_or_has_too_many_branches() -> None:
    deep = "(" * 4_000 + "a" + ")" * 4_000
    assert matches("a", deep)
    many = "|".join(f"{k}" for k in range(1_500))
    assert matches("1499", many)
    assert not matches("1500", many)
    assert matches("1499", many.split("|"))


def test_the_bounds_are_those_that_are_told() -> None:
    longest = pattern_reader.LONGEST
    assert matches("a" * longest, "a" * longest)
    fault = pattern_fault("a" * (longest + 1))
    assert fault is not None
    assert f"{longest:,}" in fault.message


@given(st.text("ab", max_size=30))
@settings(deadline=None)
def test_an_automaton_that_forgets_what_it_met_finds_the_same(text: str) -> None:
    pattern = "(a|b)*a(a|b){3}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(patterns, "MOST_KEPT", 5)
        patterns._automaton.cache_clear()
        found = matches(text, pattern)
    patterns._automaton.cache_clear()
    assert found is (re.fullmatch(pattern, text) is not None)


def test_what_is_kept_of_a_pattern_with_countless_states_is_bounded() -> None:
    text = "".join(Random(1).choices("ab", k=20_000))
    tracemalloc.start()
    found = matches(text, "(a|b)*a(a|b){16}")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is (text[-17] == "a")
    assert most < 10_000_000
