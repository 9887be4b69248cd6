"""Comments: none is lost, and each keeps its place beside what it speaks of."""

from __future__ import annotations

import re
from textwrap import dedent

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from perkins_rules.lang.parse import Parsed, parse_rule_file
from perkins_rules.lang.printer import format_rule_file, print_rule_file
from perkins_rules.source import SourceText

from . import trees


def parsed(text: str) -> Parsed:
    return parse_rule_file(SourceText("commented.rules", text))


def formatted(text: str) -> str:
    return format_rule_file(SourceText("commented.rules", dedent(text).lstrip("\n")))


# ------------------------------------------------------------------ any placement

_GAP = re.compile(r'"(?:\\.|[^"\\])*"|(?P<gap>[ \n]+)')


@st.composite
def commented_files(draw: st.DrawFn) -> str:
    """A file with comments and blank lines between any of its words."""
    declared = draw(st.lists(trees.declarations, min_size=1, max_size=3))
    text = print_rule_file(trees.file_of(*declared))
    gaps = [match for match in _GAP.finditer(text) if match["gap"]]
    chosen = draw(st.sets(st.integers(0, len(gaps) - 1), max_size=5))
    for number in sorted(chosen, reverse=True):
        start, end = gaps[number].span()
        text = text[:start] + draw(_comment(number, gaps[number]["gap"])) + text[end:]
    return text


def _comment(number: int, gap: str) -> st.SearchStrategy[str]:
    """A comment in place of a gap; what follows it keeps its column if it starts a declaration."""
    rest = "\n" + (gap.rpartition("\n")[2] if "\n" in gap else "      ")
    indents = st.sampled_from(("", "  ", "    "))
    blanks = st.sampled_from(("\n", "\n\n"))
    own_line = st.builds(
        lambda blank, indent, after: f"{blank}{indent}# own {number}{after[1:]}{rest}",
        blanks,
        indents,
        blanks,
    )
    return own_line | st.just(f"  # end {number}{rest}")


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(commented_files())
def test_formatting_keeps_the_tree_and_every_comment(text: str) -> None:
    before = parsed(text)
    assume(not before.diagnostics)  # a comment inside a section such as `IV.A line 2` cuts it
    once = print_rule_file(before.file)
    after = parsed(once)
    assert not after.diagnostics
    assert after.file.declarations == before.file.declarations
    assert sorted(c.text for c in after.file.comments) == sorted(
        c.text for c in before.file.comments
    )
    assert print_rule_file(after.file) == once


# ------------------------------------------------------------------ where each one goes


def test_a_comment_on_its_own_line_stays_before_its_clause() -> None:
    assert formatted(
        """
        # About the rule.
        rule r "R"
        # About its authority.
          cite s 1
            # About what it asks.
          require a
        """
    ) == (
        "# About the rule.\n"
        'rule r "R"\n'
        "  # About its authority.\n"
        "  cite s 1\n"
        "  # About what it asks.\n"
        "  require a\n"
    )


def test_a_comment_moves_with_its_clause() -> None:
    assert formatted(
        """
        rule r "R"
          # What it asks.
          require a   # that is all
          # On what authority.
          cite s 1  # the Act
        """
    ) == (
        'rule r "R"\n'
        "  # On what authority.\n"
        "  cite s 1  # the Act\n"
        "  # What it asks.\n"
        "  require a  # that is all\n"
    )


def test_a_comment_inside_a_condition_breaks_it_there() -> None:
    assert formatted(
        """
        define x as a  # the plan
          # but
          and b and (c  # either
          or d)
        """
    ) == ("define x as a  # the plan\n  # but\n  and b\n  and (c  # either\n    or d)\n")


def test_a_comment_after_a_word_stays_with_what_the_word_begins() -> None:
    assert formatted('rule r "R"\n  cite  # the Act\n    s 1\n  require a\n') == (
        'rule r "R"\n  cite s 1  # the Act\n  require a\n'
    )


def test_two_ends_of_lines_that_join_keep_both_comments() -> None:
    assert formatted("define x as not  # one\n  a  # two\n") == (
        "# one\ndefine x as not a  # two\n"
    )


def test_a_row_of_a_table_is_broken_by_a_comment_inside_it_alone() -> None:
    assert formatted(
        """
        items i "I"
          a.b cite s 1  # the Act
            encodes e
          c.long cite s 2 encodes f
          d cite s 3 encodes g  # last
        """
    ) == (
        'items i "I"\n'
        "  a.b  cite s 1  # the Act\n"
        "    encodes e\n"
        "  c.long  cite s 2  encodes f\n"
        "  d       cite s 3  encodes g  # last\n"
    )


def test_comments_after_a_declaration_are_its_own_if_they_are_indented() -> None:
    assert formatted(
        """
        define x as a
           # of x
        # of the rule

        rule r "R"
          cite s 1
          # of r
        # of the file
        """
    ) == (
        "define x as a\n"
        "  # of x\n"
        "\n"
        "# of the rule\n"
        "\n"
        'rule r "R"\n'
        "  cite s 1\n"
        "  # of r\n"
        "# of the file\n"
    )


def test_a_file_of_comments_stays_as_it_is() -> None:
    text = "# One.\n\n# Two.\n# Three.\n"
    assert formatted(text) == text


def test_a_sign_of_a_comment_in_a_text_is_no_comment() -> None:
    text = 'rule r "R # 1"\n  cite s 1\n  require a  # a "b" c\n'
    assert formatted(text) == text
