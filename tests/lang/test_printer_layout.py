"""The one canonical layout: order, columns, breaks, parentheses, spelling."""

from __future__ import annotations

import re
from contextlib import suppress
from textwrap import dedent

import pytest
from hypothesis import given, settings
from lark import UnexpectedInput

from perkins_rules.lang import nodes as n
from perkins_rules.lang.parse import TooDeep, parse_expression, parse_rule_file
from perkins_rules.lang.printer import format_rule_file, print_declaration, print_expression
from perkins_rules.source import SourceText

from . import trees


def formatted(text: str) -> str:
    return format_rule_file(SourceText("layout.rules", dedent(text).lstrip("\n")))


def block(text: str) -> str:
    return dedent(text).lstrip("\n")


# ------------------------------------------------------------------ order and blank lines


def test_clauses_print_in_one_order() -> None:
    assert formatted(
        """
        rule r "R"
          unless label: b cite s 3
          but not when c
          require a
          otherwise "no"
          remedy "do"
          let a be x.a
          for each x in xs
          applies when d
          in profile guide
          in edition 2025-01
          in force from 2019-07-01
          severity info
          encodes e
          cite s 1
          cite s 2
          fails when a is no
          passes when a is yes
        """
    ) == block(
        """
        rule r "R"
          cite s 1, s 2
          encodes e
          severity info
          in force from 2019-07-01
          in edition 2025-01
          in profile guide
          applies when d
          for each x in xs
          let a be x.a
          require a
          otherwise "no"
          remedy "do"
          unless label: b  cite s 3
          but not when c
          fails  when a is no
          passes when a is yes
        """
    )


def test_an_except_has_each_of_its_clauses() -> None:
    text = (
        "except low/cap\n  encodes own-cap, own-share\n  unless small: a is yes  cite act 1\n"
        "  but not when b is yes\n\n  not applicable by small when a is yes\n"
    )
    assert formatted(text) == text


def test_the_usual_severity_goes_without_saying() -> None:
    assert "severity" not in formatted('rule r "R"\n  cite s 1\n  severity error\n  require a\n')


def test_blank_lines_one_between_declarations_at_most_one_within() -> None:
    assert formatted(
        """


        law s "S"
        guide g "G"
        define a as b


        define c as d
        rule r "R"

          cite s 1


          require a

          passes when a is yes
        rule q "Q"
          cite s 1
        """
    ) == block(
        """
        law s "S"
        guide g "G"
        define a as b

        define c as d

        rule r "R"
          cite s 1

          require a

          passes when a is yes

        rule q "Q"
          cite s 1
        """
    )


# ------------------------------------------------------------------ columns


def test_parameters_that_follow_one_another_stand_in_columns() -> None:
    text = block(
        """
        parameter share is 5%       from 2019-07-01  cite perkins 112(a)(3)
        parameter floor is $250,000 from 2019-07-01  cite perkins 112(a)(3)

        parameter days is 60 days from 2019-07-01  cite perkins 113(b)(3)(B)(ii)
        """
    )
    assert formatted(re.sub(" +", " ", text)) == text


def test_the_values_of_a_parameter_stand_in_columns() -> None:
    text = block(
        """
        parameter award by state.code
          for GU is $660,000    from 2019-07-01  cite perkins 115(a)
          for AS is $350,000    from 2019-07-01  cite perkins 115(a)
                 is $360,000.50 from 2024-07-01  cite perkins 115(a)

        parameter reserve
          is 10% from 2006-07-01  cite perkins 112(c)
          is 15% from 2019-07-01  cite perkins 112(c)
        """
    )
    assert formatted(re.sub("(?<=[^ ]) +", " ", text)) == text


def test_items_stand_in_columns() -> None:
    text = block(
        """
        items narrative "Narrative"
          narrative.vision                   cite perkins 122(d)(2), guide II.B.1.b  encodes vision
          narrative.plan           when new  cite perkins 122(d)(3)                  encodes plan
          assurances.civil is yes            cite guide III.A                        encodes civil
        """
    )
    assert formatted(re.sub("(?<=[^ ]) +", " ", text)) == text


def test_columns_that_would_run_over_the_line_are_given_up_from_the_right() -> None:
    long = "e" * 70
    text = f'items i "I"\n  a.b cite s 1 encodes {long}\n  a cite s 1, s 2, s 3 encodes e\n'
    assert formatted(text).splitlines()[1:] == [
        f"  a.b  cite s 1  encodes {long}",
        "  a    cite s 1, s 2, s 3  encodes e",
    ]


# ------------------------------------------------------------------ long lines

LONG_A, LONG_B, LONG_C = ("a" * 40, "b" * 40, "c" * 40)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (
            f"define x as {LONG_A} and {LONG_B} and {LONG_C}",
            [f"define x as {LONG_A}", f"  and {LONG_B}", f"  and {LONG_C}"],
        ),
        (
            f"define x as ({LONG_A} or {LONG_B} or {LONG_C}) and d",
            [f"define x as ({LONG_A}", f"    or {LONG_B}", f"    or {LONG_C})", "  and d"],
        ),
        (
            f"define x as sum of {LONG_A} over i in {LONG_B} where {LONG_C}",
            [f"define x as sum of {LONG_A}", f"  over i in {LONG_B}", f"  where {LONG_C}"],
        ),
        (
            f"define x as every i in {LONG_A} where {LONG_B} satisfies {LONG_C}",
            [f"define x as every i in {LONG_A}", f"  where {LONG_B}", f"  satisfies {LONG_C}"],
        ),
        (
            f"define x as {LONG_A} + {LONG_B} - {LONG_C}",
            [f"define x as {LONG_A}", f"  + {LONG_B}", f"  - {LONG_C}"],
        ),
        (
            f"define x as when {LONG_A} then {LONG_B} otherwise when c then d otherwise {LONG_C}",
            [
                f"define x as when {LONG_A}",
                f"    then {LONG_B}",
                "  otherwise when c then d",
                f"  otherwise {LONG_C}",
            ],
        ),
        (
            f"define x as a is one of {{ {LONG_A}, {LONG_B}, {LONG_C} }}",
            ["define x as a", f"  is one of {{ {LONG_A}, {LONG_B},", f"    {LONG_C} }}"],
        ),
        (
            f"define x as {LONG_A} is at least the greater of {LONG_B} and c",
            [f"define x as {LONG_A}", f"  is at least the greater of {LONG_B} and c"],
        ),
    ],
)  # fmt: skip
def test_long_expressions_break_at_their_joints(written: str, lines: list[str]) -> None:
    assert formatted(written + "\n").splitlines() == lines


def test_citations_fill_the_line() -> None:
    cites = ", ".join(f"perkins 113(b)(3)(A)(i)(III)({letter * 2})" for letter in "abcde")
    printed = formatted(f'rule r "R"\n  cite {cites}\n  require a\n').splitlines()
    assert printed[1:3] == [
        "  cite perkins 113(b)(3)(A)(i)(III)(aa), perkins 113(b)(3)(A)(i)(III)(bb),",
        "    perkins 113(b)(3)(A)(i)(III)(cc), perkins 113(b)(3)(A)(i)(III)(dd),",
    ]


def test_a_long_example_breaks_between_its_facts() -> None:
    levels = ", ".join(f"{year}: 8{year - 2020}.5% (adjusted yes)" for year in range(2021, 2026))
    assert formatted(
        f'rule r "R"\n  cite s 1\n  passes when given indicator 1S1 with unit percent, '
        f"levels {levels} and submission.date is 2026-01-01\n"
    ).splitlines()[2:] == [
        "  passes when given indicator 1S1 with unit percent, levels 2021: 81.5% (adjusted yes),",
        "      2022: 82.5% (adjusted yes), 2023: 83.5% (adjusted yes), 2024: 84.5% (adjusted yes),",
        "      2025: 85.5% (adjusted yes)",
        "    and submission.date is 2026-01-01",
    ]


def test_a_long_source_breaks_before_its_label() -> None:
    title = "T" * 90
    assert formatted(f'law s "{title}" as "S" reviewed to 2026-11-21\n').splitlines() == [
        f'law s "{title}"',
        '  as "S"',
        "  reviewed to 2026-11-21",
    ]


def test_texts_are_never_broken() -> None:
    text = "word " * 40
    assert f'  otherwise "{text}"' in formatted(
        f'rule r "R"\n  cite s 1\n  require a\n  otherwise "{text}"\n'
    )


# ------------------------------------------------------------------ spelling


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("$1000000", "$1,000,000"),
        ("$999.00", "$999"),
        ("$1234.5", "$1,234.50"),
        ("$0.125", "$0.125"),
        ("005%", "5%"),
        ("5.50%", "5.50%"),
        ("1 days", "1 day"),
        ("2 month", "2 months"),
        ("a rounded to 1 places", "a rounded to 1 place"),
        ("a   is\n  at  least b", "a is at least b"),
        ("{a,b}", "{ a, b }"),
        ("{}", "{ }"),
        ('"a\n   b"', '"a b"'),
        ('"a \\" \\\\"', '"a \\" \\\\"'),
        ("( (a) )", "a"),
        ("(a and b) and (c and d)", "a and b and c and d"),
        ("(a or b) and (c)", "(a or b) and c"),
        ("(a * b) + (c)", "a * b + c"),
        ("a - (b + c)", "a - (b + c)"),
        ("(count of x in xs where x.a) is 1", "count of (x in xs where x.a) is 1"),
        ("(count of x in xs where x.a) + 1 is b", "(count of x in xs where x.a) + 1 is b"),
        ("(every x in xs satisfies x.a) and b", "(every x in xs satisfies x.a) and b"),
        ("b and (every x in xs satisfies x.a)", "b and every x in xs satisfies x.a"),
        ("(the greater of a and b) - c", "(the greater of a and b) - c"),
        ("(a as a percent of b) rounded to 2 places", "a as a percent of b rounded to 2 places"),
        ("(a else b) is c", "a or b if blank is c"),
        ("a else b + c", "a or (b + c) if blank"),
        ("a else (x of y).z", "a or (x of y).z if blank"),
        ('a else "no one, or (none)"', 'a or "no one, or (none)" if blank'),
        ("a else 60 days", "a or (60 days) if blank"),
        (
            "a else f(count of (x in xs where (y else 0) is 1))",
            "a else f(count of (x in xs where y or 0 if blank is 1))",
        ),
        ("a and b else c or not d else e", "a and (b or c if blank) or not (d or e if blank)"),
        ("a is b ignoring case and spacing", "a is b ignoring case and spacing"),
        ("a has code (b)", "a has code b"),
        ("a has code (b of c)", "a has code (b of c)"),
        ("(first(xs)).a", "(first(xs)).a"),
        ("a is (before)", "a is (before)"),
    ],
)
def test_expressions_have_one_spelling(written: str, printed: str) -> None:
    assert print_expression(parse_expression(written)) == printed


def test_the_braces_of_a_text_are_doubled() -> None:
    text = 'rule r "R {1}"\n  cite s 1\n  require a\n  otherwise "{{a}} {a + 1} \\"b\\""\n'
    assert formatted(text) == text


@settings(deadline=None, max_examples=60)
@given(trees.expressions())
def test_no_parentheses_can_be_left_out(tree: n.Expression) -> None:
    """Taking a pair away gives another tree, or none. Names that look like phrases aside."""
    printed = print_expression(tree)
    for start, end in _pairs(printed):
        inner = printed[start + 1 : end]
        if printed[start - 1 : start].isalnum() or inner in trees.TRICKY:
            continue
        without = printed[:start] + " " + inner + " " + printed[end + 1 :]
        with suppress(UnexpectedInput, TooDeep):
            assert parse_expression(without) != tree, without


def _pairs(text: str) -> list[tuple[int, int]]:
    """The places of each parenthesis and its partner, outside quotes."""
    pairs, opened = [], []
    for match in re.finditer(r'"(?:\\.|[^"\\])*"|[()]', text):
        if match[0] == "(":
            opened.append(match.start())
        elif match[0] == ")":
            pairs.append((opened.pop(), match.start()))
    return pairs


def test_one_declaration_prints_alone() -> None:
    text = 'rule r "R"\n  cite s 1\n  require a'
    parsed = parse_rule_file(SourceText("one.rules", "# why\n" + text + "\n"))
    assert print_declaration(parsed.file.declarations[0]) == text


def test_a_let_that_a_later_loop_reads_stays_before_it() -> None:
    written = (
        'rule some-rise "T"\n'
        "  cite guide V.A\n"
        "  for each row in performance.indicators\n"
        "  let given be the list of step over step in row.levels where step.level is present\n"
        "  for each consecutive a, b in given by fiscal_year\n"
        "  require b.level is at least a.level\n"
    )
    assert formatted(written) == written


# ------------------------------------------------------------------ tables of rules


def test_rows_of_a_table_stand_in_columns_their_examples_below() -> None:
    text = """
        rules "{code}, {what}" with code,
          what
          cite s 1
          require x is code
          fails when x is what
          passes when x is code
          # of the law
          row a-long-name: 1S1, 5% cite s 1,s 2 encodes a   # why
            passes when y is {1}
          # another
          row b: 2S1,"some words" encodes b
          row c: 3S1, z

          row d: 4S1, "a text" cite s 1 encodes d
    """
    laid_out = """
        rules "{code}, {what}" with code, what
          cite s 1
          require x is code
          fails  when x is what
          passes when x is code
          # of the law
          row a-long-name: 1S1, 5%  cite s 1, s 2  encodes a  # why
            passes when y is { 1 }
          # another
          row b: 2S1, "some words"  encodes b
          row c: 3S1, z

          row d: 4S1, "a text"  cite s 1  encodes d
    """
    assert formatted(text) == block(laid_out)
    assert formatted(laid_out) == block(laid_out)


def test_rows_without_examples_are_aligned() -> None:
    text = """
        reviews "{code}" with code, what
          cite s 1
          look at x
          ask "{what}"

          row a-long-name: 1S1, 5% cite s 1, s 2 encodes a
          row b: 2S1, "some words" encodes b
    """
    assert formatted(text) == block(
        """
        reviews "{code}" with code, what
          cite s 1
          look at x
          ask "{what}"

          row a-long-name: 1S1, 5%            cite s 1, s 2  encodes a
          row b:           2S1, "some words"                 encodes b
        """
    )


def test_a_row_that_is_too_long_has_its_law_below_what_it_says() -> None:
    long = "a text that goes on " * 4
    assert formatted(f'rules "{{a}}" with a, b\n  require b\n  row one: "{long}", x cite s 1') == (
        f'rules "{{a}}" with a, b\n  require b\n  row one: "{long}", x\n    cite s 1\n'
    )
    assert formatted(
        f'rules "{{a}}" with a, b\n  require b\n  row one: "{long}", "{long}" cite s 1 encodes c'
    ) == (
        f'rules "{{a}}" with a, b\n  require b\n  row one: "{long}",\n      "{long}"\n'
        "    cite s 1  encodes c\n"
    )
