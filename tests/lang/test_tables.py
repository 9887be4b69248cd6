"""Tables of rules and of reviews: what each row becomes, and what is wrong with one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.lang.parse import Parsed, parse_rule_file
from perkins_rules.lang.printer import print_declaration
from perkins_rules.lang.tables import read_rule_file
from perkins_rules.source import SourceText


def read(text: str) -> Parsed:
    return read_rule_file(SourceText("table.rules", dedent(text).lstrip("\n")))


def written_out(text: str) -> tuple[n.Declaration, ...]:
    parsed = read(text)
    assert not parsed.diagnostics, "\n".join(d.render() for d in parsed.diagnostics)
    return parsed.file.declarations


def faults(text: str) -> list[Diagnostic]:
    parsed = read(text)
    assert not parse_rule_file(parsed.file.source).diagnostics
    return list(parsed.diagnostics)


LEVELS = """\
rules "{code}, {what}, has levels" with code, what, covered, others
  cite guide V.A.2
  encodes levels
  severity warning
  in force from 2024-07-01
  in edition 2025-01
  in profile guide
  applies when covered and not (state.code is one of others)
  for each row in performance.indicators where row.code is code
  let found be count of row.levels
  require found is at least 1
  otherwise "{code} ({what}): {found}, in {row.code}."
  remedy "Fill in row {code}."
  unless small: covered.size is less than 3 cite perkins 112
  but not when code matches row.code

  passes when covered is yes and given row code with levels 2026: 40%, kind code
  fails  when state.code is "PW"
    and given row code

  row four-year: 1S1, "the {{four}}-year \\"rate\\"", covers_secondary, { "PW", "AS" }
    cite perkins 113(b)(2)(A)(i)(I)  encodes levels-1s1
  row placement: 1P1, "placement", scope.covers.postsecondary, { }
    cannot be determined when covered is missing and given row code
"""

BY_HAND = """\
rule four-year "1S1, the {four}-year \\"rate\\", has levels"
  cite perkins 113(b)(2)(A)(i)(I), guide V.A.2
  encodes levels-1s1, levels
  severity warning
  in force from 2024-07-01
  in edition 2025-01
  in profile guide
  applies when covers_secondary and not (state.code is one of { "PW", "AS" })
  for each row in performance.indicators where row.code is 1S1
  let found be count of row.levels
  require found is at least 1
  otherwise "1S1 (the {{four}}-year \\"rate\\"): {found}, in {row.code}."
  remedy "Fill in row 1S1."
  unless small: covers_secondary.size is less than 3 cite perkins 112
  but not when 1S1 matches row.code

  passes when covers_secondary is yes and given row 1S1 with levels 2026: 40%, kind 1S1
  fails  when state.code is "PW"
    and given row 1S1

rule placement "1P1, placement, has levels"
  cite guide V.A.2
  encodes levels
  severity warning
  in force from 2024-07-01
  in edition 2025-01
  in profile guide
  applies when scope.covers.postsecondary and not (state.code is one of { })
  for each row in performance.indicators where row.code is 1P1
  let found be count of row.levels
  require found is at least 1
  otherwise "1P1 (placement): {found}, in {row.code}."
  remedy "Fill in row 1P1."
  unless small: scope.covers.postsecondary.size is less than 3 cite perkins 112
  but not when 1P1 matches row.code

  passes when scope.covers.postsecondary is yes and given row 1P1 with levels 2026: 40%, kind 1P1
  fails  when state.code is "PW"
    and given row 1P1
  cannot be determined when scope.covers.postsecondary is missing and given row 1P1
"""


def test_the_rows_of_a_table_are_the_rules_that_one_would_write_by_hand() -> None:
    assert written_out(LEVELS) == written_out(BY_HAND)


def test_a_rule_of_a_row_prints_as_it_would_be_written_by_hand() -> None:
    printed = [print_declaration(node) for node in written_out(LEVELS)]
    assert printed == [print_declaration(node) for node in written_out(BY_HAND)]


def test_a_table_of_reviews_looks_where_its_rows_say() -> None:
    table = """\
        reviews "{what} is answered" with what, field, places, question
          cite guide II.B
          applies when field is present
          look at places, field.note, state.name
          ask "{question} {field}"

          needs review when field is given

          row one: "The first", narrative.vision, { narrative.goals, state.code }, "Is it {a.b}?"
          row two: "The second", narrative.goals, narrative.plan, "Is it?"
    """
    by_hand = """\
        review one "The first is answered"
          cite guide II.B
          applies when narrative.vision is present
          look at narrative.goals, state.code, narrative.vision.note, state.name
          ask "Is it {a.b}? {narrative.vision}"

          needs review when narrative.vision is given

        review two "The second is answered"
          cite guide II.B
          applies when narrative.goals is present
          look at narrative.plan, narrative.goals.note, state.name
          ask "Is it? {narrative.goals}"

          needs review when narrative.goals is given
    """
    assert written_out(table) == written_out(by_hand)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("$250,000", "$250,000"),
        ("-$5", "-$5"),
        ("2.50%", "2.50%"),
        ("3", "3"),
        ("1 day", "1 day"),
        ("2026-07-01", "2026-07-01"),
        ("17:00 in America/New_York", "17:00 in America/New_York"),
        ("1S1", "1S1"),
    ],
)
def test_a_literal_stands_in_conditions_examples_and_texts_as_it_is_written(
    written: str, told: str
) -> None:
    table = f"""\
        rules "Up to {{most}}" with most
          require x is most
          otherwise "{{most}}!"
          passes when x is most
          row one: {written}
    """
    by_hand = f"""\
        rule one "Up to {told}"
          require x is {written}
          otherwise "{told}!"
          passes when x is {written}
    """
    assert written_out(table) == written_out(by_hand)


def test_a_field_of_the_name_of_a_column_is_no_column() -> None:
    [rule] = written_out(
        'rules "{code}" with code\n'
        "  require row.code is code\n"
        "  passes when given row with code code\n"
        "  row one: 1S1\n"
    )
    [by_hand] = written_out(
        'rule one "1S1"\n  require row.code is 1S1\n  passes when given row with code 1S1\n'
    )
    assert rule == by_hand


def test_each_rule_stands_where_its_row_does() -> None:
    first, second = written_out(LEVELS)
    assert (first.span.line, first.span.end_line) == (21, 22)
    assert (second.span.line, second.span.end_line) == (23, 24)


# ------------------------------------------------------------------ faults


def table(rows: str, columns: str = "code, most", title: str = "{code}") -> str:
    return (
        f'rules "{title}" with {columns}\n'
        "  require x is code and y.z is most\n"
        '  otherwise "{most}"\n'
        f"{rows}"
    )


FAULTS = {
    "too few values": (
        table("  row one: 1S1\n  row two: 1S1, 3\n"),
        (4, "1S1", "row", "this row says nothing for `most`"),
    ),
    "too many values": (
        table("  row one: 1S1, 3, x.y, 4\n"),
        (4, "x.y", "row", "the columns are `code`, `most`"),
    ),
    "a row that says what another says": (
        table("  row one: 1S1, 3\n  row two: 1S1, 4\n  row three: 1S1, 3\n"),
        (6, "1S1", "row", "what the row `one` says"),
    ),
    "a column that nothing uses": (
        table("  row one: 1S1, 3, 4\n", "code, most, idle"),
        (1, "idle", "unused-name", "leave it out"),
    ),
    "a column twice": (
        table("  row one: 1S1, 3, 4\n", "code, most, code"),
        (1, "code", "duplicate-name", "stands twice"),
    ),
    "a path as a column": (
        table("  row one: 1S1, 3, 4\n", "code, most, most.of"),
        (1, "most.of", "row", "named by one word"),
    ),
    "an unknown column in the title": (
        table("  row one: 1S1, 3\n", title="{code}, {mots}"),
        (1, "mots", "unknown-name", "did you mean `most`?"),
    ),
    "a value of a document in the title": (
        table("  row one: 1S1, 3\n", title="{code}, {state.name}"),
        (1, "state.name", "unknown-name", "the columns are `code`, `most`"),
    ),
    "a name in the title": (
        table("  row one: 1S1, 3\n  row two: a.b, 3\n"),
        (5, "a.b", "row", "a title is in words; `a.b` is a name"),
    ),
    "a list in a text": (
        table("  row one: 1S1, { 3, 4 }\n"),
        (4, "{ 3, 4 }", "row", "a list cannot stand in the hole of a text"),
    ),
    "a text with a hole in a condition": (
        table('  row one: 1S1, "more than {x}"\n'),
        (4, "x", "row", "only stand in the hole of a text"),
    ),
    "a text with a hole in the title": (
        'rules "{what}" with what\n  require x\n  row one: "{x} is"\n',
        (3, "x", "row", "a title is in words"),
    ),
    "a field of a literal": (
        'rules "One" with what\n  require what.field\n  row one: 3\n',
        (3, "3", "row", "`what.field` is a field of what the row names"),
    ),
    "an example of a literal": (
        'rules "One" with what\n  require x\n  passes when what is given\n  row one: 3\n',
        (4, "3", "row", "stands for `what`"),
    ),
    "a literal to look at": (
        'reviews "One" with what\n  look at what\n  ask "?"\n  row one: { a, 3 }\n',
        (4, "3", "row", "names of fields stand for `what`"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_at_its_place(name: str) -> None:
    text, (line, marked, code, words) = FAULTS[name]
    [found] = faults(text)
    shown = found.source.line(found.span.line)[found.span.column - 1 : found.span.end_column - 1]
    assert (found.span.line, shown, found.code) == (line, marked, code)
    assert words in f"{found.message}; {found.suggestion}"


def test_a_row_with_a_fault_takes_no_other_row_away() -> None:
    parsed = read(table("  row one: 1S1\n  row two: 1S1, 3\n"))
    [rule] = parsed.file.declarations
    assert isinstance(rule, n.Rule)
    assert rule.heading.slug == "two"
