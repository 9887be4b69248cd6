"""What departs from the schema is said in words, counts as missing, and the rest is still read."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from perkins_rules.documents import PROBLEMS, Document, Refusal, Shape, read_document
from perkins_rules.findings import Severity
from perkins_rules.source import Span

Read = Callable[[str], Document]


def messages(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.message) for p in document.problems]


def test_a_misspelt_field_is_named_with_its_owner_and_the_likely_name(yaml_plan: Read) -> None:
    document = yaml_plan("budget:\n  state_leadership: {amont: 5, percent: 10}\n")
    (problem,) = document.problems
    assert problem.kind == "unknown-field"
    assert problem.message == (
        "`budget.state_leadership.amont` is not a field of the budget; did you mean `amount`?"
    )
    assert problem.remedy == "Write `amount`."
    assert problem.pointer == "/budget/state_leadership/amont"
    assert problem.span == Span(3, 22, 3, 27)
    assert document.data["budget"] == {"state_leadership": {"percent": Fraction(10)}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("budgets: 1\n", "`budgets` is not a field of the document; did you mean `budget`?"),
        (
            "workforce_summary: x\n",
            "`workforce_summary` is not a field of the document;"
            " did you mean `narrative.workforce_summary`?",
        ),
        ("budget: {zzz: 1}\n", "`budget.zzz` is not a field of the budget."),
        ("1: x\n", "`1` is not a field of the document."),
        (
            "public_comment: {Opened: 2026-01-05}\n",
            "`public_comment.Opened` is not a field of the public comment; did you mean `opened`?",
        ),
        (
            "performance: {indicators: [{code: 1S1, basline: 5}]}\n",
            "`performance.indicators[1S1].basline` is not a field of the performance;"
            " did you mean `baseline`?",
        ),
        (
            "performance: {indicators: [{}, {basline: 5}]}\n",
            "`performance.indicators[entry 2].basline` is not a field of the performance;"
            " did you mean `baseline`?",
        ),
        ('"a~/b\\x1b": 1\n', "`a~/b\\x1b` is not a field of the document."),
    ],
)
def test_unknown_fields(yaml_plan: Read, text: str, message: str) -> None:
    assert messages(yaml_plan(text)) == [("unknown-field", message)]


@pytest.mark.parametrize(
    ("text", "loses"),
    [
        ("budget: {reserv: {amount: 5}}\n", "/budget/reserve"),
        ("budget: {reserv: {amount: 5}, reserve:}\n", "/budget/reserve"),
        ("budget: {reserv: {amount: 5}, reserve: {percent: 5}}\n", None),
        ("performance: {indicators: [{cod: 1S1}]}\n", "/performance/indicators/0/code"),
        ("workforce_summary: Few.\n", "/narrative/workforce_summary"),
        ("budget:\ntotal_allocation: {amount: 5}\n", "/budget/total_allocation"),
        ("state: {code = VT: }\n", "/state/code"),
        ("budget: {zzz: 1}\n", None),
    ],
)
def test_what_is_missing_because_of_an_unknown_field(
    yaml_plan: Read, text: str, loses: str | None
) -> None:
    (problem,) = yaml_plan(text).problems
    assert problem.loses == loses


def test_a_field_beside_the_one_that_it_is_like(yaml_plan: Read) -> None:
    """To write that name would make two of it."""
    (problem,) = yaml_plan("budget:\n  reserv: {percent: 5}\n  reserve: {percent: 5}\n").problems
    assert problem.message == (
        "`budget.reserv` is not a field of the budget; `reserve`, which is like it, stands on line"
        " 4."
    )
    assert problem.remedy == "Keep one of the two."


def test_a_pointer_escapes_what_a_pointer_must(yaml_plan: Read) -> None:
    (problem,) = yaml_plan("a~/b: 1\n").problems
    assert problem.pointer == "/a~0~1b"


@pytest.mark.parametrize(
    ("written", "path", "only", "remedy"),
    [
        ("{amount: 612,000}", "amount", "612", 'Write `612000`, or `"$612,000"` in quotes.'),
        ("{amount: $ 5,200,000}", "amount", "$ 5", 'Write `5200000`, or `"$5,200,000"` in quotes.'),
        (
            "{amount: USD 5,200,000.50}",
            "amount",
            "USD 5",
            'Write `5200000.50`, or `"$5,200,000.50"`',
        ),
        ("{amount: 5,200,000 dollars}", "amount", "5", 'Write `5200000`, or `"$5,200,000"`'),
        ("{amount: $5, 200, 000}", "amount", "$5", 'Write `5200000`, or `"$5,200,000"`'),
        ("{percent: 5,5%}", "percent", "5", 'Write `5` or `"5%"` for five percent.'),
    ],
)
def test_a_value_that_a_comma_cuts_is_told_once_and_whole(
    yaml_plan: Read, written: str, path: str, only: str, remedy: str
) -> None:
    document = yaml_plan(f"budget: {{reserve: {written}}}\n")
    (problem,) = document.problems
    whole = written.partition(": ")[2][:-1]
    assert problem.message == (
        f"`budget.reserve.{path}` is `{whole}`, of which only `{only}` would count: between braces"
        " a comma ends a value."
    )
    assert remedy in problem.remedy
    assert problem.loses == f"/budget/reserve/{path}"
    assert document.data["budget"]["reserve"] == {}


def test_a_text_that_a_comma_cuts_goes_in_quotes(yaml_plan: Read) -> None:
    (problem,) = yaml_plan("state: {name: Vermont, State of, code: VT}\n").problems
    assert problem.message.startswith(
        "`state.name` is `Vermont, State of`, of which only `Vermont`"
    )
    assert problem.remedy == 'Write `"Vermont, State of"`, in quotes.'
    (problem,) = yaml_plan('state: {name: The "Green",\n  State\\, code: VT}\n').problems
    assert problem.remedy == r'Write `"The \"Green\", State\\"`, in quotes.'


def test_a_date_that_a_comma_cuts_is_written_as_a_date(yaml_plan: Read) -> None:
    (problem,) = yaml_plan("submission: {date: February 27, 2026}\n").problems
    assert problem.message.startswith("`submission.date` is `February 27, 2026`, of which only")
    assert problem.remedy == "Write `2026-02-27` (year-month-day)."


@pytest.mark.parametrize("name", ["cod", "code VT", "State of:", '"code VT"'])
def test_a_name_behind_a_text_is_not_taken_for_its_end(yaml_plan: Read, name: str) -> None:
    (problem,) = yaml_plan(f"state: {{name: Vermont, {name}}}\n").problems
    assert problem.kind == "unknown-field"


def test_an_amount_that_is_cut_into_like_ends_is_told_whole(yaml_plan: Read) -> None:
    with pytest.raises(Refusal) as refused:
        yaml_plan("budget: {reserve: {amount: $1,000,000, percent: 5}}\n")
    assert refused.value.message == (
        "`$1,000,000` ends at its first comma: between braces a comma ends a value."
    )
    assert refused.value.remedy == 'Write `1000000`, or `"$1,000,000"` in quotes.'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("budget: 5\n", "`budget` is a single value, not a group of fields."),
        ("budget: [5]\n", "`budget` is a list, not a group of fields."),
        (
            "submission: {fiscal_years: 2026}\n",
            "`submission.fiscal_years` is a single value, not a list.",
        ),
        (
            "submission: {date: {year: 2026}}\n",
            "`submission.date` is a group of fields, not a date.",
        ),
        (
            "budget: {reserve: {amount: [5]}}\n",
            "`budget.reserve.amount` is a list, not an amount of dollars.",
        ),
        (
            "performance: {indicators: [1S1]}\n",
            "`performance.indicators[entry 1]` is a single value, not a group of fields.",
        ),
    ],
)
def test_a_value_of_the_wrong_structure(yaml_plan: Read, text: str, message: str) -> None:
    assert messages(yaml_plan(text)) == [("type", message)]


def test_entries_that_do_not_fit_keep_their_places(yaml_plan: Read) -> None:
    document = yaml_plan(
        "submission: {fiscal_years: [2026, soon, 2028, null]}\n"
        "performance: {indicators: [{code: 1S1}, 2S1, {code: 3S1}]}\n"
    )
    assert document.data["submission"]["fiscal_years"] == [2026, None, 2028, None]
    assert document.data["performance"]["indicators"] == [{"code": "1S1"}, {}, {"code": "3S1"}]
    assert [p.kind for p in document.problems] == ["type", "type"]


def test_all_problems_are_reported_in_written_order(yaml_plan: Read) -> None:
    document = yaml_plan(
        "scope: both\nbuget: 1\nbudget: {fiscal_year: x, reserve: {percent: $5}}\n"
    )
    assert [p.kind for p in document.problems] == ["choice", "unknown-field", "type", "type"]
    assert [p.span.line for p in document.problems] == [2, 3, 4, 4]


@pytest.mark.parametrize(
    ("count", "said"),
    [(100, ""), (101, "1 more field that"), (100_000, "99,900 more fields that")],
)
def test_of_a_hundred_thousand_unknown_fields_the_first_are_told_and_their_number(
    json_plan: Read, count: int, said: str
) -> None:
    fields = ", ".join(f'"x{n}": 1' for n in range(count))
    told = json_plan('"budget": {' + fields + "}").problems
    assert [p.pointer for p in told] == [f"/budget/x{n}" for n in range(min(count, 101))]
    assert {p.kind for p in told} == {"unknown-field"}
    assert [said in p.message for p in told[100:]] == [True] * (count > 100)


def test_what_an_unknown_field_cuts_off_counts_as_missing_beyond_a_hundred_too(
    yaml_plan: Read,
) -> None:
    fields = ", ".join(f"x{n}: 1" for n in range(200))
    document = yaml_plan("budget: {reserve: {" + fields + ", amount: $6,000}}\n")
    assert [p.loses for p in document.problems if p.loses] == ["/budget/reserve/amount"]
    assert "amount" not in document.data["budget"]["reserve"]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ('"performance": {"indicators": [{"code": "1S1"}, {"code": "1S1"}]}', "first is"),
        ('"state": {"nam": "V", "name": "Vermont"}', "which is like it, stands"),
    ],
)
def test_in_a_text_of_one_line_places_are_told_by_their_columns(
    shapes: dict[str, Shape], part: str, told: str
) -> None:
    """It may be a line of a file of many, and is then no first line to anybody."""
    text = f'{{"document": "state_plan", {part}}}\n'
    (problem,) = read_document("plan.json", text.encode(), shapes).problems
    assert re.search(f"{told} at column [0-9]{{2}}[.]$", problem.message)


def test_two_entries_with_one_key(yaml_plan: Read) -> None:
    document = yaml_plan(
        "performance:\n"
        "  indicators:\n"
        "    - {code: 1S1, baseline: 80}\n"
        "    - {code: 2S1, levels: [{fiscal_year: 2026, level: 1.5}, {fiscal_year: 2026}]}\n"
        "    - {code: '1S1', baseline: 90}\n"
        "    - {baseline: 90}\n"
        "    - {baseline: 90}\n"
    )
    assert [(p.kind, p.pointer, p.span.line, p.message) for p in document.problems] == [
        (
            "duplicate-key-entry",
            "/performance/indicators/1/levels/1/fiscal_year",
            5,
            "`performance.indicators[2S1].levels` has two entries with the fiscal_year `2026`;"
            " the first is on line 5.",
        ),
        (
            "duplicate-key-entry",
            "/performance/indicators/2/code",
            6,
            "`performance.indicators` has two entries with the code `1S1`; the first is on line 4.",
        ),
    ]
    assert document.data["performance"]["indicators"][2] == {}


@pytest.mark.parametrize(
    "second",
    ["4s1", "4S1 ", '"\\u00a04S1"', '"4S1\\u2009"', '"\\ufeff4S1"', '"4S\\u200b1"', '"4s1\\t"'],
)
def test_two_spellings_of_a_key_are_one_key(yaml_plan: Read, second: str) -> None:
    document = yaml_plan(
        "performance:\n  indicators:\n    - {code: 4S1, baseline: 80}\n"
        f"    - {{code: {second}, baseline: 90}}\n"
    )
    assert [p.kind for p in document.problems] == ["duplicate-key-entry"]
    assert document.data["performance"]["indicators"][1] == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Adams County", "adams  county"),
        ("Adams County", '"Adams\\u00a0County"'),
        ("Peña", '"Pen\\u0303a"'),
        ("Straße", "STRASSE"),
    ],
)
def test_names_are_keys_too(yaml_plan: Read, first: str, second: str) -> None:
    document = yaml_plan(
        f"budget: {{local_allocations: [{{recipient: {first}}}, {{recipient: {second}}}]}}\n"
    )
    (problem,) = document.problems
    assert problem.kind == "duplicate-key-entry"
    assert problem.message.endswith("capitals and spaces make no difference.")
    assert f"reads `{first}`" in problem.message


@pytest.mark.parametrize(("first", "second"), [("4S1", "4P1"), ("Adams County", "AdamsCounty")])
def test_other_keys_are_others(yaml_plan: Read, first: str, second: str) -> None:
    document = yaml_plan(
        f"budget: {{local_allocations: [{{recipient: {first}}}, {{recipient: {second}}}]}}\n"
    )
    assert document.problems == ()


def test_one_entry_repeated_by_alias_is_a_duplicate(yaml_plan: Read) -> None:
    document = yaml_plan("performance: {indicators: [&i {code: 1S1}, *i]}\n")
    assert [p.kind for p in document.problems] == ["duplicate-key-entry"]


def test_a_repeated_percent_sign_is_read_with_a_note(yaml_plan: Read) -> None:
    document = yaml_plan('budget: {reserve: {percent: "64.09%%"}}\n')
    assert document.data["budget"]["reserve"]["percent"] == Fraction(6409, 100)
    (problem,) = document.problems
    assert (problem.kind, problem.severity) == ("repeated-percent-sign", Severity.INFO)
    assert problem.message == (
        "`budget.reserve.percent` is `64.09%%`; it is read with one percent sign."
    )


@pytest.mark.parametrize(
    ("text", "is_noted"),
    [
        ("budget: {reserve: {percent: 0.05}}\n", True),
        ("budget: {reserve: {percent: 0.21}}\n", True),
        ("fiscal_responsibility: {distribution: {secondary_percent: 0.6}}\n", True),
        ("budget: {reserve: {percent: 0.99}}\n", True),
        ("budget: {reserve: {percent: 1}}\n", False),
        ("performance: {indicators: [{baseline: 1}]}\n", True),
        ("budget: {reserve: {percent: 0}}\n", False),
        ('budget: {reserve: {percent: "0.05%"}}\n', False),
        ("budget: {special_populations_recruitment: {percent: 0.1}}\n", False),
        ("performance: {indicators: [{baseline: 0.823}]}\n", True),
        ("performance: {indicators: [{unit: number, baseline: 0.823}]}\n", False),
    ],
)
def test_a_fraction_in_place_of_a_percent_is_noted(
    yaml_plan: Read, text: str, is_noted: bool
) -> None:
    kinds = [(p.kind, p.severity) for p in yaml_plan(text).problems]
    assert kinds == ([("percent-as-fraction", Severity.INFO)] if is_noted else [])


def test_the_note_on_a_fraction_says_how_it_is_read(yaml_plan: Read) -> None:
    document = yaml_plan("budget: {reserve: {percent: 0.05}}\n")
    (problem,) = document.problems
    assert problem.message.endswith("which is read as 0.05 percent (a hundredth of 5).")
    assert problem.remedy == 'Write `5` if 5 percent is meant, else `"0.05%"`.'
    assert document.data["budget"]["reserve"]["percent"] == Fraction(5, 100)


@pytest.mark.parametrize("words", ["N/A", "n/a", "Not using", "NOT USING", '"N/A "'])
def test_na_in_levels_means_the_indicator_is_not_used(yaml_plan: Read, words: str) -> None:
    document = yaml_plan(
        "performance: {indicators: [{code: 5S2, levels: [{fiscal_year: 2026, level: "
        + words
        + "}]}]}\n"
    )
    assert document.problems == ()
    assert document.data["performance"]["indicators"] == [
        {"code": "5S2", "levels": [{"fiscal_year": 2026}], "used": False}
    ]


@pytest.mark.parametrize(
    ("fields", "used"),
    [
        ("baseline: N/A", False),
        ("baseline: 80", None),
        ("levels: [{level: N/A}, {level: 82}]", None),
        ("actuals: [{value: N/A}]", None),
        ("used: yes, baseline: N/A", True),
        ("used: no", False),
        ("used: perhaps, baseline: N/A", False),
    ],
)
def test_used_is_set_only_when_a_level_or_baseline_says_so(
    yaml_plan: Read, fields: str, used: bool | None
) -> None:
    document = yaml_plan("performance: {indicators: [{" + fields + "}, {code: 1S1}]}\n")
    first, second = document.data["performance"]["indicators"]
    assert first.get("used") is used
    assert "used" not in second


def test_levels_are_in_the_unit_of_their_indicator(yaml_plan: Read) -> None:
    document = yaml_plan(
        "performance:\n"
        "  indicators:\n"
        "    - levels: [{level: 0.5}, {level: 5%}]\n"
        "      unit: number\n"
        "    - levels: [{level: 82.30%}]\n"
    )
    numbers, percents = document.data["performance"]["indicators"]
    assert numbers["levels"] == [{"level": Fraction(1, 2)}, {}]
    assert percents["levels"] == [{"level": Fraction(823, 10)}]
    (problem,) = document.problems
    assert "which is a percent; its indicator's unit is `number`" in problem.message


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("\u201cThe Plan\u201d", '"The Plan"'),
        ("\u00abThe Plan\u00bb", '"The Plan"'),
        ("\u201cThe \u201cPlan\u201d", None),
        ("\u201cThe\u201d Plan", None),
        ("\u201cThe Plan", None),
        ('"\u201cThe Plan\u201d"', None),
    ],
)
def test_a_text_between_the_quotes_of_a_word_processor(
    yaml_plan: Read, written: str, right: str | None
) -> None:
    document = yaml_plan(f"source: {written}\n")
    assert document.data["source"] == written.strip('"')
    assert [p.kind for p in document.problems] == (["curly-quotes"] if right else [])
    if right:
        (problem,) = document.problems
        assert problem.severity == Severity.INFO
        assert problem.remedy.startswith(f"Write `{right}`, or leave it so")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (
            "budget: {reserve: {percent: .15}}\n",
            'Write `15` if 15 percent is meant, else `"0.15%"`.',
        ),
        ("budget: {reserve: {percent: 15 % (line 7)}}\n", "Write `15`; what else"),
        ("budget: {reserve: {amt: 5}}\n", "Write `amount`."),
        ("budget: {reserve: {pct: 5}}\n", "Write `percent`."),
        ("cover_page: {signature: {phone: 802-555-0100}}\n", "Write `telephone`."),
        ("budget: {reserve: {xyz: 5}}\n", "The fields here are"),
        (
            "submission: {option: Annual revisions (budget only)}\n",
            "Did you mean `annual_revisions`?",
        ),
        ("submission:\n  fiscal_years: FY [2027]\n", "Write `[2027]`."),
        ("submission: {time: 2:05 PM Eastern}\n", 'Write `"14:05"`.'),
        ("submission: {time: 2:05 PM CT}\n", "Write hours and minutes"),
        ("budget: {fiscal_year: 2026-2027 school year}\n", "Write the year it starts in: `2026`."),
        ("budget: {fiscal_year: Program Year 2026}\n", "Write `2026`, if it starts in July 2026."),
        (
            "state: Vermont (VT)\n",
            "Write `{code: VT}` in its place; its fields are `code`,",
        ),
        ("budget: {reserve: 10%}\n", "Write `{percent: 10%}` in its place"),
        ('budget: {reserve: "$612,000"}\n', 'Write `{amount: "$612,000"}` in its place'),
        ("submission: {through_portal: X}\n", "Write `yes` if the box is ticked"),
    ],
)
def test_what_an_officer_writes_is_led_to_what_is_read(
    yaml_plan: Read, text: str, remedy: str
) -> None:
    (problem,) = yaml_plan(text).problems
    assert problem.remedy.startswith(remedy)


@pytest.mark.parametrize("entry", ["2026", "soon", "{strange: [1]}", ""])
def test_a_list_past_its_bound_counts_as_not_given(yaml_plan: Read, entry: str) -> None:
    years = "".join(f"    - {entry}\n" for _ in range(41))
    document = yaml_plan(f"submission:\n  option: annual_revisions\n  fiscal_years:\n{years}")
    (problem,) = document.problems
    assert problem.kind == "too-many-entries"
    assert problem.message == ("`submission.fiscal_years` has 41 entries; it can have at most 40.")
    assert problem.remedy.startswith("Take out what does not belong there")
    assert problem.loses == problem.pointer == "/submission/fiscal_years"
    assert problem.severity == Severity.ERROR
    assert document.data["submission"] == {"option": "annual_revisions"}


def test_a_list_in_an_entry_has_the_bound_of_its_own(yaml_plan: Read) -> None:
    levels = "[" + "{fiscal_year: 2026}, " * 41 + "]"
    document = yaml_plan(
        "performance: {indicators: [{code: 1S1, levels: " + levels + "}, {code: 2S1}]}\n"
    )
    assert messages(document) == [
        (
            "too-many-entries",
            "`performance.indicators[1S1].levels` has 41 entries; it can have at most 40.",
        )
    ]
    assert document.data["performance"]["indicators"] == [{"code": "1S1"}, {"code": "2S1"}]


def test_a_list_at_its_bound_is_read(yaml_plan: Read) -> None:
    document = yaml_plan("submission: {fiscal_years: [" + "2026, " * 40 + "]}\n")
    assert document.problems == ()
    assert document.data["submission"]["fiscal_years"] == [2026] * 40


def test_every_kind_of_problem_has_a_meaning() -> None:
    assert set(PROBLEMS) == {
        "unknown-field",
        "type",
        "choice",
        "range",
        "too-many-entries",
        "duplicate-key-entry",
        "repeated-percent-sign",
        "percent-as-fraction",
        "other-name",
        "curly-quotes",
        "comment-in-value",
        "mark-before-value",
        "field-in-text",
    }


def test_what_stands_beside_a_cut_amount_counts(yaml_plan: Read) -> None:
    document = yaml_plan("budget:\n  reserve: {amount: $612,000.50, percent: 5}\n")
    assert [p.kind for p in document.problems] == ["type"]
    assert list(document.data["budget"]["reserve"]) == ["percent"]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("submission:\n  fiscal_years: 2026\n", "Write `[2026]`."),
        ("submission:\n  fiscal_years: (2026)\n", "Write `[2026]`."),
        ("submission:\n  fiscal_years: 2026]\n", "Write `[2026]`."),
        ("submission:\n  fiscal_years:\n    2026\n    2027\n", "Write `[2026, 2027]`."),
        ("submission:\n  fiscal_years:\n    \u2013 2026\n", "Write `[2026]`."),
        ("submission: {fiscal_years: 2024-2027}\n", "Write `[2024, 2025, 2026, 2027]`."),
        ("submission: {fiscal_years: 2026-2027}\n", "Write a list: one line with"),
        ("submission: {revises: none}\n", "Write `[]` for an empty list."),
        ("submission:\n  revises: performance, narrative\n", "Write `[performance, narrative]`."),
        ("submission: {revises: the levels}\n", "Write a list: one line with"),
    ],
)
def test_a_single_value_is_written_as_the_list_that_it_means(
    yaml_plan: Read, text: str, remedy: str
) -> None:
    (problem,) = yaml_plan(text).problems
    assert problem.remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (
            "budget:\n  reserve:\n    percent: 5\n  amount: 7\n",
            "If it belongs to `reserve` above it, indent it as the fields of that.",
        ),
        ("budget:\n  reserve:\n  amount: 7\n", "If it belongs to `reserve` above it, indent it"),
        ("budget:\n  reserve:\n    amount: 7\n  amount: 7\n", "The fields here are"),
        ("budget: {reserve: {percent: 5}, amount: 7}\n", "The fields here are"),
        (
            "state:\n  note: See the memo;\n  the old name: Board\n",
            "If it goes on with the text of `note` above it, indent it further than `note`.",
        ),
    ],
)
def test_a_field_that_is_indented_too_little_is_told_so(
    yaml_plan: Read, text: str, remedy: str
) -> None:
    (problem,) = yaml_plan(text).problems
    assert problem.remedy.startswith(remedy)
