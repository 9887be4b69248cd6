"""What a cell is taken for: exact, at the places shown, and never in silence when it is odd."""

import pytest

from tests.tables.making import (
    HEAD,
    Num,
    Raw,
    csv_of,
    one_amount,
    one_percent,
    taken,
    told,
    values,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Num("5200000.1"), "5200000.1"),
        (Num("5200000.0999999996"), "5200000.1"),  # as Excel writes the number above
        (Num("5200000.1|#,##0.00"), "5200000.10"),
        (Num('260000|"$"#,##0.00'), "260000.00"),
        (Num('260000|_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)'), "260000.00"),
        (Num("2.6E5"), "260000"),
        (Num("0"), "0"),
        (Num("-0"), "0"),
        (Raw(' s="0"><f>1+1</f><v>260000</v>'), "260000"),
        ("$260,000.01", "260000.01"),
        ("$ 260,000.01", "260000.01"),
        ("\xa0$260,000.01\xa0", "260000.01"),
        (Num("123456789012345"), "123456789012345"),
    ],
)
def test_a_plain_amount_is_taken_without_a_word(cell: str, text: str) -> None:
    assert one_amount(cell) == (text, "")


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        (Num("259999.996|0.00"), "260000.00", "holds 259999.996, and shows 260000.00"),
        (Num("0.005|0.00"), "0.01", "shows 0.01"),
        (Num("260000.49|#,##0"), "260000.49", "holds 260000.49, and shows 260000"),
        (Num("260000.496|#,##0"), "260000", "holds 260000.496, and shows 260000"),
        (Num("260|#,##0,"), "260", "in thousands"),
        (Num("12345678901234.567"), "12345678901234.6", "15 digits"),
        ("260000", "260000", "stands as text"),
        ("$ -", "0", "as Excel shows zero"),
        (" $-   ", "0", "as Excel shows zero"),
        ("($260,000)", "-260000", "in parentheses"),
        ("$ (1,234.50)", "-1234.50", "in parentheses"),
        ("1,234.50-", "-1234.50", "negative"),
        ("\u22121,234.50", "-1234.50", "negative"),
        ("442433\u00b9", "442433", "`\u00b9` is the mark of a note"),
        ("442,433 (1)", "442433", "`(1)` is the mark of a note"),
        ("$442,433*", "442433", "`*` is the mark of a note"),
        ("\u2020 $442,433 [2]", "442433", "`\u2020 [2]` is the mark of a note"),
        ("260,000.50", "260000.50", "stands as text"),
    ],
)
def test_an_odd_amount_is_taken_and_told(cell: str, text: str, said: str) -> None:
    found, remark = one_amount(cell)
    assert found == text
    assert "taken for" in remark
    assert said in remark


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (Raw("><f>SUM(D4:D9)</f>"), "a formula whose result the file does not hold"),
        (Raw("><f>SUM(D4:D9)</f><v></v>"), "a formula whose result the file does not hold"),
        (Raw(' t="e"><f>1/0</f><v>#DIV/0!</v>'), "the error `#DIV/0!`"),
        (Raw(' t="b"><v>1</v>'), "TRUE or FALSE"),
        (Num("46023|yyyy-mm-dd"), "a date"),
        (Num("0.05|0%"), "a percent, where none belongs"),
        (Num("1E+300"), "past anything"),
        (Num("nan"), "past anything"),
        (Num("12x"), "which is none"),
        ("=1+1", "not an amount"),
        ('=HYPERLINK("http://evil")', "not an amount"),
        ("-", "may be zero or nothing"),
        ("—", "may be zero or nothing"),
        ("5.200.000,10", "points stand between its groups"),
        ("5200000,10", "commas do not stand between"),
        ("$260,00", "commas do not stand between"),
        ("260K", "in thousands"),
        ("<10", "withheld"),
        ("TBD", "no figure yet"),
        ("100-200", "a range"),
        ("$100 (est.)", "not an amount"),
        ("about 260000", "not an amount"),
        ("$100 (est.)", "Write `100`; what else is to be said has room in another cell"),
        ("n.n.", "Write dollars: `612000`, `612000.50` or `$612,000.50`"),
        ("100 EUR", "in another currency"),
        ("N/A", "not an amount"),
        ("9" * 40, "more than 30 digits"),
    ],
)
def test_what_is_no_amount_is_left_out_and_told(cell: str, why: str) -> None:
    found, remark = one_amount(cell)
    assert found is None
    assert "left out" in remark
    assert why in remark


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Num("0.05|0%"), "5%"),
        (Num("0.05|0.00%"), "5.00%"),
        (Num("0.051|0.0%"), "5.1%"),
        (Num('5|0.0"%"'), "5.0%"),
        (Num(r"5|0\%"), "5%"),
        (Num("5"), "5%"),
        (Num("0.15|0.##%"), "15.00%"),
        ("5%", "5%"),
        ("4.95 %", "4.95%"),
    ],
)
def test_a_plain_percent_is_taken_without_a_word(cell: str, text: str) -> None:
    assert one_percent(cell) == (text, "")


def test_a_fraction_without_a_percent_format_is_not_guessed_at() -> None:
    found, remark = one_percent(Num("0.05"))
    assert found is None
    assert "may be 5 percent or 0.05 percent" in remark


def test_line_6_takes_a_tenth_of_a_percent() -> None:
    assert one_percent(Num("0.1"), "6", "Special Populations Recruitment")[0] == "0.1%"


def test_a_doubled_percent_sign_is_one_and_told() -> None:
    found, remark = one_percent("5%%")
    assert found == "5%"
    assert "more than one percent sign" in remark


def test_dollars_are_no_percent() -> None:
    assert one_percent(Num('5|"$"0'))[0] is None
    assert one_percent("$5")[0] is None


@pytest.mark.parametrize("cell", ["$530.000", "530.000", "(1.500)", Num("530.125")])
def test_an_amount_with_three_decimals_is_not_taken(cell: str) -> None:
    value, said = one_amount(cell)
    assert value is None
    assert "thousands are meant" in said


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (Num("530|0.000"), "530", "it shows 530.000"),
        ("5200.000", "5200.000", "stands as text"),
        ("$0.000", "0.000", ""),
        ("260000.125", None, "not exact to the cent. Write it to the cent: `260000.13`"),
        (Num("1733333.3333333333"), None, "Write it to the cent: `1733333.33`"),
    ],
)
def test_amounts_of_more_decimals(cell: str, value: str | None, said: str) -> None:
    found, remark = one_amount(cell)
    assert found == value
    assert said in remark


def test_three_decimals_below_a_head_of_thousands() -> None:
    rows = [["Item", "Amount ($000)"], ["State Administration", "5.200"], ["Reserve", "1,260.125"]]
    tables = taken(csv_of(rows), "t.csv")
    assert list(values(tables).values()) == ["1260125"]
    assert "between thousands" in told(tables)["B2"]


@pytest.mark.parametrize(
    ("code", "words"),
    [('$#,##0.0"M"', "M"), ('#,##0" (000)"', "(000)"), ("0\\K", "K"), ('0 "thousand"', "thousand")],
)
def test_an_amount_that_is_shown_with_a_unit_is_not_taken(code: str, words: str) -> None:
    value, said = one_amount(Num(f"5.2|{code}"))
    assert value is None
    assert f"shown with `{words}`, which may be its unit" in said


@pytest.mark.parametrize("code", ['#,##0.0 "USD"', "0.0_);(0.0)", '"$"* 0.0', '0.0,"K"'])
def test_an_amount_that_is_shown_plainly_is_taken(code: str) -> None:
    assert one_amount(Num(f"5.2|{code}"))[0] == "5.2"


def test_that_numbers_stand_as_text_is_told_only_where_others_could() -> None:
    lines = [["1", "Total Perkins V Allocation", "", "5200000"], ["2", "State Administration"]]
    assert not told(taken(csv_of([HEAD, *lines]), "t.csv"))
    assert "stands as text" in one_amount("5200000")[1]
