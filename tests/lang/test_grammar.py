"""Every construct of the grammar: what is written, and the node it is read as.

The readable form of a node is its class and its parts in order; names and literals are their
text, an absent part is left out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from textwrap import dedent

import attrs
import pytest
from lark import Lark

from perkins_rules.assets import grammar_text
from perkins_rules.lang import nodes as n
from perkins_rules.lang.parse import parse_expression, parse_rule_file
from perkins_rules.source import SourceText


def shown(part: object) -> str:
    """A node in its readable form."""
    if isinstance(part, n.Name):
        return part.text
    if isinstance(part, n.Literal):
        return _shown_literal(part)
    if isinstance(part, tuple):
        return "[" + ", ".join(map(shown, part)) + "]"
    if isinstance(part, n.Node):
        named = [f.name for f in attrs.fields(type(part)) if f.eq and f.name != "ignoring"]
        if isinstance(part, n.Example):
            unsaid = {f.name for f in attrs.fields(n.Example) if getattr(part, f.name) == f.default}
            named = [name for name in named if name not in unsaid]
        parts = [getattr(part, name) for name in named]
        parts += ["ignoring"] if getattr(part, "ignoring", False) else []
        return f"{type(part).__name__}({', '.join(shown(p) for p in parts if p is not None)})"
    return str(part)


def _shown_literal(literal: n.Literal) -> str:
    value = f'"{literal.value}"' if literal.kind in ("text", "code") else str(literal.value)
    return f"{literal.kind} {value}" + (f" {literal.unit}" if literal.unit else "")


def declaration(text: str) -> n.Declaration:
    parsed = parse_rule_file(SourceText("grammar.rules", dedent(text).lstrip("\n")))
    assert not parsed.diagnostics, "\n".join(d.render() for d in parsed.diagnostics)
    [only] = parsed.file.declarations
    return only


def test_the_grammar_has_no_conflict_that_is_settled_silently() -> None:
    Lark(grammar_text(), start=["declaration", "value"], parser="lalr", strict=True)


# ------------------------------------------------------------------ literals


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("$250,000", "money", Fraction(250000), None),
        ("$0.01", "money", Fraction(1, 100), None),
        ("5%", "percent", Fraction(5), None),
        ("0.125%", "percent", Fraction(1, 8), None),
        ("12", "number", Fraction(12), None),
        ("1.645", "number", Fraction(1645, 1000), None),
        ("2026-07-01", "date", date(2026, 7, 1), None),
        ("60 days", "period", 60, "days"),
        ("1 month", "period", 1, "months"),
        ("2 years", "period", 2, "years"),
        ("17:00 in America/New_York", "time", 1020, "America/New_York"),
        ("1S1", "code", "1S1", None),
        ('"a \\"b\\" \\\\ c"', "text", 'a "b" \\ c', None),
        ('"two\n    lines"', "text", "two lines", None),
    ],
)
def test_literals(text: str, kind: str, value: object, unit: str | None) -> None:
    literal = parse_expression(text)
    assert isinstance(literal, n.Literal)
    assert (literal.kind, literal.value, literal.unit) == (kind, value, unit)


def test_a_percent_keeps_its_decimal_places() -> None:
    assert parse_expression("9.50%") != parse_expression("9.5%")


# ------------------------------------------------------------------ expressions

WRITTEN_AND_READ = [
    ("budget.reserve.amount", "budget.reserve.amount"),
    ("{ a, 5% }", "Braces([a, percent 5])"),
    ("{ }", "Braces([])"),
    ("end_of(year)", "Call(end_of, [year])"),
    ("f()", "Call(f, [])"),
    ("(first(xs)).amount", "FieldOf(Call(first, [xs]), amount)"),
    # Arithmetic, from tight to loose; chains group to the left.
    ("a + b - c", "Arithmetic(-, Arithmetic(+, a, b), c)"),
    ("a - (b - c)", "Arithmetic(-, a, Arithmetic(-, b, c))"),
    ("a + b * c", "Arithmetic(+, a, Arithmetic(*, b, c))"),
    ("a * b / c", "Arithmetic(/, Arithmetic(*, a, b), c)"),
    ("-a * b", "Arithmetic(*, Negative(a), b)"),
    ("5% of a", "ShareOf(percent 5, a)"),
    ("a of b of c", "ShareOf(a, ShareOf(b, c))"),
    ("5% of a * b", "Arithmetic(*, ShareOf(percent 5, a), b)"),
    # Phrases.
    ("the greater of a and b", "Extremum(greater, a, b)"),
    ("the lesser of a * b and 5% of c",
     "Extremum(lesser, Arithmetic(*, a, b), ShareOf(percent 5, c))"),
    ("a as a percent of b + c", "PercentOf(a, Arithmetic(+, b, c))"),
    ("a rounded to 2 places", "Rounded(a, 2, half up)"),
    ("a rounded to 1 place half even", "Rounded(a, 1, half even)"),
    ("a as a percent of b rounded to 2 places down", "Rounded(PercentOf(a, b), 2, down)"),
    ("a else $0", "Default(a, money 0)"),
    ("when a then b otherwise c", "Choose(a, b, c)"),
    ("when a then b otherwise when c then d otherwise e", "Choose(a, b, Choose(c, d, e))"),
    # Collections.
    ("sum of x.a over x in xs", "Aggregate(sum, x.a, Binding(x, xs))"),
    ("sum of x.a over x in xs where x.b", "Aggregate(sum, x.a, Binding(x, xs, x.b))"),
    ("the average of a over a in xs", "Aggregate(average, a, Binding(a, xs))"),
    ("the greatest of a over a in xs", "Aggregate(greatest, a, Binding(a, xs))"),
    ("the least of a over a in xs", "Aggregate(least, a, Binding(a, xs))"),
    ("the list of a over a in xs", "Aggregate(list, a, Binding(a, xs))"),
    ("sum of x over x in the 2 latest xs by year",
     "Aggregate(sum, x, Binding(x, xs, [latest, 2, year]))"),
    ("count of x in the 3 earliest xs by year where x.a",
     "Count(Binding(x, xs, [earliest, 3, year], x.a))"),
    ("count of xs", "CountAll(xs)"),
    ("the one x in xs where x.a is b", "TheOne(Binding(x, xs, Compare(is, x.a, b)))"),
    # Comparisons.
    ("a is b", "Compare(is, a, b)"),
    ("a is not b", "Compare(is not, a, b)"),
    ("a is at least b", "Compare(is at least, a, b)"),
    ("a is at most b", "Compare(is at most, a, b)"),
    ("a is more than b", "Compare(is more than, a, b)"),
    ("a is less than b", "Compare(is less than, a, b)"),
    ("a is before b", "Compare(is before, a, b)"),
    ("a is after b", "Compare(is after, a, b)"),
    ("a is on or before b", "Compare(is on or before, a, b)"),
    ("a is   on\n or after b", "Compare(is on or after, a, b)"),
    ("a is at least 60 days before b", "Apart(is at least, a, period 60 days, before, b)"),
    ("a is less than p after b + c", "Apart(is less than, a, p, after, Arithmetic(+, b, c))"),
    ("a is between b and c", "Between(a, b, c)"),
    ("a is one of { b, c }", "OneOf(a, Braces([b, c]), False)"),
    ("a is not one of b", "OneOf(a, b, True)"),
    ("a includes b", "Includes(a, b, False)"),
    ("a does not include b", "Includes(a, b, True)"),
    ("a differs from b by less than $1", "Differs(a, b, money 1)"),
    ("a is present", "Presence(a, False)"),
    ("a is missing", "Presence(a, True)"),
    ('a matches "x+"', 'Matches(a, text "x+")'),
    ("distinct x.a over x in xs", "Distinct(x.a, Binding(x, xs))"),
    ("distinct x.a over x in xs where x.b", "Distinct(x.a, Binding(x, xs, x.b))"),
    # Texts as people read them.
    ("a is b ignoring case and spacing", "Compare(is, a, b, ignoring)"),
    ("a is not b ignoring case\n  and  spacing", "Compare(is not, a, b, ignoring)"),
    ("a is one of { b, c } ignoring case and spacing",
     "OneOf(a, Braces([b, c]), False, ignoring)"),
    ("a does not include b ignoring case and spacing", "Includes(a, b, True, ignoring)"),
    ("distinct x.a ignoring case and spacing over x in xs where x.b",
     "Distinct(x.a, Binding(x, xs, x.b), ignoring)"),
    ("a is b ignoring case and spacing and c", "And([Compare(is, a, b, ignoring), c])"),
    ("when a is b ignoring case and spacing then c otherwise d",
     "Choose(Compare(is, a, b, ignoring), c, d)"),
    ("a is (the one x in xs where x.a is b ignoring case and spacing).c",
     "Compare(is, a, FieldOf(TheOne(Binding(x, xs, Compare(is, x.a, b, ignoring))), c))"),
    ("the repeated of x.a over x in xs", "Repeated(x.a, Binding(x, xs))"),
    ("the repeated of x.a ignoring case and spacing over x in xs where x.b",
     "Repeated(x.a, Binding(x, xs, x.b), ignoring)"),
    # A comparison of what a phrase gives, and of a collection in parentheses.
    ("a is the greater of b and c", "Compare(is, a, Extremum(greater, b, c))"),
    ("count of (x in xs where x.a) is at least 2",
     "Compare(is at least, Count(Binding(x, xs, x.a)), number 2)"),
    ("a is count of x in xs where x.a is b",
     "Compare(is, a, Count(Binding(x, xs, Compare(is, x.a, b))))"),
    # Conditions.
    ("a and b and c", "And([a, b, c])"),
    ("(a and b) and c", "And([a, b, c])"),
    ("a or b and c", "Or([a, And([b, c])])"),
    ("(a or b) and c", "And([Or([a, b]), c])"),
    ("not a and b", "And([Not(a), b])"),
    ("not (a and b)", "Not(And([a, b]))"),
    ("not a is b", "Not(Compare(is, a, b))"),
    ("a is between b and c and d", "And([Between(a, b, c), d])"),
    # A quantifier runs as far right as it can.
    ("every x in xs satisfies x.a and b", "Quantified(every, Binding(x, xs), And([x.a, b]))"),
    ("(every x in xs satisfies x.a) and b", "And([Quantified(every, Binding(x, xs), x.a), b])"),
    ("a or some x in xs where x.a satisfies x.b or c",
     "Or([a, Quantified(some, Binding(x, xs, x.a), Or([x.b, c]))])"),
    ("not none of x in xs satisfies x.a", "Not(Quantified(none of, Binding(x, xs), x.a))"),
    ("every x in xs satisfies some y in x.ys satisfies y.a",
     "Quantified(every, Binding(x, xs), Quantified(some, Binding(y, x.ys), y.a))"),
    # Words of the language that are names where no phrase can stand.
    ("level.date is percent", "Compare(is, level.date, percent)"),
    ("latest is edition", "Compare(is, latest, edition)"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read"), WRITTEN_AND_READ)
def test_expressions(written: str, read: str) -> None:
    assert shown(parse_expression(written)) == read


def test_every_kind_of_expression_is_in_the_table() -> None:
    kinds = {kind.__name__ for kind in n.Expression.__subclasses__()} - {"Name", "Literal"}
    reads = " ".join(read for _, read in WRITTEN_AND_READ)
    assert not {kind for kind in kinds if f"{kind}(" not in reads}


def test_parentheses_leave_no_trace() -> None:
    assert parse_expression("((a) + (b)) is (c)") == parse_expression("a + b is c")


# ------------------------------------------------------------------ declarations


def test_pack() -> None:
    text = 'pack state.vt "Vermont" for state_plan extends federal.common, federal.levels'
    assert shown(declaration(text)) == (
        "Pack(state.vt, Vermont, state_plan, [federal.common, federal.levels])"
    )


def test_law_with_its_places_in_the_code() -> None:
    law = declaration(
        """
        law perkins "Perkins Act" as "Perkins V" edition 2018-07
          codified at 20 USC { 112 is 2322, 113 is 2323 }
          reviewed to 2026-11-21
        """
    )
    assert isinstance(law, n.Source)
    assert (law.kind, law.name, law.title) == ("law", "perkins", "Perkins Act")
    assert (law.label, law.edition) == ("Perkins V", "2018-07")
    assert law.code == (20, "USC", (("112", "2322"), ("113", "2323")))
    assert law.reviewed_to == date(2026, 11, 21)


@pytest.mark.parametrize("kind", ["law", "regulation", "guide", "policy"])
def test_a_source_needs_no_more_than_its_title(kind: str) -> None:
    assert shown(declaration(f'{kind} s "S"')) == f"Source({kind}, s, S)"


def test_parameter() -> None:
    text = "parameter share is 5% from 2019-07-01 cite perkins 112(a)(3), guide IV.A line 2"
    assert shown(declaration(text)) == (
        "Parameter(share, [DatedValue(percent 5, 2019-07-01, "
        "[Cite(perkins, 112(a)(3)), Cite(guide, IV.A line 2)])], [])"
    )


def test_parameter_that_changes() -> None:
    parameter = declaration(
        """
        parameter reserve
          is 10% from 2006-07-01 cite perkins 112(c)
          is 15% from 2019-07-01 cite perkins 112(c)
        """
    )
    assert isinstance(parameter, n.Parameter)
    assert [value.start.year for value in parameter.values] == [2006, 2019]


def test_parameter_by_state() -> None:
    parameter = declaration(
        """
        parameter award by state.code
          for GU is $660,000 from 2019-07-01 cite perkins 115(a)
          for AS is $350,000 from 2019-07-01 cite perkins 115(a)
                 is $360,000 from 2024-07-01 cite perkins 115(a)
        """
    )
    assert isinstance(parameter, n.Parameter)
    assert parameter.by is not None
    assert parameter.by.text == "state.code"
    assert [(code, len(values)) for code, values in parameter.states] == [("GU", 1), ("AS", 2)]


def test_define() -> None:
    assert shown(declaration("define new as option is plan")) == (
        "Define(new, Compare(is, option, plan))"
    )


def test_definition_of_an_entry() -> None:
    used = declaration("define in_use for row in performance.indicators as row.used else yes")
    assert shown(used) == ("Define(in_use, Default(row.used, yes), row, performance.indicators)")
    assert shown(parse_expression("row is not in_use and gap of (x.y) is $1")) == (
        "And([Compare(is not, row, in_use), Compare(is, ShareOf(gap, x.y), money 1)])"
    )


def test_what_a_pack_changes_of_the_packs_below() -> None:
    rule = declaration(
        'replace rule federal.budget/list/narrative.educators "New"\n  cite act 1\n  require a'
    )
    assert isinstance(rule, n.Rule)
    assert rule.replaces is not None
    assert rule.replaces.text == "federal.budget/list/narrative.educators" == rule.heading.slug
    review = declaration('replace review low/look "New"\n  cite act 1\n  look at a\n  ask "b?"')
    assert isinstance(review, n.Review)
    assert review.replaces is not None
    parameter = declaration("replace parameter share is 6% from 2025-07-01 cite act 1")
    assert isinstance(parameter, n.Parameter)
    assert parameter.replaces is not None
    assert parameter.values[0].start == date(2025, 7, 1)


def test_exceptions_to_a_rule_of_another_pack() -> None:
    node = declaration(
        "except low/rise\n  encodes x\n  unless one: a cite act 1\n  but not when b\n"
        "  unless two: c cite act 2\n  not applicable by two when c is yes"
    )
    assert isinstance(node, n.Except)
    assert node.rule.text == "low/rise"
    assert [(e.label, e.but_not is not None) for e in node.exceptions] == [
        ("one", True),
        ("two", False),
    ]
    assert [e.requirement for e in node.encodes] == ["x"]
    assert len(node.examples) == 1


def test_rule_with_every_clause() -> None:
    rule = declaration(
        """
        rule cap "Costs stay within their cap"
          cite perkins 112(a)(3)
          cite guide "the note on page 9"
          encodes budget-cap, budget-line-2
          severity warning
          in force from 2019-07-01 until 2030-06-30
          in edition 2019-12, 2025-01
          in profile guide, strict
          applies when new
          for each x in xs where x.used
          for each consecutive a, b in the 3 latest x.levels by year by year where a.ok
          let top be 5% of whole
          require a.level is at most top
          otherwise "{a.level} is over {{the}} cap"
          remedy "Lower it."
          require b
          unless ceiling: a is 100% cite guide V.A
          but not when b
        """
    )
    assert isinstance(rule, n.Rule)
    heading = rule.heading
    assert (heading.slug, heading.title) == ("cap", "Costs stay within their cap")
    assert shown(heading.cites) == ("[Cite(perkins, 112(a)(3)), Cite(guide, the note on page 9)]")
    assert shown(heading.encodes) == "[Encodes(budget-cap), Encodes(budget-line-2)]"
    assert heading.severity == "warning"
    assert shown(heading.in_force) == "InForce(2019-07-01, 2030-06-30)"
    assert heading.editions == ("2019-12", "2025-01")
    assert heading.profiles == ("guide", "strict")
    assert shown(heading.applies) == "new"
    assert shown(rule.loops) == (
        "[ForEach([x], xs, x.used), ForEach([a, b], x.levels, [latest, 3, year], year, a.ok)]"
    )
    assert shown(rule.lets) == "[Let(top, ShareOf(percent 5, whole))]"
    assert shown(rule.requires) == (
        "[Requirement(Compare(is at most, a.level, top), "
        "Text([a.level,  is over {the} cap]), Text([Lower it.])), Requirement(b)]"
    )
    assert shown(rule.exceptions) == (
        "[Exempting(ceiling, Compare(is, a, percent 100), [Cite(guide, V.A)], b)]"
    )


def test_clauses_may_stand_in_any_order() -> None:
    one = declaration('rule r "R"\n  require a\n  encodes e\n  cite s 1\n  let a be b')
    other = declaration('rule r "R"\n  cite s 1\n  encodes e\n  let a be b\n  require a')
    assert one == other


def test_items_table() -> None:
    items = declaration(
        """
        items narrative "Narrative"
          applies when new
          placeholders texts
          narrative.vision cite perkins 122(d)(2) encodes vision
          assurances.civil is yes when signed cite guide III.A encodes civil, rights
        """
    )
    assert isinstance(items, n.Items)
    assert items.placeholders == "texts"
    assert shown(items.lines) == (
        "[ItemLine(narrative.vision, False, [Cite(perkins, 122(d)(2))], [Encodes(vision)]), "
        "ItemLine(assurances.civil, True, signed, [Cite(guide, III.A)], "
        "[Encodes(civil), Encodes(rights)])]"
    )


def test_review() -> None:
    review = declaration(
        """
        review vision "Vision"
          cite perkins 122(d)(2)
          for each x in xs
          let a be b
          look at narrative.vision, x.text
          ask "Does {x.name} say so?"
        """
    )
    assert isinstance(review, n.Review)
    assert [path.text for path in review.look_at] == ["narrative.vision", "x.text"]
    assert shown(review.ask) == "Text([Does , x.name,  say so?])"
    assert (len(review.loops), len(review.lets)) == (1, 1)


# ------------------------------------------------------------------ examples


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("passes", "Example(passes, [])"),
        ("passes when a is $5", "Example(passes, [Fact(is, a, money 5, [])])"),
        (
            "fails on 2026-07-01 in edition 2025-01 in profile strict when a is -5%",
            "Example(fails, 2026-07-01, 2025-01, strict, [Fact(is, a, percent -5, [])])",
        ),
        (
            "not applicable by ceiling when a is missing and b is given",
            "Example(not applicable, ceiling, [Fact(missing, a, []), Fact(given, b, [])])",
        ),
        (
            "cannot be determined when a is { new, { } }",
            "Example(cannot be determined, [Fact(is, a, Braces([new, Braces([])]), [])])",
        ),
        (
            "needs review when given indicator 1S1",
            'Example(needs review, [Fact(entry, indicator, code "1S1", [])])',
        ),
        (
            'passes when given comments with author "A", text "B"',
            (
                "Example(passes, [Fact(entry, comments, [FieldValue(author, "
                '[Entry(text "A", [])]), FieldValue(text, [Entry(text "B", [])])])])'
            ),
        ),
        (
            (
                "passes when given indicator 1S1 with unit percent, "
                "levels 2026: 82%, 2027: 83% (adjusted yes), baseline 80%"
            ),
            (
                'Example(passes, [Fact(entry, indicator, code "1S1", ['
                "FieldValue(unit, [Entry(percent, [])]), "
                "FieldValue(levels, [Entry(number 2026, percent 82, []), "
                "Entry(number 2027, percent 83, [FieldValue(adjusted, [Entry(yes, [])])])]), "
                "FieldValue(baseline, [Entry(percent 80, [])])])])"
            ),
        ),
    ],
)
def test_examples(written: str, read: str) -> None:
    rule = declaration(f'rule r "R"\n  cite s 1\n  {written}')
    assert isinstance(rule, n.Rule)
    assert shown(rule.examples[0]) == read


def test_what_an_example_states_beyond_its_verdict() -> None:
    rule = declaration("""
        rule r "R"
          cite s 1
          fails 2 of 3 for 2028, new on whole as warning
            when xs a is missing not saying "b" saying "c"
    """)
    assert isinstance(rule, n.Rule)
    assert shown(rule.examples[0]) == (
        "Example(fails, [Fact(gone, xs, a, [])], [whole], warning, [2, 3], [number 2028, new], "
        "[Said(c, False), Said(b, True)])"
    )


def test_what_is_indented_below_belongs_to_a_group_of_examples() -> None:
    rule = declaration("""
        rule r "R"
          cite s 1
          examples on whole with a is 1
            passes
            examples with b is 2
              fails
            passes
          fails
    """)
    assert isinstance(rule, n.Rule)
    group, last = rule.examples
    assert isinstance(group, n.Examples)
    assert isinstance(last, n.Example)
    assert [type(inner) for inner in group.examples] == [n.Example, n.Examples, n.Example]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("examples with a is 1\n  fails", "no example stands below"),
        ("examples\n    fails", "say what these examples share"),
        ("examples for 2028 with a is 1\n    fails", "is said of one example"),
        ("fails on whole on other", "`on` stands twice"),
        ("fails 3 of 2", "3 of 2 cannot be"),
        (
            "examples with a is 1\n    examples with b is 1\n      examples with c is 1\n"
            "        fails",
            "but not deeper",
        ),
    ],
)
def test_a_group_or_an_example_that_cannot_be_is_told(written: str, fault: str) -> None:
    text = f'rule r "R"\n  cite s 1\n  {written}\n'
    (found,) = parse_rule_file(SourceText("grammar.rules", text)).diagnostics
    assert fault in found.message


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("113(b)(3)(A)(i)(III)(bb)", "113(b)(3)(A)(i)(III)(bb)"),
        ("76.140(c)", "76.140(c)"),
        ("IV.A line 2", "IV.A line 2"),
        ("Text  Box 8 (bb)", "Text Box 8 (bb)"),
        ("V.B footnote 1", "V.B footnote 1"),
        ('"the last paragraph"', "the last paragraph"),
    ],
)
def test_sections(written: str, section: str) -> None:
    rule = declaration(f'rule r "R"\n  cite s {written}, t 2\n  encodes e')
    assert isinstance(rule, n.Rule)
    assert [cite.section for cite in rule.heading.cites] == [section, "2"]


# ------------------------------------------------------------------ places


def test_nodes_know_where_they_stand() -> None:
    rule = declaration('rule r "R"\n  cite s 1\n  require a is at most b +\n    c')
    assert isinstance(rule, n.Rule)
    condition = rule.requires[0].condition
    assert isinstance(condition, n.Compare)
    assert tuple(condition.span) == (3, 11, 4, 6)
    assert tuple(condition.right.span) == (3, 24, 4, 6)
    assert tuple(rule.heading.span) == (1, 1, 1, 11)


def test_a_hole_of_a_text_knows_where_it_stands() -> None:
    rule = declaration('rule r "R"\n  cite s 1\n  require a\n  otherwise "by {a\n    - b}"')
    assert isinstance(rule, n.Rule)
    assert rule.requires[0].otherwise is not None
    hole = rule.requires[0].otherwise.parts[1]
    assert isinstance(hole, n.Arithmetic)
    assert tuple(hole.span) == (4, 18, 5, 8)
