"""No figure of a table is lost in silence or taken for another, however the table is laid out."""

from fractions import Fraction
from string import ascii_uppercase

from hypothesis import given, settings

from perkins_rules.tables.form import BY_NUMBER
from perkins_rules.tables.grid import TableFault, letters
from perkins_rules.tables.taken import Remark
from tests.tables.layouts import (
    Laid,
    Strewn,
    budgets,
    path_of,
    strewn,
    tables,
    with_others,
    with_parts,
)
from tests.tables.making import csv_of, taken, values


def exactly(text: str) -> Fraction:
    return Fraction(text.rstrip("%"))


@settings(deadline=None, max_examples=80)
@given(tables())
def test_a_table_says_the_same_however_it_is_laid_out(laid: Laid) -> None:
    data, name = laid.file
    found = taken(data, name)
    truth = {path_of(fact): exactly(text) for fact, text in laid.truth.items()}
    assert {path: exactly(text) for path, text in values(found).items()} == truth
    assert not any(remark.is_loss for remark in found.remarks)


@settings(deadline=None, max_examples=50)
@given(budgets())
def test_a_budget_says_the_same_however_its_lines_are_named(laid: Laid) -> None:
    data, name = laid.file
    found = taken(data, name)
    truth: dict[tuple[str, ...], str] = {}
    for (number, kind, _), text in laid.truth.items():
        path = BY_NUMBER[number].percent if kind == "percent" else BY_NUMBER[number].amount
        assert path is not None
        truth[path] = text
    assert {path: one.text for path, one in found.values.items()} == truth
    assert not any(remark.is_loss for remark in found.remarks)


@settings(deadline=None, max_examples=50)
@given(with_others())
def test_figures_of_other_kinds_are_told_and_change_nothing(given: tuple[Laid, int, str]) -> None:
    laid, column, words = given
    data, name = laid.file
    found = taken(data, name)
    truth = {path_of(fact): exactly(text) for fact, text in laid.truth.items()}
    assert {path: exactly(text) for path, text in values(found).items()} == truth
    [lost] = [remark for remark in found.remarks if remark.is_loss]
    assert lost.place.endswith(f"{letters(column)}1")
    assert words in lost.text


@settings(deadline=None, max_examples=50)
@given(with_parts())
def test_figures_of_groups_are_told_and_change_nothing(given: tuple[Laid, list[str]]) -> None:
    laid, places = given
    data, name = laid.file
    found = taken(data, name)
    truth = {path_of(fact): exactly(text) for fact, text in laid.truth.items()}
    assert {path: exactly(text) for path, text in values(found).items()} == truth
    lost = [remark for remark in found.remarks if remark.is_loss]
    assert sum(remark.cells for remark in lost) == len(places)
    assert {remark.place.rpartition("!")[2] for remark in lost} <= set(places)


@settings(deadline=None, max_examples=80)
@given(strewn())
def test_each_figure_is_taken_or_told(table: Strewn) -> None:
    try:
        found = taken(csv_of(table.rows), "t.csv")
    except TableFault:
        return
    places = {value.place for value in found.values.values()}
    told_of = {remark.place for remark in found.remarks}
    columns = {
        remark.place.rstrip("0123456789") for remark in found.remarks if "below" in remark.text
    }
    rows = {
        remark.place.lstrip(ascii_uppercase)
        for remark in found.remarks
        if "of its row" in remark.text
    }
    for place in table.figures:
        if place.lstrip(ascii_uppercase) in rows:
            continue
        assert place in places | told_of or place.rstrip("0123456789") in columns
    lost = [place for place in table.figures if place not in places]
    assert not lost or any(one.is_loss for one in found.remarks) or _are_totals(found.remarks, lost)


def _are_totals(remarks: list[Remark], lost: list[str]) -> bool:
    """Whether all that is lost was told of as of a row of totals or notes."""
    apart = {one.place for one in remarks if "no line of the form" in one.text}
    return apart.issuperset(lost)
