"""How each kind of value is written, what it means, and what is said of every other spelling.

Each case is written into the same field of a YAML plan (unquoted and quoted) or a JSON plan.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import reduce
from json import dumps
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.documents import Document, Refusal, Shape, read_document
from perkins_rules.findings import Severity

Read = Callable[[str], Document]

FIELDS = {
    "money": "budget.reserve.amount",
    "percent": "budget.reserve.percent",
    "small": "budget.special_populations_recruitment.percent",
    "integer": "budget.fiscal_year",
    "number": "accountability.concentrator.secondary.hours",
    "date": "submission.date",
    "time": "submission.time",
    "amount": "fiscal_responsibility.administration_effort.preceding_nonfederal",
    "share": "fiscal_responsibility.distribution.secondary_percent",
    "text": "cover_page.eligible_agency",
    "yes_no": "submission.through_portal",
    "choice": "submission.option",
}


def written(kind: str, value: str, *, as_json: bool) -> str:
    """A plan in which the field of a kind is `value`, as it stands."""
    names = FIELDS[kind].split(".")
    if as_json:
        return (
            "".join(f'"{n}": ' + "{" for n in names[:-1])
            + f'"{names[-1]}": {value}'
            + "}" * (len(names) - 1)
        )
    return "\n".join("  " * i + f"{n}:" for i, n in enumerate(names)) + f" {value}\n"


def value_of(document: Document, kind: str) -> Any:
    return reduce(lambda data, name: data.get(name, {}), FIELDS[kind].split("."), document.data)


READ = [
    ("money", "612000", Fraction(612000)),
    ("money", "612000.50", Fraction(1224001, 2)),
    ("money", '"$612,000.50"', Fraction(1224001, 2)),
    ("money", '"612,000"', Fraction(612000)),
    ("money", '"$1,234,567.89"', Fraction(123456789, 100)),
    ("money", '" 612000 "', Fraction(612000)),
    ("money", "0", Fraction(0)),
    ("money", "0.01", Fraction(1, 100)),
    ("money", "-5", Fraction(-5)),
    ("money", "612000.0000", Fraction(612000)),
    ("money", "5200.000", Fraction(5200)),
    ("money", '"$5,200.500"', Fraction(10401, 2)),
    ("money", "0.000", Fraction(0)),
    ("money", "5.0000", Fraction(5)),
    ("percent", "5.125", Fraction(41, 8)),
    ("number", "530.000", Fraction(530)),
    ("money", "123456789012345678901234567.89", Fraction(12345678901234567890123456789, 100)),
    ("amount", "0", Fraction(0)),
    ("amount", '"-0"', Fraction(0)),
    ("share", "0", Fraction(0)),
    ("share", '"100%"', Fraction(100)),
    ("percent", "5", Fraction(5)),
    ("percent", '"5%"', Fraction(5)),
    ("percent", '"5 %"', Fraction(5)),
    ("percent", "64.09", Fraction(6409, 100)),
    ("percent", '"64.09%%"', Fraction(6409, 100)),
    ("small", "0.1", Fraction(1, 10)),
    ("integer", "2026", 2026),
    ("integer", '"2026"', 2026),
    ("integer", "2026.0", 2026),
    ("number", "1.5", Fraction(3, 2)),
    ("date", '"2026-05-15"', date(2026, 5, 15)),
    ("date", '"2028-02-29"', date(2028, 2, 29)),
    ("time", '"16:30"', 990),
    ("time", '"9:05"', 545),
    ("time", '"00:00"', 0),
    ("text", '"Board of Education"', "Board of Education"),
    ("text", '"no"', "no"),
    ("text", '"  padded\\n"', "padded"),
    ("text", "5551234567", "5551234567"),
    ("yes_no", "true", True),
    ("yes_no", "false", False),
    ("yes_no", '"yes"', True),
    ("yes_no", '"No"', False),
    ("yes_no", '"true"', True),
    ("choice", '"four_year_plan"', "four_year_plan"),
]


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "yaml"])
@pytest.mark.parametrize(("kind", "value", "meant"), READ, ids=[f"{c[0]} {c[1]}" for c in READ])
def test_is_read_exactly_in_json_and_in_yaml(
    json_plan: Read, yaml_plan: Read, kind: str, value: str, meant: Any, as_json: bool
) -> None:
    document = (json_plan if as_json else yaml_plan)(written(kind, value, as_json=as_json))
    assert [p for p in document.problems if p.severity is Severity.ERROR] == []
    assert value_of(document, kind) == meant
    assert isinstance(value_of(document, kind), type(meant))


@pytest.mark.parametrize(
    ("value", "places"), [("5", 0), ("5.00", 2), ('"$1,000.50"', 2), ('"5.10%"', 2), ("5.0000", 4)]
)
def test_a_figure_remembers_its_decimal_places(json_plan: Read, value: str, places: int) -> None:
    kind = "percent" if "%" in value else "money"
    assert value_of(json_plan(written(kind, value, as_json=True)), kind).places == places


PLAIN_YAML = [
    ("money", "$612,000.50", Fraction(1224001, 2)),
    ("percent", "5%", Fraction(5)),
    ("date", "2026-05-15", date(2026, 5, 15)),
    ("time", "16:30", 990),
    ("yes_no", "yes", True),
    ("yes_no", "No", False),
    ("yes_no", "TRUE", True),
    ("text", "no", "no"),
    ("text", "yes", "yes"),
    ("text", "true", "true"),
    ("text", "0123", "0123"),
    ("text", "1e6", "1e6"),
    ("text", "12:30", "12:30"),
    ("text", "1_000", "1_000"),
    ("text", "2026-05-15", "2026-05-15"),
    ("text", "NaN", "NaN"),
    ("text", "1e999999", "1e999999"),
    ("text", "|\n      two\n      lines", "two\nlines"),
]


@pytest.mark.parametrize(("kind", "value", "meant"), PLAIN_YAML)
def test_plain_yaml_is_text_typed_by_the_schema(
    yaml_plan: Read, kind: str, value: str, meant: Any
) -> None:
    document = yaml_plan(written(kind, value, as_json=False))
    assert document.problems == ()
    assert value_of(document, kind) == meant


@pytest.mark.parametrize(
    ("value", "remedy"),
    [("530.000", "`530000` if thousands are meant"), ("5e-3", "cent: `0.01`"), ("0.125", "`0.13`")],
)
def test_a_json_number_that_is_no_amount_to_the_cent(
    json_plan: Read, value: str, remedy: str
) -> None:
    [problem] = json_plan(written("money", value, as_json=True)).problems
    assert remedy in problem.remedy


def test_a_json_number_with_a_modest_exponent_is_exact(json_plan: Read) -> None:
    document = json_plan(written("money", "6.1200050E+5", as_json=True))
    assert value_of(document, "money") == Fraction(1224001, 2)


NOT_READ = [
    ("money", "0123", "starts with a zero", "Write `123`."),
    ("money", "12:30", "reads like a time", "Write dollars"),
    ("amount", "-0.01", "which is less than 0", "Write 0 or more."),
    ("share", "-0.01%", "which is less than 0", "Write 0 or more."),
    ("share", "100.01", "which is more than 100", "Write 100 or less."),
    ("number", "-1", "which is less than 0", "Write 0 or more."),
    ("money", "1_000", "has underscores", "Write `1000`."),
    ("money", "1e6", "scientific notation", "Write `1000000`."),
    ("money", "6.12E5", "scientific notation", "Write `612000`."),
    ("money", ".5", "starts with its point", "Write `0.5`."),
    ("money", "5.", "ends with its point", "Write `5`."),
    ("money", "+5", "plus sign", "Write `5`."),
    ("money", "(500)", "parentheses", "Write `-500`."),
    ("money", "612.000,50", "points stand between", "Write `612000.50`."),
    ("money", "61,2000", "groups of three digits", "Write dollars"),
    ("money", "612 000", "blanks between its digits", "Write `612000`."),
    ("money", "612k", "in thousands", "Write `612000`."),
    ("money", "1.2 million", "in millions", "Write `1200000`."),
    ("money", "5%", "percent sign", "Write dollars"),
    ("money", "612O00", "letter", "Write `612000`, if that is the figure."),
    ("money", "0x1F", "not decimal", "Write dollars"),
    ("money", "500 USD", "currency", "Write `500`."),
    ("money", "\u0666\u0661\u0662", "digits 0 to 9", "Write dollars"),  # Arabic digits
    ("money", "\uff16\uff11\uff12", "digits 0 to 9", "Write dollars"),  # full-width digits
    ("money", "\u2212500", "minus sign", "Write dollars"),
    ("money", "TBD", "leave an unknown figure out", "Write dollars"),
    ("money", "$5.2M", "in millions", "Write `5200000`."),
    ("money", "$ 5,200,000", "blank stands behind its dollar sign", "Write `5200000`."),
    ("money", "5,200,000,", "a sign stands behind it", "Write `5200000`."),
    ("money", "5'200'000", "apostrophes", "Write `5200000`."),
    ("money", "=5200000", "like a formula", "Write `5200000`."),
    ("money", "=SUM(A1:A9)", "a formula of a workbook", "the figure that the formula gives"),
    ("money", "1.5 billion", "in billions", "Write `1500000000`."),
    ("money", "USD 5,000", "word for its currency", "Write `5000`."),
    ("money", "\u20ac5", "another currency", "Write dollars"),
    ("money", "\u201c5,000\u201d", "typographic quotation marks", "Write `5000`."),
    ("money", "<10", "a figure that is not shown", "Leave it out"),
    ("money", "N<10", "a figure that is not shown", "Leave it out"),
    ("money", "same as item C", "refers to another place", "Write the figure itself"),
    ("money", "see attached", "refers to another place", "Write the figure itself"),
    ("money", "to be determined", "leave an unknown figure out", "Write dollars"),
    ("money", "about ten", "it is a text", "Write dollars"),
    ("money", "yes", "it is a text", "Write dollars"),
    ("money", "2026-05-15", "it is a date", "Write dollars"),
    ("money", "$530.000", "some write thousands", "`530000` if thousands are meant, `530.00` if"),
    ("money", "-1.500", "some write thousands", "`-1500` if thousands are meant, `-1.50` if"),
    ("money", "260000.125", "not exact to the cent", "Write it to the cent: `260000.13`."),
    ("money", "$5,200.0001", "not exact to the cent", "Write it to the cent: `5200.00`."),
    ("money", "1" * 27 + ".895", "not exact to the cent", "1.90`."),
    ("money", "1" * 31, "more than 30 digits", "fewer digits"),
    ("percent", "$5", "amount of dollars", "five percent"),
    ("percent", "1,5", "comma", "Write `1.5`, if the comma stands for the point."),
    ("percent", "25,7 %", "comma", "Write `25.7%`, if the comma stands"),
    ("percent", "25,750", "comma", "Write `25.750`, if the comma stands"),
    ("money", "612000,50", "comma", "Write `612000.50`, if the comma stands"),
    ("money", "$25,7", "comma", "Write `25.7`, if the comma stands"),
    ("integer", "1,5", "commas", "Write a whole number"),
    ("percent", "five percent", "it is a text", "five percent"),
    ("percent", "5 percent", "word for its unit", "Write `5`."),
    ("integer", "2026.5", "has a fraction", "whole number"),
    ("integer", "8,040", "commas between its digits", "Write `8040`."),
    ("integer", "2026-27", "a year by both its ends", "it starts in: `2026`."),
    ("integer", "FY 27", "a year with letters before it", "it starts in: `2027`"),
    ("integer", "25", "half of a year", "Write `2025`, if it starts in July 2025."),
    ("integer", "20260", "more than 9999", "Write 9999 or less."),
    ("date", "2026-02-30", "not a day of the calendar", "2026-05-15"),
    ("date", "2026-02-29", "not a day of the calendar", "2026-05-15"),
    ("date", "0000-01-01", "not a day of the calendar", "2026-05-15"),
    ("date", "5/15/2026", "not a date", "Write `2026-05-15`"),
    ("date", "May 15, 2026", "not a date", "Write `2026-05-15`"),
    ("date", "15 May 2026", "not a date", "Write `2026-05-15`"),
    ("date", "6/30/26", "not a date", "Write `2026-06-30`"),
    ("date", "30.6.2026", "not a date", "Write `2026-06-30`"),
    ("date", "15/5/2026", "not a date", "Write `2026-05-15`"),
    ("date", "2026-6-1", "not a date", "Write `2026-06-01`"),
    ("date", "99/99/2026", "not a date", "Write year, month and day"),
    ("date", "2026-05-15T00:00:00Z", "date with a time", "Write `2026-05-15` alone."),
    ("date", "\uff12026-05-15", "not a date", "2026-05-15"),  # full-width digits
    ("time", "25:00", "not a time of day", "16:30"),
    ("time", "4:30 pm", "not a time of day", 'Write `"16:30"`.'),
    ("time", "5pm", "not a time of day", 'Write `"17:00"`.'),
    ("time", "12:05 a.m.", "not a time of day", 'Write `"00:05"`.'),
    ("time", "12 noon", "not a time of day", "24-hour clock"),
    ("time", "13 pm", "not a time of day", "24-hour clock"),
    ("time", "\u201c14:05\u201d", "not a time of day", 'Write `"14:05"`.'),
    ("date", "2026\u201305\u201314", "not a date", "Write `2026-05-14`"),
    ("date", "\u20182026-05-14\u2019", "not a date", "Write `2026-05-14`"),
    ("yes_no", "yes, approved 2024", "neither yes nor no", "Write `yes`; what else"),
    ("yes_no", "No (see memo)", "neither yes nor no", "Write `no`; what else"),
    ("yes_no", "yes/no", "neither yes nor no", "Write `yes` or `no`."),
    ("yes_no", "yes or no", "neither yes nor no", "Write `yes` or `no`."),
    ("yes_no", "not yet", "neither yes nor no", "Write `yes` or `no`."),
    ("yes_no", "\u201cyes\u201d", "neither yes nor no", "Write `yes`."),
    ("integer", "2024-2027", "names several years", "between: `2024, 2025, 2026, 2027`."),
    ("integer", "2024; 2025", "names several years", "between: `2024, 2025`."),
    ("integer", "2024 2025", "names several years", "between: `2024, 2025`."),
    ("integer", "2026 and 2027", "names several years", "between: `2026, 2027`."),
    ("integer", "2026-2027", "a year by both its ends", "it starts in: `2026`."),
    ("money", "1000000*", "mark of a note", "Write `1000000`; what else"),
    ("money", "1,000,000 (1)", "mark of a note", "Write `1000000`; what else"),
    ("money", "$1,000,000 [a]", "mark of a note", "Write `1000000`; what else"),
    ("money", "1,000,000\u00b9", "mark of a note", "Write `1000000`; what else"),
    ("money", "1,000,000 estimated", "more than a figure", "Write `1000000`; what else"),
    ("money", "1,000,000.50 (est.)", "more than a figure", "Write `1000000.50`; what else"),
    ("money", "5,000 (in thousands)", "it is a text", "Write dollars"),
    ("money", "1.2 Mio. est.", "it is a text", "Write dollars"),
    ("money", "5,000 less 200", "it is a text", "Write dollars"),
    ("money", "~1000000", "about so much", "Write `1000000`, if that is the figure."),
    ("money", "approx. $1,000,000", "about so much", "Write `1000000`, if that"),
    ("money", "1000000?", "sign stands behind", "Write `1000000`, if that"),
    ("money", "1,000,000;", "sign stands behind", "Write `1000000`."),
    ("money", "1,000,000$", "dollar sign stands behind", "Write `1000000`."),
    ("money", "$$5,000", "two dollar signs", "Write `5000`."),
    ("money", "none", "word or sign for nothing", "Write `0` for none"),
    ("money", "\u2014", "word or sign for nothing", "Write `0` for none"),
    ("money", "5 percent", "word for its unit", "Write dollars"),
    ("percent", "85% ($17,000)", "more than a figure", "Write `85%`; what else"),
    ("percent", "\u2014", "word or sign for nothing", "Write `0` for none"),
    ("percent", "5%*", "mark of a note", "Write `5%`; what else"),
    ("money", "5%*", "mark of a note", "Write dollars"),
    ("percent", "$5*", "mark of a note", "five percent"),
    ("integer", "none", "leave an unknown figure out", "whole number"),
    ("yes_no", "on", "neither yes nor no", "Write `yes`."),
    ("yes_no", "n", "neither yes nor no", "Write `no`."),
    ("yes_no", "maybe", "neither yes nor no", "Write `yes` or `no`."),
    ("choice", "Four_Yearly Plan", "not one of", "Did you mean `four_year_plan`?"),
    ("choice", "annual_revisons", "not one of", "Did you mean `annual_revisions`?"),
    ("choice", "banana", "not one of", "Write one of `four_year_plan`, `annual_revisions`."),
]


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "yaml"])
@pytest.mark.parametrize(
    ("kind", "value", "reason", "remedy"), NOT_READ, ids=[f"{c[0]} {c[1][:20]}" for c in NOT_READ]
)
def test_is_told_what_is_wrong_and_what_to_write(
    json_plan: Read,
    yaml_plan: Read,
    kind: str,
    value: str,
    reason: str,
    remedy: str,
    as_json: bool,
) -> None:
    given_as = f'"{value}"' if as_json else value
    document = (json_plan if as_json else yaml_plan)(written(kind, given_as, as_json=as_json))
    (problem,) = document.problems
    assert problem.severity is Severity.ERROR
    assert problem.message.startswith(f"`{FIELDS[kind]}` is `{value}`, which ")
    assert reason in problem.message
    assert remedy in problem.remedy
    assert problem.pointer == "/" + FIELDS[kind].replace(".", "/")
    assert value_of(document, kind) == {}


SPECIAL = ["5\xa0000", "5\u2007000", "5\u202f000", "$5,\u3000000", "\ufeff5000", "5000\u200b"]


@pytest.mark.parametrize("value", SPECIAL)
def test_special_blanks_in_an_amount_are_told(yaml_plan: Read, value: str) -> None:
    (problem,) = yaml_plan(written("money", f'"{value}"', as_json=False)).problems
    assert "special blanks stand in it" in problem.message
    assert problem.remedy == "Write `5000`."


@pytest.mark.parametrize("value", ["<10", "N < 10", "*", "suppressed", "fewer than 10"])
def test_a_figure_that_is_not_shown_is_marked_where_that_can_be_said(
    shapes: dict[str, Shape], value: str
) -> None:
    report = (
        f'document: performance_report\nindicators: [{{code: 1S1, actual: {{value: "{value}"}}}}]'
    )
    (problem,) = read_document("report.yaml", report.encode(), shapes).problems
    assert problem.remedy == "Leave the figure out, and write `suppressed: yes` beside it."


@pytest.mark.parametrize("value", ["Colorado", "co", "colorado (CO)"])
def test_the_name_of_a_state_is_its_code(yaml_plan: Read, value: str) -> None:
    document = yaml_plan(f"state: {{code: {value}}}\n")
    assert document.data["state"]["code"] == "CO"
    (noted,) = document.problems
    assert (noted.severity, noted.remedy) == (Severity.INFO, "Write `CO`, or leave it as it is.")


IN_JSON_ONLY = [
    ("money", "true", "type"),
    ("text", "true", "type"),
    ("date", "20260515", "type"),
    ("time", "1630", "type"),
    ("yes_no", "1", "type"),
    ("choice", "1", "choice"),
    ("choice", "false", "choice"),
]


@pytest.mark.parametrize(("kind", "value", "problem"), IN_JSON_ONLY)
def test_a_json_value_of_another_kind_is_told_so(
    json_plan: Read, kind: str, value: str, problem: str
) -> None:
    document = json_plan(written(kind, value, as_json=True))
    assert [p.kind for p in document.problems] == [problem]
    assert value_of(document, kind) == {}


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("nothing", ["null", '""', '"  "', "~", "", "''", "Null"])
def test_null_and_blank_mean_not_given(yaml_plan: Read, kind: str, nothing: str) -> None:
    document = yaml_plan(written(kind, nothing, as_json=False))
    assert document.problems == ()
    assert value_of(document, kind) == {}


@pytest.mark.parametrize("nothing", ["null", '""', '" "'])
def test_null_and_blank_mean_not_given_in_json(json_plan: Read, nothing: str) -> None:
    document = json_plan(f'"budget": {nothing}, "submission": {{"revises": {nothing}}}')
    assert document.problems == ()
    assert document.data == {"document": "state_plan", "submission": {}}


@given(amount=st.decimals(0, 10**15, allow_nan=False, places=2), dollar=st.booleans())
def test_an_amount_is_the_same_in_every_spelling(
    shapes: dict[str, Shape], amount: Any, dollar: bool
) -> None:
    for spelling in (f"{amount}", f'"{"$" * dollar}{amount:,}"'):
        text = '{"document": "state_plan", ' + written("money", spelling, as_json=True) + "}"
        document = read_document("plan.json", text.encode(), shapes)
        assert value_of(document, "money") == Fraction(amount)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=12) | st.text("0159.,$%-()+ ekmnaNoO_:x/T", max_size=9))
def test_no_text_in_any_field_makes_the_reader_fail(shapes: dict[str, Shape], text: str) -> None:
    """Every text is read, or is a problem with a message on one line, or refused."""
    for kind in FIELDS:
        plan = '{"document": "state_plan", ' + written(kind, dumps(text), as_json=True) + "}"
        with suppress(Refusal):
            document = read_document("plan.json", plan.encode(), shapes)
            for problem in document.problems:
                assert problem.message.isprintable()
                assert problem.remedy.isprintable()
                if problem.severity is Severity.ERROR:
                    assert value_of(document, kind) == {}
