"""No figure of a table is lost in silence or taken for another, however the table is laid out."""

from fractions import Fraction

from hypothesis import given, settings

from tests.tables.layouts import Laid, path_of, tables
from tests.tables.making import taken, values


def exactly(text: str) -> Fraction:
    return Fraction(text.rstrip("%"))


@settings(deadline=None, max_examples=150)
@given(tables())
def test_a_table_says_the_same_however_it_is_laid_out(laid: Laid) -> None:
    data, name = laid.file
    found = taken(data, name)
    truth = {path_of(fact): exactly(text) for fact, text in laid.truth.items()}
    assert {path: exactly(text) for path, text in values(found).items()} == truth
    assert not any(remark.is_loss for remark in found.remarks)
